/// A probability distribution on the line.
///
/// Every function is defined for every argument: outside the support the density is 0 and the cumulative probability 0 or 1;
/// `quantile(0)` and `quantile(1)` are the ends of the support, infinite where it is; NaN gives NaN. No libm: the same bits everywhere.
public protocol Distribution: Sendable {
  /// The smallest and the largest value, possibly infinite.
  var support: ClosedRange<Double> { get }
  var mean: Double { get }
  var variance: Double { get }
  /// The density at `x`, per unit of `x`.
  func density(at x: Double) -> Double
  /// P(X ≤ x).
  func cumulative(to x: Double) -> Double
  /// P(X > x), without cancellation.
  func survival(beyond x: Double) -> Double
  /// The value that is exceeded with probability 1 - p, 0 ≤ p ≤ 1.
  func quantile(_ p: Double) -> Double
  /// The value that is exceeded with probability q, accurate for small q.
  func upperQuantile(_ q: Double) -> Double
}

/// A mistake in the arguments of a numerical routine, with the values.
public enum NumericError: Error, Equatable, Sendable {
  /// A parameter outside its domain: whose, which, the value, and what is allowed ("> 0").
  case parameter(of: String, name: String, value: Double, allowed: String)
  /// Arrays whose sizes do not fit each other.
  case size(String)
  /// A value that is not finite.
  case notFinite(String)
  /// Fewer rows than columns, after dropping rows without weight.
  case tooFewRows(rows: Int, columns: Int)
  /// Columns that are linear combinations of others, with the combinations.
  case rankDeficient(rank: Int, dependencies: [ColumnDependency])
  /// A linear constraint (counted from 0) that demands `value` where other constraints imply another.
  case contradictoryConstraint(index: Int, value: Double, implied: Double)
  /// The leading minor of this order (from 1) is not positive.
  case notPositiveDefinite(order: Int)
  /// An iteration that did not converge.
  case noConvergence(String)
}
