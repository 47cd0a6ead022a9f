/// log value = level + growth · years: the same growth rate every year.
public struct LogLinearTrend: TrendCurve, Equatable {
  public init() {}
  public var name: String { "log-linear" }
  public var profiledQuantities: Int { 0 }

  /// - Throws: `NumericError.parameter` for a value that is not positive.
  public func shapes(for points: [TrendPoint]) throws(NumericError) -> [TrendShape] {
    try requirePositive(points)
    return [TrendShape(scale: .logarithm)]
  }
}
