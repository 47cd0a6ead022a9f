/// log value = level + growth · h/ln 2 · (1 - 2^(-years/h)): a growth rate that halves every h years.
public struct DampedTrend: TrendCurve, Equatable {
  /// h in years; nil to try 1 to 16 years.
  public let halfLife: Double?

  /// - Throws: `NumericError.parameter` unless the half-life is finite and positive.
  public init(halfLife: Double? = nil) throws(NumericError) {
    if let halfLife { try NumericError.require(halfLife, "half-life", of: "damped", "> 0 years") { $0 > 0 } }
    self.halfLife = halfLife
  }

  public var name: String { "damped" }
  public var profiledQuantities: Int { halfLife == nil ? 1 : 0 }

  /// - Throws: `NumericError.parameter` for a value that is not positive.
  public func shapes(for points: [TrendPoint]) throws(NumericError) -> [TrendShape] {
    try requirePositive(points)
    let grid = halfLife.map { [$0] } ?? (0...8).map { Elementary.exp2(Double($0) / 2) }
    return grid.map { TrendShape(scale: .logarithm, growthHalfLife: $0) }
  }
}
