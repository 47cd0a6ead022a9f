/// Nonlinear least squares: Levenberg and Marquardt's method with a trust region and geodesic acceleration, then full steps with
/// refined linear solutions down to the rounding of the model.
public enum NonlinearLeastSquares {
  /// Searches in turn, until one ends at a minimum.
  private static let controls = [
    LevenbergMarquardt.Control(firstRadius: 0.1, forgetsScales: false),
    LevenbergMarquardt.Control(firstRadius: 0.1, forgetsScales: false, takesLogarithms: true),
    LevenbergMarquardt.Control(firstRadius: 1, forgetsScales: true),
    LevenbergMarquardt.Control(firstRadius: 0.001, forgetsScales: false),
  ]

  /// Minimises Σ ((observation - model)/standard deviation)².
  ///
  /// - Parameters:
  ///   - start: one value per parameter; values outside bounds are moved to the bound.
  ///   - iterationLimit: of each search.
  /// - Throws: `NumericError.size` for a start that does not fit, `.tooFewRows` for fewer rows than parameters, `.notFinite` if the
  ///   start or the model at the start is not finite. A search that ends anywhere but at a minimum does not throw: see
  ///   `NonlinearFit.outcome`.
  public static func fit(
    _ problem: NonlinearProblem, start: [Double], iterationLimit: Int = 500
  ) throws(NumericError) -> NonlinearFit {
    try check(problem, start)
    var best: NonlinearFit?
    for control in controls {
      guard var search = LevenbergMarquardt(problem, start: start, control: control, iterationLimit: iterationLimit) else { continue }
      let end = search.run()
      let fit = finish(problem, search, end, start)
      if best.map({ isBetter(fit, than: $0) }) ?? true { best = fit }
      if fit.outcome.isConverged { break }
    }
    guard let best else { throw .notFinite("the model at the start") }
    return best
  }

  /// The best fit from several starts: the one with the least sum of squares, of equals one that converged. Starts at which the model is not
  /// finite are left out.
  ///
  /// - Throws: as `fit(_:start:)`, if no start is usable.
  public static func fit(
    _ problem: NonlinearProblem, starts: [[Double]], iterationLimit: Int = 500
  ) throws(NumericError) -> NonlinearFit {
    var best: NonlinearFit?
    for start in starts {
      try check(problem, start)
      guard problem.residuals(start) != nil else { continue }
      let fit = try fit(problem, start: start, iterationLimit: iterationLimit)
      if best.map({ isBetter(fit, than: $0) }) ?? true { best = fit }
    }
    guard let best else { throw .notFinite("the model at every start") }
    return best
  }

  /// The end of the first search that settles, without the last digits: its sum of squares is within 1e-13 of the least one there.
  static func search(_ problem: NonlinearProblem, start: [Double], iterationLimit: Int) -> LevenbergMarquardt.Point? {
    var best: LevenbergMarquardt.Point?
    for control in controls where !control.takesLogarithms {
      guard var search = LevenbergMarquardt(problem, start: start, control: control, iterationLimit: iterationLimit) else { continue }
      let end = search.run()
      if best.map({ search.point.sumOfSquares < $0.sumOfSquares }) ?? true { best = search.point }
      if end == .settled { break }
    }
    return best
  }

  private static func check(_ problem: NonlinearProblem, _ start: [Double]) throws(NumericError) {
    guard start.count == problem.parameterCount else {
      throw .size("\(start.count) starting values for \(problem.parameterCount) parameters")
    }
    for (j, value) in start.enumerated() where !value.isFinite { throw .notFinite("the start of parameter \(j + 1)") }
    guard problem.rowCount >= problem.parameterCount else {
      throw .tooFewRows(rows: problem.rowCount, columns: problem.parameterCount)
    }
  }

  private static func isBetter(_ fit: NonlinearFit, than other: NonlinearFit) -> Bool {
    let difference = fit.weightedSumOfSquares - other.weightedSumOfSquares
    if difference.magnitude > 1e-9 * other.weightedSumOfSquares { return difference < 0 }
    return fit.outcome.isConverged && !other.outcome.isConverged
  }

  /// Polishes the end of a search and says what it is.
  private static func finish(
    _ problem: NonlinearProblem, _ search: LevenbergMarquardt, _ end: LevenbergMarquardt.End, _ start: [Double]
  ) -> NonlinearFit {
    var polish = GaussNewtonPolish(problem, start: search.parameters)
    polish.run()
    let parameters = polish.parameters
    let isMinimum = polish.linear != nil && (polish.offset <= 1e-6 || polish.relativeStep <= 1e-9)
    let outcome: NonlinearOutcome
    if isMinimum {
      outcome = .converged(offset: polish.offset, step: polish.relativeStep)
    } else {
      outcome = failure(problem, search, end, polish, start)
    }
    return summary(problem, polish, parameters, outcome, iterations: search.iterations + polish.iterations)
  }

  private static func failure(
    _ problem: NonlinearProblem, _ search: LevenbergMarquardt, _ end: LevenbergMarquardt.End, _ polish: GaussNewtonPolish,
    _ start: [Double]
  ) -> NonlinearOutcome {
    let parameters = search.parameters
    let undetermined = UndeterminedParameters.list(problem, parameters)
    let far = parameters.indices.filter { j in
      let ratio = start[j] == 0 ? 1 : (parameters[j] / start[j]).magnitude
      return (ratio > 1e4 && parameters[j].magnitude > 1e4) || (ratio < 1e-4 && polish.change[j].magnitude > parameters[j].magnitude)
    }
    if !far.isEmpty { return .diverged(parameters: far) }
    if !undetermined.isEmpty { return .singular(parameters: undetermined) }
    if end == .iterationLimit { return .iterationLimit(search.iterationLimit) }
    return .stalled(offset: polish.offset, step: polish.relativeStep)
  }

  private static func summary(
    _ problem: NonlinearProblem, _ polish: GaussNewtonPolish, _ parameters: [Double], _ outcome: NonlinearOutcome, iterations: Int
  ) -> NonlinearFit {
    let weighted = problem.residuals(parameters) ?? []
    let sum = weighted.reduce(0) { $0.addingProduct($1, $1) }
    let atBound = polish.linear == nil ? [] : parameters.indices.filter { !polish.free.contains($0) }
    let spare = problem.rowCount - parameters.count + atBound.count
    let deviation = spare > 0 ? (sum / Double(spare)).squareRoot() : nil
    let scale = problem.errorsAreStated ? 1 : deviation
    var covariance: Matrix?
    if let linear = polish.linear, let scale {
      var full = Matrix(rows: parameters.count, columns: parameters.count)
      for (a, i) in polish.free.enumerated() {
        for (b, j) in polish.free.enumerated() { full[i, j] = scale * scale * linear.covariance[a, b] }
      }
      covariance = full
    }
    return NonlinearFit(
      parameters: parameters, covariance: covariance, errorScale: scale, errorsAreStated: problem.errorsAreStated,
      residuals: zip(problem.observations, problem.fitted(parameters)).map { $0 - $1 }, weightedSumOfSquares: sum,
      degreesOfFreedom: spare, outcome: outcome, iterations: iterations, atBound: atBound)
  }
}
