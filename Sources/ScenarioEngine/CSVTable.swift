import Foundation

/// A table of comma-separated values with a header line (RFC 4180): fields may stand in quotation marks, lines may end in CRLF or LF,
/// and a byte-order mark is skipped. Blank lines are skipped too.
public struct CSVTable: Sendable {
  /// The path as a person would write it, for messages.
  public let file: String
  /// The names of the columns, in order, each different.
  public let header: [String]
  /// The rows below the header, each with as many fields as the header.
  public let rows: [Row]

  /// One row with the place of its fields in the file.
  public struct Row: Sendable, Hashable {
    public let fields: [String]
    /// The line on which each field begins, from 1.
    let lines: [Int]
    /// The byte of that line at which each field begins, from 1.
    let columns: [Int]
    /// The line on which the row begins, from 1.
    public var line: Int { lines[0] }
  }

  /// Reads a table from text.
  ///
  /// Throws: `ScenarioError` where quotation marks do not match, the header is missing or names a column twice, or rows are longer or
  /// shorter than the header (all such rows at once).
  public init(text: String, file: String) throws(ScenarioError) {
    var parser = CSVParser(bytes: Array(text.utf8), file: file)
    var records = try parser.records()
    guard !records.isEmpty else {
      throw ScenarioError(
        at: SourceLocation(file: file, line: 1, column: 1), "The table is empty.", "Its first line must name the columns.")
    }
    let header = records.removeFirst()
    try Self.check(header, file: file)
    let ragged = records.filter { $0.fields.count != header.fields.count }
    guard ragged.isEmpty else {
      throw ScenarioError(
        ragged.map { row in
          Diagnostic(
            at: SourceLocation(file: file, line: row.line, column: 1),
            "This row has \(row.fields.count) fields, the header has \(header.fields.count).",
            "Put a text that contains a comma in quotation marks, and write a comma for every empty field.")
        })
    }
    self.file = file
    self.header = header.fields
    self.rows = records
  }

  /// Reads a table from a file of at most `largest` bytes.
  ///
  /// Throws: `ScenarioError` as for text, and where the file is missing, unreadable, too large or not UTF-8.
  public init(path: String, shownAs shown: String? = nil, largest: Int = 64 << 20) throws(ScenarioError) {
    let file = shown ?? path
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    if let size = (attributes?[.size] as? NSNumber)?.intValue, size > largest {
      throw ScenarioError("\(file) has \(size) bytes, more than the \(largest) that a table may have.", "Cut it into smaller tables.")
    }
    guard let bytes = FileManager.default.contents(atPath: path) else {
      let problem = attributes == nil ? "There is no file \(file)." : "The file \(file) cannot be read."
      throw ScenarioError(problem, "Check its path and its permissions.")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ScenarioError(at: SourceLocation(file: file, line: 1, column: 1), "The text is not UTF-8.", "Save it as UTF-8.")
    }
    try self.init(text: text, file: file)
  }

  /// The place of a field, for messages.
  public func location(of column: Int, in row: Row) -> SourceLocation {
    SourceLocation(file: file, line: row.lines[column], column: row.columns[column])
  }

  /// The positions of the named columns.
  ///
  /// Throws: `ScenarioError` naming every column that is missing and every column nobody asked for.
  public func columns(_ names: [String]) throws(ScenarioError) -> [String: Int] {
    let place = SourceLocation(file: file, line: 1, column: 1)
    let missing = names.filter { !header.contains($0) }
    let surplus = header.filter { !names.contains($0) }
    guard missing.isEmpty, surplus.isEmpty else {
      throw ScenarioError(
        missing.map { Diagnostic(at: place, "The column \"\($0)\" is missing.", "The columns are \(names.joined(separator: ","))") }
          + surplus.map {
            Diagnostic(at: place, "There is no column \"\($0)\" in this table." + Spelling.hint($0, among: missing), "Remove or rename it.")
          })
    }
    return Dictionary(uniqueKeysWithValues: header.enumerated().map { ($1, $0) })
  }

  /// One line of a table, ending in LF: a field that holds a comma, a quotation mark or a line end stands in quotation marks.
  public static func line(_ fields: [String]) -> String {
    fields.map(quoted).joined(separator: ",") + "\n"
  }

  /// The field as it stands in a table.
  public static func quoted(_ field: String) -> String {
    let mustQuote = field.utf8.contains { $0 == CSVParser.comma || $0 == CSVParser.quote || $0 == CSVParser.lf || $0 == CSVParser.cr }
    return mustQuote ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
  }

  private static func check(_ header: Row, file: String) throws(ScenarioError) {
    var seen = Set<String>()
    for (index, name) in header.fields.enumerated() {
      let place = SourceLocation(file: file, line: header.lines[index], column: header.columns[index])
      if name.isEmpty { throw ScenarioError(at: place, "A column has no name.", "Name every column in the first line.") }
      if !seen.insert(name).inserted { throw ScenarioError(at: place, "The column \"\(name)\" is named twice.", "Rename one of the two.") }
    }
  }
}
