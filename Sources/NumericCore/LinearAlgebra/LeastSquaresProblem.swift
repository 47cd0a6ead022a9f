/// A least-squares problem with its rows weighted, its priors as rows below, and its columns scaled.
struct LeastSquaresProblem {
  /// All rows as given.
  let design: ExtendedMatrix
  let observations: [Double]
  /// What each observation's row is multiplied by; 0 for a dropped row.
  let rowScales: [DoubleDouble]
  let priors: [LinearPrior]
  let priorScales: [DoubleDouble]
  /// The rows with weight.
  let keptRows: [Int]
  /// Powers of two; coefficient = scaled coefficient × scale.
  let columnScales: [Double]
  /// Kept rows, then priors, weighted, with scaled columns.
  let scaled: ExtendedMatrix
  /// The observations and the means of the priors, weighted.
  let right: [DoubleDouble]
  let constraints: ConstraintFactor?

  init(
    _ design: ExtendedMatrix, _ observations: [Double], _ weights: RowWeights, _ priors: [LinearPrior], _ constraints: [LinearConstraint]
  ) throws(NumericError) {
    guard design.columns > 0 else { throw .size("a design without columns") }
    guard design.rows <= 1 << 30, design.columns <= 1 << 15 else { throw .size("a design of \(design.rows) by \(design.columns)") }
    guard observations.count == design.rows else { throw .size("\(design.rows) rows, \(observations.count) observations") }
    for (i, value) in observations.enumerated() where !value.isFinite { throw .notFinite("observation \(i + 1)") }
    self.design = design
    self.observations = observations
    self.priors = priors
    rowScales = try weights.rowScales(rows: design.rows)
    keptRows = rowScales.indices.filter { [rowScales] in rowScales[$0].high > 0 }
    let deviations = try LeastSquaresProblem.deviations(of: priors, columns: design.columns)
    priorScales = deviations.map { DoubleDouble(1).divided(by: $0) }
    let rows = LeastSquaresProblem.weighted(design, keptRows, rowScales, priors, priorScales)
    columnScales = try LeastSquaresProblem.scales(rows)
    scaled = rows.scaled(columnScales)
    right =
      keptRows.map { [rowScales] in rowScales[$0] * observations[$0] } + zip(priorScales, priors).map { $0 * $1.mean }
    self.constraints = try LeastSquaresProblem.factor(constraints, columnScales)
    let conditions = self.constraints?.count ?? 0
    guard scaled.rows + conditions >= design.columns else {
      throw .tooFewRows(rows: scaled.rows + conditions, columns: design.columns)
    }
  }

  private static func deviations(of priors: [LinearPrior], columns: Int) throws(NumericError) -> [Double] {
    for (i, prior) in priors.enumerated() {
      try require(prior.factors, columns, "prior \(i + 1)")
      guard prior.mean.isFinite else { throw .notFinite("the mean of prior \(i + 1)") }
      let deviation = prior.standardDeviation
      guard deviation > 0, deviation < .infinity else {
        throw .parameter(of: "prior \(i + 1)", name: "standard deviation", value: deviation, allowed: "> 0, finite")
      }
    }
    return priors.map(\.standardDeviation)
  }

  private static func require(_ factors: [Int: Double], _ columns: Int, _ owner: String) throws(NumericError) {
    for (column, factor) in factors.sorted(by: { $0.key < $1.key }) {
      guard column >= 0, column < columns else {
        throw .parameter(of: owner, name: "column", value: Double(column), allowed: "0 to \(columns - 1)")
      }
      guard factor.isFinite else { throw .notFinite("the factor of column \(column) in \(owner)") }
    }
  }

  private static func weighted(
    _ design: ExtendedMatrix, _ kept: [Int], _ scales: [DoubleDouble], _ priors: [LinearPrior], _ priorScales: [DoubleDouble]
  ) -> ExtendedMatrix {
    var result = ExtendedMatrix(rows: kept.count + priors.count, columns: design.columns)
    for j in 0..<design.columns {
      for (place, row) in kept.enumerated() { result[place, j] = design[row, j] * scales[row] }
      for (place, prior) in priors.enumerated() {
        if let factor = prior.factors[j] { result[kept.count + place, j] = priorScales[place] * factor }
      }
    }
    return result
  }

  private static func scales(_ matrix: ExtendedMatrix) throws(NumericError) -> [Double] {
    var scales: [Double] = []
    for j in 0..<matrix.columns {
      let column = matrix.elements[j * matrix.rows..<(j + 1) * matrix.rows]
      guard column.allSatisfy({ $0.value.isFinite }) else { throw .notFinite("column \(j + 1) over the standard deviations") }
      let largest = column.reduce(0) { max($0, $1.high.magnitude) }
      // A column of zeros is left to the rank, or to a constraint that fixes its coefficient.
      guard largest == 0 || largest >= 0x1p-1000 else { throw .notFinite("column \(j + 1) over the standard deviations") }
      scales.append(largest == 0 ? 1 : powerOfTwo(over: column.reduce(0) { $0 + ($1.high / largest) * ($1.high / largest) }, largest))
    }
    return scales
  }

  /// A power of two that brings the length √sum · largest to between 1 and 2.
  private static func powerOfTwo(over sum: Double, _ largest: Double) -> Double {
    let length = min(sum.squareRoot() * largest, .greatestFiniteMagnitude)
    return Double(sign: .plus, exponent: -length.exponent, significand: 1)
  }

  private static func factor(_ constraints: [LinearConstraint], _ columnScales: [Double]) throws(NumericError) -> ConstraintFactor? {
    if constraints.isEmpty { return nil }
    var matrix = Matrix(rows: constraints.count, columns: columnScales.count)
    var scales: [Double] = []
    for (i, constraint) in constraints.enumerated() {
      try require(constraint.factors, columnScales.count, "constraint \(i + 1)")
      guard constraint.value.isFinite else { throw .notFinite("the value of constraint \(i + 1)") }
      let row = columnScales.enumerated().map { $1 * (constraint.factors[$0] ?? 0) }
      let largest = row.reduce(0) { max($0, $1.magnitude) }
      let scale = largest == 0 ? 1 : Double(sign: .plus, exponent: -largest.exponent, significand: 1)
      for (j, value) in row.enumerated() { matrix[i, j] = value * scale }
      guard largest < .infinity, (constraint.value * scale).isFinite else { throw .notFinite("constraint \(i + 1) in scaled columns") }
      scales.append(scale)
    }
    do { return try ConstraintFactor(matrix, zip(constraints, scales).map { $0.value * $1 }) } catch {
      guard case .contradictoryConstraint(let index, let value, let implied) = error else { throw error }
      throw .contradictoryConstraint(index: index, value: value / scales[index], implied: implied / scales[index])
    }
  }

  /// - Throws: `NumericError.rankDeficient` in the units of the design.
  func factored() throws(NumericError) -> AugmentedSystem {
    do { return try AugmentedSystem(scaled, constraints) } catch {
      guard case .rankDeficient(let rank, let dependencies) = error else { throw error }
      throw .rankDeficient(rank: rank, dependencies: dependencies.map { $0.unscaled(columnScales) })
    }
  }
}
