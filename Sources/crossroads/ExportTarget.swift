import Exchange
import Foundation
import ScenarioEngine

/// Where an export goes: a folder that appears whole, or a file.
enum ExportTarget {
  case folder(ExportFolder)
  case file(String)

  /// - Throws: `ScenarioError` where something stands there that may not be replaced, before anything is simulated.
  init(path: String, format: ExportFormat, replaces: Bool) throws(ScenarioError) {
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
    }
    self = .file(path)
  }
}
