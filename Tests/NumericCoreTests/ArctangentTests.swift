import Testing

@testable import NumericCore

@Suite struct ArctangentTests {
  @Test func arcTangentsAgreeWithTwentyFiveDigits() throws {
    var worst = WorstError()
    for row in try ReferenceTable("arctangent.csv").rows where row[0] == "arctangent" {
      worst.see(Elementary.arctangent(try #require(Double(row[1]))), try #require(Double(row[2])), row[1])
    }
    #expect(worst.count == 166)
    #expect(worst.size <= 7e-16, "\(worst)")
  }

  @Test func cosinesAgreeWithTwentyFiveDigits() throws {
    var worst = 0.0
    for row in try ReferenceTable("arctangent.csv").rows where row[0] == "cosine" {
      worst = max(worst, (Elementary.cosine(try #require(Double(row[1]))) - (try #require(Double(row[2])))).magnitude)
    }
    #expect(worst > 0 && worst <= 4e-16, "\(worst)")
  }

  @Test func theEndsAreQuarterTurns() {
    #expect(Elementary.arctangent(.infinity) == 1.5707963267948966 && Elementary.arctangent(-.infinity) == -1.5707963267948966)
    #expect(Elementary.arctangent(0) == 0 && Elementary.arctangent(.nan).isNaN && Elementary.cosine(1e9).isNaN)
  }
}
