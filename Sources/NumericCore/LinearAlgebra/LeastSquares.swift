/// Weighted linear least squares.
///
/// The rows are divided by their standard deviations, the columns by powers of two. QR factorisation with column pivoting by
/// LAPACK's `dgeqp3`, then refinement of coefficients and residuals together with defects in double-double arithmetic
/// (Å. Björck 1967, doi 10.1007/BF01939321), so that the coefficients are those of the data as given, not as rounded.
///
/// **Accuracy**: on NIST's Norris, NoInt1, Longley, Wampler1 and Wampler3 at least 14 correct digits in the coefficients, on Pontius 13.5
/// and on Wampler2 13.2, where the exact solution for the data rounded to doubles lies too; 12.5 or more in the standard errors.
public enum LeastSquares {
  /// Minimises Σ ((observation - Σ coefficient · column)/standard deviation)².
  ///
  /// - Parameters:
  ///   - design: one row per observation, one column per coefficient.
  ///   - observations: one per row.
  ///   - standardDeviations: one per row, in the units of the observations; 1 everywhere if left out. ∞ drops the row.
  /// - Throws: `NumericError.size` for arrays that do not fit, `.notFinite` naming the row, `.parameter` for a standard deviation that
  ///   is not positive, `.tooFewRows`, `.rankDeficient` with the columns, from 0, that the others explain.
  public static func solve(
    _ design: Matrix, observations: [Double], standardDeviations: [Double]? = nil
  ) throws(NumericError) -> LeastSquaresFit {
    let problem = try WeightedProblem(design, observations, standardDeviations)
    let qr = LAPACK.pivotedQR(problem.scaled)
    try requireFullRank(qr)
    let (solution, residuals) = problem.refine(problem.firstSolution(qr), qr)
    let coefficients = zip(solution, problem.columnScales).map { $0 * $1 }
    for value in coefficients where !value.isFinite { throw .notFinite("a coefficient of the fit") }
    let inverse = LAPACK.inverseR(of: qr)
    let kept = Double(problem.keptRows.count)
    return LeastSquaresFit(
      coefficients: coefficients,
      covariance: problem.covariance(inverse, qr.pivots),
      residuals: problem.unweightedResiduals(coefficients),
      leverages: problem.leverages(qr),
      weightedSumOfSquares: residuals.reduce(0) { $0.addingProduct($1, $1) },
      degreesOfFreedom: Int(kept) - design.columns,
      conditionEstimate: norm(ofUpper: qr) * norm(inverse),
      rank: design.columns)
  }

  private static func requireFullRank(_ qr: LAPACK.PivotedQR) throws(NumericError) {
    let (rows, columns) = (Int(qr.rows), Int(qr.columns))
    let largest = qr.factors[0].magnitude
    let rank = (0..<columns).first { qr.factors[$0 + $0 * rows].magnitude <= Double(rows) * 0x1p-52 * largest } ?? columns
    if rank < columns { throw .rankDeficient(rank: rank, columns: qr.pivots[rank...].sorted()) }
  }

  /// The 1-norm of R.
  private static func norm(ofUpper qr: LAPACK.PivotedQR) -> Double {
    (0..<Int(qr.columns)).map { j in (0...j).reduce(0) { $0 + qr.factors[$1 + j * Int(qr.rows)].magnitude } }.max() ?? 0
  }

  private static func norm(_ matrix: Matrix) -> Double {
    (0..<matrix.columns).map { j in (0..<matrix.rows).reduce(0) { $0 + matrix[$1, j].magnitude } }.max() ?? 0
  }
}
