/// A column of a design that is, within rounding, a linear combination of others: Σ factor · other.
public struct ColumnDependency: Equatable, Sendable, CustomStringConvertible {
  /// Columns are counted from 0.
  public let column: Int
  /// The columns that explain it; none if it is zero.
  public let others: [Int]
  /// One for each of the others, in the units of the design.
  public let factors: [Double]

  /// For example "column 2 = 3.0 × column 0 - 1.0 × column 1".
  public var description: String {
    var text = "column \(column) ="
    for (place, (other, factor)) in zip(others, factors).enumerated() {
      let sign = place == 0 ? (factor < 0 ? " -" : " ") : (factor < 0 ? " - " : " + ")
      text += "\(sign)\(factor.magnitude) × column \(other)"
    }
    return others.isEmpty ? text + " 0" : text
  }

  /// The same statement for columns that were multiplied by these scales.
  func unscaled(_ scales: [Double]) -> ColumnDependency {
    ColumnDependency(
      column: column, others: others, factors: zip(others, factors).map { $1 * (scales[$0] / scales[column]) })
  }
}
