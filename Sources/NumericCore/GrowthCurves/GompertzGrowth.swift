/// ceiling · e^(-e^(-rate · (t - inflection))): a growth rate that falls exponentially, with a longer approach than logistic growth.
public struct GompertzGrowth: GrowthCurve {
  public init() {}
  public var name: String { "gompertz" }
  public var formula: String { "ceiling · exp(-exp(-rate · (t - inflection)))" }
  public var quantities: [GrowthQuantity] {
    [
      .ceiling, GrowthQuantity("rate", "decay of the growth rate", .rate, isPositive: false),
      GrowthQuantity("inflection", "when growth is steepest, at 37 % of the ceiling", .time, isPositive: false),
    ]
  }
  public func value(at time: Double, _ b: [Dual]) -> Dual { b[0] * doubleExponential(b[1] * (time - b[2])) }
  public func logarithmOfCeiling(_ b: [Dual]) -> Dual? { log(b[0]) }
  public func midpoint(_ b: [Dual]) -> Dual? { b[2] - Elementary.log(Elementary.ln2) / b[1] }
  public func starts(_ points: GrowthStarts) -> [[Double]] {
    points.ceilings.compactMap { ceiling in
      let line = points.line { -Elementary.log(Elementary.log(ceiling / $0)) }
      return line.flatMap { $0.slope == 0 ? nil : [ceiling, $0.slope, -$0.intercept / $0.slope] }
    }
  }
}
