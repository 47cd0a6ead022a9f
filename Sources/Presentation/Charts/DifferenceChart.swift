import NumericCore
import ScenarioEngine

/// Differences of roads from a reference, future by future, on one axis that holds 0.
public struct DifferenceChart: Sendable, Hashable {
  public struct Row: Sendable, Hashable {
    public var scenario: String
    public var against: String
    /// Of scenario − against.
    public var shape: DistributionShape
    /// Shares of futures in which the scenario is higher and lower; in the rest both are equal.
    public var above: Double
    public var below: Double
    public init(scenario: String, against: String, shape: DistributionShape, above: Double, below: Double) {
      self.scenario = scenario
      self.against = against
      self.shape = shape
      self.above = above
      self.below = below
    }
  }

  public let title: String
  public let rows: [Row]
  public let axis: AxisScale

  /// - Returns: nil without rows.
  public init?(title: String, unit: String, rows: [Row]) {
    guard !rows.isEmpty else { return nil }
    self.title = title
    self.rows = rows
    axis = DensityChart.axis(rows.map(\.shape), unit: unit, includesZero: true)
  }

  /// What a row shows in columns along the axis; everything sums to 1.
  public func columns(_ row: Row, count: Int) -> DensityChart.Columns { DensityChart.columns(row.shape, axis, count: count) }
}
