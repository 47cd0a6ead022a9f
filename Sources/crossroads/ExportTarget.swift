import Exchange
import Foundation
import ScenarioEngine

/// Where an export goes: a folder that appears whole, or a file.
enum ExportTarget {
  case folder(ExportFolder)
  case file(String)

  /// - Throws: `ScenarioError` where something stands there that may not be replaced, before anything is simulated.
  init(path: String, format: ExportFormat, replaces: Bool) throws(ScenarioError) {
    guard path != "-" else {
      throw ScenarioError("--out '-' names nothing: exports do not go to standard output.", "Write \(format.example).")
    }
    guard format.isFile else {
      self = .folder(try ExportFolder(path: path, format: format.rawValue, replaces: replaces))
      return
    }
    if format == .ema, !path.hasSuffix(".tar.gz") {
      throw ScenarioError("'\(path)' does not end in .tar.gz, by which the workbench knows its archives.", "Write \(format.example).")
    }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      if isFolder.boolValue { throw ScenarioError("\(path) is a folder.", "Name a file, such as \(format.example).") }
      if !replaces { throw ScenarioError("\(path) is there already.", "Replace it with --replace, or name another file.") }
      guard ExportTarget.isExport(path, format) else {
        throw ScenarioError("\(path) is there already and is no earlier export.", "Name another file, or move that one away.")
      }
    }
    self = .file(path)
  }

  /// Whether a file begins as those do that `export` writes: a table with the columns of a summary, or an archive packed by gzip.
  private static func isExport(_ path: String, _ format: ExportFormat) -> Bool {
    let start: [UInt8] = format == .ema ? [0x1F, 0x8B] : Array("scenario,output,unit,period,statistic,".utf8)
    // Opening a pipe would wait for its other end.
    guard (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType == .typeRegular,
      let bytes = FileHandle(forReadingAtPath: path).flatMap({ try? $0.read(upToCount: start.count) })
    else { return false }
    return Array(bytes) == start
  }
}
