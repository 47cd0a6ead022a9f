import ArgumentParser
import Presentation
import ScenarioEngine

/// `backtest --model`: the words of the command line turned into runs of the model as of days.
struct BacktestModelRun {
  /// Every future's values are kept in memory, so fewer than `run` takes.
  static let largestPaths = 10_000_000

  /// Scenarios, as typed.
  var names: [String]
  /// Days, as typed after `--as-of`.
  var days: [String]
  var paths: String
  var seed: String
  var threads: Int?

  /// The runs asked for: the shipped ones where nothing is named, else each scenario with each day.
  ///
  /// - Throws: `ScenarioError` for names without days, days without names, and words that are no days.
  func runs() throws(ScenarioError) -> [ModelBacktest] {
    if names.isEmpty, days.isEmpty { return ModelBacktest.shipped }
    guard !names.isEmpty else {
      throw ScenarioError("--as-of is given, but no scenario.", "Write crossroads backtest --model baseline --as-of 2023-03-31.")
    }
    guard !days.isEmpty else {
      throw ScenarioError(
        "As of which day is not said.",
        "Write crossroads backtest --model \(names[0]) --as-of 2023-03-31, or only --model for the shipped days.")
    }
    var read: [String] = []
    for day in days { read.append(try OptionValues.day(day, option: "--as-of")) }
    return names.flatMap { name in read.map { ModelBacktest(scenario: name, asOf: $0) } }
  }

  /// Simulates and prints.
  func run(project: Project, format: FormatOption) throws {
    var request = SimulationRequest()
    request.paths = try OptionValues.integer(
      paths, option: "--paths", range: 1...BacktestModelRun.largestPaths, what: "a number of futures")
    request.seed = try OptionValues.seed(seed)
    request.threads = threads
    let runs = try runs()
    let progress = ProgressLine(isQuiet: false)
    let view = try Interrupt.watching {
      defer { progress.clear() }
      return try PlatformEngine(library: project.library, ledger: project.ledger).backtestModel(runs, request, progress: progress)
    }
    try format.write(ModelBacktestScreen.rowTable(view), screen: ModelBacktestScreen.text(view, style: Console.style))
  }
}
