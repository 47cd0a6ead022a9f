import NumericCore

/// Linear sets: powers of one predictor by `PolynomialLeastSquares`, others by `LeastSquares`.
struct LinearSolver: RegressionSolver {
  func rows(_ set: NISTDataSet) throws(AccuracyFailure) -> [AccuracyRow] {
    let model = try self.model(of: set)
    let design = try self.design(model, set)
    guard let degree = model.polynomialDegree, set.observations[0].count == 2 else {
      return try rows(set) { () throws(NumericError) in try LeastSquares.solve(Matrix(rows: design), observations: set.response) }
    }
    return try rows(set) { () throws(NumericError) in
      try PolynomialLeastSquares.solve(degree: degree, x: set.predictor(1), y: set.response).fit
    }
  }

  /// The digits that are left if the powers are rounded to doubles before the fit; nil for a set that is no polynomial.
  func roundedPowers(_ set: NISTDataSet) throws(AccuracyFailure) -> [AccuracyRow] {
    let model = try self.model(of: set)
    guard let degree = model.polynomialDegree, degree > 1 else { return [] }
    let design = try self.design(model, set)
    let all = try rows(set) { () throws(NumericError) in try LeastSquares.solve(Matrix(rows: design), observations: set.response) }
    return all.filter { $0.quantity.hasPrefix("worst") }.map {
      AccuracyRow(set: $0.set, start: "", quantity: "\($0.quantity), powers rounded", digits: $0.digits, against: $0.against)
    }
  }

  private func model(of set: NISTDataSet) throws(AccuracyFailure) -> NISTLinearModel {
    do { return try NISTLinearModel(set.model) } catch { throw AccuracyFailure(description: "\(set.name): \(error.description)") }
  }

  private func design(_ model: NISTLinearModel, _ set: NISTDataSet) throws(AccuracyFailure) -> [[Double]] {
    do { return try model.design(of: set) } catch { throw AccuracyFailure(description: error.description) }
  }

  private func rows(
    _ set: NISTDataSet, _ solve: () throws(NumericError) -> LeastSquaresFit
  ) throws(AccuracyFailure) -> [AccuracyRow] {
    let fit: LeastSquaresFit
    do { fit = try solve() } catch { throw AccuracyFailure(description: "\(set.name): \(error)") }
    guard let errors = fit.estimatedStandardErrors else { throw AccuracyFailure(description: "\(set.name): no degrees of freedom.") }
    return try RegressionSolvers.rows(set, coefficients: fit.coefficients, standardDeviations: errors)
  }
}
