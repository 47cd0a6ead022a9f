/// The beta distribution on [0, 1].
///
/// The density is infinite at an end whose shape is below 1. **Accuracy**: `Elementary.incompleteBeta` and its inverse.
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

  public func density(at x: Double) -> Double { density(at: x, complement: 1 - x) }
  public func cumulative(to x: Double) -> Double { tails(at: x, complement: 1 - x).lower }
  public func survival(beyond x: Double) -> Double { tails(at: x, complement: 1 - x).upper }
  public func quantile(_ p: Double) -> Double { point(TailPair(lower: p)).x }
  public func upperQuantile(_ q: Double) -> Double { point(TailPair(upper: q)).x }

  /// The density at x, given 1 - x too.
  func density(at x: Double, complement y: Double) -> Double {
    if x.isNaN { return x }
    if x < 0 || y < 0 { return 0 }
    if x == 0 { return alpha < 1 ? .infinity : alpha == 1 ? beta : 0 }
    if y == 0 { return beta < 1 ? .infinity : beta == 1 ? alpha : 0 }
    return Elementary.betaKernel(alpha, beta, x, y) / x / y
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
