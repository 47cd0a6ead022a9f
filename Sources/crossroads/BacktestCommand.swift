import ArgumentParser
import ScenarioEngine

/// `backtest`: what earlier forecasts would have been worth.
struct BacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest", abstract: "Run the model as of earlier days, and score it by what became known later.",
    usage: "crossroads backtest --model [<name|file> ... --as-of <date> ...] [<options>]",
    discussion: """
      Every run sees only the facts of its day, fits again and starts in the month of the next day. Without names: the days for which older \
      values are shipped.

      Examples
        crossroads backtest --model
        crossroads backtest --model baseline --as-of 2023-03-31 --as-of 2025-01-18
      """)

  @Argument(help: ArgumentHelp("Scenarios, or paths of their files.", valueName: "name|file")) var names: [String] = []
  @Flag(name: .long, help: "Run the whole model.") var model = false
  @Option(
    name: .long, parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Use only what was known by this day. May be repeated.", valueName: "date"))
  var asOf: [String] = []
  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("Futures to simulate, 1 to 10000000.", valueName: "n"))
  var paths = "65536"
  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("What the luck is drawn from.", valueName: "n")) var seed = "1"
  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("Threads, 1 to 1024 (default: one per processor).", valueName: "n"))
  var threads: String?
  @OptionGroup var format: FormatOption
  @OptionGroup var project: ProjectOption

  func run() throws {
    guard model else {
      throw ScenarioError("What to test is not said.", "Write crossroads backtest --model for the whole model.")
    }
    let words = BacktestModelRun(names: names, days: asOf, paths: paths, seed: seed, threads: threads)
    try words.run(project: try Project(project), format: format)
  }
}
