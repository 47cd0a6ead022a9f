import Foundation
import Testing

@testable import Exchange
@testable import ScenarioEngine

@Suite struct ExportFolderTests {
  final class Scratch {
    let path = FileManager.default.temporaryDirectory.path + "/exchange-\(UUID().uuidString)"
    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }
    var files: [String] { ((try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []).sorted() }
    func export(_ text: String, replaces: Bool = false) throws {
      let folder = try ExportFolder(path: path + "/out", format: "iamc", replaces: replaces)
      try folder.write(text, to: "a/b.csv")
      try folder.commit(version: "1", runs: [])
    }
  }

  @Test func folderAppearsWholeWithTheListOfItsFiles() throws {
    let scratch = try Scratch()
    let folder = try ExportFolder(path: scratch.path + "/new/out/", format: "iamc", replaces: false)
    try folder.write("x", to: "a/b.csv")
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/new/out"))
    try folder.commit(version: "1", runs: [SampleRun.run("r")])
    #expect(scratch.files == ["new", "new/out", "new/out/a", "new/out/a/b.csv", "new/out/crossroads-export.json"])
    let manifest = try String(contentsOfFile: scratch.path + "/new/out/crossroads-export.json", encoding: .utf8)
    #expect(
      manifest == """
        {
          "format": "iamc",
          "version": "1",
          "runs": [
            {
              "name": "r",
              "summary_sha256": "abc"
            }
          ],
          "files": ["a/b.csv"]
        }

        """)
  }

  @Test func twoFilesOfOneNameAreRefused() throws {
    let scratch = try Scratch()
    let folder = try ExportFolder(path: scratch.path + "/out", format: "salib", replaces: false)
    try folder.write("x", to: "a.csv")
    #expect(throws: ScenarioError.self) { try folder.write("y", to: "a.csv") }
  }

  @Test func nothingIsLeftOfAnExportThatFailed() throws {
    let scratch = try Scratch()
    do {
      let folder = try ExportFolder(path: scratch.path + "/new/out", format: "iamc", replaces: false)
      try folder.write("x", to: "b.csv")
    }
    #expect(scratch.files.isEmpty)
  }

  @Test func earlierExportsAreReplacedOnlyWhenAllowed() throws {
    let scratch = try Scratch()
    try scratch.export("one")
    let error = #expect(throws: ScenarioError.self) { try scratch.export("two") }
    #expect(error?.description.hasSuffix("holds an export already. Replace it with --replace, or name another folder.") == true)
    try scratch.export("two", replaces: true)
    #expect(try String(contentsOfFile: scratch.path + "/out/a/b.csv", encoding: .utf8) == "two")
    #expect(scratch.files == ["out", "out/a", "out/a/b.csv", "out/crossroads-export.json"])
  }

  @Test func filesOfOthersAreNeverReplaced() throws {
    let scratch = try Scratch()
    try scratch.export("one")
    try "mine".write(toFile: scratch.path + "/out/mine.txt", atomically: true, encoding: .utf8)
    let mixed = #expect(throws: ScenarioError.self) { try scratch.export("two", replaces: true) }
    #expect(mixed?.description.contains("holds 1 file that export did not write, such as mine.txt.") == true)
    try FileManager.default.removeItem(atPath: scratch.path + "/out/crossroads-export.json")
    let foreign = #expect(throws: ScenarioError.self) { try scratch.export("two", replaces: true) }
    #expect(foreign?.description.contains("holds files that export did not write.") == true)
    #expect(try String(contentsOfFile: scratch.path + "/out/a/b.csv", encoding: .utf8) == "one")
  }

  @Test func emptyFoldersAreFilled() throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(atPath: scratch.path + "/out", withIntermediateDirectories: true)
    try scratch.export("one")
    #expect(scratch.files.contains("out/a/b.csv"))
  }
}
