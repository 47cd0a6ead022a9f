/// A curve fitted to a series.
public struct TrendFit: Sendable {
  /// One shape of the curve, with level and growth fitted by least squares.
  public struct Component: Sendable {
    public let shape: TrendShape
    /// Level at the origin and growth per year, on the scale of the shape.
    public let coefficients: [Double]
    /// Covariance of level and growth.
    public let covariance: Matrix
    /// Share of this shape in the forecast; the shares sum to 1.
    public let weight: Double
    /// Observed less fitted log v (v over its typical size on the identity scale), one per point.
    public let residuals: [Double]
  }

  /// Name of the curve.
  public let curve: String
  /// The year of the last point, from which the shapes count.
  public let origin: Double
  public let components: [Component]
  /// Standard deviation of an observation around the curve, in logarithms (relative to the typical size on the identity scale).
  public let observationDeviation: Double
  /// Points less fitted quantities; nil if the errors are stated, not estimated.
  public let degreesOfFreedom: Int?
  /// What the observation's deviation is multiplied with to be in units of the value: 1 but on the identity scale.
  let typicalSize: Double

  /// The shape that fits best.
  public var best: Component { components.max { $0.weight < $1.weight }! }

  /// The distribution of a new observation at a decimal year: Student's t on the scale of the curve if its errors are estimated from
  /// residuals, normal if they are stated. A grid of shapes gives a `Mixture`.
  ///
  /// - Throws: `NumericError.notFinite` if the curve leaves the range of doubles.
  public func forecast(year: Double) throws(NumericError) -> any Distribution {
    var distributions: [any Distribution] = []
    for component in components { distributions.append(try predictive(component, year)) }
    if distributions.count == 1 { return distributions[0] }
    return try Mixture(components: distributions, weights: components.map(\.weight))
  }

  /// The median path at a decimal year, of the best shape.
  public func curve(year: Double) -> Double {
    let component = best
    let elapsed = component.shape.elapsed(year - origin)
    return component.shape.scale.inverse(component.coefficients[0].addingProduct(component.coefficients[1], elapsed))
  }

  private func predictive(_ component: Component, _ year: Double) throws(NumericError) -> PredictiveDistribution {
    let elapsed = component.shape.elapsed(year - origin)
    let covariance = component.covariance
    let centre = component.coefficients[0].addingProduct(component.coefficients[1], elapsed)
    let variance = covariance[0, 0] + elapsed * (2 * covariance[0, 1] + elapsed * covariance[1, 1])
    guard centre.isFinite, variance.isFinite else { throw .notFinite("the \(curve) curve in \(year)") }
    let standard: any Distribution
    if let degreesOfFreedom {
      standard = try StudentT(degreesOfFreedom: Double(degreesOfFreedom))
    } else {
      standard = try Normal(mean: 0, standardDeviation: 1)
    }
    return PredictiveDistribution(
      standard: standard, scale: component.shape.scale, centre: centre, curveError: max(variance, 0).squareRoot(),
      observationError: observationDeviation * typicalSize)
  }
}
