/// The distribution of e to the power of a normal variable.
///
/// The logarithm is kept in two parts, so its rounding costs nothing however small sigma is. **Accuracy**: that of `Normal`; a quantile
/// z deviations from the middle has sigma |z| times the relative error of z.
public struct Lognormal: Distribution, Equatable {
  /// Mean of the logarithm.
  public let mu: Double
  /// Standard deviation of the logarithm, > 0.
  public let sigma: Double

  /// - Throws: `NumericError.parameter` unless both are finite and `sigma` positive.
  public init(mu: Double, sigma: Double) throws(NumericError) {
    try NumericError.require(mu, "mu", of: "lognormal", "finite")
    try NumericError.require(sigma, "sigma", of: "lognormal", "> 0") { $0 > 0 }
    self.mu = mu
    self.sigma = sigma
  }

  /// The lognormal distribution with 5 % of its mass below `p5` and 5 % above `p95`: what `a to b` means.
  ///
  /// - Throws: `NumericError.parameter` unless 0 < `p5` < `p95`, finite.
  public init(p5: Double, p95: Double) throws(NumericError) {
    try NumericError.require(p5, "p5", of: "lognormal", "> 0") { $0 > 0 }
    try NumericError.require(p5, "p5", below: p95, "p95", of: "lognormal")
    let low = Elementary.log(p5)
    let high = Elementary.log(p95)
    // The ratio keeps the width when the ends are close together.
    let width = p95 < 2 * p5 ? Elementary.log(onePlus: (p95 - p5) / p5) : high - low
    self.mu = 0.5 * (low + high)
    self.sigma = width / (2 * Normal.z95)
  }

  /// The lognormal distribution with this mean and standard deviation of the variable itself.
  ///
  /// - Throws: `NumericError.parameter` unless both are finite and positive.
  public init(mean: Double, standardDeviation: Double) throws(NumericError) {
    try NumericError.require(mean, "mean", of: "lognormal", "> 0") { $0 > 0 }
    try NumericError.require(standardDeviation, "standard deviation", of: "lognormal", "> 0") { $0 > 0 }
    let ratio = standardDeviation / mean
    let sigmaSquared = Elementary.log(onePlus: ratio * ratio)
    guard sigmaSquared > 0, sigmaSquared.isFinite else {
      throw .parameter(of: "lognormal", name: "standard deviation", value: standardDeviation, allowed: "comparable to the mean")
    }
    self.mu = Elementary.log(mean) - 0.5 * sigmaSquared
    self.sigma = sigmaSquared.squareRoot()
  }

  public var support: ClosedRange<Double> { 0 ... .infinity }
  public var mean: Double { Elementary.exp(mu + 0.5 * sigma * sigma) }
  public var variance: Double { mean * mean * Elementary.expMinusOne(sigma * sigma) }
  public var skewness: Double {
    let excess = Elementary.expMinusOne(sigma * sigma)
    return (excess + 3) * excess.squareRoot()
  }
  public var mode: Double { Elementary.exp(mu - sigma * sigma) }
  /// The median.
  public var median: Double { Elementary.exp(mu) }

  public func density(at x: Double) -> Double {
    guard x > 0, x < .infinity else { return x.isNaN ? x : 0 }
    let density = Elementary.normalDensity(standardised(x)) / sigma / x
    return density > 1e-290 && density < .infinity ? density : Elementary.exp(logDensity(at: x))
  }
  public func logDensity(at x: Double) -> Double {
    guard x > 0, x < .infinity else { return x.isNaN ? x : -.infinity }
    return Elementary.logNormalDensity(standardised(x).high) - Elementary.log(sigma) - Elementary.log(x)
  }
  public func cumulative(to x: Double) -> Double {
    guard x > 0, x < .infinity else { return x.isNaN ? x : x > 0 ? 1 : 0 }
    return Elementary.normalSurvival(standardised(x).negated)
  }
  public func survival(beyond x: Double) -> Double {
    guard x > 0, x < .infinity else { return x.isNaN ? x : x > 0 ? 0 : 1 }
    return Elementary.normalSurvival(standardised(x))
  }
  public func quantile(_ p: Double) -> Double { value(at: -Elementary.normalUpperQuantile(p)) }
  public func upperQuantile(_ q: Double) -> Double { value(at: Elementary.normalUpperQuantile(q)) }

  private func value(at z: Double) -> Double {
    guard z.isFinite else { return Elementary.exp(z) }
    var exponent = DoubleDouble(mu)
    exponent.add(sigma, times: z)
    return Elementary.exp(exponent)
  }

  private func standardised(_ x: Double) -> DoubleDouble {
    var logarithm = Elementary.logInTwoParts(x)
    logarithm.add(-mu)
    return logarithm.divided(by: sigma)
  }
}
