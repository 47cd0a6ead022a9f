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
      --shard makes a part of a run, for several machines; `crossroads merge` joins the shards.

      Examples
        crossroads run joint-venture
        crossroads run ./mine.yaml --set commerce.take_rate=0.11 --as dear-shop
        crossroads run ban divestiture joint-venture --freeze
        crossroads run baseline --paths 100000000 --as long --resume
      """)

  @Argument(help: ArgumentHelp("Scenarios, or paths of their files.", valueName: "name|file")) var names: [String]
  @OptionGroup var simulation: SimulationOptions
  @OptionGroup var chart: ChartOption
  @OptionGroup var result: ResultOptions
  @Flag(name: .long, help: "Write every future's values too: paths.npy and columns.csv.") var npy = false
  @Flag(name: .long, help: "Keep a dated record in forecasts/ that is never replaced.") var freeze = false
  @OptionGroup var long: LongRunOptions
  @Option(
    name: .long,
    help: ArgumentHelp("Write to a csv file where each run's time went, in seconds of processor time of all threads.", valueName: "file"))
  var timing: String?

  func run() throws {
    let request = try request()
    let shard = try long.shard(of: request.paths)
    if shard != nil, chart.charts == .always {
      throw ScenarioError("--charts draws whole runs, and --shard makes a part of one.", "Leave one of them out.")
    }
    let project = try Project(simulation.futures.project)
    let work = try work(request, project)
    let freezer = freeze ? try Freezer(project, names: result.label.map { [$0] } ?? work.map(\.scenario.name)) : nil
    var times = RunTimes()
    var tables: [ResultTable] = []
    if let shard {
      for (scenario, folder) in work {
        times.begin()
        let outcome = try make(shard, of: scenario, request, into: folder, project)
        times.end(scenario.name, paths: outcome.paths, outcome.stages)
      }
    } else {
      tables = try simulate(work, request, freezer, project, &times)
    }
    if let timing { try AtomicFile.write(Array(CSVText.text(of: times.table).utf8), to: timing) }
    if shard == nil, !request.isQuiet, let text = simulation.format.text(of: ResultRows.table(tables)) { try Console.out(text) }
  }

  /// The options as values.
  /// - Throws: `ScenarioError` where one is wrong, or where two do not go together.
  private func request() throws(ScenarioError) -> SimulationRequest {
    var request = try simulation.request()
    request.drawsCharts = try chart.draws(simulation.format) && !request.isQuiet
    request.isTimed = timing != nil
    if let timing {
      if timing.isEmpty { throw ScenarioError("--timing '' names no file.", "Name one, such as --timing times.csv.") }
      try AtomicFile.checkWritable(timing)
    }
    try long.refuseWhatDoesNotGoTogether(npy: npy, freeze: freeze, request, simulation.format)
    return request
  }

  /// The scenarios and where their results go, all checked before the first is begun.
  private func work(_ request: SimulationRequest, _ project: Project) throws -> [(scenario: Scenario, folder: ResultFolder)] {
    let scenarios = try names.map { try project.scenario($0, overrides: request.overrides) }
    let folders = try scenarios.map { try folder(for: $0.name, request, project) }
    try refuseTwice(folders)
    for (scenario, folder) in zip(scenarios, folders) {
      try result.check(folder, try project.engine.record(of: scenario, request))
    }
    return zip(scenarios, folders).map { ($0, $1) }
  }

  /// Runs the scenarios one after the other and shows each as soon as it is written.
  private func simulate(
    _ work: [(scenario: Scenario, folder: ResultFolder)], _ request: SimulationRequest, _ freezer: Freezer?, _ project: Project,
    _ times: inout RunTimes
  ) throws -> [ResultTable] {
    var tables: [ResultTable] = []
    var frozen: [FrozenForecast.Run] = []
    for (scenario, folder) in work {
      times.begin()
      let outcome = try simulate(scenario, request, into: folder, project)
      times.end(scenario.name, paths: outcome.summary.paths, outcome.stages)
      tables.append(outcome.summary.table)
      if let run = outcome.frozen { frozen.append(run) }
      if let precision = outcome.precision, let goal = request.precision, !request.isQuiet || !precision.isMet {
        Console.message(precision.sentence(goal))
      }
      if request.isQuiet { continue }
      if simulation.format == .table { try chart.show(outcome.summary, draws: request.drawsCharts) }
      Console.message("Written: \(folder.summaryPath), \(folder.recordPath)")
    }
    if let freezer {
      try freezer.write(frozen)
      if !request.isQuiet { Console.message("Frozen: \(freezer.path)") }
    }
    return tables
  }

  private func simulate(_ scenario: Scenario, _ request: SimulationRequest, into folder: ResultFolder, _ project: Project) throws
    -> RunOutcome
  {
    try inFolder(folder) { progress in
      let manner = RunManner(
        pathValues: npy ? folder : nil, freezes: freeze,
        keeper: try long.keeper(for: folder, npy: npy, freeze: freeze, request, request.isQuiet))
      var outcome = try Interrupt.watching {
        defer { progress.clear() }
        return try project.engine.run(scenario, request, manner, progress: progress)
      }
      let timer = request.isTimed ? StageTimer() : nil
      try folder.write(outcome.summary.table, record: outcome.record, keepsPaths: npy)
      if let timer {
        timer.lap(\.writing)
        outcome.stages.add(timer.seconds)
      }
      if let kept = outcome.kept { PartKeeper.remove(kept) }
      return outcome
    }
  }

  private func make(_ shard: Shard, of scenario: Scenario, _ request: SimulationRequest, into folder: ResultFolder, _ project: Project)
    throws -> ShardOutcome
  {
    try inFolder(folder) { progress in
      let manner = RunManner(keeper: try long.keeper(for: folder, npy: false, freeze: false, request, request.isQuiet))
      var outcome = try Interrupt.watching {
        defer { progress.clear() }
        return try project.engine.runShard(shard, of: scenario, request, manner, progress: progress)
      }
      let timer = request.isTimed ? StageTimer() : nil
      let path = folder.path + "/" + shard.fileName
      try AtomicFile.write(outcome.bytes, to: path)
      if let timer {
        timer.lap(\.writing)
        outcome.stages.add(timer.seconds)
      }
      if let kept = outcome.kept { PartKeeper.remove(kept) }
      if !request.isQuiet { Console.message("Written: \(path)") }
      return outcome
    }
  }

  /// Makes the folder first, so that nobody waits for a result that cannot be written, and takes it away again after a failure.
  private func inFolder<Outcome>(_ folder: ResultFolder, _ work: (ProgressLine) throws -> Outcome) throws -> Outcome {
    let made = try AtomicFile.makeFolder(folder.path)
    do {
      return try work(ProgressLine(isQuiet: simulation.futures.quiet))
    } catch {
      AtomicFile.removeEmptyFolders(made)
      throw error
    }
  }

  /// Where the result of a scenario belongs.
  private func folder(for name: String, _ request: SimulationRequest, _ project: Project) throws(ScenarioError) -> ResultFolder {
    if result.label != nil, names.count > 1 {
      throw ScenarioError("--as names one result, but there are \(names.count) scenarios.", "Run them one by one, or use --out DIR.")
    }
    return try result.folder(for: name, departure: request.departure, project)
  }

  private func refuseTwice(_ folders: [ResultFolder]) throws(ScenarioError) {
    var seen: Set<String> = []
    for folder in folders where !seen.insert(folder.path).inserted {
      throw ScenarioError("Two of the scenarios would be written to \(folder.path).", "Name each scenario once, or run them one by one.")
    }
  }
}
