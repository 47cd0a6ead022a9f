/// The gamma distribution.
///
/// The density is infinite at 0 if the shape is below 1. **Accuracy**: `Elementary.incompleteGamma` and its inverse.
public struct Gamma: Distribution, Equatable {
  public let shape: Double
  public let scale: Double

  /// - Throws: `NumericError.parameter` unless both are finite and positive.
  public init(shape: Double, scale: Double) throws(NumericError) {
    try NumericError.require(shape, "shape", of: "gamma", "> 0") { $0 > 0 }
    try NumericError.require(scale, "scale", of: "gamma", "> 0") { $0 > 0 }
    self.shape = shape
    self.scale = scale
  }

  public var support: ClosedRange<Double> { 0 ... .infinity }
  public var mean: Double { shape * scale }
  public var variance: Double { shape * scale * scale }
  public var skewness: Double { 2 / shape.squareRoot() }
  public var mode: Double { shape > 1 ? (shape - 1) * scale : 0 }

  public func density(at x: Double) -> Double {
    if x.isNaN { return x }
    if x < 0 || x == .infinity { return 0 }
    if x == 0 { return shape < 1 ? .infinity : shape == 1 ? 1 / scale : 0 }
    let kernel = Elementary.gammaKernel(shape, x / scale)
    return kernel > 1e-290 ? kernel / x : Elementary.exp(logDensity(at: x))
  }

  public func logDensity(at x: Double) -> Double {
    if !(x > 0 && x < .infinity) { return Elementary.log(density(at: x)) }
    let ratio = x / scale
    if ratio > 0x1p-1022 { return Elementary.logGammaKernel(shape, ratio) - Elementary.log(x) }
    // The ratio is below the normal doubles, so e to its power is 1.
    return shape * (Elementary.log(x) - Elementary.log(scale)) - Elementary.logGamma(shape) - Elementary.log(x)
  }

  public func cumulative(to x: Double) -> Double { x < 0 ? 0 : Elementary.incompleteGamma(shape: shape, at: x / scale).lower }
  public func survival(beyond x: Double) -> Double { x < 0 ? 1 : Elementary.incompleteGamma(shape: shape, at: x / scale).upper }
  public func quantile(_ p: Double) -> Double { scale * Elementary.inverseIncompleteGamma(shape: shape, TailPair(lower: p)) }
  public func upperQuantile(_ q: Double) -> Double { scale * Elementary.inverseIncompleteGamma(shape: shape, TailPair(upper: q)) }
}
