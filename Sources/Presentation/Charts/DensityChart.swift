import NumericCore

/// Distributions one under another on one axis: of roads, or of years, where a fork shows as two humps.
public struct DensityChart: Sendable, Hashable {
  /// One distribution, with its name.
  public struct Row: Sendable, Hashable {
    public var name: String
    public var shape: DistributionShape
    public init(_ name: String, _ shape: DistributionShape) {
      self.name = name
      self.shape = shape
    }
  }

  /// What a row shows in columns of equal width along the axis.
  public struct Columns: Sendable, Hashable {
    /// Probabilities of the values outside atoms.
    public var densities: [Double]
    /// Probabilities of atoms, likewise by column.
    public var atoms: [Double]
    /// What lies beyond the ends of the axis.
    public var below: Double
    public var above: Double
  }

  public let title: String
  public let rows: [Row]
  public let axis: AxisScale

  /// The axis holds at least the middle 99 % of every row; what lies beyond is a number beside it.
  ///
  /// - Parameter beside: shapes of other charts with which this one shares its axis.
  /// - Returns: nil without rows.
  public init?(title: String, unit: String, rows: [Row], beside others: [DistributionShape] = []) {
    guard !rows.isEmpty else { return nil }
    self.title = title
    self.rows = rows
    axis = DensityChart.axis(rows.map(\.shape) + others, unit: unit)
  }

  /// An axis for the middle 99 % of some distributions.
  static func axis(_ shapes: [DistributionShape], unit: String, includesZero: Bool = false) -> AxisScale {
    AxisScale(
      covering: shapes.map { $0.quantile(0.005) }.min() ?? 0, shapes.map { $0.quantile(0.995) }.max() ?? 1, unit: unit,
      includesZero: includesZero)
  }

  /// All probability of a row: densities, atoms, below and above sum to 1.
  public func columns(_ row: Row, count: Int) -> Columns { DensityChart.columns(row.shape, axis, count: count) }

  static func columns(_ shape: DistributionShape, _ axis: AxisScale, count: Int) -> Columns {
    let outside = shape.outside(axis.range)
    var columns = Columns(
      densities: shape.densities(bins: count, over: axis.range), atoms: .init(repeating: 0, count: count), below: outside.below,
      above: outside.above)
    for atom in shape.atoms {
      if let cell = axis.cell(of: atom.value, among: count) { columns.atoms[cell] += atom.probability }
    }
    return columns
  }
}
