import NumericCore
import Presentation
import ScenarioEngine

/// `backtest` of series: the words of the command line turned into rolling origins.
struct BacktestSeriesRun {
  var source: String
  var horizon: String
  var origins: String?
  var first: String?
  /// Periods a year; nil: as the table says.
  var season: Int?
  var threads: Int?
  var keepGoing: Bool
  /// What the quantity can be.
  var range: ClosedRange<Double>?

  /// Forecasts, scores and prints.
  ///
  /// - Throws: `ScenarioError` for words that are no numbers, files that cannot be read, and series that cannot be scored.
  func run(project: ProjectOption, format: FormatOption) throws {
    let horizon = try OptionValues.integer(horizon, option: "--horizon", range: 1...400, what: "a number of periods")
    let origins = try OptionValues.integer(origins ?? "12", option: "--origins", range: 1...1000, what: "a number of points")
    let first = try OptionValues.integer(first ?? "8", option: "--first", range: 2...1000, what: "a number of values")
    guard SeriesTable.isPath(source) else { return try runOnLedger(horizon: horizon, project: project, format: format) }
    let table = try SeriesTable(path: source)
    let work = SeriesFileForecast(horizon: horizon, options: ForecastOptions(), threads: threads)
    let parts = work.each(table) { series in
      scored(series, in: table, horizon: horizon, origins: origins, first: first)
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

  private func runOnLedger(horizon: Int, project: ProjectOption, format: FormatOption) throws {
    let options = [
      ("--origins", origins != nil), ("--first", first != nil), ("--periods-per-year", season != nil),
      ("--threads", threads != nil), ("--keep-going", keepGoing),
    ]
    for (option, isGiven) in options where isGiven { throw ScenarioError("\(option) is for a file.", "Leave it out.") }
    let report = try Project(project).engine.backtest(source, horizon: horizon, range: range)
    try format.write(BacktestScreen.rowTable(report), screen: BacktestScreen.text(report, style: Console.style))
  }

  private func scored(
    _ series: SeriesTable.Series, in table: SeriesTable, horizon: Int, origins: Int, first: Int
  ) -> (tallies: [BacktestTally], mistakes: [Diagnostic]) {
    guard series.mistakes.isEmpty else { return ([], series.mistakes) }
    let place = SourceLocation(file: table.file, line: series.line, column: 1)
    let name = series.name.isEmpty ? "" : " of '\(series.name)'"
    let gap = series.periods.isEmpty ? 0 : SeriesPrediction.valuesToLeaveOut(series.periods, least: 1)
    guard let gap else {
      return ([], [Diagnostic(at: place, "The periods\(name) do not follow each other.", "Fill the gaps, or leave it out.")])
    }
    let season = season ?? series.season ?? series.periods.last?.months.map { 12 / $0 } ?? 1
    do {
      let values = Array(series.values.dropFirst(gap))
      return (try Backtest.run(values, horizon: horizon, season: season, origins: origins, first: first, range: range), [])
    } catch NumericError.parameter(_, "value", let value, let allowed) {
      let problem = "The value \(value.sixDigits)\(name) is beyond the bounds: it must be \(allowed)."
      return ([], [Diagnostic(at: place, problem, "Mend the value, --minimum or --maximum.")])
    } catch {
      return ([], [Diagnostic(at: place, "The series\(name) cannot be scored: its figures are too far apart.", "Leave it out.")])
    }
  }
}
