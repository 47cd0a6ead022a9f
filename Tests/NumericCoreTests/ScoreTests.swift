import Testing

@testable import NumericCore

@Suite struct ScoreTests {
  static let hubLevels = [0.01, 0.025] + (1...19).map { Double($0) / 20 } + [0.975, 0.99]

  @Test func aPointMassScoresItsAbsoluteError() throws {
    #expect(try RankedProbabilityScore.of(Constant(3), at: 5) == 2)
    #expect(try RankedProbabilityScore.of(sample: [3], at: 5, .ordinary) == 2)
    #expect(try RankedProbabilityScore.of(sample: [3, 3], at: 1, .fair) == 2)
    let mixture = try Mixture(components: [Constant(3), Constant(3)], weights: [1, 4])
    #expect(try RankedProbabilityScore.of(mixture, at: 1) == 2)
  }

  @Test func aMixtureOfConstantsScoresAsItsSample() throws {
    let values = [1.0, 4, 4, 9]
    let mixture = try Mixture(components: [Constant(1), Constant(4), Constant(9)], weights: [1, 2, 1])
    for y in [0.0, 4, 5.5, 12] {
      let sample = try RankedProbabilityScore.of(sample: values, at: y, .ordinary)
      #expect((try RankedProbabilityScore.of(mixture, at: y) - sample).magnitude <= 1e-14)
    }
  }

  @Test func theFairScoreIsUnbiasedWhereTheOrdinaryIsNot() throws {
    // All 27 samples of three from a die of three faces, at y = 2: the fair scores average to the die's own score, 2/9.
    let exact = try RankedProbabilityScore.of(sample: [1, 2, 3], at: 2, .ordinary)
    #expect((exact - 2.0 / 9).magnitude <= 1e-15)
    var (fair, ordinary) = (0.0, 0.0)
    for index in 0..<27 {
      let sample = [Double(index % 3 + 1), Double(index / 3 % 3 + 1), Double(index / 9 + 1)]
      fair += try RankedProbabilityScore.of(sample: sample, at: 2, .fair) / 27
      ordinary += try RankedProbabilityScore.of(sample: sample, at: 2, .ordinary) / 27
    }
    #expect((fair - exact).magnitude <= 1e-15)
    #expect(ordinary > exact + 0.1)
  }

  @Test func theHubsLevelsApproximateANormalScoreToSixThousandths() throws {
    let normal = try Normal(mean: 0, standardDeviation: 1)
    let forecast = try QuantileForecast(levels: Self.hubLevels, values: Self.hubLevels.map(normal.quantile))
    var worst = 0.0
    for step in -60...60 {
      let y = Double(step) / 20
      let error = try forecast.approximateRankedProbabilityScore(at: y) - RankedProbabilityScore.of(normal, at: y)
      worst = max(worst, error.magnitude)
    }
    #expect(worst > 0.0005 && worst < 0.006)
  }

  @Test func theQuantileScoreOfASampleIsExact() throws {
    let values = [-2.0, 0.5, 0.75, 3, 11]
    let forecast = try QuantileForecast(levels: [0.1, 0.3, 0.5, 0.7, 0.9], values: values)
    for y in [-3.0, 0.6, 3, 40] {
      let sample = try RankedProbabilityScore.of(sample: values, at: y, .ordinary)
      #expect((try forecast.approximateRankedProbabilityScore(at: y) - sample).magnitude <= 1e-14)
    }
  }

  @Test func intervalScoresFollowTheirDefinition() throws {
    #expect(try QuantileScore.interval(lower: 2, upper: 6, alpha: 0.5, at: 3) == 4)
    #expect(try QuantileScore.interval(lower: 2, upper: 6, alpha: 0.5, at: 1) == 8)
    #expect(try QuantileScore.interval(lower: 2, upper: 6, alpha: 0.25, at: 7) == 12)
    #expect(try QuantileScore.pinball(level: 0.25, quantile: 4, at: 2) == 1.5)
    #expect(try QuantileScore.pinball(level: 0.25, quantile: 4, at: 8) == 1)
    #expect(try QuantileScore.pinball(level: 0.25, quantile: 4, at: 4) == 0)
  }

