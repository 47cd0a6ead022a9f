/// One observation of a yearly trend.
public struct TrendPoint: Equatable, Sendable {
  /// A decimal year: 2024.5 is the middle of 2024.
  public var year: Double
  public var value: Double
  /// Standard error relative to the value (of its logarithm); nil if nobody states one.
  public var relativeError: Double?

  public init(year: Double, value: Double, relativeError: Double? = nil) {
    self.year = year
    self.value = value
    self.relativeError = relativeError
  }
}
