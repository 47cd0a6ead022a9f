import Foundation
import ScenarioEngine

/// Packs files with the system's gzip, without name and date, so that the same bytes give the same file.
public enum GzipFile {
  /// Writes a packed file, whole or not at all.
  ///
  /// - Throws: `ScenarioError` where gzip cannot be started or fails, or the file cannot be written.
  public static func write(_ bytes: [UInt8], to path: String) throws(ScenarioError) {
    // Two files instead of pipes: nobody waits for anybody.
    let folder = FileManager.default.temporaryDirectory.path + "/crossroads-gzip-\(UUID().uuidString)"
    _ = try AtomicFile.makeFolder(folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try AtomicFile.write(bytes, to: folder + "/plain")
    try AtomicFile.write([], to: folder + "/packed")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-nc", folder + "/plain"]
    process.standardOutput = FileHandle(forWritingAtPath: folder + "/packed")
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { throw ScenarioError("gzip cannot be started to pack \(path).", "Install gzip.") }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw ScenarioError("gzip failed to pack \(path).", "Check the space left in \(FileManager.default.temporaryDirectory.path).")
    }
    try AtomicFile.write(try AtomicFile.read(folder + "/packed", limit: 1 << 33), to: path)
  }
}
