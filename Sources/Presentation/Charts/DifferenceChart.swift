import NumericCore
import ScenarioEngine

/// Differences of roads from a reference, future by future, on one axis that holds 0.
public struct DifferenceChart: Sendable, Hashable {
  /// The differences of one pair.
  public struct Row: Sendable, Hashable {
    public var scenario: String
    public var against: String
    /// Of scenario − against.
    public var shape: DistributionShape
    /// Shares of futures in which the scenario is higher and lower; in the rest both are equal.
    public var above: Estimate
    public var below: Estimate
    /// Which colour the row has beside other charts; nil: by its place in this one.
    public var series: Int?
    public init(
      scenario: String, against: String, shape: DistributionShape, above: Estimate, below: Estimate, series: Int? = nil
    ) {
      self.series = series
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

  /// How often a road is higher, in words: as exactly as the shares are known.
  func shares(_ row: Row, _ symbols: TerminalStyle.Symbols) -> String {
    let format = NumberFormat(symbols)
    func percent(_ share: Estimate) -> String { format.cut(share, unit: .percent) + " %" }
    let equal = 1 - row.above.value - row.below.value
    let share = row.above.value == 0 && row.below.value == 0 ? "100" : format.number(equal, place: -3, power: -2)
    let rest = equal >= 0.0005 ? ", equal in \(share) %" : ""
    return "\(row.scenario) \(symbols.minus) \(row.against): higher in \(percent(row.above)), lower in \(percent(row.below))\(rest)"
  }

  /// What a row shows in columns along the axis; everything sums to 1.
  public func columns(_ row: Row, count: Int) -> DensityChart.Columns { DensityChart.columns(row.shape, axis, count: count) }
}
