import Foundation
import ScenarioEngine
import Testing

@Suite struct CSVTableTests {
  @Test(arguments: [
    "a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n", "a,b\n1,2\n3,4", "\u{FEFF}a,b\n\n1,2\n\n3,4\n\n", "\"a\",\"b\"\n\"1\",\"2\"\n3,4",
  ])
  func lineEndsMarksAndBlankLinesDoNotMatter(text: String) throws {
    let table = try CSVTable(text: text, file: "x.csv")
    #expect(table.header == ["a", "b"])
    #expect(table.rows.map(\.fields) == [["1", "2"], ["3", "4"]])
  }

  @Test func quotedFieldsKeepCommasQuotesAndLineEnds() throws {
    let table = try CSVTable(text: "a,b\n\"1,5\",\"say \"\"no\"\"\"\n\"two\r\nlines\",\n,\"\"\nlast,é\n", file: "x.csv")
    #expect(table.rows.map(\.fields) == [["1,5", "say \"no\""], ["two\r\nlines", ""], ["", ""], ["last", "é"]])
    #expect(table.rows.map(\.line) == [2, 3, 5, 6])
  }

  @Test(arguments: [
    ("", "x.csv:1:1: The table is empty. Its first line must name the columns."),
    ("\n\n", "x.csv:1:1: The table is empty. Its first line must name the columns."),
    ("a,\n1,2\n", "x.csv:1:3: A column has no name. Name every column in the first line."),
    ("a,b,a\n", "x.csv:1:5: The column \"a\" is named twice. Rename one of the two."),
    (
      "a,b\n1,\"2\n3,4\n",
      "x.csv:2:3: This quotation mark is never closed. Close it, or write an inner quotation mark twice."
    ),
    (
      "a,b\n1,\"2\"x\n",
      "x.csv:2:6: Text follows the closing quotation mark of a field. Put a comma between them, or write an inner quotation mark twice."
    ),
    (
      "a,b\n\"1\n\",2\n1,2\"\n",
      "x.csv:4:4: A quotation mark stands inside a field that does not begin with one. "
        + "Put the whole field in quotation marks and write the inner ones twice."
    ),
  ])
  func brokenTablesAreRefusedWithTheirPlace(text: String, message: String) {
    let error = #expect(throws: ScenarioError.self) { try CSVTable(text: text, file: "x.csv") }
    #expect(error?.description == message)
  }

  @Test func allRaggedRowsAreNamedAtOnce() {
    let error = #expect(throws: ScenarioError.self) { try CSVTable(text: "a,b\n1\n1,2\n1,2,3\n", file: "x.csv") }
    #expect(error?.diagnostics.map(\.location?.line) == [2, 4])
    #expect(error?.diagnostics.first?.problem == "This row has 1 fields, the header has 2.")
  }

  @Test func missingAndUnknownColumnsAreNamed() throws {
    let table = try CSVTable(text: "id,valeu\n", file: "x.csv")
    let error = #expect(throws: ScenarioError.self) { try table.columns(["id", "value"]) }
    #expect(
      error?.diagnostics.map(\.problem) == [
        "The column \"value\" is missing.", "There is no column \"valeu\" in this table. Did you mean \"value\"?",
      ])
    #expect(try table.columns(["valeu", "id"]) == ["id": 0, "valeu": 1])
  }

  @Test(arguments: [["plain", "with, comma"], ["say \"no\"", "two\nlines"], ["", "cr\rlf"], ["é", "\""], ["a\r\nb", ","]])
  func whatIsWrittenIsReadBack(fields: [String]) throws {
    let table = try CSVTable(text: "a,b\n" + CSVTable.line(fields), file: "x.csv")
    #expect(table.rows.map(\.fields) == [fields])
  }

  @Test func plainFieldsAreNotQuoted() {
    #expect(CSVTable.line(["a b", "1.5", ""]) == "a b,1.5,\n")
  }

  @Test func missingLargeAndForeignFilesAreRefused() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("crossroads-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("x.csv").path
    #expect(throws: ScenarioError.self) { try CSVTable(path: path) }
    #expect(throws: ScenarioError.self) { try CSVTable(path: folder.path) }
    try Data([0x61, 0x2C, 0x62, 0x0A, 0xE9, 0x2C, 0x31]).write(to: URL(fileURLWithPath: path))
    let foreign = #expect(throws: ScenarioError.self) { try CSVTable(path: path, shownAs: "x.csv") }
    #expect(foreign?.description == "x.csv:1:1: The text is not UTF-8. Save it as UTF-8.")
    try Data("a,b\n1,2\n".utf8).write(to: URL(fileURLWithPath: path))
    #expect(try CSVTable(path: path).rows.count == 1)
    let large = #expect(throws: ScenarioError.self) { try CSVTable(path: path, shownAs: "x.csv", largest: 7) }
    #expect(large?.description == "x.csv has 8 bytes, more than the 7 that a table may have. Cut it into smaller tables.")
  }
}
