/// The triangular distribution; the mode may be an end. **Accuracy**: rounding only.
public struct Triangular: Distribution, Equatable {
  public let minimum: Double
  public let mode: Double
  public let maximum: Double

  /// - Throws: `NumericError.parameter` unless `minimum` ≤ `mode` ≤ `maximum`, `minimum` < `maximum`, all finite.
  public init(minimum: Double, mode: Double, maximum: Double) throws(NumericError) {
    try NumericError.require(minimum, "minimum", below: maximum, "maximum", of: "triangular")
    try NumericError.requireWidth(minimum, maximum, "maximum", of: "triangular")
    try NumericError.require(mode, "mode", of: "triangular", "from \(minimum) to \(maximum)") { $0 >= minimum && $0 <= maximum }
    self.minimum = minimum
    self.mode = mode
    self.maximum = maximum
  }

  public var support: ClosedRange<Double> { minimum...maximum }
  public var mean: Double { minimum + ((mode - minimum) + width) / 3 }
  public var variance: Double { (width * width - rise * fall) / 18 }
  public var skewness: Double {
    let (up, down) = (rise / width, fall / width)
    let spread = 1 - up * down
    return 0.28284271247461901 * (down - up) * (1 + up) * (1 + down) / (spread * spread.squareRoot())
  }

  public func density(at x: Double) -> Double {
    if x.isNaN { return x }
    if x < minimum || x > maximum { return 0 }
    if x == mode { return 2 / width }
    return x < mode ? 2 * (x - minimum) / width / (mode - minimum) : 2 * (maximum - x) / width / (maximum - mode)
  }

  public func cumulative(to x: Double) -> Double { tails(x).lower }
  public func survival(beyond x: Double) -> Double { tails(x).upper }

  public func quantile(_ p: Double) -> Double {
    guard p >= 0 && p <= 1 else { return .nan }
    if p * width <= rise { return minimum + (p * width * rise).squareRoot() }
    if p > 0.5 { return maximum - ((1 - p) * width * fall).squareRoot() }
    return mode + (p * width - rise) / (1 + ((1 - p) * (width / fall)).squareRoot())
  }

  public func upperQuantile(_ q: Double) -> Double {
    guard q >= 0 && q <= 1 else { return .nan }
    if q * width <= fall { return maximum - (q * width * fall).squareRoot() }
    if q > 0.5 { return minimum + ((1 - q) * width * rise).squareRoot() }
    return mode - (q * width - fall) / (1 + ((1 - q) * (width / rise)).squareRoot())
  }

  private var width: Double { maximum - minimum }
  private var rise: Double { mode - minimum }
  private var fall: Double { maximum - mode }

  /// Sums of positive parts on both sides of the mode: nothing cancels, also with the mode at an end.
  private func tails(_ x: Double) -> TailPair {
    if x.isNaN { return .undefined }
    if x <= minimum { return .below }
    if x >= maximum { return .above }
    let (before, after) = (x - minimum, maximum - x)
    if x <= mode {
      let upper = fall / width + (mode - x) / width * ((rise + before) / rise)
      return TailPair(lower: before / width * (before / rise), upper: upper)
    }
    let lower = rise / width + (x - mode) / width * ((fall + after) / fall)
    return TailPair(lower: lower, upper: after / width * (after / fall))
  }
}
