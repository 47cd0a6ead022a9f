/// Which rows a run fills, and which rows a month's value of an output goes to.
public struct OutputLayout: Sendable {
  public struct Row: Sendable {
    public var output: Int
    public var period: ReportPeriod
    /// Reported in the result table; false for a row that only a question needs.
    public var isReported: Bool
    /// Its number among the rows of values, or among those of events.
    public internal(set) var place = 0
  }
  /// How a month's value enters a row, or the sum of the months since a row last took it.
  @frozen public enum Step: Sendable {
    /// The month's value becomes the row's.
    case assign
    /// The month's value begins the gathered value, is added to it, or replaces it if larger.
    case begin, gather, gatherMaximum
    /// The gathered value becomes the row's, is added to it, or replaces it if larger.
    case take, add, maximum
    /// The row is multiplied by one over the months of the period.
    case scale(Double)
  }
  @frozen public struct Target: Sendable {
    public var row: Int
    public var step: Step
  }

  public let outputs: [OutputDeclaration]
  public let rows: [Row]
  /// Rows of values and rows of events.
  public let valueRows: [Int]
  public let eventRows: [Int]
  /// All targets, those of output `o` in month `t` from `starts[o * months + t]` to the next start.
  let targets: [Target]
  let starts: [Int]
  let months: Int

  /// - Parameters:
  ///   - by: finer periods wanted for every output, `.month` or `.quarter`; nil: years and the total.
  ///   - isReported: whether an output and period are wanted.
  ///   - needed: rows that the model itself reads.
  public init(
    outputs: [OutputDeclaration], horizon: Horizon, by: ReportPeriod.Kind?, isReported: (String, ReportPeriod) -> Bool,
    needed: [(output: String, period: String)]
  ) {
    self.outputs = outputs
    months = horizon.count
    var rows: [Row] = []
    for (index, output) in outputs.enumerated() {
      var reportedKinds: Set<ReportPeriod.Kind> = [.year, .total]
      if by == .quarter { reportedKinds.insert(.quarter) }
      if by == .month || output.monthsByDefault { reportedKinds.insert(.month) }
      for kind in output.aggregation == .once ? [.total] : ReportPeriod.Kind.allCases {
        for period in ReportPeriod.all(kind, in: horizon) {
          let reported = reportedKinds.contains(kind) && isReported(output.name, period)
          if reported || needed.contains(where: { $0.output == output.name && $0.period == period.label }) {
            rows.append(Row(output: index, period: period, isReported: reported))
          }
        }
      }
    }
    valueRows = rows.indices.filter { !outputs[rows[$0].output].isEvent }
    eventRows = rows.indices.filter { outputs[rows[$0].output].isEvent }
    for (place, row) in valueRows.enumerated() { rows[row].place = place }
    for (place, row) in eventRows.enumerated() { rows[row].place = place }
    self.rows = rows
    var targets: [[Target]] = []
    for (index, output) in outputs.enumerated() {
      let own = rows.indices.filter { rows[$0].output == index }.map { (place: rows[$0].place, months: rows[$0].period.months) }
      targets += Self.targets(of: output.aggregation, rows: own, months: horizon.count)
    }
    self.targets = targets.flatMap { $0 }
    var starts = [0]
    for own in targets { starts.append(starts[starts.count - 1] + own.count) }
    self.starts = starts
  }

  /// The targets of an output, month by month.
  ///
  /// Between two months at which some row begins or ends, values are gathered once for all rows.
  private static func targets(of aggregation: OutputDeclaration.Aggregation, rows: [(place: Int, months: Range<Int>)], months: Int)
    -> [[Target]]
  {
    var targets = [[Target]](repeating: [], count: months)
    switch aggregation {
    case .once: return targets
    case .end:
      for row in rows { targets[row.months.upperBound - 1].append(Target(row: row.place, step: .assign)) }
      return targets
    case .sum, .mean, .maximum: break
    }
    for row in rows where row.months.count == 1 { targets[row.months.lowerBound].append(Target(row: row.place, step: .assign)) }
    let long = rows.filter { $0.months.count > 1 }
    let ends = Set(long.flatMap { [$0.months.lowerBound, $0.months.upperBound] }).sorted()
    for (start, end) in zip(ends, ends.dropFirst()) {
      let takers = long.filter { $0.months.contains(start) }
      guard !takers.isEmpty else { continue }
      for month in start..<end {
        targets[month].append(Target(row: -1, step: month == start ? .begin : aggregation == .maximum ? .gatherMaximum : .gather))
      }
      for row in takers {
        let step: Step = row.months.lowerBound == start ? .take : aggregation == .maximum ? .maximum : .add
        targets[end - 1].append(Target(row: row.place, step: step))
        if aggregation == .mean, row.months.upperBound == end {
          targets[end - 1].append(Target(row: row.place, step: .scale(1 / Double(row.months.count))))
        }
      }
    }
    return targets
  }

  /// Whether any row takes an output's months, or the output itself.
  public func isRecorded(_ output: Int) -> Bool { rows.contains { $0.output == output } }

  /// The row of an output and a period.
  public func row(output: String, period: String) -> Int? {
    rows.firstIndex { outputs[$0.output].name == output && $0.period.label == period }
  }
}
