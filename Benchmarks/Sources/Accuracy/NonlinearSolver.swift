import NumericCore

/// Nonlinear sets, from both starts with default settings, by the models of `NISTModels`.
struct NonlinearSolver: RegressionSolver {
  func rows(_ set: NISTDataSet) throws(AccuracyFailure) -> [AccuracyRow] {
    guard let (count, model) = NISTModels.all[set.name] else {
      throw AccuracyFailure(description: "\(set.name): no formula of this name; it belongs into NISTModels.")
    }
    guard count == set.parameters.count else {
      throw AccuracyFailure(description: "\(set.name): \(set.parameters.count) parameters in place of \(count).")
    }
    var rows: [AccuracyRow] = []
    for start in 1...2 {
      let fit: NonlinearFit
      do throws(NumericError) {
        let problem = try NonlinearProblem(
          inputs: set.observations.map { Array($0.dropFirst()) }, observations: set.response.map { NISTModels.response($0, of: set.name) },
          parameters: count, model: model)
        fit = try NonlinearLeastSquares.fit(problem, start: set.start(start))
      } catch { throw AccuracyFailure(description: "\(set.name), start \(start): \(error)") }
      rows += try RegressionSolvers.rows(
        set, start: "\(start)", coefficients: fit.parameters,
        standardDeviations: fit.standardErrors ?? [Double](repeating: .nan, count: count))
    }
    return rows
  }
}
