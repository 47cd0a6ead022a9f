/// The Cholesky factorisation of a symmetric positive definite matrix, by LAPACK's `dpotrf`.
public enum Cholesky {
  /// The lower triangular L with L Lᵀ equal to the matrix, zeros above its diagonal. Only the lower triangle is read.
  ///
  /// - Throws: `NumericError.size` if the matrix is not square, `.notFinite`, `.notPositiveDefinite` with the order, from 1, of the
  ///   first leading minor that is not positive.
  public static func lower(_ matrix: Matrix) throws(NumericError) -> Matrix {
    guard matrix.rows == matrix.columns, matrix.rows <= 1 << 15 else {
      throw .size("a matrix of \(matrix.rows) by \(matrix.columns), not square")
    }
    var factor = matrix
    for j in 0..<matrix.columns {
      for i in j..<matrix.rows where !matrix[i, j].isFinite { throw .notFinite("row \(i + 1), column \(j + 1) of the matrix") }
    }
    let order = LAPACK.choleskyFactor(of: &factor)
    guard order == 0 else { throw .notPositiveDefinite(order: order) }
    for j in 0..<matrix.columns {
      for i in 0..<j { factor[i, j] = 0 }
    }
    return factor
  }
}
