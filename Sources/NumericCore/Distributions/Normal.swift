/// The normal distribution.
///
/// **Accuracy**: density, both tails and both quantiles to a relative error of 4e-15 at the standard scale, probabilities from 1e-300,
/// measured against 30 digits.
public struct Normal: Distribution, Equatable {
  public let mean: Double
  /// > 0.
  public let standardDeviation: Double

  /// - Throws: `NumericError.parameter` unless both are finite and the standard deviation positive.
  public init(mean: Double, standardDeviation: Double) throws(NumericError) {
    try NumericError.require(mean, "mean", of: "normal", "finite")
    try NumericError.require(standardDeviation, "standard deviation", of: "normal", "> 0") { $0 > 0 }
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// The normal distribution with 5 % of its mass below `p5` and 5 % above `p95`.
  ///
  /// - Throws: `NumericError.parameter` unless both are finite and `p5` < `p95`.
  public init(p5: Double, p95: Double) throws(NumericError) {
    try NumericError.require(p5, "p5", below: p95, "p95", of: "normal")
    try NumericError.requireWidth(p5, p95, "p95", of: "normal")
    self.mean = 0.5 * p5 + 0.5 * p95
    self.standardDeviation = (p95 - p5) / (2 * Normal.z95)
  }

  /// The 95 % quantile of the standard normal distribution.
  public static let z95 = 1.6448536269514722

  public var support: ClosedRange<Double> { -.infinity ... .infinity }
  public var variance: Double { standardDeviation * standardDeviation }
  public var skewness: Double { 0 }
  public var mode: Double { mean }
  public func density(at x: Double) -> Double { Elementary.normalDensity(standardised(x)) / standardDeviation }
  public func logDensity(at x: Double) -> Double {
    Elementary.logNormalDensity(standardised(x)) - Elementary.log(standardDeviation)
  }
  public func cumulative(to x: Double) -> Double { Elementary.normalCumulative(standardised(x)) }
  public func survival(beyond x: Double) -> Double { Elementary.normalSurvival(standardised(x)) }
  public func quantile(_ p: Double) -> Double { mean.addingProduct(-standardDeviation, Elementary.normalUpperQuantile(p)) }
  public func upperQuantile(_ q: Double) -> Double { mean.addingProduct(standardDeviation, Elementary.normalUpperQuantile(q)) }

  private func standardised(_ x: Double) -> Double { (x - mean) / standardDeviation }
}
