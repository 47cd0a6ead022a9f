/// What came out: a table with the columns `metric, region, period, value, unit, source`.
public struct ActualsFile: Sendable {
  /// One row.
  public struct Row: Sendable {
    /// The name of an output, `question.NAME` or `regulation.regime.NAME`.
    public var metric: String
    /// Empty: not said.
    public var region: String
    /// `2026`, `2026-Q3`, `2026-07`, or `total`.
    public var period: String
    /// The figure, or 1 for yes and 0 for no.
    public var value: Double
    /// As written.
    public var unit: String
    public var source: String
    public var location: SourceLocation
    public var isAnswer: Bool { metric.hasPrefix("question.") || metric.hasPrefix("regulation.regime.") }
  }

  public static let columns = ["metric", "region", "period", "value", "unit", "source"]
  public let file: String
  public let rows: [Row]

  /// The outputs that the ledger's own words for a metric stand for.
  static let ledgerWords = [
    "monthly_active_users": "user_growth.monthly_users", "daily_active_users": "user_growth.daily_users",
    "ad_revenue": "ad_revenue.revenue", "gmv": "commerce.gmv",
  ]

  /// - Throws: `ScenarioError` with every mistake: a missing column, a value that is none, a period that is none, a second row of the same
  ///   metric, region and period.
  public init(path: String) throws(ScenarioError) { try self.init(table: try CSVTable(path: path)) }

  /// - Throws: as for a file.
  public init(table: CSVTable) throws(ScenarioError) {
    let places = try table.columns(Self.columns)
    var mistakes: [Diagnostic] = []
    var rows: [Row] = []
    var seen: [String: Int] = [:]
    for record in table.rows {
      func cell(_ name: String) -> String { Self.trimmed(record.fields[places[name] ?? 0]) }
      func place(_ name: String) -> SourceLocation { table.location(of: places[name] ?? 0, in: record) }
      let metric = Self.ledgerWords[cell("metric")] ?? cell("metric")
      var row = Row(
        metric: metric, region: cell("region"), period: cell("period"), value: 0, unit: cell("unit"), source: cell("source"),
        location: place("metric"))
      if metric.isEmpty { mistakes.append(Diagnostic(at: place("metric"), "The metric is empty.", "Name an output or a question.")) }
      if row.period.isEmpty, metric.hasPrefix("question.") { row.period = "total" }
      if row.period != "total", Period(row.period) == nil {
        mistakes.append(Diagnostic(at: place("period"), "'\(row.period)' is not a period.", "Write 2026, 2026-Q3, 2026-07 or total."))
      }
      do throws(ScenarioError) {
        row.value = row.isAnswer ? try Self.answer(cell("value")) : try Self.number(cell("value"))
      } catch {
        mistakes += error.diagnostics.map { Diagnostic(at: place("value"), $0.problem, $0.remedy) }
      }
      let key = [metric, row.region, row.period].joined(separator: "\n")
      if let line = seen.updateValue(record.line, forKey: key) {
        mistakes.append(
          Diagnostic(at: place("metric"), "'\(metric)' of \(row.period) stands on line \(line) already.", "Keep one of the two."))
      }
      rows.append(row)
    }
    guard mistakes.isEmpty else { throw ScenarioError(mistakes) }
    guard !rows.isEmpty else {
      throw ScenarioError(at: SourceLocation(file: table.file, line: 1, column: 1), "The table has no rows.", "Add a line for each figure.")
    }
    file = table.file
    self.rows = rows
  }

  /// A plain number, with K, M or B behind it or not.
  static func number(_ text: String) throws(ScenarioError) -> Double {
    if let value = Double(text), value.isFinite { return value }
    if let last = text.last, let factor = MeasuredUnit.scales[String(last)], last != "k",
      let value = Double(trimmed(String(text.dropLast()))),
      (value * factor).isFinite
    {
      return value * factor
    }
    throw ScenarioError("'\(text)' is not a number.", "Write a plain number such as 14300000000, or 14.3B.")
  }

  /// yes, no, 1 or 0.
  static func answer(_ text: String) throws(ScenarioError) -> Double {
    switch text.lowercased() {
    case "yes", "true", "1": return 1
    case "no", "false", "0": return 0
    default: throw ScenarioError("'\(text)' is no answer.", "Write yes or no, 1 or 0.")
    }
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop { $0 == " " || $0 == "\t" }
    return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
