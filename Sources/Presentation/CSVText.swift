import ScenarioEngine

/// Comma-separated values (RFC 4180) with a header and `\n` line ends.
public enum CSVText {
  /// The whole table; an unknown cell is empty.
  public static func text(of table: RowTable) -> String {
    var text = table.columns.map(field).joined(separator: ",") + "\n"
    for row in table.rows { text += row.map(field).joined(separator: ",") + "\n" }
    return text
  }

  private static func field(_ cell: RowTable.Cell) -> String {
    switch cell {
    case .text(let text): field(text)
    case .number(let number): number.sixDigits
    case .missing: ""
    }
  }

  private static func field(_ text: String) -> String { SummaryFile.field(text) }
}
