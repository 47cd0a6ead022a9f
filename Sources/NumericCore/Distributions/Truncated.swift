/// A distribution restricted to an interval and rescaled to probability 1.
///
/// Probabilities are measured on whichever side of the base keeps them small, so an interval far in a tail loses nothing. They are
/// differences of the base's. **Accuracy**: near an end of the interval an absolute error of 2e-16, measured against 50 digits
/// (docs/numerics.md); where the base's probability hardly changes within the interval, the error of that difference throughout.
/// Values of positive probability at the ends are part of the interval: `truncate(poisson(3), 1, 10)` is 1 to 10.
public struct Truncated: Distribution {
  public let base: any Distribution
  public let minimum: Double
  public let maximum: Double
  /// Probability of the interval under the base.
  public let mass: Double
  /// Of the base: below the interval, above it, up to its end.
  private let below: Double
  private let above: Double
  private let belowMaximum: Double
  private let aboveMinimum: Double
  /// Whether all values are whole numbers.
  let isWhole: Bool

  /// - Throws: `NumericError.parameter` unless `minimum` < `maximum` (either may be infinite) and the base has mass between them.
  public init(_ base: any Distribution, minimum: Double, maximum: Double) throws(NumericError) {
    guard !minimum.isNaN, minimum < .infinity else {
      throw .parameter(of: "truncate", name: "minimum", value: minimum, allowed: "a number or -infinity")
    }
    guard maximum > minimum else {
      throw .parameter(of: "truncate", name: "maximum", value: maximum, allowed: "> minimum = \(minimum)")
    }
    self.base = base
    self.isWhole = DiscreteQuantile.isWhole(base)
    // With steps the probability below the minimum is that of all smaller doubles.
    let before = base.kind == .continuous ? minimum : minimum.nextDown
    self.below = minimum < base.support.lowerBound ? 0 : base.cumulative(to: before)
    self.aboveMinimum = minimum < base.support.lowerBound ? 1 : base.survival(beyond: before)
    self.above = base.survival(beyond: maximum)
    self.belowMaximum = base.cumulative(to: maximum)
    self.mass = below > 0.5 ? aboveMinimum - above : above > 0.5 ? belowMaximum - below : 1 - below - above
    guard mass > 0 else {
      throw .parameter(of: "truncate", name: "minimum", value: minimum, allowed: "where the distribution has mass up to \(maximum)")
    }
    let range = (low: max(minimum, base.support.lowerBound), high: min(maximum, base.support.upperBound))
    let ends = Self.ends(
      of: base, range, before: TailPair(lower: below, upper: aboveMinimum), end: TailPair(lower: belowMaximum, upper: above))
    self.minimum = ends.minimum
    self.maximum = ends.maximum
  }

  /// The first and the last value of the interval: of a discrete base values that it takes.
  private static func ends(
    of base: any Distribution, _ range: (low: Double, high: Double), before: TailPair, end: TailPair
  ) -> (minimum: Double, maximum: Double) {
    guard base.kind == .discrete else { return (range.low, range.high) }
    // Just beyond the step below the interval; quantiles count a probability within 1.4e-14 of a step as the step.
    let first = before.lower <= 0.5 ? base.quantile(before.lower * (1 + 1e-13)) : base.upperQuantile(before.upper * (1 - 1e-13))
    let last = end.upper <= 0.5 ? base.upperQuantile(end.upper) : base.quantile(end.lower)
    return (max(first, range.low), min(last, range.high))
  }

  public var kind: DistributionKind { base.kind }
  public var support: ClosedRange<Double> { min(minimum, maximum)...maximum }

  public func density(at x: Double) -> Double { x < minimum || x > maximum ? 0 : base.density(at: x) / mass }
  public func logDensity(at x: Double) -> Double {
    x < minimum || x > maximum ? -.infinity : base.logDensity(at: x) - Elementary.log(mass)
  }

  public func cumulative(to x: Double) -> Double {
    if x.isNaN { return x }
    if x < minimum { return 0 }
    if x >= maximum { return 1 }
    let part = below > 0.5 ? aboveMinimum - base.survival(beyond: x) : base.cumulative(to: x) - below
    return min(max(part / mass, 0), 1)
  }

  public func survival(beyond x: Double) -> Double {
    if x.isNaN { return x }
    if x < minimum { return 1 }
    if x >= maximum { return 0 }
    let part = above > 0.5 ? belowMaximum - base.cumulative(to: x) : base.survival(beyond: x) - above
    return min(max(part / mass, 0), 1)
  }

  public func quantile(_ p: Double) -> Double {
    guard p >= 0 && p <= 1 else { return .nan }
    let value = point(share: p, rest: 1 - p)
    return isWhole ? DiscreteQuantile.lower(self, p) { _, _ in value } : value
  }

  public func upperQuantile(_ q: Double) -> Double {
    guard q >= 0 && q <= 1 else { return .nan }
    let value = point(share: 1 - q, rest: q)
    return isWhole ? DiscreteQuantile.upper(self, q) { _, _ in value } : value
  }

  /// The base's value with this share of the interval's mass below it.
  private func point(share: Double, rest: Double) -> Double {
    if share == 0 { return minimum }
    if rest == 0 { return maximum }
    let lower = share <= 0.5 ? below.addingProduct(share, mass) : belowMaximum - rest * mass
    let upper = rest <= 0.5 ? above.addingProduct(rest, mass) : aboveMinimum - share * mass
    let value = lower <= upper ? base.quantile(lower) : base.upperQuantile(upper)
    return min(max(value, minimum), maximum)
  }

  public var mean: Double { moments.mean }
  public var variance: Double { moments.variance }
  public var skewness: Double { moments.skewness }

  /// By search among the base's modes, the ends and points between. **Accuracy**: exact where the base has one mode; of a truncated
  /// mixture 1e-7 of the distance between two modes.
  public var mode: Double {
    if kind == .mixed, let parts { return parts.mode }
    return DensityPeak.mode(of: self, candidates: DensityPeak.candidates(of: self))
  }

  /// Exact sums for listed and whole numbers; otherwise by integrating the quantile function.
  ///
  /// **Accuracy**: integrals of smooth bases to 1e-9 of the standard deviation, measured on closed forms.
  private var moments: TruncatedMoments {
    if let listed { return TruncatedMoments(of: listed) }
    if let parts { return TruncatedMoments(of: parts) }
    return base.kind == .discrete ? TruncatedMoments(summing: self) : TruncatedMoments(integrating: self)
  }

  /// The listed values within the interval, if the base is a list.
  private var listed: Empirical? {
    if let constant = base as? Constant { return try? Empirical(values: [constant.value]) }
    guard let empirical = base as? Empirical else { return nil }
    return try? Empirical(values: empirical.values.filter { $0 >= minimum && $0 <= maximum })
  }

  /// A truncated mixture as a mixture of truncated components, each with its share of the interval's mass.
  private var parts: Mixture? {
    guard let mixture = base as? Mixture else { return nil }
    var components: [Truncated] = []
    var weights: [Double] = []
    for (component, weight) in zip(mixture.components, mixture.weights) {
      guard let cut = try? Truncated(component, minimum: minimum, maximum: maximum) else { continue }
      components.append(cut)
      weights.append(weight * cut.mass)
    }
    return try? Mixture(components: components, weights: weights)
  }
}
