import ScenarioEngine

/// The ledger: dated figures, what they mean, and when each was known.
public enum EvidenceScreen {
  /// One fact, with corrections applied.
  public struct Row: Sendable, Hashable {
    public var id: String
    public var entity: String
    public var region: String
    public var metric: String
    public var low: Double?
    public var value: Double?
    public var high: Double?
    public var unit: String
    public var period: String
    public var kind: String
    public var vintage: String
    public var document: String
    public var locator: String
    public var caveat: String
    /// The fields as printed that a correction changed or refused; empty where there are none.
    public var printed: String
    public init(
      id: String, entity: String, region: String, metric: String, low: Double?, value: Double?, high: Double?, unit: String, period: String,
      kind: String, vintage: String, document: String, locator: String, caveat: String, printed: String
    ) {
      self.id = id
      self.entity = entity
      self.region = region
      self.metric = metric
      self.low = low
      self.value = value
      self.high = high
      self.unit = unit
      self.period = period
      self.kind = kind
      self.vintage = vintage
      self.document = document
      self.locator = locator
      self.caveat = caveat
      self.printed = printed
    }
  }

  /// For a person.
  /// - Parameter asOf: the day of which the ledger is shown, if not today's.
  public static func text(_ rows: [Row], asOf: String?, style: TerminalStyle, next: [NextCommand] = []) -> String {
    var table = TextTable([
      .init("Fact", isFlexible: true), .init("figure", .right), .init("unit", isFlexible: true), .init("period"), .init("known since"),
      .init("kind"), .init(""),
    ])
    for row in rows {
      table.add([
        .text(row.id), .text(figure(row, style)), .text(unit(row).label), .text(row.period), .text(row.vintage), .text(row.kind),
        .text(row.printed.isEmpty ? "" : "corrected"),
      ])
    }
    // The id is what a person types next: columns that can be read elsewhere give way before it is cut.
    for column in [5, 4] where style.width.map({ table.width(style) > $0 }) ?? false { table = table.dropping(column: column) }
    let count = NumberFormat().count(rows.count, "fact") + (asOf.map { " known by \($0)" } ?? "")
    return ScreenText.assemble([[style.strong(count)], table.lines(style), NextCommand.lines(next, style)])
  }

  /// One fact in full, a line for each field.
  public static func lines(_ row: Row, _ style: TerminalStyle) -> [String] {
    let fields = [
      ("figure", [figure(row, style), unit(row).label].filter { !$0.isEmpty }.joined(separator: " ")),
      ("about", ScreenText.joined(["\(row.entity)/\(row.region)/\(row.metric)", row.period], style)), ("kind", row.kind),
      ("known since", row.vintage), ("document", ScreenText.joined([row.document, row.locator], style)), ("caveat", row.caveat),
      ("printed", row.printed),
    ]
    let indent = 2 + (fields.map(\.0.displayWidth).max() ?? 0) + 2
    let width = style.width.map { max($0 - indent, 20) }
    let lines = fields.filter { !$0.1.isEmpty }.flatMap { name, value in
      Paragraph.lines(value, width: width).enumerated().map { number, line in
        (number == 0 ? "  " + name : "").padded(to: indent, .left) + line
      }
    }
    return [style.strong(row.id)] + lines
  }

  static func unit(_ row: Row) -> DisplayUnit {
    DisplayUnit(row.unit, largest: [row.low, row.value, row.high].compactMap { $0.map(abs) }.max() ?? 0)
  }

  /// `170`, `150…170` or `at least 150`.
  static func figure(_ row: Row, _ style: TerminalStyle) -> String {
    let format = NumberFormat(style.symbols)
    let unit = unit(row)
    func text(_ value: Double) -> String { format.cut(Estimate(value, standardError: 0), unit: unit) }
    let range: String? =
      switch (row.low, row.high) {
      case (let low?, let high?) where low != high: text(low) + style.symbols.ellipsis + text(high)
      case (let low?, nil): "at least " + text(low)
      case (nil, let high?): "at most " + text(high)
      case (let low?, _): text(low)
      case (nil, nil): nil
      }
    guard let value = row.value else { return range ?? "" }
    return range.map { text(value) == $0 ? $0 : "\(text(value)) (\($0))" } ?? text(value)
  }

  /// For a machine: the ledger's columns with corrected values, and `printed`.
  public static func rowTable(_ rows: [Row]) -> RowTable {
    var table = RowTable(columns: [
      "id", "entity", "region", "metric", "low", "value", "high", "unit", "period", "kind", "vintage", "document", "locator", "caveat",
      "printed",
    ])
    for row in rows {
      table.add([
        .text(row.id), .text(row.entity), .text(row.region), .text(row.metric), .init(row.low), .init(row.value), .init(row.high),
        .text(row.unit), .text(row.period), .text(row.kind), .text(row.vintage), .text(row.document), .text(row.locator),
        .text(row.caveat), .text(row.printed),
      ])
    }
    return table
  }
}
