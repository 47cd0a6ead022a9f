import Testing

@testable import NumericCore

/// Modes, skewnesses and logarithms where they are found by search or do not exist.
@Suite struct DistributionMomentTests {
  @Test func momentsThatDoNotExistAreNaNOrInfinite() throws {
    let cauchy = try StudentT(degreesOfFreedom: 1)
    #expect(cauchy.mean.isNaN && cauchy.variance.isNaN && cauchy.skewness.isNaN)
    let three = try StudentT(degreesOfFreedom: 3)
    #expect(three.mean == 0 && three.variance == 3 && three.skewness.isNaN)
    #expect(try StudentT(degreesOfFreedom: 2).variance == .infinity)
    let heavy = try Pareto(minimum: 1, shape: 1)
    #expect(heavy.mean == .infinity && heavy.variance == .infinity && heavy.skewness.isNaN)
    let constant = try Constant(4)
    #expect(constant.variance == 0 && constant.skewness.isNaN && constant.mode == 4)
    #expect(try Empirical(values: [2, 2]).skewness.isNaN)
  }

  @Test func theModesOfBetaFollowTheConvention() throws {
    func mode(_ alpha: Double, _ beta: Double) throws -> Double { try Beta(alpha: alpha, beta: beta).mode }
    #expect(try [mode(1, 1), mode(0.5, 0.5), mode(0.2, 0.5), mode(0.5, 0.2)] == [0.5, 0, 0, 1])
    #expect(try [mode(1, 3), mode(3, 1), mode(2, 2), mode(1, 0.5), mode(0.5, 1)] == [0, 1, 0.5, 1, 0])
    #expect(try Uniform(minimum: 2, maximum: 6).mode == 4)
  }

  @Test func anEmpiricalModeIsTheValueStatedMostOften() throws {
    #expect(try Empirical(values: [3, 1, 2, 3, 1]).mode == 1)
    #expect(try Empirical(values: [3, 1, 3]).mode == 3)
    let skewed = try Empirical(values: [0, 0, 0, 4])
    #expect(skewed.mean == 1 && skewed.variance == 3)
    #expect((skewed.skewness - 6 / 27.0.squareRoot()).magnitude < 1e-15)
    #expect(skewed.density(at: 0) == 0.75 && skewed.density(at: 1) == 0 && skewed.logDensity(at: 1) == -.infinity)
  }

  /// A narrow peak far from a broad one, and two that melt into one between their modes.
  @Test func aMixturesModeIsFound() throws {
    let apart = try Mixture(
      components: [Normal(mean: 0, standardDeviation: 1), Normal(mean: 1000, standardDeviation: 1e-3)], weights: [0.99, 0.01])
    #expect((apart.mode - 1000).magnitude < 1e-9)
    let melted = try Mixture(
      components: [Normal(mean: -0.5, standardDeviation: 1), Normal(mean: 0.5, standardDeviation: 1)], weights: [1, 1])
    #expect(melted.mode.magnitude < 1e-7)
    let counts = try Mixture(components: [Poisson(mean: 2.5), Poisson(mean: 4.5)], weights: [1, 1])
    let best = (0...20).map(Double.init).max { counts.density(at: $0) < counts.density(at: $1) }
    #expect(counts.kind == .discrete && counts.mode == best)
    let withSteps = try Mixture(components: [Normal(mean: 0, standardDeviation: 1), Constant(7), Constant(9)], weights: [0.7, 0.1, 0.2])
    #expect(withSteps.kind == .mixed && withSteps.mode == 9)
    #expect(withSteps.density(at: 7) == .infinity && withSteps.logDensity(at: 7) == .infinity)
    #expect((withSteps.density(at: 0) / 0.7 / Elementary.normalDensity(0) - 1).magnitude < 1e-15)
  }

  @Test func aTruncatedModeIsTheNearestAllowedOne() throws {
    let base = try Normal(mean: 0, standardDeviation: 1)
    #expect(try Truncated(base, minimum: 2, maximum: 5).mode == 2)
    #expect(try Truncated(base, minimum: -5, maximum: -2).mode == -2)
    #expect(try Truncated(base, minimum: -1, maximum: 3).mode == 0)
    #expect(try Truncated(Beta(alpha: 0.5, beta: 0.5), minimum: 0.2, maximum: 0.9).mode == 0.9)
    let mixture = try Mixture(components: [base, Normal(mean: 10, standardDeviation: 0.1)], weights: [0.5, 0.5])
    #expect((try Truncated(mixture, minimum: 5, maximum: 30).mode - 10).magnitude < 1e-7)
  }

