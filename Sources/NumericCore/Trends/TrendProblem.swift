/// The least-squares problems of one series, one per shape of the curve.
struct TrendProblem {
  /// In order of years.
  let points: [TrendPoint]
  let shapes: [TrendShape]
  let prior: GrowthPrior?
  /// Of the points, in logarithms.
  let deviations: [Double]

  /// A fit of one shape, before the shapes are weighed.
  private struct Candidate {
    let shape: TrendShape
    let fit: LeastSquaresFit
    let residuals: [Double]
    /// Σ (residual/deviation)², in logarithms for every shape, so that they can be compared.
    let misfit: Double
  }

  private var origin: Double { points[points.count - 1].year }
  private var isLogarithmic: Bool { shapes[0].scale != .identity }

  /// The mean size of the values, the unit of relative errors on the identity scale.
  private var typicalSize: Double {
    let mean = points.reduce(0) { $0 + $1.value.magnitude / Double(points.count) }
    return mean > 0 ? mean : 1
  }

  /// - Parameter degreesOfFreedom: of the residuals; nil if the deviations are taken as stated.
  func fit(_ curve: String, degreesOfFreedom: Int?) throws(NumericError) -> TrendFit {
    var inflation = 1.0
    if let degreesOfFreedom {
      let free = try candidates(inflation: 1, withPrior: false)
      let misfit = free.map(\.misfit).min() ?? 0
      inflation = max(1, (misfit / Double(degreesOfFreedom)).squareRoot())
    }
    let fitted = try candidates(inflation: inflation, withPrior: true)
    let least = fitted.map(\.misfit).min() ?? 0
    let likelihoods = fitted.map { Elementary.exp(-0.5 * ($0.misfit - least)) }
    let total = likelihoods.reduce(0, +)
    let components = zip(fitted, likelihoods).filter { $0.1 >= 1e-6 * total }.map { candidate, likelihood in
      TrendFit.Component(
        shape: candidate.shape, coefficients: candidate.fit.coefficients, covariance: candidate.fit.covariance,
        weight: likelihood / total, residuals: candidate.residuals)
    }
    let typicalDeviation = (deviations.reduce(0) { $0 + $1 * $1 } / Double(deviations.count)).squareRoot()
    return TrendFit(
      curve: curve, origin: origin, components: components, observationDeviation: inflation * typicalDeviation,
      degreesOfFreedom: degreesOfFreedom, typicalSize: isLogarithmic ? 1 : typicalSize)
  }

  private func candidates(inflation: Double, withPrior: Bool) throws(NumericError) -> [Candidate] {
    var result: [Candidate] = []
    for shape in shapes { result.append(try candidate(shape, inflation, withPrior ? prior : nil)) }
    return result
  }

  private func candidate(_ shape: TrendShape, _ inflation: Double, _ prior: GrowthPrior?) throws(NumericError) -> Candidate {
    var rows = points.map { [1, shape.elapsed($0.year - origin)] }
    var observations = points.map { shape.scale.transform($0.value) }
    var sds = zip(points, deviations).map { point, deviation in
      inflation * deviation * (isLogarithmic ? min(shape.scale.slope(at: point.value), TrendProblem.steepest) : typicalSize)
    }
    if let prior {
      // The growth of log v at the last point, times the slope of the scale there, is the growth on the scale.
      let last = points[points.count - 1].value
      let slope = isLogarithmic ? shape.scale.slope(at: last) : last.magnitude
      rows.append([0, 1])
      observations.append(prior.distribution.mean * slope)
      sds.append(prior.distribution.standardDeviation * (slope > 0 ? slope : typicalSize))
    }
    let fit = try LeastSquares.solve(Matrix(rows: rows), observations: observations, standardDeviations: sds)
    let residuals = points.map { residual($0, shape, fit.coefficients) }
    var misfit = zip(residuals, deviations).reduce(0) { $0 + ($1.0 / ($1.1 * inflation)) * ($1.0 / ($1.1 * inflation)) }
    if prior != nil {
      let pull = fit.residuals[points.count] / sds[points.count]
      misfit += pull * pull
    }
    return Candidate(shape: shape, fit: fit, residuals: residuals, misfit: misfit)
  }

  /// Near a ceiling a small error of the value is a large one on the scale; beyond this ratio the straight line would see nothing.
  private static let steepest = 10.0

  private func residual(_ point: TrendPoint, _ shape: TrendShape, _ coefficients: [Double]) -> Double {
    let elapsed = shape.elapsed(point.year - origin)
    let fitted = shape.scale.measure(coefficients[0].addingProduct(coefficients[1], elapsed)).value
    return (shape.scale.measured(value: point.value) - fitted) / (isLogarithmic ? 1 : typicalSize)
  }
}
