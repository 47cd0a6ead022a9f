import ScenarioEngine

/// Comma-separated values (RFC 4180) with a header and `\n` line ends.
public enum CSVText {
  /// The whole table; an unknown cell is empty.
  public static func text(of table: RowTable) -> String {
    table.rows.reduce(CSVTable.line(table.columns)) { $0 + CSVTable.line($1.map(field)) }
  }

  private static func field(_ cell: RowTable.Cell) -> String {
    switch cell {
    case .text(let text): text
    case .number(let number): number.sixDigits
    case .year(let year): RowTable.text(ofYear: year)
    case .missing: ""
    }
  }
}
