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

  public func density(at x: Double) -> Double {
    if x.isNaN { return x }
    if x < 0 || x == .infinity { return 0 }
    if x == 0 { return shape < 1 ? .infinity : shape == 1 ? 1 / scale : 0 }
    return Elementary.gammaKernel(shape, x / scale) / x
  }

  public func cumulative(to x: Double) -> Double { x < 0 ? 0 : Elementary.incompleteGamma(shape: shape, at: x / scale).lower }
  public func survival(beyond x: Double) -> Double { x < 0 ? 1 : Elementary.incompleteGamma(shape: shape, at: x / scale).upper }
  public func quantile(_ p: Double) -> Double { scale * Elementary.inverseIncompleteGamma(shape: shape, TailPair(lower: p)) }
  public func upperQuantile(_ q: Double) -> Double { scale * Elementary.inverseIncompleteGamma(shape: shape, TailPair(upper: q)) }
}
