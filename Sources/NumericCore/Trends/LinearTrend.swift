/// Value = level + growth · years, growth in units of the value per year.
public struct LinearTrend: TrendCurve, Equatable {
  public init() {}
  public var name: String { "linear" }
  public var profiledQuantities: Int { 0 }
  public func shapes(for points: [TrendPoint]) throws(NumericError) -> [TrendShape] { [TrendShape(scale: .identity)] }
}
