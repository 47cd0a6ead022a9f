import NumericCore
import Testing

@Suite struct ColumnQuantileTests {
  static func distributions() throws -> [any Distribution] {
    [
      try Beta(alpha: 2, beta: 30), try Beta(alpha: 1, beta: 5), try Beta(alpha: 8, beta: 2),
      try Triangular(minimum: 0, mode: 2, maximum: 12),
      try Gamma(shape: 3, scale: 2), try StudentT(degreesOfFreedom: 5, location: 1, scale: 2), try Lognormal(p5: 0.28, p95: 0.46),
      try Normal(mean: 3, standardDeviation: 2), try Uniform(minimum: -1, maximum: 4), try Exponential(rate: 2),
      try Mixture(
        components: [try Normal(mean: 0, standardDeviation: 1), try Normal(mean: 40, standardDeviation: 1)], weights: [0.5, 0.5]),
      try Truncated(try Lognormal(p5: 0.24, p95: 0.54), minimum: 0, maximum: 1), try Weibull(shape: 1.5, scale: 3),
      try Logistic(location: 1, scale: 2), try Gumbel(location: 1, scale: 2), try Pareto(minimum: 1, shape: 1.5),
    ]
  }

  @Test(arguments: 0..<16) func columnsEqualTheQuantileFunction(index: Int) throws {
    let distribution = try Self.distributions()[index]
    let column = ColumnQuantile(distribution)
    let spread = distribution.quantile(0.95) - distribution.quantile(0.05)
    var worst = 0.0
    for k in 0..<4001 {
      let u = (Double(k) + 0.5) / 4001
      worst = max(worst, abs(column.value(atUniform: u) - distribution.quantile(u)) / spread)
      let z = Elementary.normalQuantile(u)
      worst = max(worst, abs(column.values(atNormals: Vector(z))[3] - distribution.quantile(u)) / spread)
    }
    #expect(worst < 2e-9, "\(distribution)")
  }

  /// A table would smooth the steps.
  @Test func discreteDistributionsKeepTheirWholeNumbers() throws {
    let counts: [any Distribution] = [
      try Poisson(mean: 4), try Poisson(mean: 1e12), try Binomial(trials: 30, probability: 0.2),
      try NegativeBinomial(successes: 2, probability: 0.3), try Truncated(Poisson(mean: 3), minimum: 1, maximum: .infinity),
      try Empirical(values: [1, 2, 5]),
    ]
    for distribution in counts {
      let column = ColumnQuantile(distribution)
      for k in 0..<500 {
        let u = (Double(k) + 0.5) / 500
        #expect(column.value(atUniform: u) == distribution.quantile(u), "\(distribution)")
        let drawn = column.values(atNormals: Vector(Elementary.normalQuantile(u)))[5]
        #expect(drawn == drawn.rounded() && (drawn - distribution.quantile(u)).magnitude <= 2e-12 * drawn, "\(distribution)")
      }
    }
  }

  /// Heavy tails, as of Student's t, are evaluated directly.
  @Test func smoothDistributionsGetATable() throws {
    for distribution in try Self.distributions() where distribution is Beta || distribution is Gamma {
      if case .table = ColumnQuantile(distribution) { continue }
      Issue.record("no table for \(distribution)")
    }
  }
}
