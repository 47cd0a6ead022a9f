/// Which parameters the data do not see at a point.
enum UndeterminedParameters {
  /// Those with a part in a direction, of parameters scaled by their columns, along which the linearised model does not change beyond
  /// rounding; and those whose own column is zero.
  static func list(_ problem: NonlinearProblem, _ parameters: [Double]) -> [Int] {
    guard let jacobian = problem.weightedJacobian(parameters, isFinal: true) else { return [] }
    let lengths = parameters.indices.map { jacobian.columnLength($0) }
    // What a column does for a relative change of its parameter, against what the others do.
    let effects = zip(lengths, parameters).map { $0 * max($1.magnitude, 1e-300) }
    let largest = effects.max() ?? 0
    let blind = parameters.indices.filter { lengths[$0] == 0 || effects[$0] <= 1e-13 * largest }
    let seen = parameters.indices.filter { !blind.contains($0) }
    guard !seen.isEmpty, jacobian.rows >= seen.count else { return blind }
    var scaled = Matrix(rows: jacobian.rows, columns: seen.count)
    for (place, j) in seen.enumerated() {
      for i in 0..<jacobian.rows { scaled[i, place] = jacobian[i, j] / lengths[j] }
    }
    guard let decomposition = LAPACK.singularValues(scaled) else { return blind }
    var found = Set(blind)
    for (k, value) in decomposition.values.enumerated() where value <= 1e-13 * decomposition.values[0] {
      for (place, j) in seen.enumerated() where decomposition.rightTransposed[k, place].magnitude > 1e-3 { found.insert(j) }
    }
    return found.sorted()
  }
}
