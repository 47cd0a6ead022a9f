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
  /// What has the same form is taken as it is. Otherwise candidates that agree at two quantiles as far from either end, or at the ends and the
  /// peak, are compared at 999 probabilities.
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

  private typealias Candidate = (name: String, bounds: [Double], distribution: any Distribution)

  /// Those within the largest difference, nearest first.
  private static func near(support: ClosedRange<Double>, mode: Double?, _ quantile: (Double) -> Double) -> [SALibDistribution] {
    let quantiles = (1..<1000).map { quantile(Double($0) / 1000) }
    let made = between(support, mode) + [0.05, 0.1, 0.15, 0.2, 0.25].flatMap { through(quantile($0), quantile(1 - $0), $0, support) }
    return made.map { candidate in
      let difference = quantiles.enumerated().reduce(0.0) { worst, point in
        max(worst, (candidate.distribution.cumulative(to: point.element) - Double(point.offset + 1) / 1000).magnitude)
      }
      // The same distribution under another name differs by rounding alone.
      return SALibDistribution(name: candidate.name, bounds: candidate.bounds, difference: difference < 1e-12 ? 0 : difference)
    }.filter { $0.difference <= largestDifference }.sorted { $0.difference < $1.difference }
  }

  /// Distributions with these values at the probabilities `tail` and 1 - `tail`.
  private static func through(_ low: Double, _ high: Double, _ tail: Double, _ support: ClosedRange<Double>) -> [Candidate] {
    guard low < high else { return [] }
    let width = 2 * Elementary.normalUpperQuantile(tail)
    var made: [Candidate] = []
    if let normal = try? Normal(mean: 0.5 * low + 0.5 * high, standardDeviation: (high - low) / width) {
      made.append(("norm", [normal.mean, normal.standardDeviation], normal))
      if support.lowerBound.isFinite, support.upperBound.isFinite,
        let cut = try? Truncated(normal, minimum: support.lowerBound, maximum: support.upperBound)
      {
        made.append(("truncnorm", [support.lowerBound, support.upperBound, normal.mean, normal.standardDeviation], cut))
      }
    }
    guard low > 0 else { return made }
    let (first, last) = (Elementary.log(low), Elementary.log(high))
    if let lognormal = try? Lognormal(mu: 0.5 * first + 0.5 * last, sigma: (last - first) / width) {
      made.append(("lognorm", [lognormal.mu, lognormal.sigma], lognormal))
    }
    // From 1 - exp(-(x/scale)^shape) at both points.
    let (below, above) = (Elementary.log(-Elementary.log(1 - tail)), Elementary.log(-Elementary.log(tail)))
    let shape = (above - below) / (last - first)
    if let weibull = try? Weibull(shape: shape, scale: Elementary.exp(last - above / shape)) {
      made.append(("weibull", [weibull.shape, weibull.scale], weibull))
    }
    return made
  }

  /// Distributions with the same ends.
  private static func between(_ support: ClosedRange<Double>, _ mode: Double?) -> [Candidate] {
    let (low, high) = (support.lowerBound, support.upperBound)
    guard low.isFinite, high.isFinite, low < high else { return [] }
    var made: [Candidate] = []
    if let uniform = try? Uniform(minimum: low, maximum: high) { made.append(("unif", [low, high], uniform)) }
    if let mode, mode >= low, mode < high, high >= 0, let triangle = try? Triangular(minimum: low, mode: mode, maximum: high) {
      made.append(("triang", [low, high, (mode - low) / (high - low)], triangle))
    }
    return made
  }
}
