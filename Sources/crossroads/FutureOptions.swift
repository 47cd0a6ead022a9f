import ArgumentParser
import ScenarioEngine

/// The options of `run`, `compare` and `report` on what is simulated.
struct FutureOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Futures to simulate for each scenario, 1 to 1000000000 (default: 65536).", valueName: "n"))
  var paths: String?

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

  @Flag(name: .long, help: "No table and no progress: only errors.") var quiet = false

  @OptionGroup var project: ProjectOption

  enum SamplingDesign: String, CaseIterable, ExpressibleByArgument {
    case sobol, random
    case latinHypercube = "latin-hypercube"
  }

  /// The options as values, every mistake reported at once.
  /// - Throws: `ScenarioError`.
  func request() throws(ScenarioError) -> SimulationRequest {
    var mistakes = OptionMistakes()
    let request = request(&mistakes)
    try mistakes.check()
    return request
  }

  /// The options as values.
  /// - Parameter mistakes: those of these options are added.
  func request(_ mistakes: inout OptionMistakes) -> SimulationRequest {
    var request = SimulationRequest()
    request.paths =
      mistakes.value(of: paths) { text throws(ScenarioError) in
        try OptionValues.integer(text, option: "--paths", range: 1...SimulationSettings.largestPaths, what: "a number of futures")
      } ?? request.paths
    request.seed = mistakes.value(or: request.seed) { () throws(ScenarioError) in try OptionValues.seed(seed) }
    request.overrides = settings.compactMap { word in
      mistakes.value(of: word) { text throws(ScenarioError) in try ScenarioLibrary.override(text) }
    }
    readDates(into: &request, &mistakes)
    request.threads = mistakes.value(of: threads) { text throws(ScenarioError) in
      try OptionValues.integer(text, option: "--threads", range: 1...1024, what: "a number of threads")
    }
    request.sampling = sampling.rawValue
    request.isExact = exact
    request.isQuiet = quiet
    return request
  }

  private func readDates(into request: inout SimulationRequest, _ mistakes: inout OptionMistakes) {
    request.asOf = mistakes.value(of: asOf) { text throws(ScenarioError) in try OptionValues.day(text, option: "--as-of") }
    request.start = mistakes.value(of: start) { text throws(ScenarioError) in try OptionValues.month(text, option: "--start") }
    request.end = mistakes.value(of: end) { text throws(ScenarioError) in try OptionValues.month(text, option: "--end") }
    if let start = request.start, let end = request.end, end < start {
      mistakes.add("--end \(end) comes before --start \(start).", "Exchange them.")
    }
  }
}
