/// The exponential distribution. **Accuracy**: a relative error of 1e-15, the survival's grows to 745 ulp at its far end.
public struct Exponential: Distribution, Equatable {
  /// Events per unit, > 0.
  public let rate: Double

  /// - Throws: `NumericError.parameter` unless the rate is finite and positive.
  public init(rate: Double) throws(NumericError) {
    try NumericError.require(rate, "rate", of: "exponential", "> 0") { $0 > 0 }
    self.rate = rate
  }

  public var support: ClosedRange<Double> { 0 ... .infinity }
  public var mean: Double { 1 / rate }
  public var variance: Double { 1 / rate / rate }
  public var skewness: Double { 2 }
  public var mode: Double { 0 }
  public func density(at x: Double) -> Double { x < 0 ? 0 : rate * Elementary.exp(-rate * x) }
  public func logDensity(at x: Double) -> Double { x < 0 ? -.infinity : Elementary.log(rate) - rate * x }
  public func cumulative(to x: Double) -> Double { x <= 0 ? 0 : -Elementary.expMinusOne(-rate * x) }
  public func survival(beyond x: Double) -> Double { x < 0 ? 1 : Elementary.exp(-rate * x) }
  public func quantile(_ p: Double) -> Double { p >= 0 && p <= 1 ? -Elementary.log(onePlus: -p) / rate : .nan }
  public func upperQuantile(_ q: Double) -> Double { q >= 0 && q <= 1 ? -Elementary.log(q) / rate : .nan }
}
