import ScenarioEngine

/// What may be set: keys with unit, range and meaning.
public enum ParametersScreen {
  /// One key, or a family of keys in which `*` stands for a name given in a file.
  public struct Row: Sendable, Hashable {
    public var key: String
    public var unit: String
    /// The smallest value accepted, as it would be written; empty where there is none.
    public var minimum: String
    public var maximum: String
    public var meaning: String
    /// A shipped scenario in which it acts, if not `baseline`.
    public var actsIn: String?
    /// Whether values by date are accepted.
    public var mayVary: Bool
    /// What holds where a file leaves the key out, as it would be written; nil: it must be set.
    public var fallback: String?
    public init(
      key: String, unit: String, minimum: String, maximum: String, meaning: String, actsIn: String?, mayVary: Bool = false,
      fallback: String? = nil
    ) {
      self.key = key
      self.unit = unit
      self.minimum = minimum
      self.maximum = maximum
      self.meaning = meaning
      self.actsIn = actsIn
      self.mayVary = mayVary
      self.fallback = fallback
    }

    /// A declaration as a row; for kinds other than numbers the unit says what is accepted.
    public init(_ declaration: Declaration) {
      self.init(
        key: declaration.pattern, unit: declaration.unit, minimum: "", maximum: "", meaning: declaration.meaning,
        actsIn: declaration.actsIn,
        mayVary: declaration.mayVary, fallback: declaration.fallback)
      switch declaration.kind {
      case .number(let low, let high):
        if low > -.infinity { minimum = low.sixDigits }
        if high < .infinity { maximum = high.sixDigits }
        if unit.isEmpty { unit = "a number" }
      case .count(let low, let high):
        unit = "whole"
        minimum = String(low)
        maximum = String(high)
      case .date: unit = "a day"
      case .month: unit = "a month"
      case .flag: unit = "true or false"
      case .choice(let words): unit = words.joined(separator: ", ")
      case .name(let group, let words): unit = "a name of \(group)" + words.map { ", or \($0)" }.joined()
      case .names(let group): unit = "names of \(group)"
      case .fact: unit = "the id of a fact"
      case .word: unit = declaration.pattern.hasSuffix(".output") ? "the name of an output" : "a word"
      }
    }

    /// Whether the row stands for keys that a file names.
    public var isFamily: Bool { key.contains("*") }
  }

  /// For a person: one block per section, families of keys last.
  public static func text(_ rows: [Row], style: TerminalStyle, next: [NextCommand] = []) -> String {
    let single = rows.filter { !$0.isFamily }
    let families = rows.filter(\.isFamily)
    var blocks = single.map(\.section).unique.map { name in block(single.filter { $0.section == name }, title: name, style) }
    if !families.isEmpty { blocks.append(block(families, title: "Keys that a file names (* stands for the name)", style)) }
    blocks.append(NextCommand.lines(next, style))
    return ScreenText.assemble(blocks)
  }

  private static func block(_ rows: [Row], title: String, _ style: TerminalStyle) -> [String] {
    var table = TextTable([.init(title), .init("range", .right), .init("unit", isFlexible: true), .init("meaning", isFlexible: true)])
    for row in rows {
      let range: TextTable.Cell = row.minimum.isEmpty && row.maximum.isEmpty ? "" : .interval(row.minimum, row.maximum)
      let meaning = row.meaning + (row.actsIn.map { " (acts in \($0))" } ?? "")
      table.add([.text(row.key), range, .text(row.unit), .text(meaning)])
    }
    return table.lines(style)
  }

  /// For a machine: `key,unit,minimum,maximum,meaning,acts_in`, only keys that can be set as they stand.
  public static func rowTable(_ rows: [Row]) -> RowTable {
    var table = RowTable(columns: ["key", "unit", "minimum", "maximum", "meaning", "acts_in"])
    for row in rows where !row.isFamily {
      table.add([row.key, row.unit, row.minimum, row.maximum, row.meaning, row.actsIn ?? ""].map { .text($0) })
    }
    return table
  }
}