  @Test func aTruncatedMixtureIsAMixtureOfTruncatedParts() throws {
    let mixture = try Mixture(components: [Exponential(rate: 1), Constant(5)], weights: [0.5, 0.5])
    let cut = try Truncated(mixture, minimum: 2, maximum: 5)
    let tail = Elementary.exp(-2) - Elementary.exp(-5)
    let mean = (3 * Elementary.exp(-2) - 6 * Elementary.exp(-5) + 5) / (tail + 1)
    #expect((cut.mean / mean - 1).magnitude < 1e-13)
    #expect(cut.mode == 5 && cut.kind == .mixed)
  }

  /// Where the density is 0 in doubles its logarithm is still known.
  @Test func logDensitiesReachFarIntoTheTails() throws {
    let cases: [(any Distribution, Double, Double)] = [
      (try Normal(mean: 0, standardDeviation: 1), 1e10, -5e19),
      (try Lognormal(mu: 0, sigma: 0.01), 1e10, -2650968.394858476),
      (try Gamma(shape: 2, scale: 1), 1e6, -999986.184489442),
      (try Gamma(shape: 2, scale: 1e300), 1e-300, -2072.3265836946413),
      (try Beta(alpha: 1000, beta: 2), 1e-10, -22989.00856895232),
      (try StudentT(degreesOfFreedom: 4), 1e200, -2300.1001863442577),
      (try Weibull(shape: 2, scale: 1), 1e5, -9999999987.793927),
      (try Logistic(location: 0, scale: 1), 1e6, -1e6), (try Gumbel(location: 0, scale: 1), -7, -1089.6331584284585),
      (try Exponential(rate: 1), 1e5, -1e5), (try Pareto(minimum: 1, shape: 1000), 1e10, -23041.969025591415),
      (try Poisson(mean: 1), 1e4, -82109.92783681435), (try Binomial(trials: 1e6, probability: 0.5), 0, -693147.1805599453),
      (try Truncated(Normal(mean: 0, standardDeviation: 1), minimum: 0, maximum: .infinity), 100, -5000.2257913526447),
      (
        try Mixture(components: [Normal(mean: 0, standardDeviation: 1), Normal(mean: 1, standardDeviation: 1)], weights: [1, 1]), 100,
        -4902.1120857138
      ),
    ]
    for (distribution, x, expected) in cases {
      #expect(distribution.density(at: x) == 0, "\(distribution)")
      #expect((distribution.logDensity(at: x) / expected - 1).magnitude < 1e-10, "\(distribution): \(distribution.logDensity(at: x))")
    }
  }

  @Test func aBetaQuantileThatRoundsToOneKeepsItsComplement() throws {
    let distribution = try Beta(alpha: 0.1, beta: 0.1)
    #expect(distribution.upperQuantile(1e-3) == 1)
    // Symmetric, so the complement is the lower quantile.
    for q in [1e-3, 1e-12, 1e-20] { #expect((distribution.complementOfUpperQuantile(q) / distribution.quantile(q) - 1).magnitude < 1e-13) }
  }

  @Test func theDefaultsForOtherDistributionsAreFoundByIntegralAndSearch() throws {
    /// A gamma distribution that knows nothing but its tails.
    struct Plain: Distribution {
      let gamma: Gamma
      var support: ClosedRange<Double> { gamma.support }
      var mean: Double { gamma.mean }
      var variance: Double { gamma.variance }
      func density(at x: Double) -> Double { gamma.density(at: x) }
      func cumulative(to x: Double) -> Double { gamma.cumulative(to: x) }
      func survival(beyond x: Double) -> Double { gamma.survival(beyond: x) }
      func quantile(_ p: Double) -> Double { gamma.quantile(p) }
      func upperQuantile(_ q: Double) -> Double { gamma.upperQuantile(q) }
    }
    let gamma = try Gamma(shape: 4, scale: 0.5)
    let plain = Plain(gamma: gamma)
    #expect(plain.kind == .continuous)
    #expect((plain.skewness - 1).magnitude < 1e-8 && (plain.mode - 1.5).magnitude < 1e-7)
    #expect((plain.logDensity(at: 2) - gamma.logDensity(at: 2)).magnitude < 1e-14)
  }
}
