import ArgumentParser
import ScenarioEngine

/// The options of `forecast` and `backtest` on series.
struct SeriesOptions: ParsableArguments {
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

  /// What the quantity can be; nil where neither end is given.
  func range() throws(ScenarioError) -> ClosedRange<Double>? {
    let (low, high) = (try bound(minimum, "--minimum"), try bound(maximum, "--maximum"))
    guard low != nil || high != nil else { return nil }
    guard (low ?? -.infinity) < (high ?? .infinity) else {
      throw ScenarioError("--minimum \(minimum ?? "") is not below --maximum \(maximum ?? "").", "Exchange them.")
    }
    return (low ?? -.infinity)...(high ?? .infinity)
  }

  /// Periods a year; nil: as the table says.
  func season() throws(ScenarioError) -> Int? {
    guard let periodsPerYear else { return nil }
    return try OptionValues.integer(periodsPerYear, option: "--periods-per-year", range: 1...60, what: "a number of periods")
  }

  /// nil: one for each processor.
  func threadCount() throws(ScenarioError) -> Int? {
    guard let threads else { return nil }
    return try OptionValues.integer(threads, option: "--threads", range: 1...1024, what: "a number of threads")
  }

  private func bound(_ text: String?, _ option: String) throws(ScenarioError) -> Double? {
    guard let text else { return nil }
    guard let value = Double(text), value.isFinite else {
      throw ScenarioError("\(option) '\(text)' is not a number.", "Write a plain number, such as \(option) 0.")
    }
    return value
  }
}
