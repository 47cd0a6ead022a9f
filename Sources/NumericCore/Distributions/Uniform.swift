/// The uniform distribution on an interval; its mode is the middle by convention. **Accuracy**: rounding only.
public struct Uniform: Distribution, Equatable {
  public let minimum: Double
  public let maximum: Double

  /// - Throws: `NumericError.parameter` unless `minimum` < `maximum`, both finite.
  public init(minimum: Double, maximum: Double) throws(NumericError) {
    try NumericError.require(minimum, "minimum", below: maximum, "maximum", of: "uniform")
    try NumericError.requireWidth(minimum, maximum, "maximum", of: "uniform")
    self.minimum = minimum
    self.maximum = maximum
  }

  public var support: ClosedRange<Double> { minimum...maximum }
  public var mean: Double { 0.5 * minimum + 0.5 * maximum }
  public var variance: Double { width * width / 12 }
  public var skewness: Double { 0 }
  public var mode: Double { mean }
  public func density(at x: Double) -> Double { x.isNaN ? x : x >= minimum && x <= maximum ? 1 / width : 0 }
  public func cumulative(to x: Double) -> Double { x.isNaN ? x : (min(max(x, minimum), maximum) - minimum) / width }
  public func survival(beyond x: Double) -> Double { x.isNaN ? x : (maximum - min(max(x, minimum), maximum)) / width }

  public func quantile(_ p: Double) -> Double {
    guard p >= 0 && p <= 1 else { return .nan }
    return p <= 0.5 ? minimum.addingProduct(p, width) : maximum.addingProduct(p - 1, width)
  }

  public func upperQuantile(_ q: Double) -> Double {
    guard q >= 0 && q <= 1 else { return .nan }
    return q <= 0.5 ? maximum.addingProduct(-q, width) : minimum.addingProduct(1 - q, width)
  }

  private var width: Double { maximum - minimum }
}
