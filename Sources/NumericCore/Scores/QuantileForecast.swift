/// A forecast stated by quantiles, as forecast hubs exchange them.
public struct QuantileForecast: Equatable, Sendable {
  /// Probabilities of a value below, strictly increasing, strictly between 0 and 1.
  public let levels: [Double]
  /// The quantiles, one for each level, never decreasing.
  public let values: [Double]

  /// - Throws: `NumericError.size` without levels or with another number of values; `.parameter` for a level outside (0, 1) or not above
  ///   the one before, a value that is not finite or below the one before.
  public init(levels: [Double], values: [Double]) throws(NumericError) {
    guard !levels.isEmpty else { throw .size("quantile forecast: no levels") }
    guard levels.count == values.count else { throw .size("quantile forecast: \(levels.count) levels, \(values.count) values") }
    var previous = (level: 0.0, value: -Double.infinity)
    for (level, value) in zip(levels, values) {
      try NumericError.require(level, "level", of: "quantile forecast", "below 1 and above \(previous.level)") {
        $0 < 1 && $0 > previous.level
      }
      try NumericError.require(value, "value", of: "quantile forecast", "finite, and ≥ \(previous.value) below it") { $0 >= previous.value }
      previous = (level, value)
    }
    self.levels = levels
    self.values = values
  }

  /// The median, if its level is stated.
  public var median: Double? { value(at: 0.5) }

  /// The quantile of a stated level, found to within 1e-9 so that 1 - 0.9 is 0.1.
  public func value(at level: Double) -> Double? {
    levels.firstIndex { ($0 - level).magnitude <= 1e-9 }.map { values[$0] }
  }

  /// The mean pinball loss over the stated levels.
  ///
  /// - Throws: `NumericError.parameter` if the observation is not finite.
  public func meanPinball(at y: Double) throws(NumericError) -> Double {
    try NumericError.require(y, "observation", of: "pinball", "finite")
    let sum = zip(levels, values).reduce(0) { $0 + QuantileScore.uncheckedPinball($1.0, $1.1, y) }
    return sum / Double(levels.count)
  }

  /// The weighted interval score of a median and K symmetric central intervals:
  ///
  ///     WIS = (½ |y - median| + Σₖ αₖ/2 · ISₖ) / (K + ½)
  ///
  /// the same as twice the mean pinball loss of these 2K + 1 quantiles, and an approximation of the ranked probability score
  /// (J. Bracher, E. L. Ray, T. Gneiting and N. G. Reich 2021, doi 10.1371/journal.pcbi.1008618).
  ///
  /// - Throws: `NumericError.parameter` if the observation is not finite, 0.5 is not among the levels, or one has no counterpart on the
  ///   other side.
  ///
  /// **Accuracy**: rounding only; equal to exact fractions to 1e-15 relative.
  public func weightedIntervalScore(at y: Double) throws(NumericError) -> Double {
    try NumericError.require(y, "observation", of: "weighted interval score", "finite")
    guard let median else {
      throw .parameter(of: "weighted interval score", name: "level", value: 0.5, allowed: "among the stated levels")
    }
    var sum = 0.5 * (y - median).magnitude
    var intervals = 0.0
    for (level, value) in zip(levels, values) where (level - 0.5).magnitude > 1e-9 {
      guard let other = self.value(at: 1 - level) else {
        throw .parameter(of: "weighted interval score", name: "level", value: 1 - level, allowed: "among the stated levels")
      }
      guard level < 0.5 else { continue }
      // α/2 is the level; α/2 · (width + 2/α · excess).
      sum += level * (other - value) + max(value - y, y - other, 0)
      intervals += 1
    }
    return sum / (intervals + 0.5)
  }

  /// An approximation of the ranked probability score, 2∫ pinball dα: each level stands for the probabilities nearer to it than to
  /// another, the first and the last for those up to 0 and 1.
  ///
  /// Exact for a forecast that is these values with these probabilities, as for the levels (i - ½)/n of a sample. For a smooth
  /// forecast it misses what lies beyond the outer levels.
  ///
  /// - Throws: `NumericError.parameter` if the observation is not finite.
  ///
  /// **Accuracy**: with the 23 levels of the forecast hubs (0.01, 0.025, 0.05 to 0.95 by 0.05, 0.975, 0.99) within 0.006 standard
  /// deviations of a normal forecast's score for |z| ≤ 3, measured against the closed form.
  public func approximateRankedProbabilityScore(at y: Double) throws(NumericError) -> Double {
    try NumericError.require(y, "observation", of: "ranked probability score", "finite")
    var score = 0.0
    for index in levels.indices {
      let lower = index == 0 ? 0 : 0.5 * (levels[index - 1] + levels[index])
      let upper = index == levels.count - 1 ? 1 : 0.5 * (levels[index] + levels[index + 1])
      score += 2 * (upper - lower) * QuantileScore.uncheckedPinball(levels[index], values[index], y)
    }
    return score
  }

  /// Whether the central interval of a coverage holds a value, ends included; nil if its two levels are not stated.
  public func covers(_ y: Double, coverage: Double) -> Bool? {
    guard let lower = value(at: 0.5 * (1 - coverage)), let upper = value(at: 0.5 * (1 + coverage)) else { return nil }
    return y >= lower && y <= upper
  }

  /// Where an observation lies in the forecast: its probability integral transform, linear between quantiles, halfway up a step.
  ///
  /// Beyond the outer quantiles only a bound is known: half the outer level is returned, the middle of what is possible.
  ///
  /// - Throws: `NumericError.parameter` if the observation is not finite.
  public func probability(below y: Double) throws(NumericError) -> Double {
    try NumericError.require(y, "observation", of: "probability integral transform", "finite")
    guard let first = values.firstIndex(where: { $0 >= y }) else { return 0.5 * (1 + levels[levels.count - 1]) }
    if values[first] == y, let last = values.lastIndex(of: y) {
      let lower = first == 0 && last > 0 ? 0 : levels[first]
      let upper = last == levels.count - 1 && first < last ? 1 : levels[last]
      return 0.5 * (lower + upper)
    }
    guard first > 0 else { return 0.5 * levels[0] }
    let share = (y - values[first - 1]) / (values[first] - values[first - 1])
    return levels[first - 1] + share * (levels[first] - levels[first - 1])
  }
}
