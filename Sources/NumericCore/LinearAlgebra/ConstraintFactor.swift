/// Linear equality constraints C z = d, split by a QR factorisation of Cᵀ into the directions they fix and those they leave free.
struct ConstraintFactor: Sendable {
  /// The independent constraints, one a row.
  let matrix: Matrix
  let values: [Double]
  /// Orthonormal columns that span the rows of C.
  let fixed: Matrix
  /// Orthonormal columns on which C is zero.
  let free: Matrix
  private let qr: LAPACK.PivotedQR

  var count: Int { values.count }

  /// Nil if all constraints are empty.
  ///
  /// - Throws: `NumericError.contradictoryConstraint` for a constraint that depends on others and demands another value than they imply.
  init?(_ all: Matrix, _ allValues: [Double]) throws(NumericError) {
    let first = LAPACK.pivotedQR(all.transposed)
    let rank = first.rank
    let kept = first.pivots[..<rank].sorted()
    for dependency in first.dependencies(rank: rank) {
      try ConstraintFactor.requireAgreement(dependency, all, allValues)
    }
    guard rank > 0 else { return nil }
    var matrix = Matrix(rows: rank, columns: all.columns)
    for (place, row) in kept.enumerated() {
      for j in 0..<all.columns { matrix[place, j] = all[row, j] }
    }
    self.matrix = matrix
    values = kept.map { allValues[$0] }
    qr = LAPACK.pivotedQR(matrix.transposed)
    let basis = LAPACK.fullQ(of: qr)
    fixed = basis.columns(0..<rank)
    free = basis.columns(rank..<all.columns)
  }

  private static func requireAgreement(_ dependency: ColumnDependency, _ all: Matrix, _ values: [Double]) throws(NumericError) {
    let given = values[dependency.column]
    var (implied, size) = (DoubleDouble.zero, given.magnitude)
    for (index, factor) in zip(dependency.others, dependency.factors) {
      implied.add(factor, times: values[index])
      size = max(size, (factor * values[index]).magnitude)
    }
    guard (implied.value - given).magnitude <= 0x1p-40 * size else {
      throw .contradictoryConstraint(index: dependency.column, value: given, implied: implied.value)
    }
  }

  /// The coordinates along `fixed` of the z for which C z = h.
  func fixedCoordinates(_ h: [Double]) -> [Double] { LAPACK.solveR(of: qr, transposed: true, qr.pivots.map { h[$0] }) }

  /// The multipliers for which Cᵀ λ = g, g given by its coordinates along `fixed`.
  func multipliers(_ g: [Double]) -> [Double] {
    let pivoted = LAPACK.solveR(of: qr, transposed: false, g)
    var result = pivoted
    for (place, index) in qr.pivots.enumerated() { result[index] = pivoted[place] }
    return result
  }
}
