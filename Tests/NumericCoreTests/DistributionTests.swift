import Testing

@testable import NumericCore

@Suite struct DistributionTests {
  static let continuous: [(name: String, make: @Sendable () throws -> any Distribution)] = [
    ("normal", { try Normal(mean: -2, standardDeviation: 3) }),
    ("normal p5 p95", { try Normal(p5: 10, p95: 11) }),
    ("lognormal", { try Lognormal(p5: 0.42, p95: 0.55) }),
    ("uniform", { try Uniform(minimum: -1, maximum: 4) }),
    ("triangular", { try Triangular(minimum: -1, mode: 0, maximum: 4) }),
    ("triangular, mode at an end", { try Triangular(minimum: 0, mode: 0, maximum: 1) }),
    ("pert", { try Pert(minimum: 2, mode: 3, maximum: 9) }),
    ("pert, mode at an end", { try Pert(minimum: 2, mode: 9, maximum: 9) }),
    ("beta", { try Beta(alpha: 2, beta: 30) }),
    ("gamma", { try Gamma(shape: 2.5, scale: 4) }),
    ("gamma of large shape", { try Gamma(shape: 5e4, scale: 1e-3) }),
    ("exponential", { try Exponential(rate: 0.25) }),
    ("studentT", { try StudentT(degreesOfFreedom: 6, location: 1, scale: 2) }),
    ("weibull", { try Weibull(shape: 1.5, scale: 4) }),
    ("logistic", { try Logistic(location: -1, scale: 3) }),
    ("gumbel", { try Gumbel(location: 5, scale: 2) }),
    ("pareto", { try Pareto(minimum: 2, shape: 9) }),
    ("studentT, nearly normal", { try StudentT(degreesOfFreedom: 2e8) }),
    (
      "mixture",
      {
        try Mixture(components: [Normal(mean: 0, standardDeviation: 1), Lognormal(mu: 2, sigma: 0.2)], weights: [3, 1])
      }
    ),
    ("truncated", { try Truncated(Normal(mean: 0, standardDeviation: 1), minimum: -0.5, maximum: 2) }),
    ("truncated in the upper tail", { try Truncated(Normal(mean: 0, standardDeviation: 1), minimum: 9, maximum: .infinity) }),
    ("truncated in the lower tail", { try Truncated(Normal(mean: 0, standardDeviation: 1), minimum: -.infinity, maximum: -9) }),
    (
      "predictive below a ceiling",
      {
        PredictiveDistribution(
          standard: try StudentT(degreesOfFreedom: 5), scale: .logit(ceiling: 7), centre: 2, curveError: 0.7, observationError: 0.02)
      }
    ),
    (
      "predictive of a gompertz curve",
      {
        PredictiveDistribution(
          standard: try Normal(mean: 0, standardDeviation: 1), scale: .gompertz(ceiling: 7), centre: 1, curveError: 0.3,
          observationError: 0.05)
      }
    ),
    (
      "predictive of a Box–Cox curve",
      {
        PredictiveDistribution(
          standard: try Normal(mean: 0, standardDeviation: 1), scale: .boxCox(exponent: 0.5, reference: 7), centre: 1, curveError: 0.1,
          observationError: 0.05)
      }
    ),
  ]

  static let probabilities = [1e-12, 1e-5, 0.01, 0.05, 0.3, 0.5, 0.77, 0.95, 0.999]

  /// The error in the value, as a share of the probability's own scale.
  static func miss(_ found: Double, _ wanted: Double) -> Double { (found / wanted - 1).magnitude }

