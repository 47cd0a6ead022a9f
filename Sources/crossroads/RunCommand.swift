import ArgumentParser
import Presentation
import ScenarioEngine

/// `run`: simulates scenarios and writes their tables.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run scenarios: users, money and owner on each road.",
    usage: "crossroads run <name|file> ... [<options>]",
    discussion: """
      Results are written to results/NAME/summary.csv and run.json. With options that make other numbers, such as --set or --seed, say where: \
      --as LABEL for results/LABEL, or --out DIR for DIR/NAME; DIR is yours, what stands there is replaced.
      --freeze keeps a dated record, forecasts/DAY-NAME.json, that is never replaced: `crossroads score` holds it against what came out.

      Examples
        crossroads run joint-venture
        crossroads run ./mine.yaml --set commerce.take_rate=0.11 --as dear-shop
        crossroads run ban divestiture joint-venture --freeze
      """)

  @Argument(help: ArgumentHelp("Scenarios, or paths of their files.", valueName: "name|file")) var names: [String]
  @OptionGroup var simulation: SimulationOptions
  @OptionGroup var chart: ChartOption
  @Option(name: .long, help: ArgumentHelp("Write DIR/NAME instead of results/NAME.", valueName: "dir")) var out: String?
  @Option(
    name: .customLong("as"), parsing: .unconditional, help: ArgumentHelp("Write results/LABEL; for one scenario.", valueName: "label"))
  var label: String?
  @Flag(name: .long, help: "Replace a result that was made with other settings.") var replace = false
  @Flag(name: .long, help: "Write every future's values too: paths.npy and columns.csv.") var npy = false
  @Flag(name: .long, help: "Keep a dated record in forecasts/ that is never replaced.") var freeze = false
  @Option(name: .long, help: ArgumentHelp("Write the wall time in seconds of each run to a csv file.", valueName: "file")) var timing:
    String?

  func run() throws {
    var request = try simulation.request()
    request.drawsCharts = try chart.draws(simulation.format) && !simulation.quiet
    let project = try Project(simulation.project)
    let scenarios = try names.map { try project.scenario($0, overrides: request.overrides) }
    let folders = try scenarios.map { try folder(for: $0.name, request, project) }
    try refuseTwice(folders)
    if out == nil, !replace {
      for (scenario, folder) in zip(scenarios, folders) {
        try folder.checkReplacement(by: try project.engine.record(of: scenario, request))
      }
    }
    let freezer = freeze ? try Freezer(project, names: label.map { [$0] } ?? scenarios.map(\.name)) : nil
    var frozen: [FrozenForecast.Run] = []
    var tables: [ResultTable] = []
    var times = RowTable(columns: ["scenario", "paths", "seconds"])
    for (scenario, folder) in zip(scenarios, folders) {
      let clock = ContinuousClock()
      let start = clock.now
      var outcome = try simulate(scenario, request, into: folder, project)
      let seconds = Double((clock.now - start).components.attoseconds) * 1e-18 + Double((clock.now - start).components.seconds)
      times.add([.text(scenario.name), .number(Double(request.paths)), .number(seconds)])
      outcome.summary.seconds = outcome.summary.seconds ?? seconds
      tables.append(outcome.summary.table)
      if let run = outcome.frozen { frozen.append(run) }
      if simulation.quiet { continue }
      if simulation.format == .table {
        try Console.out(RunScreen.text(outcome.summary, style: Console.style, charts: request.drawsCharts) + "\n")
      }
      chart.tellIfNone(of: outcome.summary.charts, draws: request.drawsCharts)
      Console.message("Written: \(folder.summaryPath), \(folder.recordPath)")
    }
    if let freezer {
      try freezer.write(frozen)
      if !simulation.quiet { Console.message("Frozen: \(freezer.path)") }
    }
    if let timing { try AtomicFile.write(Array(CSVText.text(of: times).utf8), to: timing) }
    if !simulation.quiet, let text = simulation.format.text(of: ResultRows.table(tables)) { try Console.out(text) }
  }

  /// Makes the folder first, so that nobody waits for a result that cannot be written, and takes it away again after a failure.
  private func simulate(_ scenario: Scenario, _ request: SimulationRequest, into folder: ResultFolder, _ project: Project) throws
    -> RunOutcome
  {
    let made = try AtomicFile.makeFolder(folder.path)
    let progress = ProgressLine(isQuiet: simulation.quiet)
    do {
      let outcome = try Interrupt.watching {
        defer { progress.clear() }
        return try project.engine.run(scenario, request, pathValues: npy ? folder : nil, freezes: freeze, progress: progress)
      }
      try folder.write(outcome.summary.table, record: outcome.record, keepsPaths: npy)
      return outcome
    } catch {
      AtomicFile.removeEmptyFolders(made)
      throw error
    }
  }

  /// Where the result of a scenario belongs.
  private func folder(for name: String, _ request: SimulationRequest, _ project: Project) throws(ScenarioError) -> ResultFolder {
    if label != nil, names.count > 1 {
      throw ScenarioError("--as names one result, but there are \(names.count) scenarios.", "Run them one by one, or use --out DIR.")
    }
    if out == nil, label == nil, !replace, let departure = request.departure {
      throw ScenarioError(
        "\(departure) makes other numbers than the shipped ones of '\(name)', which would stand under its name.",
        "Add --as LABEL for results/LABEL, or --out DIR.")
    }
    if let out, out.isEmpty { throw ScenarioError("--out is empty.", "Name a folder, such as --out results-of-mine.") }
    return try ResultFolder(named: label ?? name, in: out ?? project.results)
  }

  private func refuseTwice(_ folders: [ResultFolder]) throws(ScenarioError) {
    var seen: Set<String> = []
    for folder in folders where !seen.insert(folder.path).inserted {
      throw ScenarioError("Two of the scenarios would be written to \(folder.path).", "Name each scenario once, or run them one by one.")
    }
  }
}
