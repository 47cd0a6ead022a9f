import Foundation
import ScenarioEngine

/// A folder that appears whole or not at all: it is written beside its place under another name, and renamed.
///
/// It holds `crossroads-export.json`, which lists its files: only a folder with such a list and nothing else in it is ever replaced.
public final class ExportFolder {
  static let manifestName = "crossroads-export.json"
  /// Where the folder will stand.
  public let path: String
  /// Where it is written.
  public let partialPath: String
  private let format: String
  private var files: [String] = []
  private var made: [String] = []
  private var isOpen = true

  /// Begins a folder.
  ///
  /// - Throws: `ScenarioError` where something stands there that may not be replaced, or the place cannot be written to.
  public init(path: String, format: String, replaces: Bool) throws(ScenarioError) {
    var trimmed = path
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    self.path = trimmed
    self.format = format
    let whole = URL(fileURLWithPath: trimmed).standardizedFileURL
    let parent = whole.deletingLastPathComponent().path
    partialPath = "\(parent)/.\(whole.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).partial"
    try ExportFolder.checkReplacement(of: trimmed, replaces: replaces)
    made = try AtomicFile.makeFolder(parent)
    _ = try AtomicFile.makeFolder(partialPath)
  }

  deinit { discard() }

  /// Writes a file of the folder; folders on the way are made.
  public func write(_ text: String, to name: String) throws(ScenarioError) { try write(Array(text.utf8), to: name) }

  /// Writes a file of the folder; folders on the way are made.
  public func write(_ bytes: [UInt8], to name: String) throws(ScenarioError) {
    try AtomicFile.write(bytes, to: try place(of: name))
  }

  /// Where another writer may put a file of the folder.
  ///
  /// - Throws: `ScenarioError` where the folder holds a file of that name already, or cannot be written to.
  public func place(of name: String) throws(ScenarioError) -> String {
    guard !files.contains(name) else {
      throw ScenarioError("Two files of the export would be called \(name).", "Export the runs apart.")
    }
    if let slash = name.lastIndex(of: "/") { _ = try AtomicFile.makeFolder(partialPath + "/" + name[..<slash]) }
    files.append(name)
    return partialPath + "/" + name
  }

  /// Writes the list of files and makes the folder appear.
  public func commit(version: String, runs: [ExportedRun]) throws(ScenarioError) {
    let manifest: OrderedJSON = .object([
      ("format", .string(format)), ("version", .string(version)),
      (
        "runs",
        .array(runs.map { .object([("name", .string($0.name)), ("summary_sha256", .string($0.record.summarySHA256))]) })
      ),
      ("files", .array(files.sorted().map { .string($0) })),
    ])
    try AtomicFile.write(Array((manifest.text + "\n").utf8), to: partialPath + "/" + Self.manifestName)
    let old = partialPath + "-old"
    let hasOld = AtomicFile.exists(path)
    if hasOld, rename(path, old) != 0 { throw refusal() }
    guard rename(partialPath, path) == 0 else {
      if hasOld { _ = rename(old, path) }
      throw refusal()
    }
    isOpen = false
    if hasOld { try? FileManager.default.removeItem(atPath: old) }
  }

  private func refusal() -> ScenarioError {
    ScenarioError(
      "\(path) cannot be put in place: \(String(cString: strerror(errno))).", "Check its folder's permissions, or name another.")
  }

  private func discard() {
    guard isOpen else { return }
    isOpen = false
    try? FileManager.default.removeItem(atPath: partialPath)
    AtomicFile.removeEmptyFolders(made)
  }

  /// Refuses a place where something stands that export did not write, or that nobody allowed to replace.
  private static func checkReplacement(of path: String, replaces: Bool) throws(ScenarioError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else { throw ScenarioError("\(path) is a file.", "Name a folder that is not there yet.") }
    let present = ((try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []).filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder) && !isFolder.boolValue
    }
    if present.isEmpty { return }
    struct Manifest: Decodable { var files: [String] }
    guard let data = FileManager.default.contents(atPath: path + "/" + manifestName),
      let manifest = try? JSONDecoder().decode(Manifest.self, from: data)
    else { throw ScenarioError("\(path) holds files that export did not write.", "Name a folder that is not there yet.") }
    let foreign = present.filter { $0 != manifestName && !manifest.files.contains($0) }.sorted()
    if let first = foreign.first {
      throw ScenarioError(
        "\(path) holds \(NumberText.count(foreign.count, "file")) that export did not write, such as \(first).",
        "Name another folder, or move them away.")
    }
    if !replaces { throw ScenarioError("\(path) holds an export already.", "Replace it with --replace, or name another folder.") }
  }
}
