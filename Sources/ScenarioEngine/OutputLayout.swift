/// Which rows a run fills, and which rows a month's value of an output goes to.
public struct OutputLayout: Sendable {
  public struct Row: Sendable {
    public var output: Int
    public var period: ReportPeriod
    /// Reported in the result table; false for a row that only a question needs.
    public var isReported: Bool
  }
  /// How a month's value enters a row.
  @frozen public enum Step: Sendable {
    case assign, add, maximum
    /// Adds, then multiplies by one over the months of the period.
    case addAndAverage(Double)
  }
  @frozen public struct Target: Sendable {
    public var row: Int
    public var step: Step
  }

  public let outputs: [OutputDeclaration]
  public let rows: [Row]
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
    self.rows = rows
    var targets = [[Target]](repeating: [], count: outputs.count * horizon.count)
    for (number, row) in rows.enumerated() {
      let aggregation = outputs[row.output].aggregation
      guard aggregation != .once else { continue }
      for month in row.period.months {
        let isFirst = month == row.period.months.lowerBound
        let isLast = month == row.period.months.upperBound - 1
        let step: Step
        switch aggregation {
        case .end, .once:
          guard isLast else { continue }
          step = .assign
        case .sum: step = isFirst ? .assign : .add
        case .maximum: step = isFirst ? .assign : .maximum
        case .mean:
          step = isFirst ? .assign : isLast ? .addAndAverage(1 / Double(row.period.months.count)) : .add
        }
        targets[row.output * horizon.count + month].append(Target(row: number, step: step))
      }
    }
    self.targets = targets.flatMap { $0 }
    var starts = [0]
    for own in targets { starts.append(starts[starts.count - 1] + own.count) }
    self.starts = starts
  }

  /// The row of an output and a period.
  public func row(output: String, period: String) -> Int? {
    rows.firstIndex { outputs[$0.output].name == output && $0.period.label == period }
  }
}
