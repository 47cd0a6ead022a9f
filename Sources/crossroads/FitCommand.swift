import ArgumentParser
import NumericCore
import Presentation
import ScenarioEngine

/// `fit`: a growth curve through one series, looked at closely.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Fit growth curves to a series, with errors and what the data do not determine.",
    usage: "crossroads fit <series|file.csv> [--curve <curve>] [<options>]",
    discussion: """
      The curves are exponential, damped, logistic, gompertz, bass, weibull and richards. Without --curve all are compared by AICc and the \
      best is shown. Each parameter comes with its standard error, the interval by the covariance and the interval by the profile \
      likelihood; a profile that stays open on a side says that the data set no limit there. docs/curves.md has the formulas.

      Examples
        crossroads fit kuaishou/china/daily_active_users --curve logistic
        crossroads fit users.csv --confidence 0.9
      """)

  @Argument(help: ArgumentHelp("entity/region/metric, or the path of a csv file.", valueName: "series|file.csv")) var source: String
  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("The curve, or all; without it all.", valueName: "curve")) var curve:
    String?
  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("Use only what was known by this day.", valueName: "date")) var asOf:
    String?
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("The probability that intervals are made for (default: 0.95).", valueName: "share")) var confidence: String?
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("absolute: the same everywhere (default); relative: in proportion to the curve.", valueName: "kind"))
  var errors: String?
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Where bass and weibull begin (default: one interval before the first point).", valueName: "period"))
  var launch: String?
  @OptionGroup var format: FormatOption
  @OptionGroup var project: ProjectOption

  func run() throws {
    var request = FitRequest(source: source)
    if source.hasSuffix(".csv"), !AtomicFile.exists(source) { throw ScenarioError("There is no file \(source).", "Check the path.") }
    if source.hasSuffix(".csv"), asOf != nil {
      throw ScenarioError("--as-of asks for what was known by a day, but a file does not say it.", "Leave --as-of out.")
    }
    request.asOf = try asOf.map { try OptionValues.day($0, option: "--as-of") }
    request.curve = curve == "all" ? nil : curve
    if let confidence {
      guard let share = Double(confidence), share >= 0.5, share <= 0.999 else {
        throw ScenarioError("--confidence '\(confidence)' is not a share from 0.5 to 0.999.", "Write --confidence 0.95.")
      }
      request.confidence = share
    }
    if let errors {
      guard let kind = GrowthErrors(rawValue: errors) else {
        let names = GrowthErrors.allCases.map(\.rawValue)
        throw ScenarioError("--errors '\(errors)' is unknown.\(Spelling.hint(errors, among: names))", "Write absolute or relative.")
      }
      request.errors = kind
    }
    if let launch {
      guard let period = Period(launch) else {
        throw ScenarioError("--launch '\(launch)' is not a period.", "Write 2011, 2011-Q3 or 2011-03; the curve begins at its start.")
      }
      request.launch = period.start
    }
    let engine = source.hasSuffix(".csv") ? PlatformEngine.withoutProject : try Project(project).engine
    let view = try engine.fit(request)
    try format.write(FitScreen.rowTable(view), screen: FitScreen.text(view, style: Console.style))
  }
}
