/// The Chebyshev polynomials Tₖ(t), t = slope · x + offset from -1 to 1 over a range of x, in double-double arithmetic.
struct ChebyshevBasis: Equatable, Sendable {
  let degree: Int
  private let slope: DoubleDouble
  private let offset: DoubleDouble

  /// - Throws: `NumericError.notFinite` for a range whose width is not a normal number.
  init(degree: Int, low: Double, high: Double) throws(NumericError) {
    self.degree = degree
    let width = DoubleDouble(high) - DoubleDouble(low)
    if low == high {
      (slope, offset) = (DoubleDouble(1), DoubleDouble(-low))
      return
    }
    guard width.high.isFinite, width.high.isNormal, (2 / width.high).isFinite else { throw .notFinite("the range of x, \(low) to \(high)") }
    slope = DoubleDouble(2) / width
    offset = ((DoubleDouble(low) + DoubleDouble(high)) / width).negated
  }

  func values(at x: Double) -> [DoubleDouble] {
    let t = slope * x + offset
    var values = [DoubleDouble(1), t]
    while values.count <= degree { values.append(t * values[values.count - 1] * 2 - values[values.count - 2]) }
    return Array(values[...degree])
  }

  /// Column k holds the coefficients of the powers of x in Tₖ, so that its product with coefficients of the Tₖ gives those of the powers.
  var powers: ExtendedMatrix {
    var result = ExtendedMatrix(rows: degree + 1, columns: degree + 1)
    result[0, 0] = DoubleDouble(1)
    for k in 0..<degree {
      // T₁ = t, then Tₖ₊₁ = 2 t Tₖ - Tₖ₋₁.
      let factor = k == 0 ? 1.0 : 2.0
      for power in 0...k + 1 {
        var sum = power <= k ? offset * result[power, k] * factor : .zero
        if power > 0 { sum += slope * result[power - 1, k] * factor }
        if k > 0 { sum -= result[power, k - 1] }
        result[power, k + 1] = sum
      }
    }
    return result
  }
}
