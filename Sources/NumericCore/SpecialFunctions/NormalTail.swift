extension Elementary {
  /// The density of the standard normal distribution.
  public static func normalDensity(_ z: Double) -> Double { 0.3989422804014327 * gaussian(z) }

  /// P(Z ≤ z) of the standard normal distribution, accurate in both tails.
  ///
  /// **Accuracy**: relative error below 2e-15 down to 1e-307, measured against 30 digits.
  public static func normalCumulative(_ z: Double) -> Double { z > 0 ? 1 - normalSurvival(z) : normalSurvival(-z) }

  /// P(Z > z) of the standard normal distribution, accurate in both tails.
  ///
  /// **Accuracy**: relative error below 2e-15 down to 1e-307, measured against 30 digits.
  public static func normalSurvival(_ z: Double) -> Double {
    if z.isNaN { return z }
    if z < 0 { return 1 - normalSurvival(-z) }
    return z < 40 ? gaussian(z) * scaledNormalSurvival(z) : 0
  }

  /// P(Z > z) for a z in two parts. **Accuracy**: that of one part, without the rounding of z.
  static func normalSurvival(_ z: DoubleDouble) -> Double {
    let survival = normalSurvival(z.high)
    return survival.addingProduct(-normalDensity(z.high), z.low)
  }

  /// The density at a z in two parts.
  static func normalDensity(_ z: DoubleDouble) -> Double {
    let density = normalDensity(z.high)
    return z.high.magnitude < 40 ? density.addingProduct(-density * z.high, z.low) : density
  }

  /// The logarithm of the density, finite where the density vanishes.
  static func logNormalDensity(_ z: Double) -> Double { -(halfLogTwoPi.addingProduct(0.5 * z, z)) }

  /// The value that a standard normal variable exceeds with probability q, for every double q from 0 to 1; NaN outside.
  ///
  /// Below 2⁻⁵³, Newton's method on the logarithm of the survival, four steps from the asymptotic value.
  /// **Accuracy**: relative error below 2e-15, measured against 30 digits from 1e-300 to 1/2.
  public static func normalUpperQuantile(_ q: Double) -> Double {
    guard q >= 0 && q <= 1 else { return .nan }
    if q > 0.5 { return -normalUpperQuantile(1 - q) }
    if q == 0 { return .infinity }
    if q >= 0x1p-53 { return q == 0.5 ? 0 : -normalQuantile(q) }
    let target = log(q)
    var z = (-2 * target - log(-4 * 3.141592653589793 * target)).squareRoot()
    for _ in 0..<4 {
      let scaled = scaledNormalSurvival(z)
      z += (log(scaled) - 0.5 * z * z - target) * scaled * 2.5066282746310002
    }
    return z
  }

  /// exp(-z²/2), the square kept in two parts: one rounding of z² would cost z² ulp.
  private static func gaussian(_ z: Double) -> Double {
    guard z.magnitude < 40 else { return z.isNaN ? z : 0 }
    let square = z * z
    let rest = (-square).addingProduct(z, z)
    let result = exp(-0.5 * square)
    return result.addingProduct(result, -0.5 * rest)
  }

  /// exp(z²/2) P(Z > z) for z ≥ 0: a Chebyshev series in (z - 5)/(z + 5)
  /// (after M. M. Shepherd and J. G. Laframboise 1981, doi 10.1090/S0025-5718-1981-0595058-X).
  private static func scaledNormalSurvival(_ z: Double) -> Double {
    scaledNormalTail((z - 5) / (z + 5)) / 1.0.addingProduct(1.25, z)
  }

  private static let scaledNormalTail = ChebyshevSeries([
    0.5385288138992342, -0.02645925107935259, -0.028386077272723416, 0.022438833059881966, -0.010014371788857852,
    0.0032270946077398253, -0.0007773358378847752, 0.00013291756873865117, -1.2492600229847826e-05, -6.331162602793908e-07,
    3.951505696905665e-07, -3.7434383155557186e-08, -6.3517209623716656e-09, 1.6999795574677543e-09, 5.119550416240489e-11,
    -5.7296362937918556e-11, 1.4153040384573e-12, 1.9141195007673026e-12, -1.0696250192131421e-13, -6.892737587234295e-14,
    4.604424764513523e-15, 2.732422408925614e-15, -1.5321124562850664e-16, -1.174225371039957e-16, 2.9961272100756074e-18,
    5.276781036560486e-18,
  ])
}
