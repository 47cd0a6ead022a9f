/// The Poisson distribution of a number of events; a mean of 0 is the constant 0.
///
/// **Accuracy**: `Elementary.incompleteGamma`; the quantile is the right whole number unless p lies within a relative 1.4e-14 of a step.
public struct Poisson: Distribution, Equatable {
  public let mean: Double

  /// - Throws: `NumericError.parameter` unless the mean is from 0 to 10¹⁵ (beyond, doubles are not all whole numbers).
  public init(mean: Double) throws(NumericError) {
    try NumericError.require(mean, "mean", of: "poisson", "from 0 to 1e15") { $0 >= 0 && $0 <= 1e15 }
    self.mean = mean
  }

  public var kind: DistributionKind { .discrete }
  public var support: ClosedRange<Double> { 0...(mean > 0 ? .infinity : 0) }
  public var variance: Double { mean }
  /// NaN for a mean of 0.
  public var skewness: Double { mean > 0 ? 1 / mean.squareRoot() : .nan }
  public var mode: Double { max(mean.rounded(.up) - 1, 0) }

  public func density(at x: Double) -> Double {
    if x.isNaN { return x }
    guard x >= 0, x < .infinity, x == x.rounded() else { return 0 }
    if mean == 0 { return x == 0 ? 1 : 0 }
    return x == 0 ? Elementary.exp(-mean) : Elementary.gammaKernel(x, mean) / x
  }

  public func logDensity(at x: Double) -> Double {
    guard mean > 0, x > 0, x < .infinity, x == x.rounded() else { return x == 0 ? -mean : Elementary.log(density(at: x)) }
    return Elementary.logGammaKernel(x, mean) - Elementary.log(x)
  }

  public func cumulative(to x: Double) -> Double { tails(x).lower }
  public func survival(beyond x: Double) -> Double { tails(x).upper }
  public func quantile(_ p: Double) -> Double { DiscreteQuantile.lower(self, p, start: DiscreteQuantile.start) }
  public func upperQuantile(_ q: Double) -> Double { DiscreteQuantile.upper(self, q, start: DiscreteQuantile.start) }

  private func tails(_ x: Double) -> TailPair {
    if x.isNaN { return .undefined }
    if x < 0 { return .below }
    if x == .infinity || mean == 0 { return .above }
    return Elementary.incompleteGamma(shape: x.rounded(.down) + 1, at: mean).swapped
  }
}
