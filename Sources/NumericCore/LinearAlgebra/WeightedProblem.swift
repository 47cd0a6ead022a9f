/// A least-squares problem with its rows weighted and its columns scaled.
struct WeightedProblem {
  let design: Matrix
  let observations: [Double]
  let deviations: [Double]
  /// The rows with a finite standard deviation.
  let keptRows: [Int]
  /// Powers of two; coefficient = scaled coefficient × scale.
  let columnScales: [Double]
  /// The kept rows over their standard deviations, the columns times their scales.
  let scaled: Matrix

  init(_ design: Matrix, _ observations: [Double], _ standardDeviations: [Double]?) throws(NumericError) {
    let deviations = standardDeviations ?? [Double](repeating: 1, count: observations.count)
    try WeightedProblem.check(design, observations, deviations)
    self.design = design
    self.observations = observations
    self.deviations = deviations
    self.keptRows = deviations.indices.filter { deviations[$0] < .infinity }
    guard keptRows.count >= design.columns else { throw .tooFewRows(rows: keptRows.count, columns: design.columns) }
    var scaled = Matrix(rows: keptRows.count, columns: design.columns)
    var scales: [Double] = []
    for j in 0..<design.columns {
      let column = keptRows.map { design[$0, j] / deviations[$0] }
      let largest = column.reduce(0) { max($0, $1.magnitude) }
      guard largest > 0 else { throw .rankDeficient(rank: design.columns - 1, columns: [j]) }
      guard largest < .infinity, largest >= 0x1p-1000 else { throw .notFinite("column \(j + 1) over the standard deviations") }
      let length = column.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot() * largest
      let scale = Double(sign: .plus, exponent: -min(length, .greatestFiniteMagnitude).exponent, significand: 1)
      scales.append(scale)
      for (i, value) in column.enumerated() { scaled[i, j] = value * scale }
    }
    self.columnScales = scales
    self.scaled = scaled
  }

  private static func check(_ design: Matrix, _ observations: [Double], _ deviations: [Double]) throws(NumericError) {
    guard design.columns > 0 else { throw .size("a design without columns") }
    guard design.rows <= 1 << 30, design.columns <= 1 << 15 else { throw .size("a design of \(design.rows) by \(design.columns)") }
    guard observations.count == design.rows, deviations.count == design.rows else {
      throw .size("\(design.rows) rows, \(observations.count) observations, \(deviations.count) standard deviations")
    }
    for i in 0..<design.rows {
      guard deviations[i] > 0 else {
        throw .parameter(of: "least squares", name: "standard deviation of row \(i + 1)", value: deviations[i], allowed: "> 0")
      }
      guard observations[i].isFinite else { throw .notFinite("observation \(i + 1)") }
      for j in 0..<design.columns where !design[i, j].isFinite { throw .notFinite("row \(i + 1), column \(j + 1) of the design") }
    }
  }

  /// Scaled coefficients and weighted residuals straight from the factorisation.
  func firstSolution(_ qr: LAPACK.PivotedQR) -> (solution: [Double], residuals: [Double]) {
    let weighted = keptRows.map { observations[$0] / deviations[$0] }
    return correction(qr, rowDefects: weighted, columnDefects: [Double](repeating: 0, count: design.columns))
  }

  /// Repeats Björck's step while it still shrinks, at most ten times.
  func refine(_ start: (solution: [Double], residuals: [Double]), _ qr: LAPACK.PivotedQR) -> (solution: [Double], residuals: [Double]) {
    var (solution, residuals) = start
    var last = Double.infinity
    for _ in 0..<10 {
      let step = correction(qr, rowDefects: rowDefects(solution, residuals), columnDefects: columnDefects(residuals))
      let size = zip(step.solution, solution).reduce(0) { max($0, ($1.0 / $1.1).magnitude) }
      guard size < 0.5 * last else { break }
      for j in solution.indices { solution[j] += step.solution[j] }
      for i in residuals.indices { residuals[i] += step.residuals[i] }
      last = size
    }
    return (solution, residuals)
  }

  /// Solves for the corrections of residuals and coefficients: r + A x = f, Aᵀ r = g.
  private func correction(
    _ qr: LAPACK.PivotedQR, rowDefects f: [Double], columnDefects g: [Double]
  ) -> (solution: [Double], residuals: [Double]) {
    let h = LAPACK.solveR(of: qr, transposed: true, qr.pivots.map { g[$0] })
    var rotated = LAPACK.applyQ(of: qr, transposed: true, to: f)
    let pivoted = LAPACK.solveR(of: qr, transposed: false, h.indices.map { rotated[$0] - h[$0] })
    for j in h.indices { rotated[j] = h[j] }
    var solution = [Double](repeating: 0, count: pivoted.count)
    for (place, column) in qr.pivots.enumerated() { solution[column] = pivoted[place] }
    return (solution, LAPACK.applyQ(of: qr, transposed: false, to: rotated))
  }

  /// (observation - design · coefficients)/sd - residual, rounded once.
  private func rowDefects(_ solution: [Double], _ residuals: [Double]) -> [Double] {
    keptRows.enumerated().map { place, row in
      var sum = difference(row) { solution[$0] * columnScales[$0] }.divided(by: deviations[row])
      sum.add(-residuals[place])
      return sum.value
    }
  }

  /// Minus the products of the scaled columns with the residuals, rounded once.
  private func columnDefects(_ residuals: [Double]) -> [Double] {
    (0..<design.columns).map { j in
      var sum = DoubleDouble(0)
      for (place, row) in keptRows.enumerated() {
        var product = DoubleDouble(0)
        product.add(-design[row, j] * columnScales[j], times: residuals[place])
        sum.add(product.divided(by: deviations[row]))
      }
      return sum.value
    }
  }

  private func difference(_ row: Int, _ coefficient: (Int) -> Double) -> DoubleDouble {
    var sum = DoubleDouble(observations[row])
    for j in 0..<design.columns { sum.add(-design[row, j], times: coefficient(j)) }
    return sum
  }

  func unweightedResiduals(_ coefficients: [Double]) -> [Double] {
    (0..<design.rows).map { row in difference(row) { coefficients[$0] }.value }
  }

  func covariance(_ inverse: Matrix, _ pivots: [Int]) -> Matrix {
    var result = Matrix(rows: pivots.count, columns: pivots.count)
    for (i, row) in pivots.enumerated() {
      for (j, column) in pivots.enumerated() where i <= j {
        let sum = (j..<pivots.count).reduce(0.0) { $0.addingProduct(inverse[i, $1], inverse[j, $1]) }
        let value = sum * columnScales[row] * columnScales[column]
        result[row, column] = value
        result[column, row] = value
      }
    }
    return result
  }

  /// The squared lengths of the rows of Q, by R⁻ᵀ times the pivoted rows; 0 for a dropped row.
  func leverages(_ qr: LAPACK.PivotedQR) -> [Double] {
    let right = keptRows.indices.flatMap { i in qr.pivots.map { scaled[i, $0] } }
    let solved = LAPACK.solveR(of: qr, transposed: true, right)
    var result = [Double](repeating: 0, count: design.rows)
    for (place, row) in keptRows.enumerated() {
      let part = solved[place * design.columns..<(place + 1) * design.columns]
      result[row] = min(part.reduce(0) { $0.addingProduct($1, $1) }, 1)
    }
    return result
  }
}
