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
    var result = Matrix(rows: matrix.columns, columns: matrix.columns)
    matrix.elements.withUnsafeBufferPointer { elements in
      for j in 0..<matrix.columns {
        for i in j..<matrix.columns {
          var sum = DoubleDouble.zero
          for k in 0..<matrix.rows { sum.add(elements[k + i * matrix.rows], times: elements[k + j * matrix.rows]) }
          result[i, j] = sum.value
        }
      }
    }
    return result
  }
}
