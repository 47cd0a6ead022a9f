/// The Pareto distribution: P(X > x) = (minimum/x) to the power of the shape, from the minimum on.
///
/// The mean is infinite for shapes up to 1, the variance up to 2; the skewness does not exist (NaN) up to 3.
/// **Accuracy**: relative error below 1e-14 in the body, measured against 50 digits (docs/numerics.md).
public struct Pareto: Distribution, Equatable {
  public let minimum: Double
  public let shape: Double

  /// - Throws: `NumericError.parameter` unless both are finite and positive.
  public init(minimum: Double, shape: Double) throws(NumericError) {
    try NumericError.require(minimum, "minimum", of: "pareto", "> 0") { $0 > 0 }
    try NumericError.require(shape, "shape", of: "pareto", "> 0") { $0 > 0 }
    self.minimum = minimum
    self.shape = shape
  }

  public var support: ClosedRange<Double> { minimum ... .infinity }
  public var mean: Double { shape > 1 ? minimum * (shape / (shape - 1)) : .infinity }
  public var variance: Double { shape > 2 ? minimum * minimum * (shape / ((shape - 1) * (shape - 1) * (shape - 2))) : .infinity }
  public var skewness: Double { shape > 3 ? 2 * ((1 + shape) / (shape - 3)) * ((shape - 2) / shape).squareRoot() : .nan }
  public var mode: Double { minimum }

  public func density(at x: Double) -> Double {
    if x.isNaN { return x }
    if x < minimum || x == .infinity { return 0 }
    let density = shape * Elementary.exp(-distance(x)) / x
    return density > 1e-290 ? density : Elementary.exp(logDensity(at: x))
  }

  public func logDensity(at x: Double) -> Double {
    if x < minimum || x == .infinity { return -.infinity }
    return Elementary.log(shape) - distance(x) - Elementary.log(x)
  }

  public func cumulative(to x: Double) -> Double { x <= minimum ? 0 : -Elementary.expMinusOne(-distance(x)) }
  public func survival(beyond x: Double) -> Double { x <= minimum ? 1 : Elementary.exp(-distance(x)) }
  public func quantile(_ p: Double) -> Double { p >= 0 && p <= 1 ? value(-Elementary.log(onePlus: -p)) : .nan }
  public func upperQuantile(_ q: Double) -> Double { q >= 0 && q <= 1 ? value(-Elementary.log(q)) : .nan }

  /// An exponential variable: shape × log(x/minimum).
  private func distance(_ x: Double) -> Double { shape * Elementary.logOfRatio(x, minimum) }
  private func value(_ distance: Double) -> Double { minimum * Elementary.exp(distance / shape) }
}
