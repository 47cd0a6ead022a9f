/// level · e^(growth · (t - t₀)), t₀ the last observation: the same growth rate for ever.
public struct ExponentialGrowth: GrowthCurve {
  public init() {}
  public var name: String { "exponential" }
  public var formula: String { "level · exp(growth · (t - last))" }
  public var quantities: [GrowthQuantity] {
    [
      GrowthQuantity("level", "the curve at the last observation", .value, isPositive: true),
      GrowthQuantity("growth", "growth of the logarithm", .rate, isPositive: false),
    ]
  }
  public func value(at time: Double, _ b: [Dual]) -> Dual { b[0] * exp(b[1] * time) }
  public func logarithmOfCeiling(_ b: [Dual]) -> Dual? { nil }
  public func midpoint(_ b: [Dual]) -> Dual? { nil }
  public func starts(_ points: GrowthStarts) -> [[Double]] {
    let line = points.line { Elementary.log($0) }
    return [line.map { [Elementary.exp($0.intercept), $0.slope] }, [points.largest, 1]].compactMap { $0 }
  }
}
