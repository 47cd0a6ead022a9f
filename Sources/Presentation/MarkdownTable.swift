import ScenarioEngine

/// A table of GitHub-flavoured Markdown, numbers to the right.
public enum MarkdownTable {
  /// The whole table, aligned for reading as text too.
  public static func text(of table: RowTable) -> String {
    let cells = table.rows.map { $0.map(cell) }
    let heads = table.columns.map(escape)
    let isNumeric = table.columns.indices.map { index in
      table.rows.contains { if case .text = $0[index] { false } else { $0[index] != .missing } }
    }
    let widths = heads.indices.map { index in max(3, heads[index].displayWidth, cells.map { $0[index].displayWidth }.max() ?? 0) }
    func line(_ row: [String]) -> String {
      "| " + row.indices.map { row[$0].padded(to: widths[$0], isNumeric[$0] ? .right : .left) }.joined(separator: " | ") + " |\n"
    }
    let rule = widths.indices.map {
      isNumeric[$0] ? String(repeating: "-", count: widths[$0] - 1) + ":" : String(repeating: "-", count: widths[$0])
    }
    return line(heads) + line(rule) + cells.map(line).joined()
  }

  private static func cell(_ cell: RowTable.Cell) -> String {
    switch cell {
    case .text(let text): escape(text)
    case .number(let number): number.sixDigits
    case .year(let year): RowTable.text(ofYear: year)
    case .missing: ""
    }
  }

  static func escape(_ text: String) -> String { text.printable.replacing("\\", with: "\\\\").replacing("|", with: "\\|") }
}
