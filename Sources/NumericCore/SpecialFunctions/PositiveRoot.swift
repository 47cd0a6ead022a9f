/// The point at which a distribution on the positive half-line reaches a tail probability.
enum PositiveRoot {
  /// Which side of the point the target is the probability of.
  enum Side { case lower, upper }

  /// Solves P(X ≤ x) = target (lower) or P(X > x) = target (upper) for x in [0, limit].
  ///
  /// Newton's method on the logarithm of the probability, in log x on the lower side (where the distribution is nearly a power) and
  /// in x on the upper (where it is nearly exponential), kept inside a bracket that shrinks at every step. Ends with a step
  /// below 1e-10 x, which leaves an error of its square, at the latest after 400 evaluations.
  ///
  /// - Parameter kernel: the density times x.
  static func solve(
    _ side: Side, target: Double, start: Double, limit: Double, tails: (Double) -> TailPair, kernel: (Double) -> Double
  ) -> Double {
    var low = 0.0
    var high = limit
    var x = start > 0 && start < limit ? start : OrderedDouble.middle(low, high)
    for _ in 0..<400 {
      let pair = tails(x)
      let probability = side == .lower ? pair.lower : pair.upper
      let excess = Elementary.log(probability / target)
      if excess == 0 { return x }
      if (excess > 0) == (side == .lower) { high = x } else { low = x }
      let slope = kernel(x) / probability
      let next = side == .lower ? x * Elementary.exp(-excess / slope) : x.addingProduct(x, excess / slope)
      if (next - x).magnitude <= 1e-10 * x { return min(max(next, low), high) }
      x = next > low && next < high ? next : OrderedDouble.middle(low, high)
      if x == low || x == high { return x }
    }
    return x
  }
}
