/// Scores of stated quantiles and intervals, in the unit of the observation; smaller is better, 0 is a hit without width.
///
/// T. Gneiting and A. E. Raftery 2007, doi 10.1198/016214506000001437.
public enum QuantileScore {
  /// The pinball loss of a quantile: (q - y) ([y < q] - level). Its expectation is least at the true quantile.
  ///
  /// Without the factor 2 of some authors, with which the mean over all levels is the ranked probability score.
  ///
  /// - Parameter level: probability of a value below, strictly between 0 and 1.
  /// - Throws: `NumericError.parameter` for a level outside, a quantile or observation that is not finite.
  public static func pinball(level: Double, quantile: Double, at y: Double) throws(NumericError) -> Double {
    try NumericError.require(level, "level", of: "pinball", "strictly between 0 and 1") { $0 > 0 && $0 < 1 }
    try NumericError.require(quantile, "quantile", of: "pinball", "finite")
    try NumericError.require(y, "observation", of: "pinball", "finite")
    return uncheckedPinball(level, quantile, y)
  }

  /// The interval score of a central interval: (u - l) + 2/α (l - y)⁺ + 2/α (y - u)⁺.
  ///
  /// - Parameters:
  ///   - lower: the quantile of level α/2.
  ///   - upper: the quantile of level 1 - α/2, not below `lower`.
  ///   - alpha: probability of a value outside, strictly between 0 and 1.
  /// - Throws: `NumericError.parameter` for an argument that is not finite, ends out of order, or an alpha outside.
  public static func interval(lower: Double, upper: Double, alpha: Double, at y: Double) throws(NumericError) -> Double {
    try requireInterval(lower, upper, alpha)
    try NumericError.require(y, "observation", of: "interval score", "finite")
    return upper - lower + 2 / alpha * max(lower - y, y - upper, 0)
  }

  static func uncheckedPinball(_ level: Double, _ quantile: Double, _ y: Double) -> Double {
    y < quantile ? (1 - level) * (quantile - y) : level * (y - quantile)
  }

  static func requireInterval(_ lower: Double, _ upper: Double, _ alpha: Double) throws(NumericError) {
    try NumericError.require(alpha, "alpha", of: "interval score", "strictly between 0 and 1") { $0 > 0 && $0 < 1 }
    try NumericError.require(lower, "lower end", of: "interval score", "finite")
    try NumericError.require(upper, "upper end", of: "interval score", "finite and ≥ the lower end = \(lower)") { $0 >= lower }
  }
}
