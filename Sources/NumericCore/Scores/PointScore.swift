/// The scores of the M4 competition (S. Makridakis, E. Spiliotis and V. Assimakopoulos 2020, doi 10.1016/j.ijforecast.2019.04.014).
///
/// Each is of one series over its forecast steps; the competition averages series with equal weights before it forms the OWA.
public enum PointScore {
  /// The symmetric mean absolute percentage error, 200/H Σ |y - f|/(|y| + |f|): from 0 to 200. A step with y = f = 0 counts 0.
  ///
  /// - Throws: `NumericError.size` for arrays of different lengths or without elements, `.notFinite` for a value that is not finite.
  public static func symmetricPercentageError(forecasts: [Double], observations: [Double]) throws(NumericError) -> Double {
    try requirePairs(forecasts, observations)
    var sum = 0.0
    for (f, y) in zip(forecasts, observations) where y != f { sum += (y - f).magnitude / (y.magnitude + f.magnitude) }
    return 200 * sum / Double(forecasts.count)
  }

  /// The mean absolute scaled error: the mean |y - f| over `seasonalScale` of the history.
  ///
  /// - Throws: as `symmetricPercentageError` and `seasonalScale`.
  public static func scaledError(
    forecasts: [Double], observations: [Double], history: [Double], season: Int = 1
  ) throws(NumericError) -> Double {
    try requirePairs(forecasts, observations)
    let scale = try seasonalScale(history, season: season)
    let sum = zip(forecasts, observations).reduce(0) { $0 + ($1.1 - $1.0).magnitude }
    return sum / Double(forecasts.count) / scale
  }

  /// The mean scaled interval score: the mean interval score over `seasonalScale` of the history.
  ///
  /// - Parameter alpha: probability of a value outside; M4 has 0.05.
  /// - Throws: as `scaledError`, and `NumericError.parameter` as `QuantileScore.interval`.
  public static func scaledIntervalScore(
    lower: [Double], upper: [Double], observations: [Double], history: [Double], season: Int = 1, alpha: Double = 0.05
  ) throws(NumericError) -> Double {
    try requirePairs(lower, observations)
    try requirePairs(upper, observations)
    let scale = try seasonalScale(history, season: season)
    var sum = 0.0
    for (index, y) in observations.enumerated() {
      sum += try QuantileScore.interval(lower: lower[index], upper: upper[index], alpha: alpha, at: y)
    }
    return sum / Double(observations.count) / scale
  }

  /// The overall weighted average: half the sum of both errors, each relative to the reference method's (M4: Naïve 2); below 1 is better.
  ///
  /// - Throws: `NumericError.parameter` for a negative or non-finite error, or a reference of 0.
  public static func overallWeightedAverage(
    symmetricPercentageError: Double, scaledError: Double, reference: (symmetricPercentageError: Double, scaledError: Double)
  ) throws(NumericError) -> Double {
    for value in [symmetricPercentageError, scaledError] {
      try NumericError.require(value, "error", of: "overall weighted average", "≥ 0") { $0 >= 0 }
    }
    for value in [reference.symmetricPercentageError, reference.scaledError] {
      try NumericError.require(value, "reference error", of: "overall weighted average", "> 0") { $0 > 0 }
    }
    return 0.5 * (symmetricPercentageError / reference.symmetricPercentageError + scaledError / reference.scaledError)
  }

  /// The mean absolute change over a season, within the history: what the naive forecast of the season before misses by.
  ///
  /// - Parameter season: periods in a season; 1 for none.
  /// - Throws: `NumericError.size` for a season below 1 or a history not longer than it, `.notFinite` for a value that is not finite,
  ///   `.parameter` if the scale is 0: a constant history scales nothing.
  public static func seasonalScale(_ history: [Double], season: Int = 1) throws(NumericError) -> Double {
    guard season >= 1 else { throw .size("scaled error: a season of \(season) periods; at least 1") }
    guard history.count > season else {
      throw .size("scaled error: a history of \(history.count) values; more than the season of \(season)")
    }
    guard history.allSatisfy(\.isFinite) else { throw .notFinite("scaled error: a value of the history") }
    var sum = 0.0
    for index in season..<history.count { sum += (history[index] - history[index - season]).magnitude }
    let scale = sum / Double(history.count - season)
    try NumericError.require(scale, "scale", of: "scaled error", "> 0 (the history must change)") { $0 > 0 }
    return scale
  }

  private static func requirePairs(_ forecasts: [Double], _ observations: [Double]) throws(NumericError) {
    guard forecasts.count == observations.count else {
      throw .size("point score: \(forecasts.count) forecasts, \(observations.count) observations")
    }
    guard !forecasts.isEmpty else { throw .size("point score: no forecasts") }
    guard forecasts.allSatisfy(\.isFinite) else { throw .notFinite("point score: a forecast") }
    guard observations.allSatisfy(\.isFinite) else { throw .notFinite("point score: an observation") }
  }
}
