/// Splits the bytes of a table into records, RFC 4180.
struct CSVParser {
  static let comma = UInt8(ascii: ","), quote = UInt8(ascii: "\""), lf = UInt8(ascii: "\n"), cr = UInt8(ascii: "\r")

  private let bytes: [UInt8]
  private let file: String
  private var position = 0
  private var line = 1
  private var lineStart = 0

  init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      position = 3
      lineStart = 3
    }
  }

  /// All records, blank lines left out.
  mutating func records() throws(ScenarioError) -> [CSVTable.Row] {
    var records: [CSVTable.Row] = []
    while position < bytes.count {
      if atLineEnd {
        skipLineEnd()
      } else {
        records.append(try record())
      }
    }
    return records
  }

  private var atLineEnd: Bool { bytes[position] == Self.lf || bytes[position] == Self.cr }

  private mutating func skipLineEnd() {
    let wasReturn = bytes[position] == Self.cr
    position += 1
    if wasReturn, position < bytes.count, bytes[position] == Self.lf { position += 1 }
    line += 1
    lineStart = position
  }

  private var here: SourceLocation { SourceLocation(file: file, line: line, column: position - lineStart + 1) }

  private mutating func record() throws(ScenarioError) -> CSVTable.Row {
    var fields: [String] = []
    var lines: [Int] = []
    var columns: [Int] = []
    while true {
      lines.append(line)
      columns.append(position - lineStart + 1)
      fields.append(try field())
      guard position < bytes.count, bytes[position] == Self.comma else { break }
      position += 1
    }
    if position < bytes.count { skipLineEnd() }
    return CSVTable.Row(fields: fields, lines: lines, columns: columns)
  }

  /// One field; afterwards the position is at a comma, a line end or the end of the text.
  private mutating func field() throws(ScenarioError) -> String {
    if position < bytes.count, bytes[position] == Self.quote { return try quotedField() }
    let start = position
    while position < bytes.count, bytes[position] != Self.comma, !atLineEnd {
      if bytes[position] == Self.quote {
        throw ScenarioError(
          at: here, "A quotation mark stands inside a field that does not begin with one.",
          "Put the whole field in quotation marks and write the inner ones twice.")
      }
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func quotedField() throws(ScenarioError) -> String {
    let start = here
    var content: [UInt8] = []
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      if byte == Self.quote {
        position += 1
        guard position < bytes.count, bytes[position] == Self.quote else {
          try expectFieldEnd()
          return String(decoding: content, as: UTF8.self)
        }
      } else if byte == Self.lf {
        line += 1
        lineStart = position + 1
      }
      content.append(byte)
      position += 1
    }
    throw ScenarioError(at: start, "This quotation mark is never closed.", "Close it, or write an inner quotation mark twice.")
  }

  private func expectFieldEnd() throws(ScenarioError) {
    guard position < bytes.count, bytes[position] != Self.comma, !atLineEnd else { return }
    throw ScenarioError(
      at: here, "Text follows the closing quotation mark of a field.", "Put a comma between them, or write an inner quotation mark twice.")
  }
}
