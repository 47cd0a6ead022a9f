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
  public var variance: Double {
    let rise = mode - minimum
    return (width * width - rise * (maximum - mode)) / 18
  }

  public func density(at x: Double) -> Double {
    if x.isNaN { return x }
    if x < minimum || x > maximum { return 0 }
    if x == mode { return 2 / width }
    return x < mode ? 2 * (x - minimum) / width / (mode - minimum) : 2 * (maximum - x) / width / (maximum - mode)
  }

  public func cumulative(to x: Double) -> Double { x.isNaN ? x : x <= mode ? lowerPart(x) : 1 - upperPart(x) }
  public func survival(beyond x: Double) -> Double { x.isNaN ? x : x <= mode ? 1 - lowerPart(x) : upperPart(x) }

  public func quantile(_ p: Double) -> Double {
    guard p >= 0 && p <= 1 else { return .nan }
    return p * width <= mode - minimum ? fromMinimum(p) : fromMaximum(1 - p)
  }

  public func upperQuantile(_ q: Double) -> Double {
    guard q >= 0 && q <= 1 else { return .nan }
    return q * width <= maximum - mode ? fromMaximum(q) : fromMinimum(1 - q)
  }

  private var width: Double { maximum - minimum }
  private func lowerPart(_ x: Double) -> Double {
    x <= minimum ? 0 : (x - minimum) / width * ((x - minimum) / (mode - minimum))
  }
  private func upperPart(_ x: Double) -> Double {
    x >= maximum ? 0 : (maximum - x) / width * ((maximum - x) / (maximum - mode))
  }
  private func fromMinimum(_ p: Double) -> Double { minimum + p.squareRoot() * (width * (mode - minimum)).squareRoot() }
  private func fromMaximum(_ q: Double) -> Double { maximum - q.squareRoot() * (width * (maximum - mode)).squareRoot() }
}
