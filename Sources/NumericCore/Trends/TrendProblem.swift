/// The least-squares problems of one series, one per shape of the curve and per size of wandering.
///
/// Around the curve an observation has an independent error, and the truth wanders. The sizes of the wandering are tried on a grid and
/// weighed by likelihood; rows are decorrelated by a Cholesky factor and solved by QR.
struct TrendProblem {
  /// In order of years.
  let points: [TrendPoint]
  let shapes: [TrendShape]
  let prior: GrowthPrior?
  /// Of the points, in logarithms.
  let deviations: [Double]
  /// To try, before inflation.
  let wanderings: [Wandering]

  /// Four sizes of each walk, from none to eight typical errors of an observation.
  static func wanderings(_ deviations: [Double]) -> [Wandering] {
    let typical = deviations.reduce(0) { $0 + $1 / Double(deviations.count) }
    let sizes = [0, 0.5, 2, 8].map { $0 * typical }
    return sizes.flatMap { level in sizes.map { Wandering(level: level, growth: $0) } }
  }

  /// A fit of one shape with one size of wandering.
  private struct Candidate {
    let shape: TrendShape
    let wandering: Wandering
    let fit: LeastSquaresFit
    let decorrelation: Decorrelation
    /// Factor on all deviations, ≥ 1.
    let inflation: Double
    /// Of the logarithms of the values, whatever the scale, so that shapes and curves can be compared.
    let logLikelihood: Double
  }

  var origin: Double { points[points.count - 1].year }
  private var isLogarithmic: Bool { shapes[0].scale != .identity }

  /// The mean size of the values, the unit of relative errors on the identity scale.
  private var typicalSize: Double {
    let mean = points.reduce(0) { $0 + $1.value.magnitude / Double(points.count) }
    return mean > 0 ? mean : 1
  }

  /// - Parameter degreesOfFreedom: of the residuals; nil if the deviations are taken as stated.
  func fit(_ curve: any TrendCurve, degreesOfFreedom: Int?) throws(NumericError) -> TrendFit {
    var candidates: [Candidate] = []
    for wandering in wanderings {
      let decorrelation = try Decorrelation(years: points.map(\.year), deviations: deviations, wandering: wandering)
      for shape in shapes { candidates.append(try candidate(shape, wandering, decorrelation, degreesOfFreedom)) }
    }
    let greatest = candidates.map(\.logLikelihood).max() ?? 0
    let kept = candidates.filter { $0.logLikelihood > greatest - TrendProblem.negligible }
    let total = kept.reduce(0) { $0 + Elementary.exp($1.logLikelihood - greatest) }
    return TrendFit(
      curve: curve.name, origin: origin,
      components: kept.map { component($0, weight: Elementary.exp($0.logLikelihood - greatest) / total) },
      logLikelihood: greatest, degreesOfFreedom: degreesOfFreedom)
  }

  /// Candidates less likely than the best by this in logarithms, one in four hundred, are left out of the mixture.
  private static let negligible = 6.0

  /// Near a ceiling a small error of the value is a large one on the scale; beyond this ratio the straight line would see nothing.
  static let steepest = 10.0

  /// Units of the scale per unit of log v at a value (per unit of relative error on the identity scale).
  private func unit(_ shape: TrendShape, _ value: Double) -> Double {
    isLogarithmic ? min(shape.scale.slope(at: value), TrendProblem.steepest) : typicalSize
  }

  private func candidate(
    _ shape: TrendShape, _ wandering: Wandering, _ decorrelation: Decorrelation, _ degreesOfFreedom: Int?
  ) throws(NumericError) -> Candidate {
    let units = points.map { unit(shape, $0.value) }
    var columns = [
      decorrelation.apply(units.map { 1 / $0 }),
      decorrelation.apply(zip(points, units).map { shape.elapsed($0.year - origin) / $1 }),
    ]
    var observations = decorrelation.apply(zip(points, units).map { shape.scale.transform($0.value) / $1 })
    var fit: LeastSquaresFit?
    var inflation = 1.0
    if let degreesOfFreedom {
      let free = try LeastSquares.solve(Matrix(columns: columns), observations: observations)
      inflation = max(1, (free.weightedSumOfSquares / Double(degreesOfFreedom)).squareRoot())
      fit = free
    }
    let misfit = fit?.weightedSumOfSquares ?? 0
    let slopes = isLogarithmic ? 0 : points.reduce(0) { $0 + Elementary.log(max($1.value / typicalSize, .leastNormalMagnitude)) }
    let count = Double(points.count)
    let logLikelihood = slopes - 0.5 * misfit / (inflation * inflation) - count * Elementary.log(inflation) - decorrelation.logScale
    var deviations = [Double](repeating: inflation, count: points.count)
    if let prior {
      // The growth of log v at the last point, times the slope of the scale there, is the growth on the scale.
      let last = points[points.count - 1].value
      let slope = isLogarithmic ? shape.scale.slope(at: last) : max(last.magnitude, .leastNormalMagnitude)
      columns[0].append(0)
      columns[1].append(1)
      observations.append(prior.distribution.mean * slope)
      deviations.append(prior.distribution.standardDeviation * slope)
    }
    let final = try LeastSquares.solve(Matrix(columns: columns), observations: observations, standardDeviations: deviations)
    return Candidate(
      shape: shape, wandering: wandering, fit: final, decorrelation: decorrelation, inflation: inflation, logLikelihood: logLikelihood)
  }

  private func component(_ candidate: Candidate, weight: Double) -> TrendFit.Component {
    let (shape, coefficients) = (candidate.shape, candidate.fit.coefficients)
    let units = points.map { unit(shape, $0.value) }
    let residuals = points.map { point in
      let fitted = coefficients[0].addingProduct(coefficients[1], shape.elapsed(point.year - origin))
      return (shape.scale.measured(value: point.value) - shape.scale.measure(fitted).value) / (isLogarithmic ? 1 : typicalSize)
    }
    let typical = (deviations.reduce(0) { $0 + $1 * $1 } / Double(deviations.count)).squareRoot()
    return TrendFit.Component(
      shape: shape, coefficients: coefficients, covariance: candidate.fit.covariance, weight: weight, residuals: residuals,
      observationDeviation: candidate.inflation * typical, wandering: candidate.wandering.scaled(by: candidate.inflation),
      inflation: candidate.inflation, decorrelation: candidate.decorrelation,
      decorrelatedDesign: [
        candidate.decorrelation.apply(units.map { 1 / $0 }),
        candidate.decorrelation.apply(zip(points, units).map { shape.elapsed($0.year - origin) / $1 }),
      ],
      decorrelatedResiduals: candidate.decorrelation.apply(residuals), unit: isLogarithmic ? 1 : typicalSize)
  }
}
