/// The shortest of all coefficient vectors with the least sum of squares.
///
/// It depends on the units of the columns: where the data do not settle a combination of coefficients, it is settled by the length of the
/// vector alone.
public struct MinimumNormFit: Equatable, Sendable {
  public let coefficients: [Double]
  /// Observation minus fitted value, in the units of the observations.
  public let residuals: [Double]
  /// Sum of squares of the residuals, each divided by its standard deviation.
  public let weightedSumOfSquares: Double
  /// The number of singular values that were taken as not 0.
  public let rank: Int
  /// Of the weighted design, from the largest.
  public let singularValues: [Double]
  /// The largest singular value over the smallest that was kept.
  public let conditionNumber: Double
  /// Orthonormal columns: the directions of coefficients about which the data say nothing.
  public let undetermined: Matrix
}
