/// Quantiles of discrete distributions.
enum DiscreteQuantile {
  /// Cumulative probabilities are this exact, relatively; a probability that misses a step by less finds the step.
  private static let tolerance = 0x1p-46

  /// The smallest value x with P(X ≤ x) ≥ p; NaN for p outside [0, 1].
  ///
  /// Computed on the side whose probability is smaller. A p within a relative 1.4e-14 above a cumulative probability, or within two
  /// roundings of p, counts as that probability, so that `quantile(cumulative(to: x))` is x.
  ///
  /// - Parameter start: a value near the result, from the distribution and the standard normal value at p.
  static func lower(_ distribution: any Distribution, _ p: Double, start: (any Distribution, Double) -> Double) -> Double {
    guard p >= 0 && p <= 1 else { return .nan }
    if p == 0 { return distribution.support.lowerBound }
    if p == 1 { return distribution.support.upperBound }
    let near = start(distribution, -Elementary.normalUpperQuantile(p))
    if p <= 0.5 { return search(distribution, near) { distribution.cumulative(to: $0) >= p - p * tolerance } }
    let limit = (1 - p) + slack(1 - p)
    return search(distribution, near) { distribution.survival(beyond: $0) <= limit }
  }

  /// The smallest value x with P(X > x) ≤ q; NaN for q outside [0, 1].
  static func upper(_ distribution: any Distribution, _ q: Double, start: (any Distribution, Double) -> Double) -> Double {
    guard q >= 0 && q <= 1 else { return .nan }
    if q == 0 { return distribution.support.upperBound }
    if q == 1 { return distribution.support.lowerBound }
    let near = start(distribution, Elementary.normalUpperQuantile(q))
    if q <= 0.5 { return search(distribution, near) { distribution.survival(beyond: $0) <= q.addingProduct(q, tolerance) } }
    let limit = (1 - q) - slack(1 - q)
    return search(distribution, near) { distribution.cumulative(to: $0) >= limit }
  }

  /// The value at a standard normal z by the first terms of E. A. Cornish and R. A. Fisher (1938, doi 10.2307/1400905).
  static func start(_ distribution: any Distribution, _ z: Double) -> Double {
    distribution.mean + distribution.variance.squareRoot() * (z + distribution.skewness * (z * z - 1) / 6)
  }

  /// Whether all values are whole numbers.
  static func isWhole(_ distribution: any Distribution) -> Bool {
    switch distribution {
    case is Poisson, is Binomial, is NegativeBinomial: true
    case let constant as Constant: constant.value == constant.value.rounded()
    case let list as Empirical: list.values.allSatisfy { $0 == $0.rounded() }
    case let cut as Truncated: cut.isWhole
    case let mixture as Mixture: mixture.isWhole
    default: false
    }
  }

  /// The relative tolerance of a difference from 1, and what roundings of the number near 1 may have cost.
  private static func slack(_ rest: Double) -> Double { rest * tolerance + min(0x1p-52, 0.25 * rest) }

  /// The first value of the support that `reaches`: doubling steps from the start, then halving.
  private static func search(_ distribution: any Distribution, _ near: Double, _ reaches: (Double) -> Bool) -> Double {
    let first = distribution.support.lowerBound
    let last = min(distribution.support.upperBound, .greatestFiniteMagnitude)
    guard isWhole(distribution) else { return reaches(first) ? first : between(first, last, reaches, OrderedDouble.middle) }
    var low = near.isFinite ? min(max(near.rounded(), first), last) : first
    var high = low
    var step = max(1, (low * 0x1p-52).rounded(.up))
    if reaches(low) {
      repeat {
        high = low
        if high == first { return first }
        low = max(first, low - step)
        step += step
      } while reaches(low)
    } else {
      repeat {
        low = high
        if low == last { return last }
        high = min(last, high + step)
        step += step
      } while !reaches(high)
    }
    return between(low, high, reaches) { ($0 + 0.5 * ($1 - $0)).rounded(.down) }
  }

  /// Halves an interval whose upper end reaches and whose lower does not.
  private static func between(
    _ low: Double, _ high: Double, _ reaches: (Double) -> Bool, _ middle: (Double, Double) -> Double
  ) -> Double {
    var (low, high) = (low, high)
    while true {
      let point = middle(low, high)
      if point <= low || point >= high { return high }
      if reaches(point) { high = point } else { low = point }
    }
  }
}
