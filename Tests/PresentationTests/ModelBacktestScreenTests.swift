import Presentation
import ScenarioEngine
import Testing

@Suite struct ModelBacktestScreenTests {
  static func point(_ fact: String, actual: Double) -> ModelBacktestScreen.Point {
    ModelBacktestScreen.Point(
      scenario: "baseline", asOf: "2023-03-31", fact: fact, output: "user_growth.monthly_users", period: "2025-01", unit: "users",
      vintage: "2025-01-18", actual: actual, quantiles: QuantileLevels.all.map { 100e6 + 100e6 * $0 },
      score: Estimate(5.71e6, standardError: 16_000), transform: 0.7)
  }

  @Test func aPointIsOneLine() {
    var view = ModelBacktestScreen.View(paths: 4096, seed: 1)
    view.runs = ["baseline as of 2023-03-31, from 2023-04"]
    view.points = [Self.point("a", actual: 170e6)]
    view.leftOut = ["baseline as of 2023-03-31: b: only a bound"]
    let expected = #"""
      The model as of earlier days, against what became known later
      4,096 futures, seed 1
      baseline as of 2023-03-31, from 2023-04

      As of       fact            came out  median  5 %…95 %  error  crps  below it
      2023-03-31  a     million        170     150   105…195    −20     6      70 %

      Not scored
        baseline as of 2023-03-31: b: only a bound

      1 point of 1 different fact: too few for any conclusion about the model; five facts would be the least.
      """#
    #expect(ModelBacktestScreen.text(view, style: .plain).hasPrefix(expected + "\n"))
  }

  @Test func oneFactScoredTwiceIsOneFact() {
    let four = (0..<6).map { Self.point("\($0 % 4)", actual: 170e6) }
    #expect(ModelBacktestScreen.verdict(four).hasPrefix("6 points of 4 different facts: too few"))
    let five = (0..<5).map { Self.point("\($0)", actual: $0 == 0 ? 250e6 : $0 == 1 ? 190e6 : 150e6) }
    #expect(
      ModelBacktestScreen.verdict(five).hasPrefix("5 points of 5 different facts: 3 within the middle half, 4 within 5 % to 95 %."))
  }
}
