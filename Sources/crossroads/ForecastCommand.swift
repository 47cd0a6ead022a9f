import ArgumentParser
import Presentation
import ScenarioEngine

/// `forecast`: where one series may go.
struct ForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast", abstract: "Forecast a series of the ledger, or of a csv file with the columns period and value.",
    usage: "crossroads forecast <series|file.csv> --to <period> [<options>]",
    discussion: """
      Periods are 2024, 2024-Q3 or 2024-03. A series with a single point has no trend: name a growth prior.

      Examples
        crossroads forecast kuaishou/china/daily_active_users --to 2027-Q4
        crossroads forecast kuaishou/china/gmv --to 2027 --growth "normal(p5 = 0, p95 = 0.3)"
      """)

  @Argument(help: ArgumentHelp("entity/region/metric, or the path of a csv file.", valueName: "series|file.csv")) var source: String
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
    help: ArgumentHelp("linear, log-linear, damped, logistic or gompertz; without it the data choose.", valueName: "curve"))
  var curve: String?
  @OptionGroup var format: FormatOption
  @OptionGroup var project: ProjectOption

  func run() throws {
    var request = ForecastRequest(source: source)
    if source.hasSuffix(".csv"), !AtomicFile.exists(source) { throw ScenarioError("There is no file \(source).", "Check the path.") }
    switch (to, horizon) {
    case (nil, nil): throw ScenarioError("How far ahead is not said.", "Give --to 2027-Q4, or --horizon 8.")
    case (_?, _?): throw ScenarioError("--to and --horizon say the same thing twice.", "Give one of them.")
    case (let to?, nil):
      guard OptionValues.isPeriod(to) else {
        throw ScenarioError("--to '\(to)' is not a period.", "Write 2027, 2027-Q4 or 2027-12.")
      }
      request.to = to
    case (nil, let horizon?):
      request.horizon = try OptionValues.integer(horizon, option: "--horizon", range: 1...400, what: "a number of periods")
    }
    request.asOf = try asOf.map { try OptionValues.day($0, option: "--as-of") }
    request.growth = growth
    request.curve = curve
    let view = try Project(project).engine.forecast(request)
    try format.write(ForecastScreen.rowTable(view), screen: ForecastScreen.text(view, style: Console.style))
  }
}
