extension Elementary {
  /// The x at which I_x(a, b) and its complement take the given values, and 1 - x, each with its own full precision.
  ///
  /// The smaller of the two values decides. Solved for whichever of x and 1 - x is below a half.
  /// **Accuracy**: that of `incompleteBeta`, times the relative condition of the quantile; always terminates.
  public static func inverseIncompleteBeta(_ a: Double, _ b: Double, _ probability: TailPair) -> (x: Double, complement: Double) {
    let (p, q) = (probability.lower, probability.upper)
    guard a > 0, b > 0, a < .infinity, b < .infinity, p >= 0, q >= 0 else { return (.nan, .nan) }
    if p == 0 { return (0, 1) }
    if q == 0 { return (1, 0) }
    let half = incompleteBeta(a, b, at: 0.5, complement: 0.5)
    if p <= q ? p <= half.lower : q >= half.upper {
      let x = inverseBelowHalf(a, b, probability)
      return (x, 1 - x)
    }
    let y = inverseBelowHalf(b, a, probability.swapped)
    return (1 - y, y)
  }

  private static func inverseBelowHalf(_ a: Double, _ b: Double, _ probability: TailPair) -> Double {
    let (p, q) = (probability.lower, probability.upper)
    return PositiveRoot.solve(
      p <= q ? .lower : .upper, target: min(p, q), start: betaStart(a, b, probability), limit: 0.5.nextUp,
      tails: { incompleteBeta(a, b, at: $0, complement: 1 - $0) }, kernel: { betaKernel(a, b, $0, 1 - $0) / (1 - $0) })
  }

  /// The power law of small x, or the normal approximation in log-odds.
  private static func betaStart(_ a: Double, _ b: Double, _ probability: TailPair) -> Double {
    let (p, q) = (probability.lower, probability.upper)
    let logBeta = logGamma(a) + logGamma(b) - logGamma(a + b)
    let powerLaw = exp((log(p) + log(a) + logBeta) / a)
    if a < 1 || powerLaw * (b + 1) < 0.2 * (a + 1) { return min(powerLaw, 0.5) }
    let z = p < q ? -normalUpperQuantile(p) : normalUpperQuantile(q)
    return min(a / (a + b * exp(-z * (1 / a + 1 / b).squareRoot())), 0.5)
  }
}
