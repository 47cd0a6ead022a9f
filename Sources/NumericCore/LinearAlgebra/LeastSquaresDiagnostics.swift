/// What the residuals of a least-squares fit say about its rows and its quality.
///
/// With e the residual over its standard deviation, h the leverage, s the residual standard deviation, ν the degrees of freedom and p the
/// number of free coefficients. All are those of R's `rstandard`, `rstudent`, `cooks.distance` and `summary(lm)`.
/// (R. D. Cook and S. Weisberg, Residuals and Influence in Regression, 1982, hdl.handle.net/11299/37076.)
public struct LeastSquaresDiagnostics: Equatable, Sendable {
  /// e/(s √(1 - h)); nil where a row has no weight or determines its own fitted value, and where s is 0 or unknown.
  public let standardizedResiduals: [Double?]
  /// The same with s from the fit without the row, Student's t with ν - 1 degrees of freedom; nil also where ν is 1.
  public let studentizedResiduals: [Double?]
  /// How far the fit moves if the row is left out: standardised² h/((1 - h) p).
  public let cooksDistances: [Double?]
  /// Σ (eₜ - eₜ₋₁)²/Σ eₜ² over the rows with weight in their order, about 2 if neighbours are independent; nil if all residuals are 0.
  ///
  /// J. Durbin and G. S. Watson 1950, doi 10.1093/biomet/37.3-4.409.
  public let durbinWatson: Double?
  /// 1 - Σ e²/total sum of squares, about the mean if a constant is among the columns, else about 0; nil if that total is 0.
  public let rSquared: Double?
  /// R² with both sums over their degrees of freedom; nil without any.
  public let adjustedRSquared: Double?

  public init(_ fit: LeastSquaresFit) {
    let weighted = zip(fit.residuals, fit.rowScales).map { $0 * $1 }
    let kept = weighted.indices.filter { fit.rowScales[$0] > 0 }
    let squares = kept.reduce(0) { $0.addingProduct(weighted[$1], weighted[$1]) }
    let free = Double(fit.freeCoefficients)
    let degrees = Double(fit.degreesOfFreedom)
    let variance = fit.degreesOfFreedom > 0 ? fit.weightedSumOfSquares / degrees : 0
    let standardized = weighted.indices.map { row -> Double? in
      let rest = 1 - fit.leverages[row]
      guard fit.rowScales[row] > 0, rest > 1e-12, variance > 0 else { return nil }
      return weighted[row] / (variance * rest).squareRoot()
    }
    standardizedResiduals = standardized
    studentizedResiduals = standardized.map { value in
      value.flatMap { degrees - $0 * $0 > 0 && degrees > 1 ? $0 * ((degrees - 1) / (degrees - $0 * $0)).squareRoot() : nil }
    }
    cooksDistances = zip(standardized, fit.leverages).map { value, leverage in
      value.flatMap { free > 0 ? $0 * $0 * leverage / ((1 - leverage) * free) : nil }
    }
    let steps = zip(kept.dropFirst(), kept).map { weighted[$0] - weighted[$1] }
    durbinWatson = squares > 0 ? steps.reduce(0) { $0.addingProduct($1, $1) } / squares : nil
    let unexplained = fit.totalSumOfSquares > 0 ? squares / fit.totalSumOfSquares : nil
    rSquared = unexplained.map { 1 - $0 }
    let total = Double(kept.count - (fit.hasConstant ? 1 : 0))
    adjustedRSquared = unexplained.flatMap { fit.degreesOfFreedom > 0 && total > 0 ? 1 - $0 * total / degrees : nil }
  }
}

extension LeastSquaresFit {
  /// Studentised residuals, influence, Durbin-Watson and R².
  public var diagnostics: LeastSquaresDiagnostics { LeastSquaresDiagnostics(self) }
}
