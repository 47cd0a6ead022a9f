/// ceiling/(1 + e^(-rate · (t - midpoint))): growth in proportion to what is reached and to what is left.
public struct LogisticGrowth: GrowthCurve {
  public init() {}
  public var name: String { "logistic" }
  public var formula: String { "ceiling / (1 + exp(-rate · (t - midpoint)))" }
  public var quantities: [GrowthQuantity] {
    [.ceiling, GrowthQuantity("rate", "growth of the logarithm far below the ceiling", .rate, isPositive: false), .midpoint]
  }
  public func value(at time: Double, _ b: [Dual]) -> Dual { b[0] * sigmoid(b[1] * (time - b[2])) }
  public func logarithmOfCeiling(_ b: [Dual]) -> Dual? { log(b[0]) }
  public func midpoint(_ b: [Dual]) -> Dual? { b[2] }
  public func starts(_ points: GrowthStarts) -> [[Double]] {
    points.ceilings.compactMap { ceiling in
      let line = points.line { Elementary.log($0 / (ceiling - $0)) }
      return line.flatMap { $0.slope == 0 ? nil : [ceiling, $0.slope, -$0.intercept / $0.slope] }
    }
  }
}
