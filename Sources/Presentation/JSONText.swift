import ScenarioEngine

/// A list of JSON objects (RFC 8259), one per row and line, keys in the order of the columns.
public enum JSONText {
  /// The whole table; an unknown or not finite cell is `null`.
  public static func text(of table: RowTable) -> String {
    let rows = table.rows.map { row in
      "  {" + zip(table.columns, row).map { "\(string($0)): \(value($1))" }.joined(separator: ", ") + "}"
    }
    return rows.isEmpty ? "[]\n" : "[\n" + rows.joined(separator: ",\n") + "\n]\n"
  }

  private static func value(_ cell: RowTable.Cell) -> String {
    switch cell {
    case .text(let text): string(text)
    case .number(let number): number.isFinite ? number.sixDigits : "null"
    case .year(let year): year.isFinite ? RowTable.text(ofYear: year) : "null"
    case .missing: "null"
    }
  }

  private static func string(_ text: String) -> String { OrderedJSON.string(text).text }
}
