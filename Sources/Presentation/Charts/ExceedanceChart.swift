import NumericCore

/// How likely each road is to bring more than so much: the probability that a value is exceeded, by value.
public struct ExceedanceChart: Sendable, Hashable {
  public let title: String
  public let rows: [DensityChart.Row]
  public let axis: AxisScale

  /// - Returns: nil without rows.
  public init?(title: String, unit: String, rows: [DensityChart.Row]) {
    guard !rows.isEmpty else { return nil }
    self.title = title
    self.rows = rows
    axis = DensityChart.axis(rows.map(\.shape), unit: unit)
  }

  /// P(X > x) at values that lie evenly along the axis, the ends among them.
  public func points(_ row: DensityChart.Row, count: Int) -> [(value: Double, probability: Double)] {
    (0..<max(2, count)).map { k in
      let value = axis.lower + (axis.upper - axis.lower) * Double(k) / Double(max(2, count) - 1)
      return (value, row.shape.probability(above: value))
    }
  }
}
