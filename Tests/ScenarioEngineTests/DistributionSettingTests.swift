import NumericCore
import Testing

@testable import ScenarioEngine

/// Every distribution that a file may name, drawn in a run.
@Suite struct DistributionSettingTests {
  static let texts = [
    "normal(1, 2)", "1 to 4", "uniform(0, 3)", "triangular(0, 1, 4)", "pert(0, 1, 4)", "beta(2, 5)", "gamma(3, 2)", "exponential(0.5)",
    "studentT(9, 1, 2)", "weibull(1.5, 3)", "logistic(1, 2)", "gumbel(1, 2)", "pareto(minimum = 1, shape = 6)", "poisson(3.5)",
    "poisson(mean = 1M)", "binomial(20, 30%)", "negativeBinomial(2.5, 0.4)", "mixture(0, poisson(4), weights = [0.3, 0.7])",
    "truncate(poisson(2), low = 1)", "truncate(gumbel(0, 1), -1, 5)", "empirical(1, 2, 2, 7)",
  ]

  static func distribution(_ text: String) throws -> any Distribution {
    guard case .distribution(let distribution) = try Expression.parse(text).value else {
      throw ExpressionError(at: 0, "\(text) is no distribution.", "")
    }
    return distribution
  }

  @Test func everyNameHasItsRun() {
    let used = Set(Self.texts.flatMap { $0.split { !$0.isLetter }.map(String.init) })
    #expect(Set(ExpressionDistributions.names).subtracting(used) == ["lognormal"], "`1 to 4` is lognormal")
  }

  /// Scrambled points: no mean of 8,192 of them strays by a tenth of the error of independent draws, with this seed.
  @Test(arguments: texts) func drawsHaveTheMeanOfTheirDistribution(text: String) throws {
    let distribution = try Self.distribution(text)
    let constants: Setting.Value = .text("1")
    let plan = try ToyModel.plan(ToyModel.scenario(["toy.a": .text(text), "toy.b": constants, "toy.c": constants, "toy.level": constants]))
    let count = 8192
    let values = try #require(try ToyModel.draws(plan, paths: count)["toy.a"])
    #expect(values.count == count && values.allSatisfy(distribution.support.contains))
    if distribution.kind == .discrete { #expect(values.allSatisfy { distribution.density(at: $0) > 0 }) }
    let mean = values.reduce(0) { $0 + $1 / Double(count) }
    #expect((mean - distribution.mean).magnitude < 0.5 * (distribution.variance / Double(count)).squareRoot(), "\(mean)")
  }

  @Test(arguments: texts) func aScenarioWithItRuns(text: String) throws {
    let scenario = try ToyModel.prepare(
      ToyModel.scenario(["toy.a": .text(text), "toy.b": .text("normal(0, 1)"), "toy.c": .text("1"), "toy.level": .text("1")]))
    let result = try Simulator([scenario], settings: SimulationSettings(paths: 256)).run()
    #expect(result.tables[0].series.allSatisfy { $0.mean?.value.isFinite ?? true })
  }

  @Test func countsOutsideARangeAreRefusedWithTheTextThatMendsThem() throws {
    #expect(
      try ToyProject.complaints("extends: baseline\ncommerce:\n  take_rate: poisson(1)\n") == [
        "x.yaml:3:14: commerce.take_rate has 26 % of its mass outside its range 0 to 1 (share). Write `truncate(poisson(1), 0, 1)`."
      ])
    #expect(try ToyProject.complaints("extends: baseline\ncommerce:\n  take_rate: truncate(poisson(1), 0, 1)\n").isEmpty)
    #expect(try ToyProject.complaints("extends: baseline\ncommerce:\n  take_rate: binomial(1, 0.3)\n").isEmpty)
  }
}
