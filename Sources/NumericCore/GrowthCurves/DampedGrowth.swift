/// level · e^(growth · h/ln 2 · (1 - 2^(-(t - t₀)/h))), t₀ the last observation: a growth rate that halves every h years, the curve of
/// `DampedTrend`.
public struct DampedGrowth: GrowthCurve {
  public init() {}
  public var name: String { "damped" }
  public var formula: String { "level · exp(growth · half_life/ln 2 · (1 - 2^(-(t - last)/half_life)))" }
  public var quantities: [GrowthQuantity] {
    [
      GrowthQuantity("level", "the curve at the last observation", .value, isPositive: true),
      GrowthQuantity("growth", "growth of the logarithm at the last observation", .rate, isPositive: false),
      GrowthQuantity("half_life", "the time in which growth halves", .duration, isPositive: true),
    ]
  }
  public func value(at time: Double, _ b: [Dual]) -> Dual {
    let life = b[2] / Elementary.ln2
    return b[0] * exp(-b[1] * life * expMinusOne(-time / life))
  }
  public func logarithmOfCeiling(_ b: [Dual]) -> Dual? { b[1].value > 0 ? log(b[0]) + b[1] * b[2] / Elementary.ln2 : nil }
  /// Where the growth that is still to come is a factor of two.
  public func midpoint(_ b: [Dual]) -> Dual? {
    guard b[1].value > 0 else { return nil }
    let life = b[2] / Elementary.ln2
    return life * log(b[1] * life / Elementary.ln2)
  }
  public func starts(_ points: GrowthStarts) -> [[Double]] {
    [0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 12.8].compactMap { halfLife in
      let life = halfLife / Elementary.ln2
      let line = points.line(abscissa: { -life * Elementary.expMinusOne(-$0 / life) }) { Elementary.log($0) }
      return line.map { [Elementary.exp($0.intercept), $0.slope, halfLife] }
    }
  }
}
