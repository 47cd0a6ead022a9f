import ScenarioEngine

/// What a scenario assumes, with the origin and the place of every setting.
public struct ShowScreen: Sendable {
  /// One setting in effect.
  public struct Row: Sendable, Hashable {
    public var key: String
    public var value: String
    public var unit: String
    public var origin: Origin
    public var file: String
    public var line: Int
    /// What the parents say, where the scenario says something else; nil where they say nothing.
    public var before: String?
    public init(key: String, value: String, unit: String, origin: Origin, file: String, line: Int, before: String? = nil) {
      self.key = key
      self.value = value
      self.unit = unit
      self.origin = origin
      self.file = file
      self.line = line
      self.before = before
    }

    /// The name of the fit that the value is a coefficient of.
    public var fit: String? {
      let words = value.split(separator: " ")
      return words.count == 4 && words[1...2] == ["of", "fit"] ? String(words[3]) : nil
    }

    /// The origin in one line: `judgement: …; source: a, b`.
    public var originText: String {
      let judgement = origin.judgement.map { "judgement: " + $0 }
      let sources = origin.sources.isEmpty ? nil : "source: " + origin.sources.joined(separator: ", ")
      if origin.isEmpty, let fit { return "the rows of fits.\(fit)" }
      return origin.isEmpty ? "none stated" : [judgement, sources].compactMap { $0 }.joined(separator: "; ")
    }
  }

  /// A scenario as the screen shows it.
  public struct View: Sendable {
    public var name: String
    public var title: String
    public var about: String
    public var parents: [String]
    public var horizon: String
    public var currency: String
    /// Every setting in effect, or only those that differ from the parents'.
    public var rows: [Row]
    public var showsAll: Bool
    /// Keys that the scenario takes away from its parents.
    public var removed: [String]
    public var next: [NextCommand]
    public init(
      name: String, title: String, about: String, parents: [String], horizon: String, currency: String, rows: [Row], showsAll: Bool,
      removed: [String] = [], next: [NextCommand] = []
    ) {
      self.name = name
      self.title = title
      self.about = about
      self.parents = parents
      self.horizon = horizon
      self.currency = currency
      self.rows = rows
      self.showsAll = showsAll
      self.removed = removed
      self.next = next
    }
  }

  /// For a person.
  public static func text(_ view: View, style: TerminalStyle) -> String {
    var head = [style.strong(ScreenText.joined([view.title, view.name], style))]
    if !view.about.isEmpty { head += Paragraph.lines(view.about, width: style.width ?? 120) }
    let parents = view.parents.isEmpty ? nil : "over " + CompareScreen.list(view.parents)
    head.append(ScreenText.joined([parents, view.horizon, view.currency], style))
    var table = TextTable([
      .init(view.showsAll ? "Every setting" : "What it changes"), .init("value", isFlexible: true), .init("unit"),
      .init(view.showsAll ? "" : "before", isFlexible: true), .init("where"), .init("origin", isFlexible: true),
    ])
    for row in view.rows {
      let before = view.showsAll ? "" : row.before ?? "not set"
      table.add([
        .text(row.key), .text(row.value), .text(row.unit), .text(before), .text("\(row.file):\(row.line)"), .text(row.originText),
      ])
    }
    if view.showsAll { table = table.dropping(column: 3) }
    let body = view.rows.isEmpty ? ["It changes nothing against its parents."] : table.lines(style)
    let removed =
      view.removed.isEmpty ? [] : Paragraph.lines("Taken away: " + view.removed.joined(separator: ", "), width: style.width ?? 120)
    return ScreenText.assemble([head, view.rows.isEmpty && !view.removed.isEmpty ? [] : body, removed, NextCommand.lines(view.next, style)])
  }

  /// One setting, with its evidence in full; a coefficient with the rows of its fit.
  public static func text(
    _ row: Row, of scenario: String, meaning: String, fit: FitDeclaration? = nil, facts: [EvidenceScreen.Row], style: TerminalStyle
  ) -> String {
    var table = TextTable([.init(""), .init("")])
    table.add(["value", .text(row.value + (row.unit.isEmpty || row.fit != nil ? "" : " " + row.unit))])
    if let before = row.before { table.add(["before", .text(before)]) }
    table.add(["where", .text("\(row.file):\(row.line)")])
    if let judgement = row.origin.judgement { table.add(["judgement", .text(judgement)]) }
    if row.origin.isEmpty { table.add(["origin", .text(row.originText)]) }
    let head = [style.strong(ScreenText.joined([row.key, scenario], style))] + (meaning.isEmpty ? [] : [meaning])
    let missing = row.origin.sources.filter { id in !facts.contains { $0.id == id } }
    return ScreenText.assemble(
      [head, table.lines(style), fit.map { lines(of: $0, style) } ?? []] + facts.map { EvidenceScreen.lines($0, style) } + [
        missing.map { "\($0): not in the ledger" }
      ])
  }

  /// The rows of a fit.
  private static func lines(of fit: FitDeclaration, _ style: TerminalStyle) -> [String] {
    var table = TextTable([
      .init("Row of the fit"), .init("says", isFlexible: true), .init("sd", .right), .init("where"), .init("origin", isFlexible: true),
    ])
    let format = NumberFormat(style.symbols)
    func plain(_ value: Double) -> String { format.cut(Estimate(value, standardError: 0)) }
    for row in fit.rows {
      let says: String
      switch row.observation {
      case .level(let value, let year): says = "\(plain(value)) at \(year.sixDigits)"
      case .rate(let rate): says = "rate \(rate.sixDigits) per year"
      case .growth(let growth, let perYear, let around):
        says = "growth \(growth.sixDigits), \(perYear.sixDigits) times a year, around \(plain(around))"
      }
      let origin = [row.origin.judgement, row.origin.sources.isEmpty ? nil : row.origin.sources.joined(separator: ", ")]
      table.add([
        .text(row.name), .text(says), .text(row.sd.sixDigits), .text("\(row.location.file):\(row.location.line)"),
        .text(origin.compactMap { $0 }.joined(separator: "; ")),
      ])
    }
    let curve = fit.curve.rawValue.replacing("_", with: "-")
    let capacity = fit.capacity.map { ", capacity \(plain($0))" } ?? ""
    return ["A \(curve) curve\(capacity), through \(fit.series); its level stands at \(fit.originYear.sixDigits)."] + table.lines(style)
  }

  /// For a machine: `key,value,unit,origin,file,line`.
  public static func rowTable(_ rows: [Row]) -> RowTable {
    var table = RowTable(columns: ["key", "value", "unit", "origin", "file", "line"])
    for row in rows {
      table.add([.text(row.key), .text(row.value), .text(row.unit), .text(row.originText), .text(row.file), .number(Double(row.line))])
    }
    return table
  }
}
