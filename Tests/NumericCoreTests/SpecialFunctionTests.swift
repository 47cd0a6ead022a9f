import Testing

@testable import NumericCore

@Suite struct SpecialFunctionTests {
  static let functions: [(name: String, function: @Sendable (Double) -> Double, bound: Double)] = [
    ("expMinusOne", { Elementary.expMinusOne($0) }, 5e-16),
    ("logOnePlus", { Elementary.log(onePlus: $0) }, 4e-16),
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
}
