extension Elementary {
  /// The arc tangent of x, between -π/2 and π/2.
  ///
  /// Reduced by atan x = π/2 - atan 1/x and atan x = 2 atan(x/(1 + √(1 + x²))), then its power series.
  /// **Accuracy**: relative error below 7e-16, measured against 30 digits.
  public static func arctangent(_ x: Double) -> Double {
    let size = x.magnitude
    if size.isNaN { return x }
    if size > 1 {
      let result = 1.5707963267948966 - (arctangentToOne(1 / size) - 6.123233995736766e-17)
      return x < 0 ? -result : result
    }
    return x < 0 ? -arctangentToOne(size) : arctangentToOne(size)
  }

  /// 0 ≤ x ≤ 1: two halvings of the angle leave at most 0.2.
  private static func arctangentToOne(_ x: Double) -> Double {
    var reduced = x
    for _ in 0..<2 { reduced /= 1 + 1.0.addingProduct(reduced, reduced).squareRoot() }
    let square = reduced * reduced
    var sum = 0.0
    var denominator = 23.0
    while denominator >= 3 {
      sum = 1 / denominator - sum * square
      denominator -= 2
    }
    return 4 * reduced.addingProduct(-reduced * square, sum)
  }
}
