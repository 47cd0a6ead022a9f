/// The result of a weighted linear least-squares fit.
public struct LeastSquaresFit: Equatable, Sendable {
  /// One per column of the design.
  public let coefficients: [Double]
  /// (XᵀX)⁻¹ with X the design whose rows are divided by their standard deviations: the covariance of the coefficients if those
  /// standard deviations are true.
  public let covariance: Matrix
  /// Observation minus fitted value, in the units of the observations.
  public let residuals: [Double]
  /// The weight of each observation in its own fitted value, 0 to 1; they sum to the number of columns.
  public let leverages: [Double]
  /// Sum of squares of the residuals, each divided by its standard deviation.
  public let weightedSumOfSquares: Double
  /// Rows with weight, less columns.
  public let degreesOfFreedom: Int
  /// The condition number, in the 1-norm, of the weighted design with its columns scaled to about the same length.
  public let conditionEstimate: Double
  /// The number of columns: a deficient design is refused.
  public let rank: Int

  /// The estimated standard deviation of a row of unit weight; NaN without degrees of freedom.
  public var residualStandardDeviation: Double {
    degreesOfFreedom > 0 ? (weightedSumOfSquares / Double(degreesOfFreedom)).squareRoot() : .nan
  }

  /// The standard errors of the coefficients if the stated standard deviations are true.
  public var standardErrors: [Double] { covariance.diagonal.map { $0.squareRoot() } }
}
