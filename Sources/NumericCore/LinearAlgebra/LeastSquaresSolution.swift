/// A solved least-squares problem, before it is stated in the caller's coefficients.
struct LeastSquaresSolution {
  let problem: LeastSquaresProblem
  let system: AugmentedSystem
  /// Scaled coefficients, weighted residuals of kept rows and priors, multipliers.
  let unknowns: AugmentedSystem.Unknowns
  let rows: OrthonormalRows

  init(_ problem: LeastSquaresProblem) throws(NumericError) {
    self.problem = problem
    system = try problem.factored()
    unknowns = try system.solve(problem.right)
    rows = try OrthonormalRows(system)
  }

  /// The coefficients of the columns as given, unrounded.
  var solution: [DoubleDouble] { zip(unknowns.solution, problem.columnScales).map { $0 * $1 } }

  /// K for quantities that are linear combinations of the coefficients of the columns as given: their covariance is K Kᵀ.
  func factor(of outputs: ExtendedMatrix) -> Matrix {
    let scaled = outputs.scaled(problem.columnScales)
    return rows.combined(system.constraints.map { scaled.times($0.free) } ?? scaled)
  }

  /// The fit, its coefficients those of the columns, or the linear combinations of them that the rows of `outputs` give.
  func fit(outputs: ExtendedMatrix? = nil) throws(NumericError) -> LeastSquaresFit {
    let count = problem.design.columns
    let combinations = outputs ?? ExtendedMatrix(Matrix.identity(count))
    let solution = self.solution
    let coefficients =
      outputs.map { matrix in
        matrix.difference(from: [DoubleDouble](repeating: .zero, count: matrix.rows), times: solution).map { -$0.value }
      } ?? solution.map(\.value)
    let residuals = observationResiduals(solution)
    let sum = DoubleDouble.sumOfSquares(unknowns.residuals.map(\.value))
    let covariance = factor(of: combinations).timesOwnTranspose
    let finite = coefficients.allSatisfy(\.isFinite) && sum.isFinite && covariance.elements.allSatisfy(\.isFinite)
    guard finite, residuals.allSatisfy(\.isFinite) else { throw .notFinite("a coefficient, residual or variance of the fit") }
    let hasConstant = self.hasConstant
    return LeastSquaresFit(
      coefficients: coefficients, covariance: covariance, residuals: residuals, leverages: leverages, weightedSumOfSquares: sum,
      degreesOfFreedom: problem.scaled.rows + (system.constraints?.count ?? 0) - count,
      conditionEstimate: system.qr?.condition ?? 1, rank: count, totalSumOfSquares: totalSumOfSquares(aboutMean: hasConstant),
      hasConstant: hasConstant, freeCoefficients: system.reduced.columns, rowScales: problem.rowScales.map(\.value))
  }

  /// In the units of the observations, dropped rows included.
  private func observationResiduals(_ solution: [DoubleDouble]) -> [Double] {
    var residuals = [Double](repeating: 0, count: problem.observations.count)
    for (place, row) in problem.keptRows.enumerated() { residuals[row] = (unknowns.residuals[place] / problem.rowScales[row]).value }
    for row in residuals.indices where problem.rowScales[row].high == 0 {
      var sum = DoubleDouble(problem.observations[row])
      for j in solution.indices { sum -= problem.design[row, j] * solution[j] }
      residuals[row] = sum.value
    }
    return residuals
  }

  /// The squared lengths of the orthonormal rows; 0 for a dropped row.
  private var leverages: [Double] {
    var result = [Double](repeating: 0, count: problem.observations.count)
    for (place, row) in problem.keptRows.enumerated() {
      let length = (0..<rows.basis.columns).reduce(0.0) { $0.addingProduct(rows.basis[place, $1], rows.basis[place, $1]) }
      result[row] = min(length, 1)
    }
    return result
  }

  /// Whether the fitted values can be one constant more, so that R² is measured from the mean.
  private var hasConstant: Bool {
    let kept = problem.keptRows
    let constantColumn = (0..<problem.design.columns).contains { j in
      guard let first = kept.first.map({ problem.design[$0, j] }), first.high != 0 else { return false }
      return kept.allSatisfy { problem.design[$0, j] == first }
    }
    if system.constraints == nil, constantColumn { return true }
    let constant = kept.map { problem.rowScales[$0].value } + problem.priors.map { _ in 0 }
    let rest = zip(constant, rows.basis.times(rows.basis.transposedTimes(constant))).map { $0 - $1 }
    return DoubleDouble.sumOfSquares(rest) <= 1e-20 * DoubleDouble.sumOfSquares(constant)
  }

  /// Of the weighted observations, about their weighted mean or about 0.
  private func totalSumOfSquares(aboutMean: Bool) -> Double {
    var (sum, weight) = (DoubleDouble.zero, DoubleDouble.zero)
    for row in problem.keptRows where aboutMean {
      let square = problem.rowScales[row] * problem.rowScales[row]
      sum += square * problem.observations[row]
      weight += square
    }
    let mean = weight.high > 0 ? sum / weight : .zero
    return DoubleDouble.sumOfSquares(
      problem.keptRows.map { ((DoubleDouble(problem.observations[$0]) - mean) * problem.rowScales[$0]).value })
  }
}
