/// The distribution of e to the power of a normal variable.
///
/// **Accuracy**: that of `Normal` in the logarithm: a relative error of |log x| 2e-16 in quantiles comes on top.
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
  /// The median.
  public var median: Double { Elementary.exp(mu) }

  public func density(at x: Double) -> Double {
    x > 0 || x.isNaN ? Elementary.normalDensity(standardised(x)) / (sigma * x) : 0
  }
  public func cumulative(to x: Double) -> Double { x > 0 || x.isNaN ? Elementary.normalCumulative(standardised(x)) : 0 }
  public func survival(beyond x: Double) -> Double { x > 0 || x.isNaN ? Elementary.normalSurvival(standardised(x)) : 1 }
  public func quantile(_ p: Double) -> Double { Elementary.exp(mu.addingProduct(-sigma, Elementary.normalUpperQuantile(p))) }
  public func upperQuantile(_ q: Double) -> Double { Elementary.exp(mu.addingProduct(sigma, Elementary.normalUpperQuantile(q))) }

  private func standardised(_ x: Double) -> Double { (Elementary.log(x) - mu) / sigma }
}
