import ScenarioEngine

/// The scenarios at hand.
public enum ListScreen {
  /// One scenario of the list.
  public struct Row: Sendable, Hashable {
    public var name: String
    public var title: String
    public var parents: [String]
    public var start: String
    public var end: String
    public var currency: String
    public var file: String
    public init(name: String, title: String, parents: [String], start: String, end: String, currency: String, file: String) {
      self.name = name
      self.title = title
      self.parents = parents
      self.start = start
      self.end = end
      self.currency = currency
      self.file = file
    }
  }

  /// For a person.
  public static func text(_ rows: [Row], style: TerminalStyle, next: [NextCommand] = []) -> String {
    var table = TextTable([
      .init("Scenario"), .init("Title", isFlexible: true), .init("Over", isFlexible: true), .init("Horizon"),
    ])
    for row in rows {
      table.add([.text(row.name), .text(row.title), .text(row.parents.joined(separator: ", ")), .text("\(row.start) to \(row.end)")])
    }
    return ScreenText.assemble([table.lines(style), NextCommand.lines(next, style)])
  }

  /// For a machine: `name,title,extends,start,end,currency,file`.
  public static func rowTable(_ rows: [Row]) -> RowTable {
    var table = RowTable(columns: ["name", "title", "extends", "start", "end", "currency", "file"])
    for row in rows {
      table.add([row.name, row.title, row.parents.joined(separator: " "), row.start, row.end, row.currency, row.file].map { .text($0) })
    }
    return table
  }
}
