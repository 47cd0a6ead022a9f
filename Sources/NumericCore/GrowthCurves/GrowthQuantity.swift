/// A parameter of a growth curve: what it is called, what it means and how it changes with the units of values and times.
public struct GrowthQuantity: Equatable, Sendable {
  /// What it is measured in.
  public enum Dimension: String, Sendable {
    /// As the observations.
    case value
    /// Per year.
    case rate
    /// Years.
    case duration
    /// A decimal year.
    case time
    /// A plain number.
    case number
  }

  /// As in formulas: "ceiling".
  public let name: String
  /// A phrase.
  public let meaning: String
  public let dimension: Dimension
  /// Fitted in its logarithm.
  public let isPositive: Bool

  public init(_ name: String, _ meaning: String, _ dimension: Dimension, isPositive: Bool) {
    self.name = name
    self.meaning = meaning
    self.dimension = dimension
    self.isPositive = isPositive
  }

  static let ceiling = GrowthQuantity("ceiling", "the value that the curve approaches", .value, isPositive: true)
  static let midpoint = GrowthQuantity("midpoint", "when half the ceiling is reached", .time, isPositive: false)
}
