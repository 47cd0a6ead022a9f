import Foundation
import Testing

@testable import ScenarioEngine

@Suite struct AtomicFileTests {
  @Test func appearsOnlyWhenCommitted() throws {
    let folder = try TemporaryFolder()
    let file = try AtomicFile(path: folder.path + "/a.txt")
    try Array("later".utf8).withUnsafeBytes { try file.write($0, at: 5) }
    try Array("first".utf8).withUnsafeBytes { try file.write($0, at: 0) }
    #expect(!folder.files.contains("a.txt"))
    try file.commit()
    #expect(folder.files == ["a.txt"])
    #expect(try folder.text("a.txt") == "firstlater")
  }

  @Test func leavesNothingBehindWhenDropped() throws {
    let folder = try TemporaryFolder()
    do {
      let file = try AtomicFile(path: folder.path + "/a.txt")
      #expect(folder.files.count == 1)
      _ = file
    }
    #expect(folder.files == [])
  }

  @Test func replacesAnOlderFileWhole() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write(Array("a long older text".utf8), to: folder.path + "/a.txt")
    try AtomicFile.write(Array("new".utf8), to: folder.path + "/a.txt")
    #expect(try folder.text("a.txt") == "new")
    #expect(folder.files == ["a.txt"])
  }

  @Test func whatIsWrittenOnceIsNeverReplaced() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.txt"
    try AtomicFile.writeOnce(Array("first".utf8), to: path)
    let error = #expect(throws: ScenarioError.self) { try AtomicFile.writeOnce(Array("second".utf8), to: path) }
    #expect(error?.description == "\(path) cannot be written: a file of that name is there already. Choose another name.")
    #expect(try folder.text("a.txt") == "first")
    #expect(folder.files == ["a.txt"])
  }

  @Test func devicesPipesAndLinksAreNeverReplaced() throws {
    let folder = try TemporaryFolder()
    let link = folder.path + "/link", pipe = folder.path + "/pipe"
    try AtomicFile.write([1], to: folder.path + "/a.txt")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.path + "/a.txt")
    #expect(mkfifo(pipe, 0o600) == 0)
    for path in [link, pipe] {
      let error = #expect(throws: ScenarioError.self) { try AtomicFile.write([2], to: path) }
      #expect(error?.description == "\(path) cannot be written: it is not a plain file. Name a file that may be replaced.")
    }
    #expect(folder.files.sorted() == ["a.txt", "link", "pipe"])
  }

  @Test func aMissingFolderIsASentence() throws {
    let error = #expect(throws: ScenarioError.self) { try AtomicFile.write([1], to: "/nowhere-at-all/a.txt") }
    #expect(
      error?.description == "/nowhere-at-all/a.txt cannot be written: there is no such file or folder. Check the path.")
  }

  @Test func aFolderInTheWayIsASentenceAndNothingIsLeft() throws {
    let folder = try TemporaryFolder()
    _ = try AtomicFile.makeFolder(folder.path + "/a.txt/b")
    let error = #expect(throws: ScenarioError.self) { try AtomicFile.write([1], to: folder.path + "/a.txt") }
    #expect(error?.description.contains("it is a folder") == true)
    #expect(folder.files == ["a.txt", "a.txt/b"])
  }

  @Test func foldersMadeAreNamedAndCanBeRemovedAgain() throws {
    let folder = try TemporaryFolder()
    let made = try AtomicFile.makeFolder(folder.path + "/x/y")
    #expect(made.count == 2)
    #expect(try AtomicFile.makeFolder(folder.path + "/x/y") == [])
    AtomicFile.removeEmptyFolders(made)
    #expect(folder.files == [])
  }

  @Test func aFileInTheWayOfAFolderIsASentence() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write([], to: folder.path + "/x")
    let error = #expect(throws: ScenarioError.self) { try AtomicFile.makeFolder(folder.path + "/x/y") }
    #expect(error?.description.contains("a part of its path is a file, not a folder") == true)
  }

  @Test func readingStopsAtTheLimit() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write([UInt8](repeating: 0, count: 200_000), to: folder.path + "/x")
    #expect(try AtomicFile.read(folder.path + "/x", limit: 200_000).count == 200_000)
    #expect(throws: ScenarioError.self) { try AtomicFile.read(folder.path + "/x", limit: 199_999) }
    #expect(throws: ScenarioError.self) { try AtomicFile.read(folder.path, limit: 10) }
  }

  @Test func aWriteThatFailsMidwayLeavesNothing() throws {
    let folder = try TemporaryFolder()
    let file = try AtomicFile(path: folder.path + "/x")
    // The largest offset stands for a device without room: the system refuses the write after the file was opened.
    let error = #expect(throws: ScenarioError.self) { try [UInt8(1)].withUnsafeBytes { try file.write($0, at: Int.max - 1) } }
    #expect(error?.description.hasPrefix(folder.path + "/x cannot be written: ") == true)
    file.discard()
    #expect(folder.files == [])
  }

  @Test(arguments: [
    (ENOSPC, "r/x cannot be written: no space is left. Free some space, or choose another folder with --out."),
    (EACCES, "r/x cannot be written: permission is denied. Change its permissions, or choose another folder with --out."),
    (EROFS, "r/x cannot be written: the file system is read-only. Choose another folder with --out."),
  ])
  func everyRefusalHasItsSentence(code: Int32, sentence: String) {
    #expect(AtomicFile.failure("r/x", "cannot be written", code).description == sentence)
  }
}
