/// A growth curve fitted to a series by nonlinear least squares.
///
/// The optimum is the same to 8 digits from any of its starts that leads there, for values from 1e-6 to 1e12: the search runs in scaled
/// parameters and ends at the rounding of the curve.
public struct GrowthFit: Sendable {
  public let curve: any GrowthCurve
  /// In order of time.
  public let points: [TrendPoint]
  public let errors: GrowthErrors
  /// The decimal year from which times count; nil for a curve that has none.
  public let launch: Double?
  /// The fit in scaled parameters.
  public let fit: NonlinearFit
  let frame: GrowthFrame
  let problem: NonlinearProblem
  /// The same with the search a fifth wider in its own scale, to see what depends on the limits.
  let widerProblem: NonlinearProblem
  /// The parameters of the wider fit, if the fit is at a limit.
  let widerParameters: [Double]?

  /// Fits a curve.
  ///
  /// - Parameters:
  ///   - points: at least one more than the curve has parameters, of as many times. A point with a `relativeError` weighs as if its error
  ///     were that many times the others' as it is times 5 %.
  ///   - launch: for curves that count from it; nil for one typical interval before the first observation.
  ///   - start: parameters to start from, in their own units; nil for those that the curve proposes,
  ///     which are tried too where this one does not lead to a minimum.
  /// - Throws: `NumericError.tooFewRows`; `.parameter` for a value below 0 (or 0 itself with relative errors), values that are all
  ///   equal, a launch that is not before the first observation or a start that no parameter can have; `.notFinite`; `.size` for a
  ///   start of another count; `.noConvergence` if no start leads to a finite curve.
  public init(
    _ curve: any GrowthCurve, to points: [TrendPoint], errors: GrowthErrors = .absolute, launch: Double? = nil, start: [Double]? = nil
  ) throws(NumericError) {
    let sorted = points.sorted { $0.year < $1.year }
    try Self.check(sorted, curve, errors)
    let launch = curve.countsFromLaunch ? try Self.launch(launch, sorted, curve) : nil
    let frame = GrowthFrame(quantities: curve.quantities, points: sorted, launch: launch)
    let problem = try Self.problem(curve, sorted, errors, frame)
    let proposed = Self.starts(curve, sorted, frame, problem)
    do {
      if let start {
        let first = try NonlinearLeastSquares.fit(problem, start: try Self.fitted(start, frame, curve))
        fit = first.outcome.isConverged ? first : try NonlinearLeastSquares.fit(problem, starts: proposed)
      } else {
        fit = try NonlinearLeastSquares.fit(problem, starts: proposed)
      }
    } catch .notFinite {
      throw .noConvergence("the \(curve.name) curve is not finite at any start")
    }
    widerProblem = try Self.bounded(problem, curve, frame, widening: 1.2)
    widerParameters = fit.atBound.isEmpty ? nil : try NonlinearLeastSquares.fit(widerProblem, start: fit.parameters).parameters
    (self.curve, self.points, self.errors, self.launch, self.frame, self.problem) = (curve, sorted, errors, launch, frame, problem)
  }

  /// In their own units, in the order of the curve's quantities.
  public var parameters: [Double] { zip(fit.parameters, curve.quantities).map { frame.natural($0, $1) } }

  /// Of the parameters in their own units; nil unless they are determined.
  public var covariance: Matrix? {
    guard var result = fit.covariance else { return nil }
    let slopes = zip(fit.parameters, curve.quantities).map { frame.slope($0, $1) }
    for i in slopes.indices {
      for j in slopes.indices { result[i, j] *= slopes[i] * slopes[j] }
    }
    return result
  }

  public var outcome: NonlinearOutcome { fit.outcome }

  /// Whether the best fit lies at a limit of the search for some parameter, or nowhere: the data ask for a limiting form of the curve.
  public var isLimitingForm: Bool { !fit.atBound.isEmpty || !fit.outcome.isConverged }

  /// The fitted curve at a decimal year; NaN before the launch.
  public func value(at year: Double) -> Double {
    curve.value(at: frame.time(year), frame.scaled(fit.parameters.map { Dual($0) })).value * frame.valueScale
  }

  /// The standard error of the curve at a decimal year, by its gradient and the covariance of the parameters; nil where the fit gives
  /// none.
  public func standardError(at year: Double) -> Double? {
    let (curve, time, frame) = (curve, frame.time(year), frame)
    return fit.standardError(of: ParameterFunction { fitted in curve.value(at: time, frame.scaled(fitted)) }).map { $0 * frame.valueScale }
  }

  /// How the fit ended, with the names of the parameters.
  public var sentence: String {
    let names = curve.quantities.map(\.name)
    let end = fit.outcome.sentence { names[$0] }
    guard !fit.atBound.isEmpty else { return end }
    let pressed = fit.atBound.map { names[$0] }.joined(separator: ", ")
    return end + " At the limit of the search: \(pressed). The data ask for a limiting form of the curve, such as one without a ceiling."
  }

  /// The spread of observations around the curve: in their unit, or relative to it.
  public var residualStandardDeviation: Double? {
    fit.residualStandardDeviation.map { $0 * (errors == .absolute ? frame.valueScale : 1) }
  }

  /// The share of the weighted spread of the values (of their logarithms, for relative errors) that the curve explains.
  public var explainedShare: Double {
    let weights = problem.standardDeviations.map { $0.map { 1 / ($0 * $0) } } ?? problem.observations.map { _ in 1 }
    let total = weights.reduce(0, +)
    let mean = zip(weights, problem.observations).reduce(0) { $0 + $1.0 * $1.1 } / total
    let spread = zip(weights, problem.observations).reduce(0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) }
    return 1 - fit.weightedSumOfSquares / spread
  }

  /// The corrected information criterion AICc (C. M. Hurvich and C.-L. Tsai 1989, doi 10.1093/biomet/76.2.297): n log(S/n) and a
  /// charge for the parameters and the error's size; comparable between curves fitted to the same points with the same `errors`.
  /// nil with too few points for the correction.
  public var informationCriterion: Double? {
    let (count, quantities) = (Double(points.count), Double(curve.quantities.count + 1))
    guard count - quantities - 1 > 0 else { return nil }
    let unit = errors == .absolute ? 2 * Elementary.log(frame.valueScale) : 0
    let mean = Elementary.log(fit.weightedSumOfSquares / count) + unit
    return count * mean + 2 * quantities * count / (count - quantities - 1)
  }
}
