/// A matrix as U S Vᵀ, by LAPACK's `dgesdd`: orthonormal columns in U and V, singular values from the largest.
///
/// **Accuracy**: singular values to about 1e-15 of the largest.
public struct SingularValueDecomposition: Equatable, Sendable {
  /// U, rows of the matrix by the smaller of its sides.
  public let left: Matrix
  /// From the largest, none negative.
  public let values: [Double]
  /// V, columns of the matrix by the smaller of its sides.
  public let right: Matrix

  /// - Throws: `NumericError.size` for an empty matrix, `.notFinite` naming the element, `.noConvergence`.
  public init(_ matrix: Matrix) throws(NumericError) {
    guard matrix.rows > 0, matrix.columns > 0, matrix.rows <= 1 << 30, matrix.columns <= 1 << 15 else {
      throw .size("a matrix of \(matrix.rows) by \(matrix.columns)")
    }
    for j in 0..<matrix.columns {
      for i in 0..<matrix.rows where !matrix[i, j].isFinite { throw .notFinite("row \(i + 1), column \(j + 1) of the matrix") }
    }
    guard let parts = LAPACK.singularValues(matrix), parts.values.allSatisfy(\.isFinite) else {
      throw .noConvergence("the singular values of a matrix of \(matrix.rows) by \(matrix.columns)")
    }
    (left, values, right) = (parts.left, parts.values, parts.rightTransposed.transposed)
  }

  /// The largest singular value over the smallest, ∞ if that is 0.
  public var conditionNumber: Double {
    guard let largest = values.first, let smallest = values.last, smallest > 0 else { return .infinity }
    return largest / smallest
  }

  /// The number of singular values above a share of the largest; by default the longer side times 2⁻⁵².
  public func rank(relativeTolerance: Double? = nil) -> Int {
    let level = relativeTolerance ?? Double(max(left.rows, right.rows)) * 0x1p-52
    return values.prefix { $0 > level * values[0] }.count
  }
}
