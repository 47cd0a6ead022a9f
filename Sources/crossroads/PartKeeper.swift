import Foundation
import ScenarioEngine

/// Keeps what a long run has done so far in a folder beside its result, `unfinished/`, so that an interrupted run can go on.
struct PartKeeper: Sendable {
  let folder: String
  /// How often, in seconds; nil: never.
  let interval: Double?
  /// Goes on from what was kept.
  let resumes: Bool
  let isQuiet: Bool

  /// The file of a run. Runs with other options have another, so that none takes the other's place.
  func path(_ shard: Shard, record: String) -> String {
    "\(folder)/\(Self.prefix(shard))\(SHA256.hexadecimal(of: record.utf8).prefix(8)).partial"
  }

  private static func prefix(_ shard: Shard) -> String { shard == .whole ? "run-" : "shard-\(shard.number)-of-\(shard.count)-" }

  /// What was kept of a run; nil where nothing is to be gone on from.
  /// - Throws: `ScenarioError` where only parts were kept of a run with other options, or the file is damaged.
  func found(_ shard: Shard, record: RunRecord, text: String) throws(ScenarioError) -> PartialFile? {
    guard resumes else { return nil }
    let path = path(shard, record: text)
    guard AtomicFile.exists(path) else {
      guard let other = others(shard).first else { return nil }
      let header = try read(other).header
      let kept = try RunRecord(bytes: Array(header.record.utf8), file: other)
      // What was kept before a file changed is of no use any more, and nobody asked for it.
      guard kept.firstDifference(from: record) != nil else { return nil }
      throw ScenarioError(
        "\(other) was kept of a run with other settings: \(kept.anyDifference(from: record)).",
        "Give the options of that run, or leave --resume out to begin anew.")
    }
    let file = try read(path)
    guard file.header.version == crossroadsVersion, file.header.record == text, file.header.shard == shard else {
      throw ScenarioError(
        "\(path) was kept by crossroads \(file.header.version) of another run.", "Leave --resume out to begin anew.")
    }
    return file
  }

  private func others(_ shard: Shard) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasPrefix(Self.prefix(shard)) && $0.hasSuffix(".partial") }.sorted().map { folder + "/" + $0 }
  }

  private func read(_ path: String) throws(ScenarioError) -> PartialFile {
    do throws(ScenarioError) { return try PartialFile(path: path) } catch {
      throw ScenarioError(error.diagnostics.map { Diagnostic(at: nil, $0.problem, "Leave --resume out to begin anew.") })
    }
  }

  /// Writes what is done.
  func keep(_ bytes: [UInt8], as path: String) throws(ScenarioError) {
    let made = try AtomicFile.makeFolder(folder)
    do {
      try AtomicFile.write(bytes, to: path)
    } catch {
      AtomicFile.removeEmptyFolders(made)
      throw error
    }
  }

  /// Takes away what was kept of a run that has ended.
  static func remove(_ path: String) {
    guard AtomicFile.exists(path) else { return }
    // The result stands: a file that cannot be taken away does no harm.
    try? AtomicFile.remove(path)
    AtomicFile.removeEmptyFolders([String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])])
  }
}
