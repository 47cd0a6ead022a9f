import Testing

@testable import NumericCore

/// Distributions on the whole numbers: what a density, a quantile and an end mean there.
@Suite struct DistributionDiscreteTests {
  static let discrete: [(name: String, make: @Sendable () throws -> any Distribution)] = [
    ("poisson", { try Poisson(mean: 3.5) }),
    ("poisson, small mean", { try Poisson(mean: 1e-3) }),
    ("poisson, large mean", { try Poisson(mean: 12_345.6) }),
    ("binomial", { try Binomial(trials: 20, probability: 0.3) }),
    ("binomial, fair coin", { try Binomial(trials: 1, probability: 0.5) }),
    ("binomial, likely", { try Binomial(trials: 1000, probability: 0.999) }),
    ("negative binomial", { try NegativeBinomial(successes: 2.5, probability: 0.1) }),
    ("geometric", { try NegativeBinomial(successes: 1, probability: 0.5) }),
    ("truncated poisson", { try Truncated(Poisson(mean: 3), minimum: 1, maximum: 10) }),
    ("poisson in the tail", { try Truncated(Poisson(mean: 30), minimum: 60.5, maximum: .infinity) }),
    ("more zeros", { try Mixture(components: [Constant(0), Poisson(mean: 4)], weights: [0.3, 0.7]) }),
  ]

  static let probabilities = [1e-12, 1e-5, 0.01, 0.05, 0.25, 0.3, 0.5, 0.75, 0.77, 0.95, 0.999, 1 - 1e-12]

  /// Whole numbers that carry nearly all of the mass.
  static func values(of distribution: any Distribution) -> [Double] {
    let (low, high) = (distribution.quantile(1e-13), distribution.upperQuantile(1e-20))
    return stride(from: low, through: high, by: max(1, ((high - low) / 300).rounded())).map { $0 }
  }

  @Test(arguments: discrete.indices)
  func theQuantileIsTheSmallestNumberThatReaches(index: Int) throws {
    let (name, make) = Self.discrete[index]
    let distribution = try make()
    for p in Self.probabilities {
      let k = distribution.quantile(p)
      #expect(k == k.rounded() && distribution.cumulative(to: k) >= p * (1 - 2e-14), "\(name) at \(p)")
      #expect(distribution.cumulative(to: k - 1) < p, "\(name) at \(p)")
      let upper = distribution.upperQuantile(p)
      #expect(distribution.survival(beyond: upper) <= p * (1 + 2e-14), "\(name) at \(p)")
      #expect(upper == distribution.support.lowerBound || distribution.survival(beyond: upper - 1) > p, "\(name) at \(p)")
    }
  }

