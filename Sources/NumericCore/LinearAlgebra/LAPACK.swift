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
    var (m, n, one) = (qr.rows, qr.columns, Int32(1))
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

  /// `dtrtri`: R⁻¹, upper triangular, in the order of the pivots.
  static func inverseR(of qr: PivotedQR) -> Matrix {
    let size = Int(qr.columns)
    var inverse = Matrix(rows: size, columns: size)
    for j in 0..<size {
      for i in 0...j { inverse[i, j] = qr.factors[i + j * Int(qr.rows)] }
    }
    var n = qr.columns
    var info: Int32 = 0
    dtrtri_("U", "N", &n, &inverse.elements, &n, &info, 1, 1)
    precondition(info == 0, "dtrtri: \(info)")
    return inverse
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
