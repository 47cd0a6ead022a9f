/// An exact condition on coefficients: Σ factor · coefficient = value.
public struct LinearConstraint: Equatable, Sendable {
  /// Factors by the coefficient's column, from 0; columns left out have the factor 0.
  public let factors: [Int: Double]
  public let value: Double

  public init(factors: [Int: Double], value: Double) {
    self.factors = factors
    self.value = value
  }

  /// One coefficient held at a value.
  public init(column: Int, value: Double) { self.init(factors: [column: 1], value: value) }
}
