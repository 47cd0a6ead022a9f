/// ceiling · (1 - e^(-((t - launch)/scale)^shape)): adoption times that follow Weibull's distribution.
public struct WeibullGrowth: GrowthCurve {
  public init() {}
  public var name: String { "weibull" }
  public var formula: String { "ceiling · (1 - exp(-((t - launch)/scale)^shape))" }
  public var quantities: [GrowthQuantity] {
    [
      .ceiling, GrowthQuantity("scale", "the time to 63 % of the ceiling", .duration, isPositive: true),
      GrowthQuantity("shape", "1 saturates from the start, above 1 an S", .number, isPositive: true),
    ]
  }
  public var countsFromLaunch: Bool { true }
  public func value(at time: Double, _ b: [Dual]) -> Dual { -(b[0] * expMinusOne(-power(time / b[1], b[2]))) }
  public func logarithmOfCeiling(_ b: [Dual]) -> Dual? { log(b[0]) }
  public func midpoint(_ b: [Dual]) -> Dual? { b[1] * power(Dual(Elementary.ln2), 1 / b[2]) }
  public func starts(_ points: GrowthStarts) -> [[Double]] {
    [0.1, 0.3, 0.6, 1, 2, 5].flatMap { scale in
      [0.5, 1, 2, 4, 8].compactMap { form -> [Double]? in
        let shape = [Dual(1), Dual(scale), Dual(form)]
        return points.factor { value(at: $0, shape).value }.map { [$0, scale, form] }
      }
    }
  }
}
