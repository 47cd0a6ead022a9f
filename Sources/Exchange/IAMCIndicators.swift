import ScenarioEngine

/// What is said of a whole scenario, for the sheet `meta`: where it comes from, how likely its road is, and what has no year.
public struct IAMCIndicators: Sendable {
  /// Names of the indicators.
  public let names: [String]
  /// By run, in the order of the names; empty where a run has none.
  public let rows: [(scenario: String, cells: [Workbook.Cell])]

  /// How a road is held to be likely: the legal state that the scenario is most often in at the end of its first whole year, and the share
  /// of the baseline's futures that are in that state then.
  struct Road: Sendable {
    var state: String
    var period: String
    var share: Double
    var baseline: Double?
  }

  /// - Parameter baseline: the table of the run that says how likely roads are, if there is one.
  public init(_ runs: [ExportedRun], baseline: ResultTable?) {
    var names = [
      "version", "seed", "paths", "sampling", "as_of", "first_month", "last_month", "currency", "summary_sha256", "legal_state",
      "legal_state_at_end_of", "legal_state_share", "probability",
    ]
    let totals = runs.flatMap { run in run.table.series.filter { Self.isIndicator($0, run) } }
    for series in totals {
      for statistic in Self.statistics(of: series) where !names.contains(series.output + statistic.suffix) {
        names.append(series.output + statistic.suffix)
      }
    }
    self.names = names
    rows = runs.map { run in
      var cells: [String: Workbook.Cell] = [
        "version": .text(run.record.version), "seed": .text(String(run.record.seed)), "paths": .number(String(run.record.paths)),
        "sampling": .text(run.record.sampling), "as_of": .text(run.record.asOf ?? ""), "first_month": .text("\(run.horizon.first)"),
        "last_month": .text("\(run.horizon.last)"), "currency": .text(run.record.scenario.currency),
        "summary_sha256": .text(run.record.summarySHA256),
      ]
      if let road = Self.road(run, baseline) {
        cells["legal_state"] = .text(road.state)
        cells["legal_state_at_end_of"] = .text(road.period)
        cells["legal_state_share"] = .number(road.share.sixDigits)
        cells["probability"] = road.baseline.map { .number($0.sixDigits) }
      }
      for series in run.table.series where Self.isIndicator(series, run) {
        for (suffix, value) in Self.statistics(of: series) { cells[series.output + suffix] = .number(value.sixDigits) }
      }
      return (run.name, names.map { cells[$0] ?? .empty })
    }
  }

  /// One number for the horizon, or a question.
  private static func isIndicator(_ series: ResultSeries, _ run: ExportedRun) -> Bool {
    series.period == "total" && run.declaration(of: series.output)?.aggregation == .once
  }

  private static func statistics(of series: ResultSeries) -> [(suffix: String, value: Double)] {
    SummaryFile.statistics(of: series).filter { ["mean", "probability", "q0.05", "q0.5", "q0.95"].contains($0.name) }.map {
      (IAMCName.suffix($0.name), $0.estimate.value)
    }
  }

  static func road(_ run: ExportedRun, _ baseline: ResultTable?) -> Road? {
    let prefix = "regulation.regime."
    guard let year = ReportPeriod.all(.year, in: run.horizon).first?.label else { return nil }
    let states = run.table.series.filter { $0.output.hasPrefix(prefix) && $0.period == year }
    guard let most = states.max(by: { ($0.probability?.value ?? 0) < ($1.probability?.value ?? 0) }), let share = most.probability?.value
    else { return nil }
    let likely = baseline?.series.first { $0.output == most.output && $0.period == year }?.probability?.value
    return Road(state: String(most.output.dropFirst(prefix.count)), period: year, share: share, baseline: likely)
  }

  /// As a table of its own.
  public func text(model: String) -> String {
    var text = CSVTable.line(["Model", "Scenario"] + names)
    for row in rows { text += CSVTable.line([model, row.scenario] + row.cells.map(\.text)) }
    return text
  }
}
