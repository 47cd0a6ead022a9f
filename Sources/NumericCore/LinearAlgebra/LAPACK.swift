import CLAPACK

/// The LAPACK routines in use, with Swift's arrays; a non-zero `info` that means a wrong call traps.
///
/// Each character argument of a Fortran routine has a hidden length at the end of the call.
enum LAPACK {
  /// A QR factorisation with column pivoting, A P = Q R.
  struct PivotedQR {
    var rows: Int32
    var columns: Int32
    /// R above the diagonal, the reflectors of Q below.
    var factors: [Double]
    var reflectorScales: [Double]
    /// The column of A, from 0, that stands at each place.
    var pivots: [Int]

    /// The number of columns before the diagonal of R falls to what rounding alone leaves of a dependent column.
    var rank: Int {
      let height = Int(rows)
      let level = 16 * max(Double(columns), Double(rows).squareRoot()) * 0x1p-52 * (factors.first?.magnitude ?? 0)
      return reflectorScales.indices.first { factors[$0 + $0 * height].magnitude <= level } ?? reflectorScales.count
    }

    /// R, square, zeros below the diagonal.
    var upper: Matrix {
      let size = Int(columns)
      var result = Matrix(rows: size, columns: size)
      for j in 0..<size {
        for i in 0...j { result[i, j] = factors[i + j * Int(rows)] }
      }
      return result
    }

    /// The condition number of R in the 1-norm.
    var condition: Double {
      var inverse = Matrix.identity(Int(columns))
      inverse.elements = LAPACK.solveR(of: self, transposed: false, inverse.elements)
      return upper.columnNorm * inverse.columnNorm
    }

    /// Each column beyond the rank as a combination of those within, terms below 1e-9 left out; columns of about the same length.
    func dependencies(rank: Int) -> [ColumnDependency] {
      var corner = self
      corner.columns = Int32(rank)
      return (rank..<pivots.count).map { place in
        let start = place * Int(rows)
        let factors = rank == 0 ? [] : LAPACK.solveR(of: corner, transposed: false, Array(factors[start..<start + rank]))
        let terms = zip(pivots, factors).filter { $0.1.magnitude > 1e-9 }.sorted { $0.0 < $1.0 }
        return ColumnDependency(column: pivots[place], others: terms.map(\.0), factors: terms.map(\.1))
      }.sorted { $0.column < $1.column }
    }
  }

  /// `dgeqp3`: always takes the column with the largest remaining norm next.
  static func pivotedQR(_ matrix: Matrix) -> PivotedQR {
    var m = Int32(matrix.rows)
    var n = Int32(matrix.columns)
    var factors = matrix.elements
    var pivots = [Int32](repeating: 0, count: matrix.columns)
    var scales = [Double](repeating: 0, count: min(matrix.rows, matrix.columns))
    var info: Int32 = 0
    withWorkspace { work, size in dgeqp3_(&m, &n, &factors, &m, &pivots, &scales, work, size, &info) }
    precondition(info == 0, "dgeqp3: argument \(-info)")
    return PivotedQR(rows: m, columns: n, factors: factors, reflectorScales: scales, pivots: pivots.map { Int($0) - 1 })
  }

  /// `dormqr`: Q v, or Qᵀ v.
  static func applyQ(of qr: PivotedQR, transposed: Bool, to vector: [Double]) -> [Double] {
    var result = vector
    var (m, n, one) = (qr.rows, Int32(qr.reflectorScales.count), Int32(1))
    var info: Int32 = 0
    withWorkspace { work, size in
      dormqr_(
        "L", transposed ? "T" : "N", &m, &one, &n, qr.factors, &m, qr.reflectorScales, &result, &m, work, size, &info, 1, 1)
    }
    precondition(info == 0, "dormqr: argument \(-info)")
    return result
  }

  /// `dtrtrs`: R⁻¹ B, or R⁻ᵀ B, in the order of the pivots; B is given by columns of the height of R.
  static func solveR(of qr: PivotedQR, transposed: Bool, _ right: [Double]) -> [Double] {
    var result = right
    var (m, n) = (qr.rows, qr.columns)
    var count = Int32(right.count) / n
    var info: Int32 = 0
    dtrtrs_("U", transposed ? "T" : "N", "N", &n, &count, qr.factors, &m, &result, &n, &info, 1, 1, 1)
    precondition(info == 0, "dtrtrs: \(info)")
    return result
  }

  /// All of Q, square.
  static func fullQ(of qr: PivotedQR) -> Matrix {
    let size = Int(qr.rows)
    var result = Matrix(rows: size, columns: size)
    for j in 0..<size {
      var unit = [Double](repeating: 0, count: size)
      unit[j] = 1
      result.elements.replaceSubrange(j * size..<(j + 1) * size, with: applyQ(of: qr, transposed: false, to: unit))
    }
    return result
  }

  /// `dpotrf`: the lower factor below the diagonal, what was there before above it; the order of the first leading minor that is not
  /// positive, or 0.
  static func choleskyFactor(of matrix: inout Matrix) -> Int {
    var n = Int32(matrix.rows)
    var leading = max(n, 1)
    var info: Int32 = 0
    dpotrf_("L", &n, &matrix.elements, &leading, &info, 1)
    precondition(info >= 0, "dpotrf: argument \(-info)")
    return Int(info)
  }

  /// `ilaver`.
  static var version: (major: Int32, minor: Int32, patch: Int32) {
    var version = (major: Int32(0), minor: Int32(0), patch: Int32(0))
    ilaver_(&version.major, &version.minor, &version.patch)
    return version
  }

  /// Asks a routine for the workspace it wants, then calls it with that.
  static func withWorkspace(_ routine: (UnsafeMutablePointer<Double>, UnsafePointer<Int32>) -> Void) {
    var wanted = 0.0
    var query: Int32 = -1
    routine(&wanted, &query)
    var size = max(Int32(wanted), 1)
    var work = [Double](repeating: 0, count: Int(size))
    work.withUnsafeMutableBufferPointer { routine($0.baseAddress!, &size) }
  }
}
