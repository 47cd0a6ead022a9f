import CLAPACK

extension LAPACK {
  /// A = U diag(s) Vᵀ with as many columns in U and V as A has.
  struct SingularValues {
    /// Decreasing.
    var values: [Double]
    var left: Matrix
    var rightTransposed: Matrix
  }

  /// `dgesvd`, for a finite matrix with at least as many rows as columns; nil if its iteration fails.
  static func singularValues(_ matrix: Matrix) -> SingularValues? {
    precondition(matrix.rows >= matrix.columns && matrix.columns > 0, "a matrix of \(matrix.rows) by \(matrix.columns)")
    var (m, n) = (Int32(matrix.rows), Int32(matrix.columns))
    var elements = matrix.elements
    var values = [Double](repeating: 0, count: matrix.columns)
    var left = Matrix(rows: matrix.rows, columns: matrix.columns)
    var right = Matrix(rows: matrix.columns, columns: matrix.columns)
    var info: Int32 = 0
    withWorkspace { work, size in
      dgesvd_("S", "S", &m, &n, &elements, &m, &values, &left.elements, &m, &right.elements, &n, work, size, &info, 1, 1)
    }
    precondition(info >= 0, "dgesvd: argument \(-info)")
    return info == 0 ? SingularValues(values: values, left: left, rightTransposed: right) : nil
  }
}
