import ArgumentParser
import NumericCore
import Presentation
import ScenarioEngine

/// `backtest`: how good forecasts would have been.
struct BacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest", abstract: "Forecast the known end of series from earlier points, and score what comes of it.",
    usage: "crossroads backtest <series|file.csv> [<options>]",
    discussion: """
      A series of a file is forecast from each of its latest points in turn, beside naive, drift, Holt, damped, ETS-like
      and theta. A series of the ledger is forecast from each day on which one of its figures became known.

      Examples
        crossroads backtest users.csv --horizon 8
        crossroads backtest many.csv.gz --origins 1 --format csv
        crossroads backtest kuaishou/china/daily_active_users
      """)

  @Argument(help: ArgumentHelp("entity/region/metric, or the path of a csv file.", valueName: "series|file.csv")) var source: String
  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("So many periods ahead, 1 to 400.", valueName: "n")) var horizon = "6"
  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("Latest points to forecast from, 1 to 1000.", valueName: "n"))
  var origins = "12"
  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("Values before the first of them, 2 to 1000.", valueName: "n"))
  var first = "8"
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Periods a year of a file's series, 1 to 60: 4 for quarters, 12 for months.", valueName: "n"))
  var periodsPerYear: String?
  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("Threads, 1 to 1024 (default: one per processor).", valueName: "n"))
  var threads: String?
  @Flag(name: .long, help: "Score the other series of a file where some cannot be; the exit code is 2 all the same.") var keepGoing = false
  @OptionGroup var format: FormatOption
  @OptionGroup var project: ProjectOption

  func run() throws {
    let horizon = try OptionValues.integer(horizon, option: "--horizon", range: 1...400, what: "a number of periods")
    let origins = try OptionValues.integer(origins, option: "--origins", range: 1...1000, what: "a number of points")
    let first = try OptionValues.integer(first, option: "--first", range: 2...1000, what: "a number of values")
    let season = try periodsPerYear.map {
      try OptionValues.integer($0, option: "--periods-per-year", range: 1...60, what: "a number of periods")
    }
    let threads = try threads.map { try OptionValues.integer($0, option: "--threads", range: 1...1024, what: "a number of threads") }
    guard SeriesTable.isPath(source) else {
      for (isGiven, option) in [(keepGoing, "--keep-going"), (threads != nil, "--threads"), (season != nil, "--periods-per-year")]
      where isGiven {
        throw ScenarioError("\(option) is for a file.", "Leave it out.")
      }
      let report = try Project(project).engine.backtest(source, horizon: horizon)
      return try format.write(BacktestScreen.rowTable(report), screen: BacktestScreen.text(report, style: Console.style))
    }
    let table = try SeriesTable(path: source)
    let work = SeriesFileForecast(horizon: horizon, options: ForecastOptions(), threads: threads)
    let parts = work.each(table) { series in
      BacktestCommand.tallies(of: series, in: table, horizon: horizon, season: season, origins: origins, first: first)
    }
    let mistakes = parts.flatMap(\.mistakes)
    guard mistakes.isEmpty || keepGoing else {
      throw ScenarioError(ForecastCommand.told(mistakes, remedy: "Mend them, or add --keep-going to score the others."))
    }
    var tallies = Backtest.methods.map { _ in BacktestTally(horizon: horizon) }
    for part in parts { for (place, tally) in part.tallies.enumerated() { tallies[place].merge(tally) } }
    guard tallies[0].forecasts > 0 else {
      throw ScenarioError(
        "No series of \(source) has a value to hold a forecast against.",
        "Series need more than \(first) values that change; --first says how many.")
    }
    let report = BacktestScreen.Report(title: source, methods: Backtest.methods, tallies: tallies, horizon: horizon)
    try format.write(BacktestScreen.rowTable(report), screen: BacktestScreen.text(report, style: Console.style))
    if !mistakes.isEmpty { throw ScenarioError(ForecastCommand.told(mistakes, remedy: "The other series were scored.")) }
  }

  private static func tallies(
    of series: SeriesTable.Series, in table: SeriesTable, horizon: Int, season: Int?, origins: Int, first: Int
  ) -> (tallies: [BacktestTally], mistakes: [Diagnostic]) {
    guard series.mistakes.isEmpty else { return ([], series.mistakes) }
    let place = SourceLocation(file: table.file, line: series.line, column: 1)
    let gap = series.periods.isEmpty ? 0 : SeriesPrediction.valuesToLeaveOut(series.periods, least: 1)
    guard let gap else {
      return ([], [Diagnostic(at: place, "The periods of '\(series.name)' do not follow each other.", "Fill the gaps, or leave it out.")])
    }
    let season = season ?? series.season ?? series.periods.last?.months.map { 12 / $0 } ?? 1
    do {
      return (try Backtest.run(Array(series.values.dropFirst(gap)), horizon: horizon, season: season, origins: origins, first: first), [])
    } catch {
      return ([], [Diagnostic(at: place, "'\(series.name)' cannot be scored: its figures are too far apart.", "Leave it out.")])
    }
  }
}