  @Test(arguments: continuous.indices)
  func cumulativeInvertsTheQuantile(index: Int) throws {
    let distribution = try Self.continuous[index].make()
    for p in Self.probabilities {
      let lower = distribution.cumulative(to: distribution.quantile(p))
      let upper = distribution.survival(beyond: distribution.upperQuantile(p))
      // A value rounded to a double moves the probability by density × value × 2⁻⁵³.
      for (found, x) in [(lower, distribution.quantile(p)), (upper, distribution.upperQuantile(p))] {
        let rounding = x == 0 ? 0 : distribution.density(at: x) * x.magnitude * 0x1p-52 / p
        #expect(Self.miss(found, p) < 1e-12 + rounding, "\(Self.continuous[index].name) at \(p): \(found)")
      }
    }
  }

  @Test(arguments: continuous.indices)
  func bothSidesOfAPointAddUpToOne(index: Int) throws {
    let distribution = try Self.continuous[index].make()
    for p in Self.probabilities {
      let x = distribution.quantile(p)
      #expect((distribution.cumulative(to: x) + distribution.survival(beyond: x) - 1).magnitude < 1e-14)
    }
  }

  @Test(arguments: continuous.indices)
  func theDensityIsTheSlopeOfTheCumulative(index: Int) throws {
    let distribution = try Self.continuous[index].make()
    for p in [0.02, 0.3, 0.6, 0.93] {
      let x = distribution.quantile(p)
      let step = (distribution.quantile(p + 0.001) - distribution.quantile(p - 0.001)) * 0.02
      let slope = (distribution.cumulative(to: x + step) - distribution.cumulative(to: x - step)) / (2 * step)
      #expect(Self.miss(slope, distribution.density(at: x)) < 1e-5, "\(Self.continuous[index].name) at \(p)")
    }
  }

  @Test(arguments: continuous.indices)
  func meanAndVarianceAreTheIntegralsOfTheQuantile(index: Int) throws {
    let (name, make) = Self.continuous[index]
    let distribution = try make()
    // A kink in the quantile costs the rule most of its digits; moments that are integrals themselves have their own tests.
    guard !name.hasPrefix("predictive"), !name.hasPrefix("truncated"), name != "mixture" else { return }
    let bound = name.hasPrefix("triangular") ? 1e-6 : 1e-9
    let mean = distribution.mean
    let variance = distribution.variance
    let sd = variance.squareRoot()
    #expect((QuantileIntegral.expectation(of: distribution) { $0 } - mean).magnitude < bound * sd, "\(name)")
    let spread = QuantileIntegral.expectation(of: distribution) { ($0 - mean) * ($0 - mean) }
    #expect(Self.miss(spread, variance) < 10 * bound, "\(name): \(spread), \(variance)")
  }

  @Test(arguments: continuous.indices)
  func skewnessIsTheIntegralOfTheQuantile(index: Int) throws {
    let (name, make) = Self.continuous[index]
    let distribution = try make()
    guard !name.hasPrefix("predictive"), !name.hasPrefix("truncated"), name != "mixture" else { return }
    let (mean, sd) = (distribution.mean, distribution.variance.squareRoot())
    let skewness = QuantileIntegral.expectation(of: distribution) {
      let deviate = ($0 - mean) / sd
      return deviate * deviate * deviate
    }
    #expect((skewness - distribution.skewness).magnitude < (name.hasPrefix("triangular") ? 1e-5 : 1e-7), "\(name): \(skewness)")
  }

  @Test(arguments: continuous.indices)
  func theModeHasTheLargestDensity(index: Int) throws {
    let (name, make) = Self.continuous[index]
    let distribution = try make()
    let height = distribution.density(at: distribution.mode)
    for k in 1..<1000 {
      #expect(distribution.density(at: distribution.quantile(0.001 * Double(k))) <= height * (1 + 1e-14), "\(name)")
    }
  }

