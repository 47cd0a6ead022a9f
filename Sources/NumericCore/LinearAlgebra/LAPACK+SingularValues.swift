import CLAPACK

extension LAPACK {
  /// A = U diag(s) Vᵀ with as many columns in U and V as the smaller side of A.
  struct SingularValues {
    /// Decreasing.
    var values: [Double]
    var left: Matrix
    var rightTransposed: Matrix
  }

  /// `dgesdd`, for a finite matrix that is not empty; nil if its iteration fails.
  static func singularValues(_ matrix: Matrix) -> SingularValues? {
    let smaller = min(matrix.rows, matrix.columns)
    precondition(smaller > 0, "a matrix of \(matrix.rows) by \(matrix.columns)")
    var (m, n, k) = (Int32(matrix.rows), Int32(matrix.columns), Int32(smaller))
    var elements = matrix.elements
    var values = [Double](repeating: 0, count: smaller)
    var left = Matrix(rows: matrix.rows, columns: smaller)
    var right = Matrix(rows: smaller, columns: matrix.columns)
    var integers = [Int32](repeating: 0, count: 8 * smaller)
    var info: Int32 = 0
    withWorkspace { work, size in
      dgesdd_("S", &m, &n, &elements, &m, &values, &left.elements, &m, &right.elements, &k, work, size, &integers, &info, 1)
    }
    precondition(info >= 0, "dgesdd: argument \(-info)")
    return info == 0 ? SingularValues(values: values, left: left, rightTransposed: right) : nil
  }
}
