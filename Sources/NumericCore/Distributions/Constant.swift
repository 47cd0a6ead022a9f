/// A value without uncertainty: a discrete distribution with probability 1 at the value.
public struct Constant: Distribution, Equatable {
  public let value: Double

  /// - Throws: `NumericError.parameter` unless the value is finite.
  public init(_ value: Double) throws(NumericError) {
    try NumericError.require(value, "value", of: "constant", "finite")
    self.value = value
  }

  public var kind: DistributionKind { .discrete }
  public var support: ClosedRange<Double> { value...value }
  public var mean: Double { value }
  public var variance: Double { 0 }
  public var skewness: Double { .nan }
  public var mode: Double { value }
  public func density(at x: Double) -> Double { x.isNaN ? x : x == value ? 1 : 0 }
  public func cumulative(to x: Double) -> Double { x.isNaN ? x : x >= value ? 1 : 0 }
  public func survival(beyond x: Double) -> Double { x.isNaN ? x : x >= value ? 0 : 1 }
  public func quantile(_ p: Double) -> Double { p >= 0 && p <= 1 ? value : .nan }
  public func upperQuantile(_ q: Double) -> Double { q >= 0 && q <= 1 ? value : .nan }
}
