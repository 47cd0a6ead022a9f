/// The scores of one method over origins, steps and series.
///
/// Within a series every forecast counts the same; the series count the same in the end.
public struct BacktestTally: Sendable, Equatable {
  /// Central coverages that are counted.
  public static let coverages = [0.5, 0.8, 0.9, 0.95]
  /// The 23 quantile levels of the forecast hubs.
  public static let levels = [0.01, 0.025] + (1...19).map { Double($0) / 20 } + [0.975, 0.99]
  /// Bins of the histogram of probability transforms.
  public static let bins = 10

  /// Means over the forecasts of one series, summed over series.
  public struct Sums: Sendable, Equatable {
    /// Symmetric percentage error, 0 to 200.
    public var symmetric = 0.0
    /// Absolute error over the scale.
    public var scaled = 0.0
    /// Interval score at 95 % over the scale.
    public var interval = 0.0
    /// Ranked probability score over the scale, from 99 quantiles.
    public var ranked = 0.0
    /// Weighted interval score over the scale.
    public var weighted = 0.0
    /// Mean pinball loss over the scale.
    public var pinball = 0.0

    static func + (a: Sums, b: Sums) -> Sums {
      Sums(
        symmetric: a.symmetric + b.symmetric, scaled: a.scaled + b.scaled, interval: a.interval + b.interval, ranked: a.ranked + b.ranked,
        weighted: a.weighted + b.weighted, pinball: a.pinball + b.pinball)
    }

    func divided(by count: Double) -> Sums {
      Sums(
        symmetric: symmetric / count, scaled: scaled / count, interval: interval / count, ranked: ranked / count,
        weighted: weighted / count, pinball: pinball / count)
    }
  }

  public private(set) var series = 0
  public private(set) var forecasts = 0
  private var sums = Sums()
  /// Forecasts at each step, and how many fell inside each coverage.
  public private(set) var countByStep: [Int]
  public private(set) var hitsByStep: [[Int]]
  /// Observations in each bin of the probability transform.
  public private(set) var transforms = [Int](repeating: 0, count: BacktestTally.bins)

  public init(horizon: Int) {
    countByStep = [Int](repeating: 0, count: horizon)
    hitsByStep = [[Int]](repeating: [Int](repeating: 0, count: horizon), count: BacktestTally.coverages.count)
  }

  /// Means over series.
  public var means: Sums { sums.divided(by: Double(max(series, 1))) }

  /// The share of observations inside a central interval; nil without any.
  ///
  /// - Parameters:
  ///   - place: in `coverages`.
  ///   - step: from 1; nil for all.
  public func coverage(_ place: Int, step: Int? = nil) -> Double? {
    let hits = step.map { hitsByStep[place][$0 - 1] } ?? hitsByStep[place].reduce(0, +)
    let count = step.map { countByStep[$0 - 1] } ?? forecasts
    return count > 0 ? Double(hits) / Double(count) : nil
  }

  /// One forecast and what came.
  public struct Outcome: Sendable {
    public let step: Int
    /// Quantile at a level, and the probability at or below a value.
    public let quantile: @Sendable (Double) -> Double
    public let cumulative: @Sendable (Double) -> Double
    public let centre: Double
    public let observation: Double
    /// What errors are divided by, > 0.
    public let scale: Double
    public init(
      step: Int, centre: Double, observation: Double, scale: Double, quantile: @escaping @Sendable (Double) -> Double,
      cumulative: @escaping @Sendable (Double) -> Double
    ) {
      self.step = step
      self.centre = centre
      self.observation = observation
      self.scale = scale
      self.quantile = quantile
      self.cumulative = cumulative
    }
  }

  /// Adds the forecasts of one series.
  ///
  /// - Throws: as the scores: `NumericError.parameter` for quantiles that fall or are not finite.
  public mutating func add(_ outcomes: [Outcome]) throws(NumericError) {
    guard !outcomes.isEmpty else { return }
    var own = Sums()
    for outcome in outcomes {
      own = own + (try score(outcome))
      forecasts += 1
      countByStep[outcome.step - 1] += 1
      for (place, coverage) in BacktestTally.coverages.enumerated() {
        let range = (outcome.quantile(0.5 - coverage / 2), outcome.quantile(0.5 + coverage / 2))
        if outcome.observation >= range.0, outcome.observation <= range.1 { hitsByStep[place][outcome.step - 1] += 1 }
      }
      let transform = min(max(outcome.cumulative(outcome.observation), 0), 1)
      transforms[min(Int(transform * Double(BacktestTally.bins)), BacktestTally.bins - 1)] += 1
    }
    sums = sums + own.divided(by: Double(outcomes.count))
    series += 1
  }

  private func score(_ outcome: Outcome) throws(NumericError) -> Sums {
    let (y, scale) = (outcome.observation, outcome.scale)
    let levels = BacktestTally.levels
    let hub = try QuantileForecast(levels: levels, values: levels.map(outcome.quantile))
    let fine = (1...99).map { Double($0) / 100 }
    let curve = try QuantileForecast(levels: fine, values: fine.map(outcome.quantile))
    return Sums(
      symmetric: try PointScore.symmetricPercentageError(forecasts: [outcome.centre], observations: [y]),
      scaled: (y - outcome.centre).magnitude / scale,
      interval: try QuantileScore.interval(lower: outcome.quantile(0.025), upper: outcome.quantile(0.975), alpha: 0.05, at: y) / scale,
      ranked: try curve.approximateRankedProbabilityScore(at: y) / scale, weighted: try hub.weightedIntervalScore(at: y) / scale,
      pinball: try hub.meanPinball(at: y) / scale)
  }

  /// Adds another tally of the same horizon.
  public mutating func merge(_ other: BacktestTally) {
    series += other.series
    forecasts += other.forecasts
    sums = sums + other.sums
    for step in countByStep.indices { countByStep[step] += other.countByStep[step] }
    for place in hitsByStep.indices {
      for step in hitsByStep[place].indices { hitsByStep[place][step] += other.hitsByStep[place][step] }
    }
    for bin in transforms.indices { transforms[bin] += other.transforms[bin] }
  }
}
