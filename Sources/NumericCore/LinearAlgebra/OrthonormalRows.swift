/// The factor of a refined problem that is exact beyond the rounding of its QR factorisation: A P R⁻¹ in double-double arithmetic is within
/// rounding of orthonormal, and the Cholesky factor L of its Gram matrix says by how much it is not.
///
/// (AᵀA)⁻¹ = K Kᵀ with K = P R⁻¹ L⁻ᵀ: standard errors keep their digits however ill-conditioned the design.
struct OrthonormalRows {
  /// A P R⁻¹ L⁻ᵀ, orthonormal columns.
  let basis: Matrix
  private let order: [Int]
  private let upper: Matrix
  private let lower: Matrix

  /// - Throws: `NumericError.noConvergence` if A P R⁻¹ is not near orthonormal.
  init(_ system: AugmentedSystem) throws(NumericError) {
    guard let qr = system.qr else {
      (order, upper, lower) = ([], Matrix(rows: 0, columns: 0), Matrix(rows: 0, columns: 0))
      basis = Matrix(rows: system.design.rows, columns: 0)
      return
    }
    order = qr.pivots
    upper = qr.upper
    let near = system.reduced.inOrder(order, over: upper).rounded
    var gram = OrthonormalRows.gram(near)
    guard LAPACK.choleskyFactor(of: &gram) == 0 else {
      throw .noConvergence("the covariance of a least-squares fit, condition \(qr.condition)")
    }
    lower = gram
    basis = near.over(transposedLower: lower)
  }

  /// M K, for a matrix M that takes the unknowns of the system to other quantities: its rows' squared lengths are their variances.
  func combined(_ outputs: ExtendedMatrix) -> Matrix { outputs.inOrder(order, over: upper).rounded.over(transposedLower: lower) }

  private static func gram(_ matrix: Matrix) -> Matrix {
    let rows = matrix.rows
    var result = Matrix(rows: matrix.columns, columns: matrix.columns)
    matrix.elements.withUnsafeBufferPointer { elements in
      for j in 0..<matrix.columns {
        for i in j..<matrix.columns {
          result[i, j] = product(elements[i * rows..<(i + 1) * rows], elements[j * rows..<(j + 1) * rows])
        }
      }
    }
    return result
  }

  /// Blocks of elements in doubles, four sums side by side, their totals in double-doubles.
  private static func product(_ left: Slice<UnsafeBufferPointer<Double>>, _ right: Slice<UnsafeBufferPointer<Double>>) -> Double {
    let (a, b) = (UnsafeBufferPointer(rebasing: left), UnsafeBufferPointer(rebasing: right))
    var sum = DoubleDouble.zero
    for start in stride(from: 0, to: a.count, by: 64) {
      let end = min(start + 64, a.count)
      var part = SIMD4<Double>.zero
      var k = start
      while k + 4 <= end {
        part.addProduct(SIMD4(a[k], a[k + 1], a[k + 2], a[k + 3]), SIMD4(b[k], b[k + 1], b[k + 2], b[k + 3]))
        k += 4
      }
      sum.add((part[0] + part[1]) + (part[2] + part[3]))
      for last in k..<end { sum.add(a[last] * b[last]) }
    }
    return sum.value
  }
}
