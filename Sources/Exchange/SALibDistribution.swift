import NumericCore
import ScenarioEngine

/// A setting's distribution in the words of SALib, and how far it is from the one that a run draws from.
public struct SALibDistribution: Sendable {
  /// `unif`, `norm`, `lognorm`, `weibull`, `triang` or `truncnorm`.
  public var name: String
  /// In SALib's order: ends; mean and deviation, of the logarithm too; shape and scale; ends and the peak's place between them; ends, mean
  /// and deviation.
  public var bounds: [Double]
  /// The largest difference between the two cumulative probabilities, 0 where they are the same distribution.
  public var difference: Double

  /// Beyond this difference a distribution is no stand-in for another.
  static let largestDifference = 0.05

  /// The best that SALib has, nearest first.
  ///
  /// What has the same form is taken as it is. Otherwise candidates that agree at the 5 % and 95 % points, or at the ends and the peak, are
  /// compared at 999 probabilities.
  static func candidates(_ form: UncertainSetting.Form) -> [SALibDistribution] {
    switch form {
    case .distribution(let uniform as Uniform):
      [SALibDistribution(name: "unif", bounds: [uniform.minimum, uniform.maximum], difference: 0)]
    case .distribution(let normal as Normal):
      [SALibDistribution(name: "norm", bounds: [normal.mean, normal.standardDeviation], difference: 0)]
    case .distribution(let lognormal as Lognormal):
      [SALibDistribution(name: "lognorm", bounds: [lognormal.mu, lognormal.sigma], difference: 0)]
    case .distribution(let weibull as Weibull):
      [SALibDistribution(name: "weibull", bounds: [weibull.shape, weibull.scale], difference: 0)]
    case .fittedRate(let mean, let deviation): [SALibDistribution(name: "norm", bounds: [mean, deviation], difference: 0)]
    case .distribution(let distribution):
      exact(distribution)
        + near(support: distribution.support, mode: distribution.kind == .discrete ? nil : distribution.mode) { distribution.quantile($0) }
    case .fittedLevel(let mean, let deviation, let level):
      near(support: -.infinity ... .infinity, mode: nil) { level(mean - deviation * Elementary.normalUpperQuantile($0)) }
    case .byDate, .redrawn: []
    }
  }

  private static func exact(_ distribution: any Distribution) -> [SALibDistribution] {
    if let triangle = distribution as? Triangular {
      let peak = (triangle.mode - triangle.minimum) / (triangle.maximum - triangle.minimum)
      // SALib takes no peak at the end, and no end below 0.
      guard peak < 1, triangle.maximum >= 0 else { return [] }
      return [SALibDistribution(name: "triang", bounds: [triangle.minimum, triangle.maximum, peak], difference: 0)]
    }
    guard let cut = distribution as? Truncated, cut.minimum.isFinite, cut.maximum.isFinite else { return [] }
    if let normal = cut.base as? Normal {
      return [
        SALibDistribution(
          name: "truncnorm", bounds: [cut.minimum, cut.maximum, normal.mean, normal.standardDeviation], difference: 0)
      ]
    }
    if cut.base is Uniform { return [SALibDistribution(name: "unif", bounds: [cut.minimum, cut.maximum], difference: 0)] }
    return []
  }

  private static func near(support: ClosedRange<Double>, mode: Double?, _ quantile: (Double) -> Double) -> [SALibDistribution] {
    let (low, high) = (quantile(0.05), quantile(0.95))
    var made: [(name: String, bounds: [Double], distribution: any Distribution)] = []
    if let normal = try? Normal(p5: low, p95: high) {
      made.append(("norm", [normal.mean, normal.standardDeviation], normal))
      if support.lowerBound.isFinite, support.upperBound.isFinite,
        let cut = try? Truncated(normal, minimum: support.lowerBound, maximum: support.upperBound)
      {
        made.append(
          ("truncnorm", [support.lowerBound, support.upperBound, normal.mean, normal.standardDeviation], cut))
      }
    }
    if let lognormal = try? Lognormal(p5: low, p95: high) { made.append(("lognorm", [lognormal.mu, lognormal.sigma], lognormal)) }
    if let weibull = weibull(p5: low, p95: high) { made.append(("weibull", [weibull.shape, weibull.scale], weibull)) }
    if support.lowerBound.isFinite, support.upperBound.isFinite, support.lowerBound < support.upperBound {
      if let uniform = try? Uniform(minimum: support.lowerBound, maximum: support.upperBound) {
        made.append(("unif", [support.lowerBound, support.upperBound], uniform))
      }
      if let mode, mode >= support.lowerBound, mode < support.upperBound, support.upperBound >= 0,
        let triangle = try? Triangular(minimum: support.lowerBound, mode: mode, maximum: support.upperBound)
      {
        let peak = (mode - support.lowerBound) / (support.upperBound - support.lowerBound)
        made.append(("triang", [support.lowerBound, support.upperBound, peak], triangle))
      }
    }
    return made.map { candidate in
      let difference = (1..<1000).reduce(0.0) { worst, step in
        let share = Double(step) / 1000
        return max(worst, (candidate.distribution.cumulative(to: quantile(share)) - share).magnitude)
      }
      // The same distribution under another name differs by rounding alone.
      return SALibDistribution(name: candidate.name, bounds: candidate.bounds, difference: difference < 1e-12 ? 0 : difference)
    }.filter { $0.difference <= largestDifference }.sorted { $0.difference < $1.difference }
  }

  /// From 1 - exp(-(x/scale)^shape) at both points.
  private static func weibull(p5: Double, p95: Double) -> Weibull? {
    guard p5 > 0, p95 > p5 else { return nil }
    let (low, high) = (-Elementary.log(0.95), -Elementary.log(0.05))
    let shape = Elementary.log(high / low) / Elementary.log(p95 / p5)
    return try? Weibull(shape: shape, scale: p95 / Elementary.exp(Elementary.log(high) / shape))
  }
}
