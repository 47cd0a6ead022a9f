import ArgumentParser
import ScenarioEngine

/// The options that `run` and `compare` share.
struct SimulationOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Futures to simulate for each scenario, 1 to 1000000000 (default: 65536).", valueName: "n"))
  var paths: String?

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

  @Flag(name: .long, help: "Keep every value, for quantiles of the sample itself: needs 8 bytes a future and row.") var exact = false

  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("What the luck is drawn from.", valueName: "n")) var seed = "1"

  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Set a parameter for this run, such as commerce.take_rate=0.11. May be repeated.", valueName: "key=value"))
  var settings: [String] = []

  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("Use only what was known by this day.", valueName: "date")) var asOf:
    String?

  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("Another first month, such as 2026-01.", valueName: "month"))
  var start: String?

  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("Another last month, such as 2028-12.", valueName: "month"))
  var end: String?

  @Option(name: .long, help: ArgumentHelp("sobol, random or latin-hypercube.", valueName: "design")) var sampling: SamplingDesign = .sobol

  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("Threads, 1 to 1024 (default: one per processor).", valueName: "n"))
  var threads: String?

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

  @Flag(name: .long, help: "No table and no progress: only errors.") var quiet = false

  @OptionGroup var project: ProjectOption

  enum SamplingDesign: String, CaseIterable, ExpressibleByArgument {
    case sobol, random
    case latinHypercube = "latin-hypercube"
  }

  enum Step: String, CaseIterable, ExpressibleByArgument { case month, quarter, year }

  /// The options as values, every mistake reported at once.
  /// - Throws: `ScenarioError`.
  func request() throws(ScenarioError) -> SimulationRequest {
    var request = SimulationRequest()
    var mistakes: [Diagnostic] = []
    func collect(_ read: () throws(ScenarioError) -> Void) {
      do throws(ScenarioError) { try read() } catch { mistakes += error.diagnostics }
    }
    collect { () throws(ScenarioError) in
      request.paths = try OptionValues.integer(
        paths ?? String(SimulationRequest.usualPaths), option: "--paths", range: 1...SimulationSettings.largestPaths,
        what: "a number of futures")
    }
    collect { () throws(ScenarioError) in
      request.precision = try precisionGoal()
      if let goal = request.precision { request.paths = goal.ceiling }
    }
    collect { () throws(ScenarioError) in request.seed = try OptionValues.seed(seed) }
    for word in settings {
      collect { () throws(ScenarioError) in request.overrides.append(try ScenarioLibrary.override(word)) }
    }
    collect { () throws(ScenarioError) in
      request.asOf = try asOf.map { text throws(ScenarioError) in try OptionValues.day(text, option: "--as-of") }
    }
    collect { () throws(ScenarioError) in
      request.start = try start.map { text throws(ScenarioError) in try OptionValues.month(text, option: "--start") }
    }
    collect { () throws(ScenarioError) in
      request.end = try end.map { text throws(ScenarioError) in try OptionValues.month(text, option: "--end") }
    }
    collect { () throws(ScenarioError) in
      request.threads = try threads.map { text throws(ScenarioError) in
        try OptionValues.integer(text, option: "--threads", range: 1...1024, what: "a number of threads")
      }
    }
    collect { () throws(ScenarioError) in request.periods = try periods.map { text throws(ScenarioError) in try OptionValues.periods(text) }
    }
    if let outputs {
      let patterns = OptionValues.list(outputs)
      if patterns.isEmpty { mistakes.append(Diagnostic(at: nil, "--outputs names no output.", "Write --outputs 'ad_revenue.*'.")) }
      request.outputs = patterns.joined(separator: ",")
    }
    request.sampling = sampling.rawValue
    request.isExact = exact
    request.isQuiet = quiet
    request.by = by.rawValue
    if let start = request.start, let end = request.end, end < start {
      mistakes.append(Diagnostic(at: nil, "--end \(end) comes before --start \(start).", "Exchange them."))
    }
    guard mistakes.isEmpty else { throw ScenarioError(mistakes) }
    return request
  }

  private func precisionGoal() throws(ScenarioError) -> PrecisionGoal? {
    guard !precision.isEmpty else {
      if atMost != nil { throw ScenarioError("--at-most says something only to --precision.", "Give --precision 0.5%, or --paths.") }
      return nil
    }
    if paths != nil {
      throw ScenarioError("--paths and --precision both say how many futures there are.", "Leave one of them out; --at-most is the limit.")
    }
    if sampling == .latinHypercube {
      throw ScenarioError(
        "Latin hypercubes are laid out for a number of futures, so --precision cannot add to them.", "Use --sampling sobol or random.")
    }
    if exact {
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
