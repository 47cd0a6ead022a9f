/// A least-squares polynomial.
public struct PolynomialFit: Equatable, Sendable {
  /// The fit in powers of x, the constant first.
  public let fit: LeastSquaresFit
  let basis: ChebyshevBasis
  /// Coefficients of the Chebyshev polynomials, and K with their covariance K Kᵀ.
  let solution: [DoubleDouble]
  let covarianceFactor: Matrix

  /// The polynomial at x, from its Chebyshev form: the powers of a calendar year, each rounded, would cancel each other's digits.
  public func value(at x: Double) -> Double {
    zip(basis.values(at: x), solution).reduce(DoubleDouble.zero) { $0 + $1.0 * $1.1 }.value
  }

  /// The standard error of `value(at:)` if the stated standard deviations are true; times `fit.residualStandardDeviation` if only in
  /// proportion.
  public func standardError(at x: Double) -> Double {
    let row = basis.values(at: x).map(\.value)
    return DoubleDouble.sumOfSquares(covarianceFactor.transposedTimes(row)).squareRoot()
  }
}
