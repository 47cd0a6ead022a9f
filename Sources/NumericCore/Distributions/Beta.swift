/// The beta distribution on [0, 1].
///
/// The density is infinite at an end whose shape is below 1; with both below 1 the mode is the end of the smaller shape.
/// **Accuracy**: `Elementary.incompleteBeta` and its inverse. Near 1 doubles are 1e-16 apart: what they cannot tell,
/// `complementOfUpperQuantile` gives as the distance from 1.
public struct Beta: Distribution, Equatable {
  public let alpha: Double
  public let beta: Double

  /// - Throws: `NumericError.parameter` unless both shapes are finite and positive.
  public init(alpha: Double, beta: Double) throws(NumericError) {
    try NumericError.require(alpha, "alpha", of: "beta", "> 0") { $0 > 0 }
    try NumericError.require(beta, "beta", of: "beta", "> 0") { $0 > 0 }
    self.alpha = alpha
    self.beta = beta
  }

  public var support: ClosedRange<Double> { 0...1 }
  public var mean: Double { alpha / (alpha + beta) }
  public var variance: Double {
    let sum = alpha + beta
    return alpha / sum * (beta / sum) / (sum + 1)
  }

  public var skewness: Double {
    let sum = alpha + beta
    return 2 * ((beta - alpha) / (sum + 2)) * ((sum + 1) / alpha / beta).squareRoot()
  }
  public var mode: Double {
    if alpha <= 1 && beta <= 1 { return alpha == beta ? (alpha == 1 ? 0.5 : 0) : alpha < beta ? 0 : 1 }
    if alpha <= 1 { return 0 }
    return beta <= 1 ? 1 : (alpha - 1) / ((alpha - 1) + (beta - 1))
  }

  public func density(at x: Double) -> Double { density(at: x, complement: 1 - x) }
  public func logDensity(at x: Double) -> Double { logDensity(at: x, complement: 1 - x) }
  public func cumulative(to x: Double) -> Double { tails(at: x, complement: 1 - x).lower }
  public func survival(beyond x: Double) -> Double { tails(at: x, complement: 1 - x).upper }
  public func quantile(_ p: Double) -> Double { point(TailPair(lower: p)).x }
  public func upperQuantile(_ q: Double) -> Double { point(TailPair(upper: q)).x }
  /// One minus the value that is exceeded with probability q, exact also where that value rounds to 1.
  public func complementOfUpperQuantile(_ q: Double) -> Double { point(TailPair(upper: q)).complement }

  /// The density at x, given 1 - x too.
  func density(at x: Double, complement y: Double) -> Double {
    if x.isNaN { return x }
    if x < 0 || y < 0 { return 0 }
    if x == 0 { return alpha < 1 ? .infinity : alpha == 1 ? beta : 0 }
    if y == 0 { return beta < 1 ? .infinity : beta == 1 ? alpha : 0 }
    let kernel = Elementary.betaKernel(alpha, beta, x, y)
    return kernel > 1e-290 ? kernel / x / y : Elementary.exp(logDensity(at: x, complement: y))
  }

  /// The logarithm of the density at x, given 1 - x too.
  func logDensity(at x: Double, complement y: Double) -> Double {
    if !(x > 0 && y > 0) { return Elementary.log(density(at: x, complement: y)) }
    return Elementary.logBetaKernel(alpha, beta, x, y) - Elementary.log(x) - Elementary.log(y)
  }

  func tails(at x: Double, complement y: Double) -> TailPair {
    if x < 0 { return .below }
    if y < 0 { return .above }
    return Elementary.incompleteBeta(alpha, beta, at: x, complement: y)
  }

  func point(_ probability: TailPair) -> (x: Double, complement: Double) {
    Elementary.inverseIncompleteBeta(alpha, beta, probability)
  }
}
