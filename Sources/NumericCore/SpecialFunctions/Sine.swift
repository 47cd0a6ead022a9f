extension Elementary {
  /// The sine of x in radians, |x| ≤ 10⁵; NaN beyond.
  ///
  /// Reduced by multiples of π/2 in three parts, then Taylor polynomials. **Accuracy**: relative error below 4e-16 for |x| ≤ π/2,
  /// absolute error below 4e-16 beyond.
  public static func sine(_ x: Double) -> Double { sine(x, quartersAhead: 0) }

  /// The cosine of x in radians, |x| ≤ 10⁵; NaN beyond. **Accuracy**: absolute error below 4e-16.
  public static func cosine(_ x: Double) -> Double { sine(x, quartersAhead: 1) }

  /// The sine of x + π/2 · quarters.
  private static func sine(_ x: Double, quartersAhead: Int) -> Double {
    guard x.magnitude <= 1e5 else { return .nan }
    let quarters = (x * 0.6366197723675814).rounded()
    var reduced = x.addingProduct(quarters, -0x1.921fb54442d18p+0)
    reduced = reduced.addingProduct(quarters, -0x1.1a62633145c06p-54)
    let turn = Int(quarters) + quartersAhead
    let result = turn & 1 == 0 ? sineNearZero(reduced) : cosineNearZero(reduced)
    return turn & 2 != 0 ? -result : result
  }

  /// |x| ≤ π/4.
  private static func sineNearZero(_ x: Double) -> Double {
    let square = x * x
    var sum = 0.0
    var order = 17.0
    while order >= 3 {
      sum = (1 - sum * square) / (order * (order - 1))
      order -= 2
    }
    return x.addingProduct(-x * square, sum)
  }

  /// |x| ≤ π/4.
  private static func cosineNearZero(_ x: Double) -> Double {
    let square = x * x
    var sum = 0.0
    var order = 18.0
    while order >= 2 {
      sum = (1 - sum * square) / (order * (order - 1))
      order -= 2
    }
    return 1.0.addingProduct(-square, sum)
  }
}
