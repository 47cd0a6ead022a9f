/// How much each row of a least-squares problem counts.
public enum RowWeights: Equatable, Sendable {
  /// All rows count alike.
  case equal
  /// Each row's error has this standard deviation, in the units of the observations; ∞ drops the row.
  case standardDeviations([Double])
  /// Each row's square counts so often, the inverse of its variance; 0 drops the row.
  case weights([Double])

  /// What each row is multiplied by, to double-double precision; 0 for a dropped row.
  ///
  /// - Throws: `NumericError.size` if there are not as many as rows, `.parameter` for a standard deviation that is not positive or a weight
  ///   that is negative or not finite.
  func rowScales(rows: Int) throws(NumericError) -> [DoubleDouble] {
    switch self {
    case .equal:
      return [DoubleDouble](repeating: DoubleDouble(1), count: rows)
    case .standardDeviations(let values):
      guard values.count == rows else { throw .size("\(rows) rows, \(values.count) standard deviations") }
      for (i, value) in values.enumerated() where !(value > 0) {
        throw .parameter(of: "least squares", name: "standard deviation of row \(i + 1)", value: value, allowed: "> 0")
      }
      return values.map { $0 == .infinity ? .zero : DoubleDouble(1).divided(by: $0) }
    case .weights(let values):
      guard values.count == rows else { throw .size("\(rows) rows, \(values.count) weights") }
      for (i, value) in values.enumerated() where !(value >= 0 && value < .infinity) {
        throw .parameter(of: "least squares", name: "weight of row \(i + 1)", value: value, allowed: "0 or more, finite")
      }
      return values.map { DoubleDouble.squareRoot($0) }
    }
  }
}
