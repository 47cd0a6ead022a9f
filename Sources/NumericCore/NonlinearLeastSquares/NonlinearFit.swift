/// The result of a nonlinear least-squares fit.
public struct NonlinearFit: Sendable {
  public let parameters: [Double]
  /// errorScale² (JᵀJ)⁻¹ with J the derivatives over the standard deviations; zeros for parameters at a bound. nil unless determined
  /// and, where errors are not stated, without degrees of freedom.
  public let covariance: Matrix?
  /// 1 where standard deviations of the observations are stated, else the residual standard deviation.
  public let errorScale: Double?
  /// Whether standard deviations of the observations are stated.
  public let errorsAreStated: Bool
  /// Observation minus model, in the units of the observations.
  public let residuals: [Double]
  /// Σ of the squares of the residuals over their standard deviations, and of further rows.
  public let weightedSumOfSquares: Double
  /// Rows with weight, less parameters that are not at a bound.
  public let degreesOfFreedom: Int
  public let outcome: NonlinearOutcome
  /// Of the search and the polish together.
  public let iterations: Int
  /// Parameters, from 0, that the data press against a bound.
  public let atBound: [Int]

  /// The root of the diagonal of `covariance`.
  public var standardErrors: [Double]? { covariance.map { $0.diagonal.map { $0.squareRoot() } } }

  /// √(weighted sum of squares/degrees of freedom); nil without degrees of freedom.
  public var residualStandardDeviation: Double? {
    degreesOfFreedom > 0 ? (weightedSumOfSquares / Double(degreesOfFreedom)).squareRoot() : nil
  }

  /// The standard error of a quantity by its gradient g, √(gᵀ covariance g); nil without a covariance.
  public func standardError(of quantity: ParameterFunction) -> Double? {
    guard let covariance else { return nil }
    let gradient = quantity.gradient(parameters)
    var variance = 0.0
    for i in gradient.indices {
      for j in gradient.indices { variance += gradient[i] * covariance[i, j] * gradient[j] }
    }
    return max(variance, 0).squareRoot()
  }
}