  @Test func probabilityScoresAreExactAtTheEnds() throws {
    #expect(try ProbabilityScore.brier(0.25, outcome: true) == 0.5625)
    #expect(try ProbabilityScore.brier(0.25, outcome: false) == 0.0625)
    #expect(try ProbabilityScore.logarithmic(1, outcome: true).sign == .plus)
    #expect(try ProbabilityScore.logarithmic(0, outcome: false) == 0)
    #expect(try ProbabilityScore.logarithmic(0, outcome: true) == .infinity)
    #expect(try ProbabilityScore.logarithmic(1, outcome: false) == .infinity)
    #expect((try ProbabilityScore.logarithmic(0.5, outcome: false) - Elementary.ln2).magnitude <= 1e-15)
    #expect(try ProbabilityScore.logarithmic(1e-300, outcome: false) == 1e-300)
  }

  @Test func coverageCountsEndsAsInside() throws {
    let coverage = try IntervalCoverage(lower: [0, 0, 0, -.infinity], upper: [1, 1, 1, 3], observations: [0, 1, 1.5, -7])
    #expect(coverage.hits == 3 && coverage.count == 4 && coverage.share == 0.75)
    let forecast = try QuantileForecast(levels: [0.05, 0.5, 0.95], values: [1, 2, 3])
    #expect(forecast.covers(3, coverage: 0.9) == true)
    #expect(forecast.covers(3.5, coverage: 0.9) == false)
    #expect(forecast.covers(2, coverage: 0.8) == nil)
  }

  @Test func transformsLieWhereTheObservationLies() throws {
    #expect(try ProbabilityTransform.bounds(of: 2, in: [1, 2, 2, 5]) == 0.25...0.75)
    #expect(try ProbabilityTransform.bounds(of: 0, in: [1, 2]) == 0...0)
    let forecast = try QuantileForecast(levels: [0.1, 0.5, 0.9], values: [10, 20, 40])
    #expect(try forecast.probability(below: 5) == 0.05)
    #expect(try forecast.probability(below: 10) == 0.1)
    #expect((try forecast.probability(below: 15) - 0.3).magnitude <= 1e-15)
    #expect((try forecast.probability(below: 30) - 0.7).magnitude <= 1e-15)
    #expect(try forecast.probability(below: 41) == 0.95)
    let steps = try QuantileForecast(levels: [0.25, 0.5, 0.75], values: [0, 0, 8])
    #expect(try steps.probability(below: 0) == 0.25)
    #expect(try steps.probability(below: 4) == 0.625)
  }

