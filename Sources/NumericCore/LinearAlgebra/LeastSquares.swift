/// Weighted linear least squares, with priors and exact linear constraints.
///
/// Rows are divided by their standard deviations and columns by powers of two; priors are further rows. LAPACK's `dgeqp3` factors the
/// rounded matrix; coefficients, residuals and multipliers are then refined together with defects in double-double arithmetic (Å. Björck
/// 1967, doi 10.1007/BF01939321). Constraints are split off by the null-space method. The covariance takes its digits from A R⁻¹ in
/// double-double arithmetic, not from R alone.
///
/// **Accuracy**: coefficients and sums of squares are those of the doubles given, within 4e-16, and standard errors within 1e-15 (4e-15 with
/// constraints), on problems with condition numbers to 8e12 and weights over eight powers of ten, against exact rational solutions. What the
/// rounding of decimal data to doubles has moved cannot be got back: the worst coefficient keeps about 16 - log₁₀(condition) digits of that
/// of the decimal data, fewer if residuals are large. On NIST's Norris, NoInt1, Longley, Wampler1 and Wampler3 that leaves 14 or more
/// digits, on Pontius 13.5 and on Wampler2 13.2. For powers of one variable, `PolynomialLeastSquares` avoids the rounding of the powers.
///
/// **Range**: rank is full if every column keeps more than 16 max(columns, √rows) 2⁻⁵² of the largest length after the others are
/// taken out.
public enum LeastSquares {
  /// Minimises Σ ((observation - Σ coefficient · column)/standard deviation)², priors included, subject to the constraints.
  ///
  /// - Parameters:
  ///   - design: one row per observation, one column per coefficient.
  ///   - observations: one per row.
  ///   - rowWeights: standard deviations or weights, one per row.
  ///   - priors: what is known of coefficients beforehand, each a row more.
  ///   - constraints: conditions that hold exactly; one that follows from others is left out.
  /// - Throws: `NumericError.size` for arrays that do not fit, `.notFinite` naming the row, `.parameter` for a standard deviation that is
  ///   not positive, a negative weight or a column that is not there, `.tooFewRows`, `.rankDeficient` with the columns (from 0) that the
  ///   others explain and how, `.contradictoryConstraint`, `.noConvergence` at the edge of rank deficiency.
  public static func solve(
    _ design: Matrix, observations: [Double], rowWeights: RowWeights = .equal, priors: [LinearPrior] = [],
    constraints: [LinearConstraint] = []
  ) throws(NumericError) -> LeastSquaresFit {
    for j in 0..<design.columns {
      for i in 0..<design.rows where !design[i, j].isFinite { throw .notFinite("row \(i + 1), column \(j + 1) of the design") }
    }
    let problem = try LeastSquaresProblem(ExtendedMatrix(design), observations, rowWeights, priors, constraints)
    return try LeastSquaresSolution(problem).fit()
  }

  /// Minimises Σ ((observation - Σ coefficient · column)/standard deviation)².
  ///
  /// - Parameters:
  ///   - design: one row per observation, one column per coefficient.
  ///   - observations: one per row.
  ///   - standardDeviations: one per row, in the units of the observations. ∞ drops the row.
  /// - Throws: as `solve(_:observations:rowWeights:priors:constraints:)`.
  public static func solve(
    _ design: Matrix, observations: [Double], standardDeviations: [Double]
  ) throws(NumericError) -> LeastSquaresFit {
    try solve(design, observations: observations, rowWeights: .standardDeviations(standardDeviations))
  }
}
