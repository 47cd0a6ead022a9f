import ArgumentParser
import ScenarioEngine

/// The options of `forecast` on what is said of each step.
struct PredictiveOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditional, help: ArgumentHelp("Quantile levels, such as 0.1,0.5,0.9.", valueName: "list"))
  var levels: String?
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("List so many possible futures instead of quantiles, 1 to 100000.", valueName: "n"))
  var sample: String?
  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("What the luck of --sample is drawn from (1).", valueName: "n"))
  var seed: String?

  /// - Throws: `ScenarioError` for a value that is none.
  func options(_ series: SeriesOptions) throws(ScenarioError) -> ForecastOptions {
    var options = ForecastOptions()
    if let levels { options.levels = try PredictiveOptions.levels(levels) }
    if let sample {
      options.sample = try OptionValues.integer(sample, option: "--sample", range: 1...100_000, what: "a number of futures")
      if levels != nil { throw ScenarioError("--sample and --levels ask for different tables.", "Give one of them.") }
    }
    if let seed {
      if sample == nil { throw ScenarioError("--seed says something only to --sample: quantiles need no luck.", "Leave it out.") }
      options.seed = try OptionValues.seed(seed)
    }
    options.season = try series.season()
    options.range = try series.range()
    return options
  }

  private static func levels(_ text: String) throws(ScenarioError) -> [(name: String, value: Double)] {
    var levels: [(name: String, value: Double)] = []
    for word in OptionValues.list(text) {
      guard let level = Double(word), level > 0, level < 1 else {
        throw ScenarioError("--levels: '\(word)' is not a level between 0 and 1.", "Write --levels 0.1,0.5,0.9.")
      }
      if let last = levels.last, level <= last.value {
        throw ScenarioError("--levels: \(word) does not rise above \(last.name).", "Write levels in rising order.")
      }
      levels.append((word, level))
    }
    guard !levels.isEmpty else { throw ScenarioError("--levels names no level.", "Write --levels 0.1,0.5,0.9.") }
    return levels
  }
}
