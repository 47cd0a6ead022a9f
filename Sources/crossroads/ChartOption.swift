import ArgumentParser
import Presentation
import ScenarioEngine

/// `--charts`, for commands whose screens end with charts.
struct ChartOption: ParsableArguments {
  enum Choice: String, CaseIterable, ExpressibleByArgument { case auto, always, never }

  @Option(name: .long, help: ArgumentHelp("auto (on a terminal), always or never: charts under the tables.", valueName: "when")) var charts:
    Choice = .auto

  /// Prints the screen of a run.
  /// - Parameter draws: whether its charts are drawn.
  func show(_ summary: RunSummary, draws: Bool) throws {
    try Console.out(RunScreen.text(summary, style: Console.style, charts: draws) + "\n")
    tellIfNone(of: summary.charts, draws: draws)
  }

  /// Says so where charts are asked for and there is nothing that could be drawn.
  func tellIfNone(of charts: [any Chart], draws: Bool) {
    guard draws, self.charts == .always, charts.isEmpty else { return }
    Console.message("No charts: they show months, years and totals of quantities, of futures that are simulated now.")
  }

  /// Whether charts are drawn.
  ///
  /// - Throws: where they are asked for and nothing is drawn in the format.
  func draws(_ format: OutputFormat) throws(ScenarioError) -> Bool {
    if charts == .always, format != .table {
      throw ScenarioError("--charts always draws for a person, and --format \(format.rawValue) is for a machine.", "Leave one of them out.")
    }
    return format == .table && (charts == .always || charts == .auto && Console.isTerminal)
  }
}
