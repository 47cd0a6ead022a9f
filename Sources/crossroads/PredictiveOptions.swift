import ArgumentParser
import ScenarioEngine

/// The options of `forecast` and `backtest` on predictive distributions.
struct PredictiveOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditional, help: ArgumentHelp("Quantile levels, such as 0.1,0.5,0.9.", valueName: "list"))
  var levels: String?
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("List so many possible futures instead of quantiles, 1 to 100000.", valueName: "n"))
  var sample: String?
  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("What the luck of --sample is drawn from.", valueName: "n"))
  var seed = "1"
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("The least that the quantity can be (default: 0 where no value is negative).", valueName: "x"))
  var minimum: String?
  @Option(
    name: .long, parsing: .unconditional, help: ArgumentHelp("The most that the quantity can be, such as 1 for a share.", valueName: "x"))
  var maximum: String?
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Periods a year of a file's series, 1 to 60: 4 for quarters, 12 for months.", valueName: "n"))
  var periodsPerYear: String?
  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("Threads, 1 to 1024 (default: one per processor).", valueName: "n"))
  var threads: String?

  /// Throws: `ScenarioError` for a value that is none.
  func options() throws(ScenarioError) -> ForecastOptions {
    var options = ForecastOptions()
    if let levels {
      for word in OptionValues.list(levels) {
        guard let level = Double(word), level > 0, level < 1 else {
          throw ScenarioError("--levels: '\(word)' is not a level between 0 and 1.", "Write --levels 0.1,0.5,0.9.")
        }
        if let last = options.levels.last, level <= last.value {
          throw ScenarioError("--levels: \(word) does not rise above \(last.name).", "Write levels in rising order.")
        }
        options.levels.append((word, level))
      }
      guard !options.levels.isEmpty else { throw ScenarioError("--levels names no level.", "Write --levels 0.1,0.5,0.9.") }
    }
    options.sample = try sample.map { text throws(ScenarioError) in
      try OptionValues.integer(text, option: "--sample", range: 1...100_000, what: "a number of futures")
    }
    if options.sample != nil, !options.levels.isEmpty {
      throw ScenarioError("--sample and --levels ask for different tables.", "Give one of them.")
    }
    options.seed = try OptionValues.seed(seed)
    options.season = try periodsPerYear.map { text throws(ScenarioError) in
      try OptionValues.integer(text, option: "--periods-per-year", range: 1...60, what: "a number of periods")
    }
    options.range = try PredictiveOptions.range(minimum: minimum, maximum: maximum)
    return options
  }

  func threadCount() throws(ScenarioError) -> Int? {
    try threads.map { text throws(ScenarioError) in
      try OptionValues.integer(text, option: "--threads", range: 1...1024, what: "a number of threads")
    }
  }

  /// What the quantity can be; nil where neither end is given.
  static func range(minimum: String?, maximum: String?) throws(ScenarioError) -> ClosedRange<Double>? {
    let (low, high) = (try bound(minimum, "--minimum"), try bound(maximum, "--maximum"))
    guard low != nil || high != nil else { return nil }
    guard (low ?? -.infinity) < (high ?? .infinity) else {
      throw ScenarioError("--minimum \(minimum ?? "") is not below --maximum \(maximum ?? "").", "Exchange them.")
    }
    return (low ?? -.infinity)...(high ?? .infinity)
  }

  private static func bound(_ text: String?, _ option: String) throws(ScenarioError) -> Double? {
    guard let text else { return nil }
    guard let value = Double(text), value.isFinite else {
      throw ScenarioError("\(option) '\(text)' is not a number.", "Write a plain number, such as \(option) 0.")
    }
    return value
  }
}
