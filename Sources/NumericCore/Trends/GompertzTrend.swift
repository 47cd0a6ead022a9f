/// -log(log(c/value)) = level + growth · years: Gompertz growth to the ceiling c, with a longer approach than logistic growth.
public struct GompertzTrend: TrendCurve, Equatable {
  /// c in units of the value; nil to try from 1.1 to a hundred times the largest value.
  public let ceiling: Double?

  public init(ceiling: Double? = nil) { self.ceiling = ceiling }

  public var name: String { "gompertz" }
  public var profiledQuantities: Int { ceiling == nil ? 1 : 0 }

  /// - Throws: `NumericError.parameter` for a value that is not positive or not below the stated ceiling.
  public func shapes(for points: [TrendPoint]) throws(NumericError) -> [TrendShape] {
    try ceilings(ceiling, points).map { TrendShape(scale: .gompertz(ceiling: $0)) }
  }
}
