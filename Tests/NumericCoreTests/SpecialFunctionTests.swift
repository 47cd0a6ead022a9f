import Testing

@testable import NumericCore

@Suite struct SpecialFunctionTests {
  static let functions: [(name: String, function: @Sendable (Double) -> Double, bound: Double)] = [
    ("expMinusOne", { Elementary.expMinusOne($0) }, 5e-16),
    ("logOnePlus", { Elementary.log(onePlus: $0) }, 4e-16),
    ("expMinusOneMinusArgument", { Elementary.expMinusOneMinusArgument($0) }, 2e-15),
    ("logOnePlusMinusArgument", { Elementary.logOnePlusMinusArgument($0) }, 2e-15),
    ("sine", { Elementary.sine($0) }, 4e-16),
    ("logGamma", { Elementary.logGamma($0) }, 2e-15),
    ("normalSurvival", { Elementary.normalSurvival($0) }, 2e-15),
  ]

  @Test(arguments: functions.indices)
  func functionAgreesWithThirtyDigits(index: Int) throws {
    let (name, function, bound) = Self.functions[index]
    var worst = WorstError()
    for row in try ReferenceTable("special_functions.csv").rows where row[0] == name {
      let argument = try #require(Double(row[1]))
      worst.see(function(argument), try #require(Double(row[2])), row[1])
    }
    #expect(worst.count >= 10)
    #expect(worst.size <= bound, "\(name): \(worst)")
  }

  /// The reference is the double nearest to the logarithm and what it lacks.
  @Test func aLogarithmInTwoPartsIsAHundredTimesCloserThanOneDouble() throws {
    let rows = try ReferenceTable("special_functions.csv").rows.filter { $0[0] == "logInTwoParts" }
    #expect(rows.count >= 10)
    for row in rows {
      let parts = row[2].split(separator: ";").compactMap { Double($0) }
      let found = Elementary.logInTwoParts(try #require(Double(row[1])))
      let error = ((found.high - parts[0]) + (found.low - parts[1])).magnitude
      #expect(error < 2e-18 + 1e-31 * parts[0].magnitude, "\(row[1]): \(error)")
    }
  }

  @Test func ratiosNeverOverflowOnTheWayToTheirLogarithm() {
    #expect(Elementary.logOfRatio(1e300, 1e-300) == Elementary.log(1e300) - Elementary.log(1e-300))
    #expect(Elementary.logOfRatio(3, 3) == 0)
    #expect(Elementary.logOfRatio(1.0.nextUp, 1) == 0x1p-52.nextDown)
    #expect(Elementary.logOfRatio(.infinity, 2) == .infinity && Elementary.logOfRatio(0, 2) == -.infinity)
    #expect(Elementary.logOfRatio(.nan, 2).isNaN)
  }
}
