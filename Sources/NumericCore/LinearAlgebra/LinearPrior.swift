/// What is known of coefficients before the observations: Σ factor · coefficient is normal with this mean and standard deviation.
///
/// In a least-squares fit it is one more row.
public struct LinearPrior: Equatable, Sendable {
  /// Factors by the coefficient's column, from 0; columns left out have the factor 0.
  public let factors: [Int: Double]
  public let mean: Double
  public let standardDeviation: Double

  public init(factors: [Int: Double], mean: Double, standardDeviation: Double) {
    self.factors = factors
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// A prior on one coefficient.
  public init(column: Int, mean: Double, standardDeviation: Double) {
    self.init(factors: [column: 1], mean: mean, standardDeviation: standardDeviation)
  }
}
