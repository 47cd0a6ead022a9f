import ArgumentParser
import Presentation
import ScenarioEngine

/// `compare`: scenarios side by side, and their differences future by future.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare scenarios future by future; the first is the reference.",
    usage: "crossroads compare <name|file|folder> <name|file|folder> ... [<options>]",
    discussion: """
      Scenarios, scenario files and result folders may be named. difference = scenario - against, on the same futures.

      Examples
        crossroads compare ban divestiture joint-venture
        crossroads compare results/joint-venture ./mine.yaml --format csv
      """)

  @Argument(help: ArgumentHelp("Two or more scenarios, scenario files or result folders.", valueName: "name|file|folder")) var names:
    [String]
  @Flag(name: .long, help: "Compare each with each, not only with the first.") var allPairs = false
  @OptionGroup var simulation: SimulationOptions
  @OptionGroup var chart: ChartOption
  @Option(name: .long, help: ArgumentHelp("Write the differences to DIR/differences.csv too.", valueName: "dir")) var out: String?

  func run() throws {
    guard names.count >= 2 else {
      throw ScenarioError(
        "compare needs at least two scenarios; the first is the reference.", "Write `crossroads compare \(names[0]) joint-venture`.")
    }
    if let out, out.isEmpty { throw ScenarioError("--out is empty.", "Name a folder, such as --out differences.") }
    var request = try simulation.request()
    request.drawsCharts = try chart.draws(simulation.format) && !simulation.futures.quiet
    let project = try Project(simulation.futures.project)
    let items = try names.map { try ComparisonItem($0, request, project) }
    let progress = ProgressLine(isQuiet: simulation.futures.quiet)
    let comparison = try Interrupt.watching {
      defer { progress.clear() }
      return try project.engine.compare(items, request, allPairs: allPairs, progress: progress)
    }
    let rows = ResultRows.differences(comparison.differences)
    if let sentence = comparison.precision, !simulation.futures.quiet || !comparison.precisionIsMet { Console.message(sentence) }
    if let out {
      let made = try AtomicFile.makeFolder(out)
      do {
        try AtomicFile.write(Array(CSVText.text(of: rows).utf8), to: out + "/differences.csv")
      } catch {
        AtomicFile.removeEmptyFolders(made)
        throw error
      }
    }
    if simulation.futures.quiet { return }
    chart.tellIfNone(of: comparison.charts, draws: request.drawsCharts)
    try Console.out(simulation.format.text(of: rows) ?? CompareScreen.text(comparison, style: Console.style, charts: request.drawsCharts))
  }
}