  @Test(arguments: continuous.indices)
  func theLogDensityIsTheLogarithmOfTheDensity(index: Int) throws {
    let (name, make) = Self.continuous[index]
    let distribution = try make()
    for p in Self.probabilities {
      for x in [distribution.quantile(p), distribution.upperQuantile(p)] {
        let logarithm = distribution.logDensity(at: x)
        let rounding = 1e-14 * max(1, logarithm.magnitude)
        #expect(Self.miss(Elementary.exp(logarithm), distribution.density(at: x)) < rounding, "\(name) at \(p)")
      }
    }
    #expect(distribution.logDensity(at: .nan).isNaN)
    #expect(distribution.logDensity(at: -.infinity) == -.infinity && distribution.logDensity(at: .infinity) == -.infinity)
  }

  @Test(arguments: continuous.indices)
  func theQuantileInvertsTheCumulative(index: Int) throws {
    let (name, make) = Self.continuous[index]
    let distribution = try make()
    for p in Self.probabilities {
      let (low, high) = (distribution.quantile(p), distribution.upperQuantile(p))
      // A probability rounded to a double moves the value by p/density × 2⁻⁵³.
      let lowRounding = 1e-13 * low.magnitude + 4e-14 * p / distribution.density(at: low)
      #expect((distribution.quantile(distribution.cumulative(to: low)) - low).magnitude <= lowRounding, "\(name) at \(p)")
      let highRounding = 1e-13 * high.magnitude + 4e-14 * p / distribution.density(at: high)
      #expect((distribution.upperQuantile(distribution.survival(beyond: high)) - high).magnitude <= highRounding, "\(name) at \(p)")
    }
  }

