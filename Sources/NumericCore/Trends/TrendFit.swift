/// A curve fitted to a series.
public struct TrendFit: Sendable {
  /// One shape of the curve with one wandering, its level and growth fitted by least squares.
  ///
  /// Deviations and residuals are in logarithms, on the identity scale relative to the typical size of the values.
  public struct Component: Sendable {
    public let shape: TrendShape
    /// Level at the origin and growth per year, on the scale of the shape.
    public let coefficients: [Double]
    /// Covariance of level and growth.
    public let covariance: Matrix
    /// Share of this component in the forecast; the shares sum to 1.
    public let weight: Double
    /// Observed less fitted, one per point.
    public let residuals: [Double]
    /// Standard deviation of the independent error of an observation.
    public let observationDeviation: Double
    /// How the truth strays from the curve.
    public let wandering: Wandering
    /// Factor on the stated or least deviations, contained in the two before.
    let inflation: Double
    let decorrelation: Decorrelation
    /// The columns of level and growth, and the residuals, in units of the deviations.
    let decorrelatedDesign: [[Double]]
    let decorrelatedResiduals: [Double]
    /// Size of a relative error on the identity scale, else 1.
    let unit: Double
  }

  /// Name of the curve.
  public let curve: String
  /// The year of the last point, from which the shapes count.
  public let origin: Double
  public let components: [Component]
  /// Of the logarithms of the values under the best component, without the prior; up to a constant that all curves share.
  public let logLikelihood: Double
  /// Points less fitted quantities; nil if the errors are stated, not estimated.
  public let degreesOfFreedom: Int?

  /// The component that fits best.
  public var best: Component { components.max { $0.weight < $1.weight }! }

  /// The distribution of a new observation at a decimal year not before the origin: Student's t around the curve if its errors are
  /// estimated from residuals, normal if they are stated. Several components give a `Mixture`.
  ///
  /// - Throws: `NumericError.parameter` for a year before the origin, `.notFinite` if the curve leaves the range of doubles.
  public func forecast(year: Double) throws(NumericError) -> any Distribution {
    try NumericError.require(year, "year", of: "forecast", "not before \(origin), the last point's") { $0 >= origin }
    var distributions: [any Distribution] = []
    for component in components { distributions.append(try predictive(component, year)) }
    if distributions.count == 1 { return distributions[0] }
    return try Mixture(components: distributions, weights: components.map(\.weight))
  }

  /// The curve of the best component itself at a decimal year.
  public func curve(year: Double) -> Double {
    let component = best
    let elapsed = component.shape.elapsed(year - origin)
    return component.shape.scale.inverse(component.coefficients[0].addingProduct(component.coefficients[1], elapsed))
  }

  private func predictive(_ component: Component, _ year: Double) throws(NumericError) -> PredictiveDistribution {
    let scale = component.shape.scale
    let elapsed = component.shape.elapsed(year - origin)
    let centre = component.coefficients[0].addingProduct(component.coefficients[1], elapsed)
    // What the curve gets wrong at the last points is taken back by the straying that is carried forward from the residuals.
    let (weights, deviation) = component.decorrelation.prediction(year - origin)
    let carry = { (column: [Double]) in zip(weights, column).reduce(0) { $0 + $1.0 * $1.1 } }
    let unit = scale == .identity ? component.unit : min(scale.slope(at: scale.inverse(centre)), TrendProblem.steepest)
    let row = [1 - unit * carry(component.decorrelatedDesign[0]), elapsed - unit * carry(component.decorrelatedDesign[1])]
    let covariance = component.covariance
    let cross = 2 * row[0] * row[1] * covariance[0, 1]
    let variance = row[0] * row[0] * covariance[0, 0] + cross + row[1] * row[1] * covariance[1, 1]
    let straying = component.inflation * deviation
    let noise = (component.observationDeviation * component.observationDeviation + straying * straying).squareRoot()
    guard centre.isFinite, variance.isFinite, noise.isFinite else { throw .notFinite("the \(curve) curve in \(year)") }
    let standard: any Distribution
    if let degreesOfFreedom {
      standard = try StudentT(degreesOfFreedom: Double(degreesOfFreedom))
    } else {
      standard = try Normal(mean: 0, standardDeviation: 1)
    }
    return PredictiveDistribution(
      standard: standard, scale: scale, centre: centre, shift: carry(component.decorrelatedResiduals) * component.unit,
      curveError: max(variance, 0).squareRoot(), observationError: noise * component.unit)
  }
}
