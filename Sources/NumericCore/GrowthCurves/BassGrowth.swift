/// ceiling · (1 - E)/(1 + imitation/innovation · E) with E = e^(-(innovation + imitation) · (t - launch)): adopters who decide by
/// themselves and adopters who follow others, cumulated (F. M. Bass 1969, doi 10.1287/mnsc.15.5.215).
public struct BassGrowth: GrowthCurve {
  public init() {}
  public var name: String { "bass" }
  public var formula: String {
    "ceiling · (1 - E)/(1 + imitation/innovation · E), E = exp(-(innovation + imitation) · (t - launch))"
  }
  public var quantities: [GrowthQuantity] {
    [
      .ceiling, GrowthQuantity("innovation", "adoption of those left by their own decision", .rate, isPositive: true),
      GrowthQuantity("imitation", "adoption of those left by the example of all others", .rate, isPositive: true),
    ]
  }
  public var countsFromLaunch: Bool { true }
  public func value(at time: Double, _ b: [Dual]) -> Dual {
    let exponent = -(b[1] + b[2]) * time
    return -(b[0] * expMinusOne(exponent)) / (1 + b[2] / b[1] * exp(exponent))
  }
  public func logarithmOfCeiling(_ b: [Dual]) -> Dual? { log(b[0]) }
  public func midpoint(_ b: [Dual]) -> Dual? { log(2 + b[2] / b[1]) / (b[1] + b[2]) }
  public func starts(_ points: GrowthStarts) -> [[Double]] {
    [0.3, 1, 2, 4, 8, 16, 32].flatMap { sum in
      [0.1, 1, 10, 100, 1e3, 1e4].compactMap { ratio -> [Double]? in
        let rates = [sum / (1 + ratio), sum * ratio / (1 + ratio)]
        let shape = [Dual(1), Dual(rates[0]), Dual(rates[1])]
        return points.factor { value(at: $0, shape).value }.map { [$0] + rates }
      }
    }
  }
}
