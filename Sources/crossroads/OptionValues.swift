import ScenarioEngine

/// Reads the values of options. Each refusal is a sentence of its own: what is wrong, what to do.
enum OptionValues {
  /// A whole number within a range, written with digits; `_` and `,` between digits are not accepted.
  static func integer(_ text: String, option: String, range: ClosedRange<Int>, what: String) throws(ScenarioError) -> Int {
    let remedy = "Give \(what) from \(range.lowerBound) to \(range.upperBound), such as \(option) \(example(option))."
    let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
      throw ScenarioError("\(option) '\(text)' is not a whole number.", remedy)
    }
    guard let value = Int(text) else {
      throw ScenarioError("\(option) \(text) is too \(text.hasPrefix("-") ? "small" : "large").", remedy)
    }
    guard range.contains(value) else {
      throw ScenarioError("\(option) \(text) is too \(value < range.lowerBound ? "small" : "large").", remedy)
    }
    return value
  }

  /// A seed, 0 to 2^64 - 1.
  static func seed(_ text: String) throws(ScenarioError) -> UInt64 {
    guard let value = UInt64(text) else {
      throw ScenarioError("--seed '\(text)' is not a whole number from 0 to 18446744073709551615.", "Give one, such as --seed 7.")
    }
    return value
  }

  /// A day that exists, `2023-03-31`.
  static func day(_ text: String, option: String) throws(ScenarioError) -> String {
    guard case .day? = Period(text) else {
      throw ScenarioError("\(option) '\(text)' is not a day.", "Write year-month-day, such as \(option) 2023-03-31.")
    }
    return text
  }

  /// A month, `2026-07`.
  static func month(_ text: String, option: String) throws(ScenarioError) -> String {
    guard case .month? = Period(text) else {
      throw ScenarioError("\(option) '\(text)' is not a month.", "Write year-month, such as \(option) 2026-01.")
    }
    return text
  }

  /// Periods between commas, `2026,2027-Q1`.
  static func periods(_ text: String) throws(ScenarioError) -> [String] {
    let words = list(text)
    guard !words.isEmpty else { throw ScenarioError("--periods names no period.", "Write --periods 2026,2027 or --periods total.") }
    for word in words where word != "total" && !isPeriod(word) {
      throw ScenarioError("--periods: '\(word)' is not a period.", "Write 2026, 2026-Q3, 2026-07 or total, with commas between.")
    }
    return words
  }

  /// Names of outputs or patterns, commas between.
  static func patterns(_ text: String) throws(ScenarioError) -> String {
    let patterns = list(text)
    guard !patterns.isEmpty else { throw ScenarioError("--outputs names no output.", "Write --outputs 'ad_revenue.*'.") }
    return patterns.joined(separator: ",")
  }

  /// Whether a word is a year, quarter or month.
  static func isPeriod(_ text: String) -> Bool {
    switch Period(text) {
    case .year, .quarter, .month: true
    default: false
    }
  }

  /// Words between commas, without spaces around them.
  static func list(_ text: String) -> [String] {
    text.split(separator: ",").map { part in
      let start = part.drop { $0 == " " }
      return String(start.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
  }

  private static func example(_ option: String) -> String {
    switch option {
    case "--paths": "65536"
    case "--at-most": "1000000"
    case "--threads": "2"
    default: "8"
    }
  }
}
