import ArgumentParser
import ScenarioEngine

/// The options that `run` and `compare` share: what is simulated, how precisely, and which rows are shown.
struct SimulationOptions: ParsableArguments {
  @OptionGroup var futures: FutureOptions

  @Option(
    name: .long, parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "As many futures as bring a standard error to this, in % of the number or in its unit; of compare, errors of differences. An error alone is meant of the mean of the value to the owner; 'OUTPUT:PERIOD:STATISTIC=ERROR' names another. May be repeated.",
      valueName: "error"))
  var precision: [String] = []

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("With --precision, futures to take at most (default: \(PrecisionGoal.usualCeiling)).", valueName: "n"))
  var atMost: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Only these outputs: names or patterns with *, commas between.", valueName: "pattern"))
  var outputs: String?

  @Option(
    name: .long, parsing: .unconditional, help: ArgumentHelp("Only these periods, such as 2026,2027-Q1,total.", valueName: "list"))
  var periods: String?

  @Option(name: .long, help: ArgumentHelp("Rows for months or quarters too: month, quarter or year.", valueName: "period")) var by: Step =
    .year

  @Option(name: .long, help: ArgumentHelp("table, csv, json or markdown.", valueName: "format")) var format: OutputFormat = .table

  enum Step: String, CaseIterable, ExpressibleByArgument { case month, quarter, year }

  /// The options as values, every mistake reported at once.
  /// - Throws: `ScenarioError`.
  func request() throws(ScenarioError) -> SimulationRequest {
    var mistakes = OptionMistakes()
    var request = futures.request(&mistakes)
    request.precision = mistakes.value(or: nil) { () throws(ScenarioError) in try precisionGoal() }
    if let goal = request.precision { request.paths = goal.ceiling }
    request.periods = mistakes.value(of: periods) { text throws(ScenarioError) in try OptionValues.periods(text) }
    request.outputs = mistakes.value(of: outputs) { text throws(ScenarioError) in try OptionValues.patterns(text) }
    request.by = by.rawValue
    try mistakes.check()
    return request
  }

  private func precisionGoal() throws(ScenarioError) -> PrecisionGoal? {
    guard !precision.isEmpty else {
      if atMost != nil { throw ScenarioError("--at-most says something only to --precision.", "Give --precision 0.5%, or --paths.") }
      return nil
    }
    if futures.paths != nil {
      throw ScenarioError("--paths and --precision both say how many futures there are.", "Leave one of them out; --at-most is the limit.")
    }
    if futures.sampling == .latinHypercube {
      throw ScenarioError(
        "Latin hypercubes are laid out for a number of futures, so --precision cannot add to them.", "Use --sampling sobol or random.")
    }
    if futures.exact {
      throw ScenarioError(
        "--exact needs to know how many futures there are, so it does not go with --precision.",
        "Run with --precision first, then with the --paths that it took and --exact.")
    }
    var targets: [PrecisionTarget] = []
    for text in precision { targets.append(try PrecisionTarget(text, usual: PlatformEngine.target)) }
    let ceiling = try OptionValues.integer(
      atMost ?? String(PrecisionGoal.usualCeiling), option: "--at-most", range: 1...SimulationSettings.largestPaths,
      what: "a number of futures")
    return PrecisionGoal(targets: targets, ceiling: ceiling)
  }
}
