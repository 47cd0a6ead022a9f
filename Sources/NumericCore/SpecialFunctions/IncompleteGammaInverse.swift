extension Elementary {
  /// The x at which the incomplete gamma functions of shape a take the given values, the smaller of which decides.
  ///
  /// Starts from the power law of small x or E. B. Wilson and M. M. Hilferty's cube (1931, doi 10.1073/pnas.17.12.684).
  /// **Accuracy**: that of `incompleteGamma`, times the relative condition of the quantile; always terminates.
  public static func inverseIncompleteGamma(shape a: Double, _ probability: TailPair) -> Double {
    let (p, q) = (probability.lower, probability.upper)
    guard a > 0, a < .infinity, p >= 0, q >= 0 else { return .nan }
    if p == 0 { return 0 }
    if q == 0 { return .infinity }
    let side = p <= q ? PositiveRoot.Side.lower : .upper
    return PositiveRoot.solve(
      side, target: min(p, q), start: gammaStart(a, probability), limit: .greatestFiniteMagnitude,
      tails: { incompleteGamma(shape: a, at: $0) }, kernel: { gammaKernel(a, $0) })
  }

  private static func gammaStart(_ a: Double, _ probability: TailPair) -> Double {
    let (p, q) = (probability.lower, probability.upper)
    let ninth = 1 / (9 * a)
    let z = p < q ? -normalUpperQuantile(p) : normalUpperQuantile(q)
    let cube = 1 - ninth + z * ninth.squareRoot()
    let wilsonHilferty = a * cube * cube * cube
    let powerLaw = exp((log(p) + logGamma(a) + log(a)) / a)
    return p < q && (powerLaw < 0.2 * (a + 1) || cube < 0.1) ? powerLaw : max(wilsonHilferty, 0.01 * a)
  }
}