  @Test(arguments: continuous.indices)
  func theEndsAreTheSupportAndNonsenseIsNaN(index: Int) throws {
    let distribution = try Self.continuous[index].make()
    #expect(distribution.quantile(0) == distribution.support.lowerBound)
    #expect(distribution.quantile(1) == distribution.support.upperBound)
    #expect(distribution.upperQuantile(0) == distribution.support.upperBound)
    #expect(distribution.upperQuantile(1) == distribution.support.lowerBound)
    #expect(distribution.cumulative(to: -.infinity) == 0 && distribution.survival(beyond: -.infinity) == 1)
    #expect(distribution.cumulative(to: .infinity) == 1 && distribution.survival(beyond: .infinity) == 0)
    #expect(distribution.density(at: -.infinity) == 0 && distribution.density(at: .infinity) == 0)
    for p in [-0.1, 1.1, Double.nan] { #expect(distribution.quantile(p).isNaN && distribution.upperQuantile(p).isNaN) }
    #expect(distribution.density(at: .nan).isNaN)
    #expect(distribution.cumulative(to: .nan).isNaN && distribution.survival(beyond: .nan).isNaN)
  }

  @Test(arguments: continuous.indices)
  func quantilesNeverFall(index: Int) throws {
    let distribution = try Self.continuous[index].make()
    let values = (1..<2000).map { distribution.quantile(Double($0) / 2000) }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func aToBHasFivePercentOnEachSide() throws {
    let price = try Lognormal(p5: 0.42, p95: 0.55)
    #expect(Self.miss(price.quantile(0.05), 0.42) < 1e-15 && Self.miss(price.quantile(0.95), 0.55) < 1e-15)
    let growth = try Normal(p5: -0.05, p95: 0.15)
    #expect(Self.miss(growth.quantile(0.05), -0.05) < 1e-14 && Self.miss(growth.quantile(0.95), 0.15) < 1e-14)
  }

  @Test func aLognormalKeepsTheMeanAndDeviationItWasMadeFrom() throws {
    let distribution = try Lognormal(mean: 3, standardDeviation: 0.5)
    #expect(Self.miss(distribution.mean, 3) < 1e-15 && Self.miss(distribution.variance, 0.25) < 1e-14)
  }

  @Test func aMixtureWithConstantsJumpsWhereTheyStand() throws {
    let mixture = try Mixture(components: [Constant(0), Uniform(minimum: 1, maximum: 2), Constant(5)], weights: [0.25, 0.5, 0.25])
    #expect(mixture.quantile(0.1) == 0 && mixture.quantile(0.25) == 0)
    #expect(mixture.quantile(0.5) == 1.5)
    #expect(mixture.quantile(0.8) == 5 && mixture.upperQuantile(0.1) == 5)
    #expect(mixture.mean == 2)
    #expect(Self.miss(mixture.variance, 0.25 * 4 + 0.5 * (0.25 + 1.0 / 12) + 0.25 * 9) < 1e-15)
  }

  @Test func anEmpiricalQuantileIsAlwaysAStatedValue() throws {
    let distribution = try Empirical(values: [4, 1, 2, 2])
    #expect([0.0, 0.25, 0.26, 0.75, 0.76, 1].map(distribution.quantile) == [1, 1, 2, 2, 4, 4])
    #expect([0.0, 0.24, 0.25, 0.75, 1].map(distribution.upperQuantile) == [4, 4, 2, 1, 1])
    #expect(distribution.cumulative(to: 2) == 0.75 && distribution.survival(beyond: 2) == 0.25)
    #expect(distribution.mean == 2.25 && distribution.variance == 1.1875)
    let many = try Empirical(values: (1...997).map(Double.init))
    for value in many.values { #expect(many.quantile(many.cumulative(to: value)) == value) }
  }

  @Test func aTruncatedExponentialForgetsWhereItBegan() throws {
    let base = try Exponential(rate: 2)
    let cut = try Truncated(base, minimum: 300, maximum: .infinity)
    #expect(Self.miss(cut.mean, 300.5) < 1e-12)
    #expect(Self.miss(cut.variance, 0.25) < 1e-8)
    #expect(Self.miss(cut.quantile(0.3), 300 + base.quantile(0.3)) < 1e-13)
  }

  @Test func aTruncatedNormalHasItsClosedMoments() throws {
    let (a, b) = (-0.5, 2.0)
    let cut = try Truncated(Normal(mean: 0, standardDeviation: 1), minimum: a, maximum: b)
    let mass = 1 - Elementary.normalCumulative(a) - Elementary.normalSurvival(b)
    let (low, high) = (Elementary.normalDensity(a), Elementary.normalDensity(b))
    let mean = (low - high) / mass
    #expect(Self.miss(cut.mass, mass) < 1e-15)
    #expect(Self.miss(cut.mean, mean) < 1e-12)
    #expect(Self.miss(cut.variance, 1 + (a * low - b * high) / mass - mean * mean) < 1e-12)
  }

  @Test func aMixtureAddsItsComponentsMoments() throws {
    let mixture = try Mixture(components: [Normal(mean: 1, standardDeviation: 2), Exponential(rate: 0.5)], weights: [3, 1])
    #expect(mixture.weights == [0.75, 0.25])
    #expect(mixture.mean == 1.25)
    #expect(Self.miss(mixture.variance, 0.75 * (4 + 0.0625) + 0.25 * (4 + 0.5625)) < 1e-15)
  }

  @Test func aTruncatedListKeepsTheValuesInside() throws {
    let cut = try Truncated(Empirical(values: [1, 2, 3, 4]), minimum: 1.5, maximum: 3)
    #expect(cut.mean == 2.5 && cut.quantile(0.4) == 2 && cut.quantile(0.6) == 3)
    #expect(try Truncated(Constant(3), minimum: 0, maximum: 5).quantile(0.5) == 3)
  }

  @Test func parametersOutsideTheirDomainAreNamed() {
    #expect(throws: NumericError.parameter(of: "normal", name: "standard deviation", value: 0, allowed: "> 0")) {
      try Normal(mean: 0, standardDeviation: 0)
    }
    #expect(throws: NumericError.parameter(of: "lognormal", name: "p5", value: -1, allowed: "> 0")) { try Lognormal(p5: -1, p95: 1) }
    #expect(throws: NumericError.parameter(of: "uniform", name: "maximum", value: 1, allowed: "finite and > minimum = 1.0")) {
      try Uniform(minimum: 1, maximum: 1)
    }
    #expect(throws: NumericError.parameter(of: "weibull", name: "shape", value: -1, allowed: "> 0")) { try Weibull(shape: -1, scale: 1) }
    #expect(throws: NumericError.parameter(of: "pareto", name: "minimum", value: 0, allowed: "> 0")) { try Pareto(minimum: 0, shape: 1) }
    #expect(throws: NumericError.parameter(of: "poisson", name: "mean", value: -0.1, allowed: "from 0 to 1e15")) { try Poisson(mean: -0.1) }
    #expect(throws: NumericError.parameter(of: "binomial", name: "trials", value: 2.5, allowed: "a whole number from 0 to 1e9")) {
      try Binomial(trials: 2.5, probability: 0.5)
    }
    #expect(throws: NumericError.parameter(of: "binomial", name: "probability", value: 1.5, allowed: "from 0 to 1")) {
      try Binomial(trials: 2, probability: 1.5)
    }
    #expect(throws: NumericError.parameter(of: "negativeBinomial", name: "probability", value: 0, allowed: "from 1e-9 to 1")) {
      try NegativeBinomial(successes: 1, probability: 0)
    }
    #expect(throws: NumericError.size("mixture: 1 components, 0 weights")) {
      try Mixture(components: [Constant(1)], weights: [])
    }
    #expect(throws: NumericError.size("empirical: no values")) { try Empirical(values: []) }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func noParameterMayBeWithoutNumber(bad: Double) {
    let makers: [() throws -> any Distribution] = [
      { try Normal(mean: bad, standardDeviation: 1) }, { try Normal(mean: 0, standardDeviation: bad) },
      { try Normal(p5: bad, p95: 1) }, { try Normal(p5: 0, p95: bad) }, { try Lognormal(mu: bad, sigma: 1) },
      { try Lognormal(mu: 0, sigma: bad) }, { try Lognormal(p5: bad, p95: 1) }, { try Lognormal(p5: 1, p95: bad) },
      { try Lognormal(mean: bad, standardDeviation: 1) }, { try Lognormal(mean: 1, standardDeviation: bad) },
      { try Uniform(minimum: bad, maximum: 1) }, { try Uniform(minimum: 0, maximum: bad) },
      { try Triangular(minimum: 0, mode: bad, maximum: 1) }, { try Pert(minimum: 0, mode: bad, maximum: 1) },
      { try Beta(alpha: bad, beta: 1) }, { try Beta(alpha: 1, beta: bad) }, { try Gamma(shape: bad, scale: 1) },
      { try Gamma(shape: 1, scale: bad) }, { try Exponential(rate: bad) }, { try StudentT(degreesOfFreedom: bad) },
      { try StudentT(degreesOfFreedom: 1, location: bad) }, { try StudentT(degreesOfFreedom: 1, scale: bad) },
      { try Weibull(shape: bad, scale: 1) }, { try Weibull(shape: 1, scale: bad) }, { try Logistic(location: bad, scale: 1) },
      { try Logistic(location: 0, scale: bad) }, { try Gumbel(location: bad, scale: 1) }, { try Gumbel(location: 0, scale: bad) },
      { try Pareto(minimum: bad, shape: 1) }, { try Pareto(minimum: 1, shape: bad) }, { try Poisson(mean: bad) },
      { try Binomial(trials: bad, probability: 0.5) }, { try Binomial(trials: 1, probability: bad) },
      { try NegativeBinomial(successes: bad, probability: 0.5) }, { try NegativeBinomial(successes: 1, probability: bad) },
      { try Constant(bad) }, { try Empirical(values: [1, bad]) }, { try Mixture(components: [Constant(1)], weights: [bad]) },
    ]
    for (index, make) in makers.enumerated() {
      #expect(throws: NumericError.self, "maker \(index)") { try make() }
    }
  }
}
