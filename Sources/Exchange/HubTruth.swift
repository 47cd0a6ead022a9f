import ScenarioEngine

/// What came out, as a hub keeps it: a time series of figures, and what a perfect forecast would have said.
public struct HubTruth: Sendable {
  /// The text of `time-series.csv`.
  public private(set) var timeSeries = "target_end_date,target,location,observation\n"
  /// The text of `oracle-output.csv`.
  public private(set) var oracle = "target_end_date,target,location,output_type,output_type_id,oracle_value\n"
  /// Rows that are no target, with the reason.
  public private(set) var leftOut: [String] = []

  /// - Throws: `ScenarioError` with every row whose unit is not that of its output, and where no row is a target.
  public init(_ actuals: ActualsFile, _ tasks: HubTasks, _ runs: [ExportedRun]) throws(ScenarioError) {
    var mistakes: [Diagnostic] = []
    var count = 0
    for row in actuals.rows {
      let isState = row.metric.hasPrefix(HubTarget.statePrefix)
      let output = isState ? HubTarget.stateOutput : row.metric
      var isFound = false
      for task in tasks.tasks where task.horizons.contains(where: { $0.period == row.period }) {
        guard row.region.isEmpty || Self.isOf(row.region, task, runs), let target = task.targets.first(where: { $0.output == output })
        else {
          continue
        }
        isFound = true
        let head = [HubTasks.end(of: row.period, runs[0].horizon), target.id, task.location]
        do throws(ScenarioError) {
          if let line = try Self.lines(row, target, runs) {
            if let observation = line.observation { timeSeries += CSVTable.line(head + [observation]) }
            for cells in line.oracle { oracle += CSVTable.line(head + cells) }
            count += 1
          } else {
            leftOut.append("\(row.location): a state that did not hold does not say which did.")
          }
        } catch {
          mistakes += error.diagnostics.map { Diagnostic(at: row.location, "\(row.metric): \($0.problem)", $0.remedy) }
        }
      }
      if !isFound {
        leftOut.append("\(row.location): no target is '\(row.metric)' of \(row.period)\(row.region.isEmpty ? "" : " in \(row.region)").")
      }
    }
    guard mistakes.isEmpty else { throw ScenarioError(mistakes) }
    guard count > 0 else {
      throw ScenarioError("No row of \(actuals.file) is a target: \(leftOut.joined(separator: " "))", "Mend the rows.")
    }
  }

  private static func isOf(_ region: String, _ task: HubTask, _ runs: [ExportedRun]) -> Bool {
    let known = [task.location.lowercased()] + task.runs.compactMap { runs[$0].region?.lowercased() }
    return known.contains(region.lowercased())
  }

  private static func lines(_ row: ActualsFile.Row, _ target: HubTarget, _ runs: [ExportedRun]) throws(ScenarioError) -> (
    observation: String?, oracle: [[String]]
  )? {
    switch target.kind {
    case .answer:
      return (nil, [["pmf", "no", row.value == 1 ? "0" : "1"], ["pmf", "yes", row.value == 1 ? "1" : "0"]])
    case .state(let names):
      guard row.value == 1 else { return nil }
      let held = row.metric.dropFirst(HubTarget.statePrefix.count)
      return (nil, names.map { ["pmf", $0, $0 == held ? "1" : "0"] })
    case .number:
      let aggregation = runs.lazy.compactMap { $0.declaration(of: target.output) }.first?.aggregation
      let factor = try MeasuredUnit(row.unit).factor(to: target.unit, aggregation: aggregation, period: Period(row.period))
      let value = NumberText.short(row.value * factor)
      return (value, ["mean", "quantile", "sample"].map { [$0, "", value] })
    }
  }
}
