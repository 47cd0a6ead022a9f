/// Quantiles of a sample whose values are at hand.
///
/// Definition 7 of R. J. Hyndman and Y. Fan, *Sample quantiles in statistical packages*, Am. Stat. 50 (1996), doi
/// 10.1080/00031305.1996.10473566, the default of R, NumPy and Julia: at level p the place (n - 1) p among the sorted values, from 0, by
/// linear interpolation. `QuantileHistogram`, which keeps no values, instead returns the value below which p n values lie, up to the
/// width of a bin; the two differ by no more than the gap between neighbouring values and a bin's width.
/// **Accuracy**: the interpolation is within one rounding of the larger neighbour's size; see `SampleQuantilesTests`.
public struct SampleQuantiles: Sendable {
  /// In increasing order.
  public let values: [Double]

  /// - Throws: `NumericError.size` without values, `.notFinite` with the place and the value.
  public init(_ values: [Double]) throws(NumericError) {
    guard !values.isEmpty else { throw .size("quantiles of no values") }
    for (place, value) in values.enumerated() where !value.isFinite { throw .notFinite("value \(place + 1) of the sample, \(value)") }
    self.values = values.sorted()
  }

  /// The quantile at a level from 0 to 1.
  ///
  /// - Throws: `NumericError.parameter` for another level.
  public func quantile(_ level: Double) throws(NumericError) -> Double {
    guard level >= 0, level <= 1 else { throw .parameter(of: "quantile", name: "level", value: level, allowed: "from 0 to 1") }
    return values.withUnsafeBufferPointer { Self.quantile(level, sorted: $0) }
  }

  /// The quantile of finite values in increasing order, at least one, at a level from 0 to 1.
  public static func quantile(_ level: Double, sorted values: UnsafeBufferPointer<Double>) -> Double {
    let place = Double(values.count - 1) * level
    let low = Int(place)
    let share = place - Double(low)
    guard share > 0 else { return values[low] }
    // Not low + share · (high - low), whose difference can overflow.
    return min(max((1 - share) * values[low] + share * values[low + 1], values[low]), values[low + 1])
  }

  /// The quantiles at several levels.
  ///
  /// - Throws: `NumericError.parameter` for a level outside 0 to 1.
  public func quantiles(_ levels: [Double]) throws(NumericError) -> [Double] {
    var result: [Double] = []
    for level in levels { result.append(try quantile(level)) }
    return result
  }
}
