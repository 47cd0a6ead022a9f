/// A distribution that is one of several, each with its probability.
public struct Mixture: Distribution {
  public let components: [any Distribution]
  /// Probabilities, scaled to sum to 1.
  public let weights: [Double]
  /// Discrete if every component is, mixed if only some are.
  public let kind: DistributionKind
  /// Whether all values are whole numbers.
  let isWhole: Bool

  /// - Parameter weights: relative probabilities, ≥ 0, of any positive sum.
  /// - Throws: `NumericError.size` without components or with another number of weights, `.parameter` for a negative or non-finite
  ///   weight or if all are 0.
  public init(components: [any Distribution], weights: [Double]) throws(NumericError) {
    guard !components.isEmpty else { throw .size("mixture: no components") }
    guard components.count == weights.count else {
      throw .size("mixture: \(components.count) components, \(weights.count) weights")
    }
    for weight in weights { try NumericError.require(weight, "weight", of: "mixture", "≥ 0") { $0 >= 0 } }
    let largest = weights.max() ?? 0
    guard largest > 0 else { throw .parameter(of: "mixture", name: "weight", value: largest, allowed: "not all 0") }
    let relative = weights.map { $0 / largest }
    let sum = relative.reduce(0, +)
    let kept = relative.indices.filter { relative[$0] > 0 }
    self.components = kept.map { components[$0] }
    self.weights = kept.map { relative[$0] / sum }
    let discrete = kept.count { components[$0].kind == .discrete }
    self.kind = discrete == kept.count ? .discrete : kept.contains { components[$0].kind != .continuous } ? .mixed : .continuous
    self.isWhole = kept.allSatisfy { DiscreteQuantile.isWhole(components[$0]) }
  }

  public var support: ClosedRange<Double> {
    let lower = components.map(\.support.lowerBound).min() ?? 0
    let upper = components.map(\.support.upperBound).max() ?? 0
    return lower...upper
  }
  public var mean: Double { total { $0.mean } }
  public var variance: Double {
    let centre = mean
    return total { $0.variance + ($0.mean - centre) * ($0.mean - centre) }
  }
  public var skewness: Double {
    let centre = mean
    let deviation = variance.squareRoot()
    return total {
      let shift = ($0.mean - centre) / deviation
      let spread = $0.variance.squareRoot() / deviation
      // A constant has no skewness, and needs none.
      let own = $0.variance == 0 ? 0 : $0.skewness * spread * spread * spread
      return own + 3 * shift * spread * spread + shift * shift * shift
    }
  }

  /// By search between the components' modes; of a mixed distribution the value of largest probability.
  ///
  /// **Accuracy**: 1e-7 of the distance between two modes, exact for discrete components.
  public var mode: Double {
    if kind == .mixed, let steps { return steps.mode }
    return DensityPeak.mode(of: self, candidates: components.flatMap(DensityPeak.candidates))
  }

  /// Of a mixed distribution infinite at the values of positive probability.
  public func density(at x: Double) -> Double {
    if kind == .mixed, let steps, steps.density(at: x) > 0 { return .infinity }
    return total { kind == .mixed && $0.kind == .discrete ? 0 : $0.density(at: x) }
  }

  /// From the largest of the components' terms, so that it is finite where the density vanishes.
  public func logDensity(at x: Double) -> Double {
    let density = density(at: x)
    if !(density < 1e-290) { return Elementary.log(density) }
    let terms = zip(components, weights).filter { kind != .mixed || $0.0.kind == .continuous }
      .map { $0.logDensity(at: x) + Elementary.log($1) }
    guard let largest = terms.max(), largest > -.infinity else { return -.infinity }
    return largest + Elementary.log(terms.reduce(0) { $0 + Elementary.exp($1 - largest) })
  }

  public func cumulative(to x: Double) -> Double { min(total { $0.cumulative(to: x) }, 1) }
  public func survival(beyond x: Double) -> Double { min(total { $0.survival(beyond: x) }, 1) }

  /// The smallest value whose cumulative probability reaches p, between the components' own quantiles: Newton's method inside a
  /// bracket that at least every second step halves, in the order of the doubles; ends when the bracket is one double wide.
  public func quantile(_ p: Double) -> Double {
    guard p >= 0 && p <= 1 else { return .nan }
    if p == 0 { return support.lowerBound }
    if p == 1 { return support.upperBound }
    if kind == .discrete { return DiscreteQuantile.lower(self, p) { _, _ in components.map { $0.quantile(p) }.max() ?? 0 } }
    if p > 0.5 { return solve(components.map { $0.quantile(p) }) { 1 - p - survival(beyond: $0) } }
    return solve(components.map { $0.quantile(p) }) { cumulative(to: $0) - p }
  }

  public func upperQuantile(_ q: Double) -> Double {
    guard q >= 0 && q <= 1 else { return .nan }
    if q == 0 { return support.upperBound }
    if q == 1 { return support.lowerBound }
    if kind == .discrete { return DiscreteQuantile.upper(self, q) { _, _ in components.map { $0.upperQuantile(q) }.max() ?? 0 } }
    if q > 0.5 { return solve(components.map { $0.upperQuantile(q) }) { cumulative(to: $0) - (1 - q) } }
    return solve(components.map { $0.upperQuantile(q) }) { q - survival(beyond: $0) }
  }

  /// The discrete components by themselves.
  private var steps: Mixture? {
    let kept = components.indices.filter { components[$0].kind == .discrete }
    return try? Mixture(components: kept.map { components[$0] }, weights: kept.map { weights[$0] })
  }

  private func total(_ value: (any Distribution) -> Double) -> Double {
    zip(components, weights).reduce(0) { $0 + $1.1 * value($1.0) }
  }

  /// The smallest x at which `excess`, which never falls, is at least 0.
  private func solve(_ quantiles: [Double], excess: (Double) -> Double) -> Double {
    guard var low = quantiles.min(), var high = quantiles.max(), low < high else { return quantiles[0] }
    if excess(low) >= 0 { return low }
    var x = OrderedDouble.middle(low, high)
    var useNewton = true
    for _ in 0..<200 {
      let value = excess(x)
      if value >= 0 { high = x } else { low = x }
      if low.nextUp >= high { return high }
      let slope = density(at: x)
      let next = x - value / slope
      let isInside = next > low && next < high
      if isInside && value != 0 && (next - x).magnitude <= 0x1p-52 * x.magnitude { return next }
      x = useNewton && isInside ? next : OrderedDouble.middle(low, high)
      useNewton.toggle()
    }
    return high
  }
}
