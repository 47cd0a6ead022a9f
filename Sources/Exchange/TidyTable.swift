import ScenarioEngine

/// The tables of several runs below each other, in the columns of `summary.csv`.
public enum TidyTable {
  /// The text: the rows are those of each run's `summary.csv`, under the name that the run has in the export.
  public static func text(of runs: [ExportedRun]) -> String {
    var text = SummaryFile.columns.joined(separator: ",") + "\n"
    for run in runs {
      var table = run.table
      table.scenario = run.name
      text += SummaryFile.text(of: table).drop { $0 != "\n" }.dropFirst()
    }
    return text
  }
}
