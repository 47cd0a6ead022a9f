/// What is believed about growth before looking at the series: a normal distribution of the yearly growth of the logarithm at the
/// last point.
public struct GrowthPrior: Equatable, Sendable {
  public let distribution: Normal

  public init(_ distribution: Normal) { self.distribution = distribution }

  /// The prior with 5 % of its mass below `p5` and 5 % above `p95`; 0.05 is about 5 % a year.
  ///
  /// - Throws: `NumericError.parameter` unless both are finite and `p5` < `p95`.
  public init(p5: Double, p95: Double) throws(NumericError) { distribution = try Normal(p5: p5, p95: p95) }
}
