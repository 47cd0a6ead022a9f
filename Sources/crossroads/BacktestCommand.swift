import ArgumentParser
import ScenarioEngine

/// `backtest`: what earlier forecasts would have been worth, of series or of the whole model.
struct BacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest", abstract: "Forecast what is already known from earlier points or days, and score what comes of it.",
    usage: """
      crossroads backtest <series|file.csv> [<options>]
      crossroads backtest --model [<name|file> ... --as-of <date> ...] [<options>]
      """,
    discussion: """
      A series of a file is forecast from each of its latest points in turn, beside naive, drift, Holt, damped, ETS-like and theta. A series of \
      the ledger is forecast from each day on which one of its figures became known. With --model the whole model runs as of earlier days: every \
      run sees only the facts of its day, fits again, starts in the month of the next day, and is scored by later facts; without names, the days \
      for which older values are shipped.

      Examples
        crossroads backtest users.csv --horizon 8
        crossroads backtest many.csv.gz --origins 1 --format csv
        crossroads backtest shares.csv --minimum 0 --maximum 1
        crossroads backtest kuaishou/china/daily_active_users
        crossroads backtest --model
        crossroads backtest --model baseline --as-of 2023-03-31 --as-of 2025-01-18
      """)

  @Argument(
    help: ArgumentHelp("A series (entity/region/metric) or a csv file; with --model, scenarios.", valueName: "series|file.csv|name"),
    completion: .file(extensions: ["csv", "gz", "yaml"]))
  var names: [String] = []
  @Flag(name: .long, help: "Run the whole model.") var model = false
  @Option(
    name: .long, parsing: .unconditionalSingleValue,
    help: ArgumentHelp("With --model: use only what was known by this day. May be repeated.", valueName: "date"))
  var asOf: [String] = []
  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("With --model: futures, 1 to 10000000 (65536).", valueName: "n"))
  var paths: String?
  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("With --model: what the luck is drawn from (1).", valueName: "n"))
  var seed: String?
  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("Of series: so many periods ahead, 1 to 400 (6).", valueName: "n"))
  var horizon: String?
  @Option(
    name: .long, parsing: .unconditional, help: ArgumentHelp("Of a file: latest points to forecast from, 1 to 1000 (12).", valueName: "n"))
  var origins: String?
  @Option(
    name: .long, parsing: .unconditional, help: ArgumentHelp("Of a file: values before the first of them, 2 to 1000 (8).", valueName: "n"))
  var first: String?
  @OptionGroup var series: SeriesOptions
  @Flag(name: .long, help: "Score the other series of a file where some cannot be; the exit code is 2 all the same.") var keepGoing = false
  @OptionGroup var format: FormatOption
  @OptionGroup var project: ProjectOption

  func run() throws {
    if model {
      try refuse(
        [
          ("--horizon", horizon != nil), ("--origins", origins != nil), ("--first", first != nil),
          ("--periods-per-year", series.periodsPerYear != nil), ("--keep-going", keepGoing), ("--minimum", series.minimum != nil),
          ("--maximum", series.maximum != nil),
        ], "is for series, not for --model.")
      let words = BacktestModelRun(names: names, days: asOf, paths: paths ?? "65536", seed: seed ?? "1", threads: try series.threadCount())
      return try words.run(project: try Project(project), format: format)
    }
    try refuse([("--as-of", !asOf.isEmpty), ("--paths", paths != nil), ("--seed", seed != nil)], "is for --model.")
    guard let source = names.first else {
      throw ScenarioError(
        "What to test is not said.", "Name a series or a csv file, or write crossroads backtest --model for the whole model.")
    }
    guard names.count == 1 else {
      throw ScenarioError("'\(names[1])' is one series too many.", "Test one series or file at a time; a file may hold many series.")
    }
    let words = BacktestSeriesRun(
      source: source, horizon: horizon ?? "6", origins: origins, first: first, season: try series.season(),
      threads: try series.threadCount(), keepGoing: keepGoing, range: try series.range())
    try words.run(project: project, format: format)
  }

  private func refuse(_ options: [(name: String, isGiven: Bool)], _ reason: String) throws(ScenarioError) {
    for option in options where option.isGiven { throw ScenarioError("\(option.name) \(reason)", "Leave it out.") }
  }
}
