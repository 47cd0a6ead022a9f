/// What the errors of observations are taken to be proportional to.
public enum GrowthErrors: String, CaseIterable, Sendable {
  /// The same everywhere: least squares of the values.
  case absolute
  /// In proportion to the curve: least squares of the logarithms.
  case relative
}