  @Test(arguments: discrete.indices)
  func aProbabilityOfANumberLeadsBackToIt(index: Int) throws {
    let (name, make) = Self.discrete[index]
    let distribution = try make()
    for k in Self.values(of: distribution) {
      let (lower, upper) = (distribution.cumulative(to: k), distribution.survival(beyond: k))
      // Near 1 the doubles do not tell neighbouring steps apart.
      if distribution.density(at: k) > 1e-13 * lower, upper > 1e-13 { #expect(distribution.quantile(lower) == k, "\(name) at \(k)") }
      if lower > 1e-13, upper > 0 { #expect(distribution.upperQuantile(upper) == k, "\(name) at \(k)") }
    }
  }

  @Test(arguments: discrete.indices)
  func theDensityIsTheStepOfTheCumulative(index: Int) throws {
    let (name, make) = Self.discrete[index]
    let distribution = try make()
    #expect(distribution.kind == .discrete)
    for k in Self.values(of: distribution) where k > distribution.support.lowerBound {
      let mass = distribution.density(at: k)
      let step =
        distribution.cumulative(to: k) < 0.5
        ? distribution.cumulative(to: k) - distribution.cumulative(to: k - 1)
        : distribution.survival(beyond: k - 1) - distribution.survival(beyond: k)
      #expect((mass - step).magnitude < 2e-13 * max(mass, distribution.survival(beyond: k - 1)), "\(name) at \(k)")
      #expect(distribution.density(at: k + 0.5) == 0 && distribution.logDensity(at: k + 0.5) == -.infinity)
      #expect(distribution.cumulative(to: k + 0.5) == distribution.cumulative(to: k))
      #expect((Elementary.exp(distribution.logDensity(at: k)) / mass - 1).magnitude < 1e-12, "\(name) at \(k)")
    }
  }

  @Test(arguments: discrete.indices)
  func momentsAndModeAreThoseOfTheMasses(index: Int) throws {
    let (name, make) = Self.discrete[index]
    let distribution = try make()
    let values = Array(stride(from: distribution.quantile(1e-30), through: distribution.upperQuantile(1e-40), by: 1))
    func expectation(_ value: (Double) -> Double) -> Double { values.reduce(0) { $0 + distribution.density(at: $1) * value($1) } }
    let (mean, sd) = (distribution.mean, distribution.variance.squareRoot())
    #expect((expectation { _ in 1 } - 1).magnitude < 2e-13, "\(name)")
    #expect((expectation { $0 } / mean - 1).magnitude < 2e-13, "\(name)")
    #expect((expectation { ($0 - mean) * ($0 - mean) } / distribution.variance - 1).magnitude < 1e-12, "\(name)")
    let third = expectation { ($0 - mean) / sd * (($0 - mean) / sd) * (($0 - mean) / sd) }
    #expect((third - distribution.skewness).magnitude < 1e-11 * max(1, distribution.skewness), "\(name)")
    #expect(values.allSatisfy { distribution.density(at: $0) <= distribution.density(at: distribution.mode) * (1 + 1e-12) }, "\(name)")
  }

  @Test(arguments: discrete.indices)
  func theEndsAreTheSupportAndNonsenseIsNaN(index: Int) throws {
    let distribution = try Self.discrete[index].make()
    let support = distribution.support
    #expect(distribution.quantile(0) == support.lowerBound && distribution.upperQuantile(1) == support.lowerBound)
    #expect(distribution.quantile(1) == support.upperBound && distribution.upperQuantile(0) == support.upperBound)
    #expect(distribution.cumulative(to: -.infinity) == 0 && distribution.survival(beyond: -.infinity) == 1)
    #expect(distribution.cumulative(to: .infinity) == 1 && distribution.survival(beyond: .infinity) == 0)
    #expect(distribution.cumulative(to: support.lowerBound - 1) == 0 && distribution.survival(beyond: support.lowerBound - 0.5) == 1)
    for x in [-Double.infinity, .infinity, -1, 0.5] { #expect(distribution.density(at: x) == 0) }
    #expect(distribution.density(at: .nan).isNaN && distribution.logDensity(at: .nan).isNaN)
    #expect(distribution.cumulative(to: .nan).isNaN && distribution.survival(beyond: .nan).isNaN)
    for p in [-0.1, 1.1, Double.nan] { #expect(distribution.quantile(p).isNaN && distribution.upperQuantile(p).isNaN) }
  }

  @Test func withoutChanceTheyAreConstants() throws {
    let constants: [(any Distribution, Double)] = [
      (try Poisson(mean: 0), 0), (try Binomial(trials: 0, probability: 0.3), 0), (try Binomial(trials: 7, probability: 0), 0),
      (try Binomial(trials: 7, probability: 1), 7), (try NegativeBinomial(successes: 2, probability: 1), 0),
    ]
    for (distribution, value) in constants {
      #expect(distribution.support == value...value && distribution.mean == value && distribution.variance == 0, "\(distribution)")
      #expect(distribution.mode == value && distribution.skewness.isNaN, "\(distribution)")
      for p in [0, 1e-12, 0.5, 1] { #expect(distribution.quantile(p) == value && distribution.upperQuantile(p) == value) }
      #expect(distribution.density(at: value) == 1 && distribution.logDensity(at: value) == 0, "\(distribution)")
      #expect(distribution.cumulative(to: value) == 1 && distribution.cumulative(to: value - 1) == 0, "\(distribution)")
      #expect(distribution.survival(beyond: value) == 0 && distribution.survival(beyond: value - 1) == 1, "\(distribution)")
    }
  }

  /// A tie goes to the smaller value.
  @Test func theModesOfCountsFollowTheConvention() throws {
    #expect(try [Poisson(mean: 4).mode, Poisson(mean: 4.1).mode, Poisson(mean: 0.5).mode] == [3, 4, 0])
    #expect(try [Binomial(trials: 3, probability: 0.5).mode, Binomial(trials: 4, probability: 0.5).mode] == [1, 2])
    #expect(try [NegativeBinomial(successes: 3, probability: 0.5).mode, NegativeBinomial(successes: 1, probability: 0.1).mode] == [1, 0])
  }

  /// Limits of the parameters: the quantile still finds the middle, and the probabilities on its two sides add up.
  @Test func theLargestParametersStillWork() throws {
    let cases: [any Distribution] = [
      try Poisson(mean: 1e15), try Binomial(trials: 1e9, probability: 0.5), try Binomial(trials: 1e9, probability: 1e-9),
      try NegativeBinomial(successes: 1e9, probability: 0.5), try NegativeBinomial(successes: 0.1, probability: 1e-9),
      try NegativeBinomial(successes: 1e9, probability: 1e-9),
    ]
    for distribution in cases {
      for p in [1e-6, 0.3, 0.9] {
        let k = distribution.quantile(p)
        #expect(distribution.cumulative(to: k) >= p * (1 - 1e-12), "\(distribution)")
        #expect((distribution.cumulative(to: k) - p).magnitude <= max(2 * distribution.density(at: k), 1e-6 * p), "\(distribution) at \(p)")
        #expect((distribution.cumulative(to: k) + distribution.survival(beyond: k) - 1).magnitude < 1e-15, "\(distribution)")
      }
    }
  }

  @Test func truncationKeepsBothItsLimits() throws {
    let base = try Poisson(mean: 3)
    let cut = try Truncated(base, minimum: 1, maximum: 4)
    #expect(cut.support == 1...4)
    let mass = (1...4).reduce(0) { $0 + base.density(at: Double($1)) }
    #expect((cut.mass / mass - 1).magnitude < 1e-14)
    #expect((cut.cumulative(to: 1) / (base.density(at: 1) / mass) - 1).magnitude < 1e-14)
    #expect(cut.cumulative(to: 0.5) == 0 && cut.cumulative(to: 4) == 1 && cut.survival(beyond: 3) > 0)
    #expect(try Truncated(base, minimum: 0.5, maximum: 4.5).support == 1...4)
    let list = try Truncated(Empirical(values: [1, 2, 3, 4]), minimum: 2, maximum: 3)
    #expect(list.support == 2...3 && list.mean == 2.5 && list.quantile(0.5) == 2)
  }
}
