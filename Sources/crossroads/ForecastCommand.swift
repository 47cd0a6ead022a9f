import ArgumentParser
import NumericCore
import Presentation
import ScenarioEngine

/// `forecast`: where one series may go, or thousands.
struct ForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast", abstract: "Forecast a series of the ledger, or the series of a csv file.",
    usage: "crossroads forecast <series|file.csv> --to <period> | --horizon <n> [<options>]",
    discussion: """
      Periods are 2024, 2024-Q3 or 2024-03. A series with a single point has no trend: name a growth prior.

      A file has the columns period and value, and series where it holds several; or a column values, the figures of a series between \
      spaces; or a name and then a figure in each column. It may be packed by gzip (.csv.gz).

      Examples
        crossroads forecast kuaishou/china/daily_active_users --to 2027-Q4
        crossroads forecast kuaishou/china/gmv --to 2027 --growth "normal(p5 = 0, p95 = 0.3)"
        crossroads forecast many.csv.gz --horizon 6 --format csv
        crossroads forecast users.csv --horizon 8 --levels 0.1,0.5,0.9 --minimum 0
      """)

  @Argument(
    help: ArgumentHelp("entity/region/metric, or the path of a csv file.", valueName: "series|file.csv"),
    completion: .file(extensions: ["csv", "gz"]))
  var source: String
  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("The last period, such as 2027-Q4.", valueName: "period")) var to:
    String?
  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("So many periods ahead, 1 to 400.", valueName: "n")) var horizon: String?
  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("Use only what was known by this day.", valueName: "date")) var asOf:
    String?
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("The growth rate's prior, in logs per year, such as \"normal(p5 = 0, p95 = 0.3)\".", valueName: "distribution"))
  var growth: String?
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("linear, log-linear, damped, box-cox, logistic or gompertz; without it the data choose.", valueName: "curve"),
    completion: .list(["linear", "log-linear", "damped", "box-cox", "logistic", "gompertz"]))
  var curve: String?
  @OptionGroup var predictive: PredictiveOptions
  @OptionGroup var series: SeriesOptions
  @Flag(name: .long, help: "Of a file: forecast the other series where some cannot be; the exit code is 2 all the same.") var keepGoing =
    false
  @Flag(name: .long, help: "Of a file of many series: list the members' forecasts and the features instead, csv only.")
  var members = false
  @OptionGroup var format: FormatOption
  @OptionGroup var chart: ChartOption
  @OptionGroup var project: ProjectOption

  func run() throws {
    var request = ForecastRequest(source: source)
    if SeriesTable.isPath(source), !AtomicFile.exists(source) {
      throw ScenarioError("There is no file \(source).", "Check the path.")
    }
    (request.to, request.horizon) = try end()
    request.asOf = try asOf.map { try OptionValues.day($0, option: "--as-of") }
    request.growth = growth
    request.curve = curve
    request.options = try predictive.options(series)
    let draws = try chart.draws(format.format)
    if request.options.sample != nil, format.format == .table {
      throw ScenarioError("--sample lists futures for a machine.", "Add --format csv, json or markdown.")
    }
    if SeriesTable.isPath(source) {
      if request.asOf != nil {
        throw ScenarioError("--as-of asks for what was known by a day, but a file does not say it.", "Leave --as-of out.")
      }
      let table = try SeriesTable(path: source)
      if !table.hasPeriods || table.series.count > 1 { return try forecastAll(table, request) }
      for remark in table.series[0].remarks { Console.message(remark.description) }
    }
    if members { throw ScenarioError("--members is for a file of several series.", "Leave it out.") }
    if keepGoing { throw ScenarioError("--keep-going is for a file of several series.", "Leave it out.") }
    if series.threads != nil { throw ScenarioError("--threads is for a file of several series.", "Leave it out.") }
    if request.options.season != nil, !SeriesTable.isPath(source) {
      throw ScenarioError("--periods-per-year is for a file; the ledger states its periods.", "Leave it out.")
    }
    // What a file says needs no project.
    let engine = SeriesTable.isPath(source) ? PlatformEngine.withoutProject : try Project(project).engine
    let view = try engine.forecast(request)
    try format.write(ForecastScreen.rowTable(view), screen: ForecastScreen.text(view, style: Console.style, charts: draws))
    if chart.charts == .always, view.fan == nil { Console.message("No chart: the figures are too large or too small to draw.") }
  }

  /// The last period, or how many there are.
  private func end() throws(ScenarioError) -> (to: String?, horizon: Int?) {
    switch (to, horizon) {
    case (nil, nil): throw ScenarioError("How far ahead is not said.", "Give --to 2027-Q4, or --horizon 8.")
    case (_?, _?): throw ScenarioError("--to and --horizon say the same thing twice.", "Give one of them.")
    case (let to?, nil):
      guard OptionValues.isPeriod(to) else {
        throw ScenarioError("--to '\(to)' is not a period.", "Write 2027, 2027-Q4 or 2027-12.")
      }
      return (to, nil)
    case (nil, let horizon?):
      return (nil, try OptionValues.integer(horizon, option: "--horizon", range: 1...400, what: "a number of periods"))
    }
  }

  /// Every series of a table.
  private func forecastAll(_ table: SeriesTable, _ request: ForecastRequest) throws {
    for (word, option) in [(growth, "--growth"), (curve, "--curve")] where word != nil {
      throw ScenarioError("\(option) is for one series, and \(source) holds a table of them.", "Give a file with one series.")
    }
    if request.to != nil, !table.hasPeriods {
      throw ScenarioError("--to names a period, and \(source) has none.", "Give --horizon with a number of steps.")
    }
    let work = SeriesFileForecast(
      horizon: request.horizon, to: request.to.flatMap { Period($0) }, options: request.options, threads: try series.threadCount())
    if chart.charts == .always { throw ScenarioError("--charts draws one series, and \(source) holds a table of them.", "Leave it out.") }
    if members { return try list(work, table, horizon: request.horizon) }
    let output = SeriesForecastOutput(options: request.options, hasPeriods: table.hasPeriods)
    let mistakes: [Diagnostic]
    let text: () -> String
    switch format.format {
    case .csv:
      let parts = work.map(table) { (text: output.csv($0), mistakes: $0.mistakes) }
      mistakes = parts.flatMap(\.mistakes)
      text = { CSVTable.line(output.columns) + String(decoding: parts.flatMap(\.text), as: UTF8.self) }
    case .table:
      let results = work.map(table) { $0 }
      mistakes = results.flatMap(\.mistakes)
      text = { output.screen(results, style: Console.style) }
    case .json, .markdown:
      let parts = work.map(table) { (rows: output.rows($0), mistakes: $0.mistakes) }
      mistakes = parts.flatMap(\.mistakes)
      var rows = RowTable(columns: output.columns)
      for part in parts { for row in part.rows { rows.add(row) } }
      text = { format.format.text(of: rows) ?? "" }
    }
    for remark in table.series.flatMap(\.remarks).prefix(20) { Console.message(remark.description) }
    guard mistakes.isEmpty || keepGoing else {
      throw ScenarioError(ForecastCommand.told(mistakes, remedy: "Mend them, or add --keep-going to forecast the others."))
    }
    try Console.out(text())
    if !mistakes.isEmpty { throw ScenarioError(ForecastCommand.told(mistakes, remedy: "The other series were forecast.")) }
  }

  /// `id,h`, each member's forecast and each feature, in full precision.
  private func list(_ work: SeriesFileForecast, _ table: SeriesTable, horizon: Int?) throws {
    guard format.format == .csv, let horizon else {
      throw ScenarioError("--members lists a table for a machine.", "Add --horizon and --format csv.")
    }
    let parts = work.each(table) { series in
      guard series.mistakes.isEmpty, series.isEven, let members = try? MemberTable(series.values, horizon: horizon) else { return "" }
      return (0..<horizon).map { h in
        CSVTable.line([series.name, String(h + 1)] + (members.forecasts.map { $0[h] } + members.features).map(\.description))
      }.joined()
    }
    let names = MemberTable.members.map(\.rawValue) + MemberTable.featureNames
    try Console.out(CSVTable.line(["id", "h"] + names) + parts.joined())
    guard let place = parts.firstIndex(of: "") else { return }
    let series = table.series[place]
    throw ScenarioError(
      at: SourceLocation(file: table.file, line: series.line, column: 1), "'\(series.name)' has no members' forecasts.",
      "They need three values that follow each other and change.")
  }

  /// The first mistakes, and how many more there are.
  static func told(_ mistakes: [Diagnostic], remedy: String) -> [Diagnostic] {
    let most = 20
    let count = mistakes.count
    let left = count - most
    let rest =
      left > 0
      ? "\(NumberText.count(left, "more mistake")) \(left == 1 ? "is" : "are") not shown." : "\(NumberText.count(count, "mistake")) in all."
    let them = count == 1 ? remedy.replacing("Mend them", with: "Mend it") : remedy
    return Array(mistakes.prefix(most)) + [Diagnostic(at: nil, rest, them)]
  }
}
