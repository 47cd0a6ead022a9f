/// A distribution restricted to an interval and rescaled to probability 1.
///
/// Probabilities and quantiles are counted from the nearer end of the interval, so neither an interval far in a tail nor a narrow one
/// nor a point close to an end loses digits (`TruncationEnd`). **Accuracy**: that of the base, measured against 50 digits for all
/// continuous families, mixtures and counts (docs/numerics.md). Counts lose it only in the middle of more than 10,000 whole numbers.
/// Values of positive probability at the ends are part of the interval: `truncate(poisson(3), 1, 10)` is 1 to 10.
public struct Truncated: Distribution {
  /// What is truncated; of a truncated distribution what that truncates.
  public let base: any Distribution
  public let minimum: Double
  public let maximum: Double
  /// Probability of the interval under the base.
  public let mass: Double
  /// A list or a mixture: the values within, or the mixture of the truncated components.
  private let inner: (any Distribution)?
  private let lowerEnd: TruncationEnd
  private let upperEnd: TruncationEnd
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
    let cut = base as? Truncated
    self.base = cut?.base ?? base
    self.isWhole = DiscreteQuantile.isWhole(base)
    let range = (low: max(minimum, cut?.minimum ?? minimum), high: min(maximum, cut?.maximum ?? maximum))
    self.lowerEnd = TruncationEnd(.lower, of: self.base, at: range.low)
    self.upperEnd = TruncationEnd(.upper, of: self.base, at: range.high)
    let part = Self.part(of: self.base, from: range.low, to: range.high)
    self.inner = part?.distribution
    self.mass = range.low > range.high ? 0 : part?.mass ?? lowerEnd.mass(to: min(range.high, self.base.support.upperBound))
    guard mass > 0 else {
      throw .parameter(of: "truncate", name: "minimum", value: minimum, allowed: "where the distribution has mass up to \(maximum)")
    }
    let ends = inner.map { ($0.support.lowerBound, $0.support.upperBound) } ?? Self.ends(lowerEnd, upperEnd)
    (self.minimum, self.maximum) = ends
  }

  /// The first and the last value of the interval: of a discrete base values that it takes.
  private static func ends(_ lower: TruncationEnd, _ upper: TruncationEnd) -> (minimum: Double, maximum: Double) {
    guard lower.base.kind == .discrete else { return (lower.place, upper.place) }
    // Just beyond the step below the interval; quantiles count a probability within 1.4e-14 of a step as the step.
    let first =
      lower.outside <= 0.5
      ? lower.base.quantile(lower.outside * (1 + 1e-13)) : lower.base.upperQuantile(lower.inside * (1 - 1e-13))
    let last = upper.inside <= 0.5 ? upper.base.quantile(upper.inside) : upper.base.upperQuantile(upper.outside)
    return (max(first, lower.place), min(last, upper.place))
  }

  /// What an interval holds of a list or a mixture, with its probability; nil for other bases.
  private static func part(
    of base: any Distribution, from low: Double, to high: Double
  ) -> (distribution: (any Distribution)?, mass: Double)? {
    switch base {
    case let constant as Constant: return constant.value >= low && constant.value <= high ? (constant, 1) : (nil, 0)
    case let list as Empirical:
      let values = list.values.filter { $0 >= low && $0 <= high }
      return (try? Empirical(values: values), Double(values.count) / Double(list.values.count))
    case let mixture as Mixture:
      let components = mixture.components.map { try? Truncated($0, minimum: low, maximum: high) }
      let weights = zip(components, mixture.weights).map { ($0?.mass ?? 0) * $1 }
      let kept = components.indices.filter { weights[$0] > 0 }
      return (try? Mixture(components: kept.compactMap { components[$0] }, weights: kept.map { weights[$0] }), weights.reduce(0, +))
    default: return nil
    }
  }

  public var kind: DistributionKind { inner?.kind ?? base.kind }
  public var support: ClosedRange<Double> { min(minimum, maximum)...maximum }

  public func density(at x: Double) -> Double { x < minimum || x > maximum ? 0 : base.density(at: x) / mass }
  public func logDensity(at x: Double) -> Double {
    x < minimum || x > maximum ? -.infinity : base.logDensity(at: x) - Elementary.log(mass)
  }

  public func cumulative(to x: Double) -> Double {
    if let inner { return inner.cumulative(to: x) }
    if x.isNaN { return x }
    if x < minimum { return 0 }
    return x >= maximum ? 1 : min(lowerEnd.mass(to: x) / mass, 1)
  }

  public func survival(beyond x: Double) -> Double {
    if let inner { return inner.survival(beyond: x) }
    if x.isNaN { return x }
    if x < minimum { return 1 }
    return x >= maximum ? 0 : min(upperEnd.mass(to: x) / mass, 1)
  }

  public func quantile(_ p: Double) -> Double {
    guard p >= 0 && p <= 1 else { return .nan }
    if let inner { return inner.quantile(p) }
    let value = point(share: p, rest: 1 - p)
    return isWhole ? DiscreteQuantile.lower(self, p) { _, _ in value } : value
  }

  public func upperQuantile(_ q: Double) -> Double {
    guard q >= 0 && q <= 1 else { return .nan }
    if let inner { return inner.upperQuantile(q) }
    let value = point(share: 1 - q, rest: q)
    return isWhole ? DiscreteQuantile.upper(self, q) { _, _ in value } : value
  }

  /// The base's value with this share of the interval's mass below it.
  private func point(share: Double, rest: Double) -> Double {
    if share == 0 { return minimum }
    if rest == 0 { return maximum }
    return share <= 0.5 ? lowerEnd.point(at: share * mass, limit: maximum) : upperEnd.point(at: rest * mass, limit: minimum)
  }

  public var mean: Double { moments.mean }
  public var variance: Double { moments.variance }
  public var skewness: Double { moments.skewness }

  /// The base's where that lies inside; otherwise by search among the peaks of its parts, the ends and points between.
  ///
  /// **Accuracy**: exact where the base has one mode; of a truncated mixture 1e-7 of the distance between two modes.
  public var mode: Double {
    if base is Uniform { return 0.5 * minimum + 0.5 * maximum }
    let peak = base.mode
    if peak >= minimum && peak <= maximum { return peak }
    if kind == .mixed, let inner { return inner.mode }
    return DensityPeak.mode(of: self, candidates: DensityPeak.candidates(of: self))
  }

  /// Exact sums for listed and whole numbers; otherwise by integrating the quantile function.
  ///
  /// **Accuracy**: integrals of smooth bases to 1e-8 of the standard deviation, measured against 50 digits (docs/numerics.md); of a
  /// triangle with its corner inside, 4e-7.
  private var moments: TruncatedMoments {
    if let inner { return TruncatedMoments(of: inner) }
    return base.kind == .discrete ? TruncatedMoments(summing: self) : TruncatedMoments(integrating: self)
  }
}
