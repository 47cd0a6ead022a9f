/// The predictive distribution of one step: around a centre, which is its median, each side is a normal deviate stretched in the tail.
///
/// Quantile at level p below 1/2: centre - deviation · z · e^(tail · t), z = |Φ⁻¹(p)|, t = min(1, ln(0.5/p)/ln 50); above 1/2 the same
/// on the other side with 1 - p. With a tail of 0 a side is half a normal distribution.
public struct PredictiveBand: Equatable, Sendable {
  /// One side of the centre.
  public struct Side: Equatable, Sendable {
    /// In units of the series, ≥ 0.
    public var deviation: Double
    /// In `tails`, for which quantiles rise with the level.
    public var tail: Double
    /// - Parameters:
    ///   - deviation: ≥ 0.
    ///   - tail: moved into -0.4...1.5.
    public init(deviation: Double, tail: Double) {
      self.deviation = deviation
      self.tail = min(max(tail, Side.tails.lowerBound), Side.tails.upperBound)
    }

    static let tails = -0.4...1.5

    /// The distance from the centre at a tail probability in (0, 1/2].
    func distance(_ probability: Double) -> Double {
      if deviation == 0 { return 0 }
      let z = probability < 0.5 ? Elementary.normalQuantile(max(probability, 0x1p-53)).magnitude : 0
      let t = min(1, -Elementary.log(2 * probability) / 3.912023005428146)
      return deviation * z * Elementary.exp(tail * t)
    }
  }

  /// The median.
  public var centre: Double
  public var lower: Side
  public var upper: Side
  /// What the series can be; quantiles outside are moved to its ends.
  public var range: ClosedRange<Double>

  public init(centre: Double, lower: Side, upper: Side, range: ClosedRange<Double>) {
    self.centre = centre
    self.lower = lower
    self.upper = upper
    self.range = range
  }

  /// The value that is exceeded with probability 1 - level; the ends of `range` at 0 and 1.
  ///
  /// - Parameter level: in 0...1.
  public func quantile(_ level: Double) -> Double {
    if level.isNaN { return level }
    if level <= 0 || level >= 1 { return level <= 0 ? range.lowerBound : range.upperBound }
    let value = level < 0.5 ? centre - lower.distance(level) : centre + upper.distance(1 - level)
    // A distribution on the whole line still has finite quantiles: beyond the largest number they stay at the largest.
    let finite = min(max(value, -.greatestFiniteMagnitude), .greatestFiniteMagnitude)
    return min(max(finite, range.lowerBound), range.upperBound)
  }

  /// The band times 2^exponent, its centre moved into a range.
  func restored(exponent: Int, range: ClosedRange<Double>) -> PredictiveBand {
    func restored(_ value: Double) -> Double {
      // Beyond the largest number a forecast stays at the largest.
      let product = Double(sign: .plus, exponent: exponent, significand: value)
      return min(max(product, -.greatestFiniteMagnitude), .greatestFiniteMagnitude)
    }
    return PredictiveBand(
      centre: min(max(restored(centre), range.lowerBound), range.upperBound),
      lower: Side(deviation: restored(lower.deviation), tail: lower.tail),
      upper: Side(deviation: restored(upper.deviation), tail: upper.tail), range: range)
  }

  /// P(X ≤ x), the inverse of `quantile`. **Accuracy**: 1e-12 of probability.
  public func cumulative(to x: Double) -> Double {
    if x.isNaN { return x }
    if x < range.lowerBound { return 0 }
    if x >= range.upperBound { return 1 }
    let isBelow = x < centre
    let side = isBelow ? lower : upper
    let distance = (x - centre).magnitude
    if side.deviation == 0 { return x < centre ? 0 : x > centre ? 1 : 0.5 }
    var (low, high) = (0x1p-53, 0.5)
    for _ in 0..<60 {
      let middle = 0.5 * (low + high)
      if side.distance(middle) > distance { low = middle } else { high = middle }
    }
    let tail = 0.5 * (low + high)
    return isBelow ? tail : 1 - tail
  }
}
