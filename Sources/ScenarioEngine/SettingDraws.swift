import NumericCore

/// The values that futures draw for the settings of a scenario: those that a run with these settings draws for them.
public struct SettingDraws: Sendable {
  /// A setting, or one of the values that it takes from a date on.
  public struct Column: Sendable {
    public var key: String
    /// The first month of a value that does not hold from the start.
    public var since: CalendarMonth?
    /// False where every future has the same value.
    public var isUncertain: Bool
    /// One for each future, from the first.
    public var values: [Double]
  }

  /// In the order of the plan; values of one setting by their dates.
  public let columns: [Column]

  /// Draws the settings of the first futures.
  ///
  /// - Parameter futures: how many, at most `settings.paths`.
  /// - Throws: as a simulator that is made with the same.
  public init(_ plan: Plan, settings: SimulationSettings, futures: Int) throws(ScenarioError) {
    precondition(futures <= settings.paths, "\(futures) futures of \(settings.paths)")
    let drawing = try PathDrawing(
      plan: plan, uniformKeys: [], seed: settings.seed, sampling: settings.sampling, paths: UInt64(settings.paths))
    let layout = OutputLayout(outputs: [], horizon: plan.horizon, by: nil, isReported: { _, _ in false }, needed: [])
    let block = Block(plan: plan, drawing: drawing, rows: RowStore(layout: layout))
    var columns: [Column] = []
    var places: [(column: Int, month: Int)] = []
    for (index, column) in plan.columns.enumerated() {
      for segment in column.segments {
        let isUncertain = if case .constant = segment.source { false } else { true }
        let since = segment.month == 0 ? nil : plan.horizon.months[segment.month].calendar
        columns.append(Column(key: column.key, since: since, isUncertain: isUncertain, values: []))
        places.append((index, segment.month))
      }
    }
    for first in stride(from: 0, to: futures, by: Block.paths) {
      let count = min(Block.paths, futures - first)
      block.begin(first: UInt64(first), rowOffset: 0)
      for month in plan.segmentStarts {
        _ = block.enter(month: month)
        for (number, place) in places.enumerated() where place.month == month {
          let values = block.parameter(plan.columns[place.column].key).paths
          for path in 0..<count { columns[number].values.append(values[path]) }
        }
      }
    }
    self.columns = columns
  }
}
