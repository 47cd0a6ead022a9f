/// ceiling · (1 + shape · e^(-rate · (t - inflection)))^(-1/shape): logistic growth at shape 1, Gompertz's as the shape goes to 0
/// (F. J. Richards 1959, doi 10.1093/jxb/10.2.290).
public struct RichardsGrowth: GrowthCurve {
  public init() {}
  public var name: String { "richards" }
  public var formula: String { "ceiling · (1 + shape · exp(-rate · (t - inflection)))^(-1/shape)" }
  public var quantities: [GrowthQuantity] {
    [
      .ceiling, GrowthQuantity("rate", "decay of what is missing to the ceiling", .rate, isPositive: false),
      GrowthQuantity("inflection", "when growth is steepest", .time, isPositive: false),
      GrowthQuantity("shape", "0 as Gompertz, 1 as logistic", .number, isPositive: true),
    ]
  }
  public func value(at time: Double, _ b: [Dual]) -> Dual {
    b[0] * exp(-softplus(log(b[3]) - b[1] * (time - b[2])) / b[3])
  }
  public func logarithmOfCeiling(_ b: [Dual]) -> Dual? { log(b[0]) }
  /// Where (1 + shape · e^(-z)) = 2^shape.
  public func midpoint(_ b: [Dual]) -> Dual? {
    b[2] + (log(b[3]) - log(expMinusOne(b[3] * Elementary.ln2))) / b[1]
  }
  public func starts(_ points: GrowthStarts) -> [[Double]] {
    [0.02, 0.3, 1, 3, 10].flatMap { shape in
      points.ceilings.compactMap { ceiling -> [Double]? in
        let line = points.line { value in
          let power = Elementary.expMinusOne(shape * Elementary.log(ceiling / value))
          return -Elementary.log(power / shape)
        }
        return line.flatMap { $0.slope == 0 ? nil : [ceiling, $0.slope, -$0.intercept / $0.slope, shape] }
      }
    }
  }
}
