import ScenarioEngine

/// The reference page of what may be set, in Markdown: every key with unit, range and meaning, and what the shipped files say of it.
public enum ParametersReference {
  /// The whole page.
  ///
  /// - Parameters:
  ///   - rows: keys and families, in the order of the page.
  ///   - uses: what a shipped file says of a key, or of one key of a family, by the row's key.
  public static func text(_ rows: [ParametersScreen.Row], uses: [String: ShowScreen.Row]) -> String {
    let single = rows.filter { !$0.isFamily }
    let families = rows.filter(\.isFamily)
    var text = """
      # Parameters

      What a scenario file may set. `crossroads parameters --format markdown` writes this page from the declarations of the program and from
      the shipped files; `make docs` refreshes it. The formulas stand in [model.md](model.md), the format in
      [scenario-files.md](scenario-files.md).

      - **Unit** and **range** are what is accepted. A range or a distribution must have all but 0.1 % of its mass within the range.
      - *by date*: values that change from a month on are accepted too. The others are read once, at the start.
      - `usd` stands for the scenario's currency, and `log` for an effect in logarithms: 0.1 is about 10 % more.


      """
    for section in single.map(\.section).unique {
      text += "## \(section)\n\n" + table(single.filter { $0.section == section }, uses) + "\n"
    }
    guard !families.isEmpty else { return text }
    text += """
      ## Keys that a file names

      `*` stands for a name that the file gives: of a legal state, a contract, a programme, a question. A key that is not set has the value
      under *left out*; where that says *must be set*, its group needs it, or needs one of several (a question needs the keys of its event).


      """
    for section in families.map(\.section).unique {
      let rows = families.filter { $0.section == section }
      // What a fit needs depends on its curve and its rows; the page of the format says it.
      let isPlain = ["fits", "correlations"].contains(section)
      text += "### \(section)\n\n" + (isPlain ? plainTable(rows) : familyTable(rows, uses)) + "\n"
    }
    return String(text.dropLast())
  }

  private static func table(_ rows: [ParametersScreen.Row], _ uses: [String: ShowScreen.Row]) -> String {
    lines(
      ["key", "meaning", "unit", "range", "in baseline", "origin", "where"],
      rows.map { row in
        let setting = uses[row.key]
        return [
          code(row.key), meaning(row), unit(row), range(row), setting.map { code($0.value) } ?? "", setting.map(origin) ?? "",
          setting.map(place) ?? "",
        ]
      })
  }

  private static func familyTable(_ rows: [ParametersScreen.Row], _ uses: [String: ShowScreen.Row]) -> String {
    lines(
      ["key", "meaning", "unit", "range", "left out", "for example", "where"],
      rows.map { row in
        let setting = uses[row.key]
        let fallback = row.fallback.map { $0.isEmpty ? "none" : code($0) } ?? "must be set"
        return [
          code(row.key), meaning(row), unit(row), range(row), fallback, setting.map { code("\($0.key): \($0.value)") } ?? "",
          setting.map(place) ?? "",
        ]
      })
  }

  private static func plainTable(_ rows: [ParametersScreen.Row]) -> String {
    lines(["key", "meaning", "unit", "range"], rows.map { [code($0.key), meaning($0), unit($0), range($0)] })
  }

  private static func lines(_ heads: [String], _ rows: [[String]]) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.map(MarkdownTable.escape).joined(separator: " | ") + " |\n" }
    return line(heads) + "|" + String(repeating: " --- |", count: heads.count) + "\n" + rows.map(line).joined()
  }

  private static func code(_ text: String) -> String { "`" + text + "`" }

  private static func meaning(_ row: ParametersScreen.Row) -> String {
    var meaning = row.meaning
    while meaning.hasSuffix(".") { meaning.removeLast() }
    return meaning + (row.actsIn.map { " (acts in `\($0)`)" } ?? "")
  }

  private static func unit(_ row: ParametersScreen.Row) -> String {
    (row.unit == "-" ? "a number" : row.unit) + (row.mayVary ? ", *by date*" : "")
  }

  private static func range(_ row: ParametersScreen.Row) -> String {
    row.minimum.isEmpty && row.maximum.isEmpty ? "" : "\(row.minimum) to \(row.maximum)"
  }

  private static func origin(_ setting: ShowScreen.Row) -> String {
    if setting.origin.isEmpty, setting.fit != nil { return setting.originText }
    let sources = setting.origin.sources.map(code).joined(separator: ", ")
    return [setting.origin.judgement, sources.isEmpty ? nil : sources].compactMap { $0 }.joined(separator: "; ")
  }

  private static func place(_ setting: ShowScreen.Row) -> String { "\(setting.file):\(setting.line)" }
}

extension ParametersScreen.Row {
  /// The first word of the key, which names a part of the model.
  var section: String { String(key.prefix { $0 != "." }) }
}
