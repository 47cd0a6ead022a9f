import Foundation
import Testing

@testable import Exchange
@testable import ScenarioEngine

/// The small archive formats, held against the system's own tools where there are some.
@Suite struct ArchiveTests {
  @Test func checksumIsThatOfTheStandard() {
    #expect(CyclicRedundancyCheck.value(of: Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(CyclicRedundancyCheck.value(of: []) == 0)
  }

  @Test func zipOfOneMemberHasTheBytesOfTheFormat() {
    var archive = ZipArchive()
    archive.add("a", "hi")
    let bytes = archive.bytes
    #expect(bytes.count == 30 + 1 + 2 + 46 + 1 + 22)
    #expect(bytes.prefix(4).elementsEqual([0x50, 0x4B, 3, 4]))
    #expect(bytes[30...32].elementsEqual(Array("ahi".utf8)))
    #expect(bytes[33..<37].elementsEqual([0x50, 0x4B, 1, 2]))
    // The directory begins at 33 and is 47 long.
    #expect(bytes.suffix(10).elementsEqual([47, 0, 0, 0, 33, 0, 0, 0, 0, 0]))
  }

  @Test func columnsOfASheetAreLettered() {
    #expect([0, 25, 26, 51, 52, 701, 702].map(Workbook.letters) == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"])
  }

  @Test func sheetsKeepNoCharacterThatXMLForbids() {
    let bytes = Workbook(sheets: [.init(name: "a\u{1}<", rows: [[.text("a<b>&\"\u{1}ü")]])]).bytes
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("<sheet name=\"a&lt;\"") && text.contains(">a&lt;b&gt;&amp;&quot;ü</t>"))
  }

  @Test func tarIsReadByTheSystem() throws {
    var archive = TarArchive()
    let content = Array(String(repeating: "0123456789", count: 70).utf8)
    try archive.add("a.csv", content)
    try archive.add("b.csv", [])
    #expect(archive.bytes.count == 512 + 1024 + 512 + 1024)
    let path = FileManager.default.temporaryDirectory.path + "/exchange-\(UUID().uuidString).tar.gz"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try GzipFile.write(archive.bytes, to: path)
    let first = try AtomicFile.read(path, limit: 1 << 20)
    try GzipFile.write(archive.bytes, to: path)
    #expect(try AtomicFile.read(path, limit: 1 << 20) == first)
    #expect(try Self.output(["tar", "xzOf", path, "a.csv"]) == content)
    #expect(try String(decoding: Self.output(["tar", "tzf", path]), as: UTF8.self) == "a.csv\nb.csv\n")
  }

  @Test func namesTooLongForATapeAreRefused() {
    var archive = TarArchive()
    #expect(throws: ScenarioError.self) { try archive.add(String(repeating: "a", count: 101), []) }
  }

  private static func output(_ arguments: [String]) throws -> [UInt8] {
    let (process, pipe) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Array(data)
  }
}
