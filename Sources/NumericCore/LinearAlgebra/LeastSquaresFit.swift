/// The result of a weighted linear least-squares fit.
public struct LeastSquaresFit: Equatable, Sendable {
  /// One per column of the design.
  public let coefficients: [Double]
  /// (XᵀX)⁻¹ with X the design whose rows are divided by their standard deviations, priors included: the covariance of the coefficients if
  /// those standard deviations are true. Zero along constrained directions.
  public let covariance: Matrix
  /// Observation minus fitted value, in the units of the observations; priors are not among them, rows without weight are.
  public let residuals: [Double]
  /// The weight of each observation in its own fitted value, 0 to 1; without priors and constraints they sum to the number of columns.
  public let leverages: [Double]
  /// Sum of squares of the residuals, each divided by its standard deviation, priors included.
  public let weightedSumOfSquares: Double
  /// Rows with weight and priors, less columns that no constraint fixes.
  public let degreesOfFreedom: Int
  /// The condition number, in the 1-norm, of the weighted design with its columns scaled to about the same length, on the directions that
  /// constraints leave free.
  public let conditionEstimate: Double
  /// The number of columns: a deficient design is refused.
  public let rank: Int
  /// Sum of squares of the weighted observations, about their weighted mean if `hasConstant`, else about 0.
  public let totalSumOfSquares: Double
  /// Whether a constant is among the columns or their combinations.
  public let hasConstant: Bool
  /// Columns, less those that constraints fix.
  let freeCoefficients: Int
  /// What each row was multiplied by, one over its standard deviation; 0 for a dropped row.
  let rowScales: [Double]

  /// The standard errors of the coefficients if the stated standard deviations are true.
  public var standardErrors: [Double] { covariance.diagonal.map { $0.squareRoot() } }

  /// √(weighted sum of squares / degrees of freedom): the standard deviation of a row of unit weight as the residuals show it, 1 if the
  /// stated standard deviations are true; nil without degrees of freedom.
  public var residualStandardDeviation: Double? {
    degreesOfFreedom > 0 ? (weightedSumOfSquares / Double(degreesOfFreedom)).squareRoot() : nil
  }

  /// The covariance of the coefficients if the standard deviations are right only in proportion: scaled by the residuals' variance; nil
  /// without degrees of freedom.
  public var estimatedCovariance: Matrix? {
    guard degreesOfFreedom > 0 else { return nil }
    var result = covariance
    for index in result.elements.indices { result.elements[index] *= weightedSumOfSquares / Double(degreesOfFreedom) }
    return result
  }

  /// The standard errors that statistics packages print, scaled by the residual standard deviation; nil without degrees of freedom.
  public var estimatedStandardErrors: [Double]? {
    residualStandardDeviation.map { deviation in standardErrors.map { $0 * deviation } }
  }
}
