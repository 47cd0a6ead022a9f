/// The Gumbel distribution of maxima: P(X ≤ x) = exp(-exp(-(x - location)/scale)).
///
/// **Accuracy**: relative error below 1e-14 in the body, measured against 50 digits (docs/numerics.md); a quantile near 0 keeps the
/// absolute error of its location. Reference: E. J. Gumbel 1941, doi 10.1214/aoms/1177731708.
public struct Gumbel: Distribution, Equatable {
  public let location: Double
  public let scale: Double

  /// - Throws: `NumericError.parameter` unless both are finite and the scale positive.
  public init(location: Double, scale: Double) throws(NumericError) {
    try NumericError.require(location, "location", of: "gumbel", "finite")
    try NumericError.require(scale, "scale", of: "gumbel", "> 0") { $0 > 0 }
    self.location = location
    self.scale = scale
  }

  public var support: ClosedRange<Double> { -.infinity ... .infinity }
  /// location + γ scale, γ Euler's constant.
  public var mean: Double { location.addingProduct(scale, 0.5772156649015329) }
  public var variance: Double { scale * scale * 1.6449340668482264 }
  public var skewness: Double { 1.1395470994046486 }
  public var mode: Double { location }

  public func density(at x: Double) -> Double { Elementary.exp(exponent(at: x)) / scale }
  public func logDensity(at x: Double) -> Double { exponent(at: x) - Elementary.log(scale) }
  public func cumulative(to x: Double) -> Double { Elementary.exp(-power(x)) }
  public func survival(beyond x: Double) -> Double { -Elementary.expMinusOne(-power(x)) }
  public func quantile(_ p: Double) -> Double { p >= 0 && p <= 1 ? value(-Elementary.log(p)) : .nan }
  public func upperQuantile(_ q: Double) -> Double { q >= 0 && q <= 1 ? value(-Elementary.log(onePlus: -q)) : .nan }

  private func power(_ x: Double) -> Double { Elementary.exp((location - x) / scale) }
  private func value(_ power: Double) -> Double { location.addingProduct(-scale, Elementary.log(power)) }

  /// The logarithm of the standard density.
  private func exponent(at x: Double) -> Double {
    let z = (x - location) / scale
    return z == -.infinity ? z : -z - Elementary.exp(-z)
  }
}