  @Test func aHistogramOfTransformsFindsForecastsThatAreTooNarrow() throws {
    let flat = try TransformHistogram((0..<100).map { (Double($0) + 0.5) / 100 }, bins: 10)
    #expect(flat.counts == [Int](repeating: 10, count: 10))
    #expect(try flat.uniformityChance() == 1)
    let hollow = try TransformHistogram((0..<100).map { $0 % 2 == 0 ? 0 : 1 }, bins: 10)
    #expect(hollow.counts == [50, 0, 0, 0, 0, 0, 0, 0, 0, 50])
    #expect(hollow.chiSquare == 400)
    #expect(try hollow.uniformityChance() < 1e-75)
    #expect(throws: NumericError.size("transform histogram: 9 values in 2 bins; a check of uniformity needs five for each bin")) {
      try TransformHistogram([Double](repeating: 0.5, count: 9), bins: 2).uniformityChance()
    }
  }

  @Test func competitionScoresFollowTheirDefinitions() throws {
    // |y - f| 1 and 2 over 3 and 10; a third step hits zero with zero.
    let percentage = try PointScore.symmetricPercentageError(forecasts: [1, 6, 0], observations: [2, 4, 0])
    #expect((percentage - 200 * (1.0 / 3 + 0.2) / 3).magnitude <= 1e-13)
    // The history changes by 2, 1 and 3: scale 2; over a season of two by 1 and 2.
    let history = [1.0, 3, 2, 5]
    #expect(try PointScore.scaledError(forecasts: [1, 6, 0], observations: [2, 4, 0], history: history) == 0.5)
    #expect(try PointScore.seasonalScale(history, season: 2) == 1.5)
    #expect(
      try PointScore.scaledIntervalScore(lower: [0, 5], upper: [2, 6], observations: [1, 7], history: history, alpha: 0.5) == 1.75)
    #expect(
      try PointScore.overallWeightedAverage(symmetricPercentageError: 10, scaledError: 3, reference: (20, 4)) == 0.625)
  }

  @Test func badArgumentsAreRefusedWithTheirValues() throws {
    let normal = try Normal(mean: 0, standardDeviation: 1)
    func parameter(_ owner: String, _ name: String, _ value: Double, _ allowed: String) -> NumericError {
      .parameter(of: owner, name: name, value: value, allowed: allowed)
    }
    #expect(throws: parameter("ranked probability score", "observation", .infinity, "finite")) {
      try RankedProbabilityScore.of(normal, at: .infinity)
    }
    #expect(throws: NumericError.self) { try RankedProbabilityScore.of(normal, at: .nan) }
    #expect(throws: parameter("ranked probability score", "degrees of freedom", 1, "> 1")) {
      try RankedProbabilityScore.of(StudentT(degreesOfFreedom: 1), at: 0)
    }
    #expect(throws: NumericError.self) { try RankedProbabilityScore.of(Logistic(location: 0, scale: 1), at: .nan) }
    #expect(throws: parameter("ranked probability score", "component", 2, "normal or constant")) {
      try RankedProbabilityScore.of(Mixture(components: [normal, Uniform(minimum: 0, maximum: 1)], weights: [1, 1]), at: 0)
    }
    #expect(throws: NumericError.size("ranked probability score: no values")) {
      try RankedProbabilityScore.of(sample: [], at: 0, .ordinary)
    }
    #expect(throws: NumericError.size("ranked probability score: 1 value; a fair score needs two")) {
      try RankedProbabilityScore.of(sample: [1], at: 0, .fair)
    }
    #expect(throws: NumericError.notFinite("ranked probability score: a value of the sample")) {
      try RankedProbabilityScore.of(sample: [1, .nan], at: 0, .fair)
    }
    #expect(throws: parameter("quantile forecast", "level", 0.25, "below 1 and above 0.5")) {
      try QuantileForecast(levels: [0.5, 0.25], values: [1, 2])
    }
    #expect(throws: parameter("quantile forecast", "value", 1, "finite, and ≥ 2.0 below it")) {
      try QuantileForecast(levels: [0.25, 0.5], values: [2, 1])
    }
    #expect(throws: NumericError.size("quantile forecast: no levels")) { try QuantileForecast(levels: [], values: []) }
    #expect(throws: parameter("weighted interval score", "level", 0.5, "among the stated levels")) {
      try QuantileForecast(levels: [0.25, 0.75], values: [1, 2]).weightedIntervalScore(at: 0)
    }
    #expect(throws: NumericError.self) { try QuantileForecast(levels: [0.25, 0.5], values: [1, 2]).weightedIntervalScore(at: 0) }
    #expect(throws: parameter("interval score", "alpha", -0.5, "strictly between 0 and 1")) {
      try QuantileScore.interval(lower: 0, upper: 1, alpha: -0.5, at: 0)
    }
    #expect(throws: parameter("interval score", "upper end", 0, "finite and ≥ the lower end = 1.0")) {
      try QuantileScore.interval(lower: 1, upper: 0, alpha: 0.5, at: 0)
    }
    #expect(throws: parameter("pinball", "level", 1, "strictly between 0 and 1")) {
      try QuantileScore.pinball(level: 1, quantile: 0, at: 0)
    }
    #expect(throws: parameter("probability score", "probability", 1.5, "between 0 and 1")) {
      try ProbabilityScore.brier(1.5, outcome: true)
    }
    #expect(throws: NumericError.self) { try ProbabilityScore.logarithmic(.nan, outcome: true) }
    #expect(throws: NumericError.size("coverage: 2 hits among 1 observations")) { try IntervalCoverage(hits: 2, count: 1) }
    #expect(throws: NumericError.size("transform histogram: 1 bins; at least 2")) { try TransformHistogram([0.5], bins: 1) }
    #expect(throws: parameter("transform histogram", "transform", 1.25, "between 0 and 1")) { try TransformHistogram([1.25], bins: 2) }
    #expect(throws: NumericError.size("point score: no forecasts")) {
      try PointScore.symmetricPercentageError(forecasts: [], observations: [])
    }
    #expect(throws: parameter("scaled error", "scale", 0, "> 0 (the history must change)")) { try PointScore.seasonalScale([4, 4, 4]) }
    #expect(throws: NumericError.size("scaled error: a history of 3 values; more than the season of 4")) {
      try PointScore.seasonalScale([1, 2, 3], season: 4)
    }
  }
}
