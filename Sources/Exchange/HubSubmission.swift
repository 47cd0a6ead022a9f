import ScenarioEngine

/// The table of a model's output: a row for each task, output type and level, category or sample.
public enum HubSubmission {
  /// The text of the file.
  ///
  /// Sample *k* of a target is future *k* in every scenario and horizon; numbers go on from target to target, so that none is given twice.
  ///
  /// - Throws: `ScenarioError` where a run has fewer futures than samples are wanted.
  public static func text(_ tasks: HubTasks, _ runs: [ExportedRun], samples: Int) throws(ScenarioError) -> String {
    var text = (HubConfiguration.taskColumns + ["output_type", "output_type_id", "value"]).joined(separator: ",") + "\n"
    let series = runs.map { run in
      Dictionary(
        run.table.series.map { (OutputRow(output: $0.output, period: $0.period), $0) }, uniquingKeysWith: { first, _ in first })
    }
    for task in tasks.tasks {
      for target in task.targets {
        for number in task.runs {
          for (period, months) in task.horizons {
            let head =
              [
                tasks.round, CSVTable.quoted(runs[number].name), CSVTable.quoted(task.location), CSVTable.quoted(target.id), "\(months)",
                HubTasks.end(of: period, runs[number].horizon),
              ].joined(separator: ",") + ","
            func add(_ type: String, _ identifier: String, _ value: String) { text += "\(head)\(type),\(identifier),\(value)\n" }
            switch target.kind {
            case .state(let names):
              for name in names {
                let row = series[number][OutputRow(output: HubTarget.statePrefix + name, period: period)]
                // All digits: six would not sum to 1.
                add("pmf", CSVTable.quoted(name), NumberText.short(row?.probability?.value ?? 0))
              }
            case .answer:
              let share = series[number][OutputRow(output: target.output, period: period)]?.probability?.value ?? 0
              add("pmf", "no", NumberText.short(1 - share))
              add("pmf", "yes", NumberText.short(share))
            case .number:
              guard let row = series[number][OutputRow(output: target.output, period: period)], let mean = row.mean else { continue }
              add("mean", "", mean.value.sixDigits)
              for (level, quantile) in zip(QuantileLevels.names, row.quantiles) { add("quantile", level, quantile.value.sixDigits) }
              guard let values = runs[number].futures?.column(target.output, period), values.count >= samples else {
                throw ScenarioError(
                  "'\(runs[number].name)' has fewer than \(samples) futures.", "Ask for fewer with --futures, or run it with more --paths.")
              }
              let start = (tasks.sampled[HubTasks.key(target, task.location)] ?? 0) * samples
              for k in 0..<samples { add("sample", "\(start + k + 1)", "\(values[k])") }
            }
          }
        }
      }
    }
    return text
  }
}
