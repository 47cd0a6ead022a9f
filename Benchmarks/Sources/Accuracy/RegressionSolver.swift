/// Fits sets of one kind and counts the digits.
protocol RegressionSolver: Sendable {
  /// Every coefficient and standard deviation, and the worst of each.
  ///
  /// - Throws: `AccuracyFailure` for a set whose model is not known or that cannot be fitted.
  func rows(_ set: NISTDataSet) throws(AccuracyFailure) -> [AccuracyRow]
}

/// The solver of each kind of set. A new kind is one line here.
enum RegressionSolvers {
  static let all: [NISTDataSet.Kind: any RegressionSolver] = [
    .linear: LinearSolver(), .nonlinear: NonlinearSolver(),
  ]

  static func rows(_ set: NISTDataSet) throws(AccuracyFailure) -> [AccuracyRow] {
    guard let solver = all[set.kind] else { throw AccuracyFailure(description: "\(set.name): no solver of \(set.kind.rawValue) sets.") }
    return try solver.rows(set)
  }

  /// The rows that every solver prints.
  static func rows(
    _ set: NISTDataSet, start: String = "", coefficients: [Double], standardDeviations: [Double]
  ) throws(AccuracyFailure) -> [AccuracyRow] {
    guard coefficients.count == set.parameters.count, standardDeviations.count == set.parameters.count else {
      throw AccuracyFailure(description: "\(set.name): \(coefficients.count) coefficients in place of \(set.parameters.count).")
    }
    func row(_ quantity: String, _ digits: Double) -> AccuracyRow {
      AccuracyRow(set: set.name, start: start, quantity: quantity, digits: digits, against: "NIST")
    }
    var rows: [AccuracyRow] = []
    for (parameter, value) in zip(set.parameters, coefficients) {
      rows.append(row(parameter.name.lowercased(), set.correctDigits(value, parameter.certified)))
    }
    for (parameter, value) in zip(set.parameters, standardDeviations) {
      rows.append(row("sd \(parameter.name.lowercased())", set.correctDigits(value, parameter.standardDeviation)))
    }
    rows.append(row("worst coefficient", set.worstDigits(coefficients, set.certified)))
    rows.append(row("worst standard deviation", set.worstDigits(standardDeviations, set.standardDeviations)))
    return rows
  }
}
