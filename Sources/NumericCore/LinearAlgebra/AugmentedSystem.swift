/// The equations of a least-squares problem with their residuals and multipliers as unknowns, factored once in doubles and solved to more
/// digits than a double holds.
///
/// r + A z = b, C z = d, Aᵀ r = Cᵀ λ: the defects of all three are formed in double-double arithmetic and solved for corrections with the
/// factors of the rounded matrix, until the corrections no longer shrink (Å. Björck 1967, doi 10.1007/BF01939321).
struct AugmentedSystem: Sendable {
  struct Unknowns: Sendable {
    var solution: [DoubleDouble]
    var residuals: [DoubleDouble]
    var multipliers: [DoubleDouble]
  }

  private struct Correction {
    var solution: [Double]
    var residuals: [Double]
    var multipliers: [Double]
  }

  /// A, rows weighted and columns scaled to about the same length.
  let design: ExtendedMatrix
  let constraints: ConstraintFactor?
  /// A, or A on the directions that the constraints leave free.
  let reduced: ExtendedMatrix
  /// The factors of `reduced`, rounded; none if nothing is free.
  let qr: LAPACK.PivotedQR?

  /// - Throws: `NumericError.rankDeficient` naming columns by their places in A, combinations in A's units.
  init(_ design: ExtendedMatrix, _ constraints: ConstraintFactor?) throws(NumericError) {
    self.design = design
    self.constraints = constraints
    reduced = constraints.map { design.times($0.free) } ?? design
    guard reduced.columns > 0 else {
      qr = nil
      return
    }
    let factors = LAPACK.pivotedQR(reduced.rounded)
    guard factors.rank == reduced.columns else {
      let whole = constraints.map { LAPACK.pivotedQR(design.rounded.above($0.matrix)) } ?? factors
      throw .rankDeficient(rank: whole.rank, dependencies: whole.dependencies(rank: min(whole.rank, design.columns - 1)))
    }
    qr = factors
  }

  /// - Throws: `NumericError.noConvergence` if the last correction is not below 1e-12 of the solution.
  func solve(_ right: [DoubleDouble]) throws(NumericError) -> Unknowns {
    var unknowns = Unknowns(
      solution: [DoubleDouble](repeating: .zero, count: design.columns),
      residuals: [DoubleDouble](repeating: .zero, count: design.rows),
      multipliers: [DoubleDouble](repeating: .zero, count: constraints?.count ?? 0))
    let size = right.reduce(0) { max($0, $1.high.magnitude) }
    var (last, ratio) = (Double.infinity, 1.0)
    for _ in 0..<30 {
      let step = correction(unknowns, right)
      let length = step.solution.reduce(0) { max($0, $1.magnitude) }
      let scale = unknowns.solution.reduce(max(size, length)) { max($0, $1.high.magnitude) }
      let relative = scale > 0 ? length / scale : 0
      guard relative < 0.5 * last else { break }
      for j in step.solution.indices { unknowns.solution[j].add(step.solution[j]) }
      for i in step.residuals.indices { unknowns.residuals[i].add(step.residuals[i]) }
      for k in step.multipliers.indices { unknowns.multipliers[k].add(step.multipliers[k]) }
      ratio = last < .infinity ? relative / last : 1
      last = relative
      // What remains is about this correction times the rate.
      if relative * ratio < 0x1p-96 { break }
    }
    guard last < 1e-12 else { throw .noConvergence("the refinement of a least-squares fit, last relative correction \(last)") }
    return unknowns
  }

  private func correction(_ now: Unknowns, _ right: [DoubleDouble]) -> Correction {
    let rowDefects = zip(design.difference(from: right, times: now.solution), now.residuals).map { ($0 - $1).value }
    let products = design.columnProducts(now.residuals)
    guard let constraints else {
      let (solution, residuals) = reducedCorrection(rowDefects, products.map { -$0.value })
      return Correction(solution: solution, residuals: residuals, multipliers: [])
    }
    let matrix = ExtendedMatrix(constraints.matrix)
    let h = matrix.difference(from: constraints.values.map { DoubleDouble($0) }, times: now.solution).map(\.value)
    let g = ExtendedMatrix(constraints.matrix.transposed).difference(from: products, times: now.multipliers).map { -$0.value }
    let base = constraints.fixed.times(constraints.fixedCoordinates(h))
    let shifted = zip(rowDefects, design.rounded.times(base)).map { $0 - $1 }
    let (part, residuals) = reducedCorrection(shifted, constraints.free.transposedTimes(g))
    let solution = zip(base, constraints.free.times(part)).map { $0 + $1 }
    let rest = zip(design.rounded.transposedTimes(residuals), g).map { $0 - $1 }
    return Correction(
      solution: solution, residuals: residuals, multipliers: constraints.multipliers(constraints.fixed.transposedTimes(rest)))
  }

  /// Solves r + A y = f, Aᵀ r = g for the reduced A.
  private func reducedCorrection(_ f: [Double], _ g: [Double]) -> (solution: [Double], residuals: [Double]) {
    guard let qr else { return ([], f) }
    let h = LAPACK.solveR(of: qr, transposed: true, qr.pivots.map { g[$0] })
    var rotated = LAPACK.applyQ(of: qr, transposed: true, to: f)
    let pivoted = LAPACK.solveR(of: qr, transposed: false, h.indices.map { rotated[$0] - h[$0] })
    for j in h.indices { rotated[j] = h[j] }
    var solution = [Double](repeating: 0, count: pivoted.count)
    for (place, column) in qr.pivots.enumerated() { solution[column] = pivoted[place] }
    return (solution, LAPACK.applyQ(of: qr, transposed: false, to: rotated))
  }
}
