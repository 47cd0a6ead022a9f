/// The shards of one run, checked to be all of them and of one kind, ready to be added up.
public struct ShardMerge: Sendable {
  /// Of the run that the shards make together.
  public let record: RunRecord
  /// The record's text, without the hash of a table.
  public let recordText: String
  private let paths: [String]

  /// Reads what each file is a part of.
  ///
  /// - Parameters:
  ///   - paths: the files, in any order.
  ///   - version: of this program.
  /// - Throws: `ScenarioError`: which file is wrong, or which shards are missing, and what to do.
  public init(_ paths: [String], version: String) throws(ScenarioError) {
    guard let firstPath = paths.first else {
      throw ScenarioError("merge needs the files of a run's shards.", "Write `crossroads merge results/baseline/shard-*.partial`.")
    }
    let first = try PartialFile(path: firstPath).header
    let record = try RunRecord(bytes: Array(first.record.utf8), file: firstPath)
    guard (1...SimulationSettings.largestPaths).contains(record.paths) else {
      throw ScenarioError("\(firstPath) is of a run of \(record.paths) futures, which there is not.", "Make it again with `run --shard`.")
    }
    let chunks = (record.paths + Simulator.chunkPaths - 1) / Simulator.chunkPaths
    var files: [Int: String] = [:]
    for (index, path) in paths.enumerated() {
      let header = index == 0 ? first : try PartialFile(path: path).header
      guard header.version == version else {
        throw ScenarioError(
          "\(path) was made by crossroads \(header.version); this is \(version).",
          "Make it again with `run --shard \(header.shard)`, or merge with the version that made it.")
      }
      try Self.check(path, header, against: firstPath, first, record)
      try header.shard.check(paths: record.paths)
      guard header.chunks == header.shard.chunks(of: chunks) else {
        throw ScenarioError(
          "\(path) is what an interrupted run has kept, not a shard.", "End that run with --resume, then merge what it writes.")
      }
      if let other = files.updateValue(path, forKey: header.shard.number) {
        throw ScenarioError("\(other) and \(path) are the same shard, \(header.shard).", "Name each shard once.")
      }
    }
    let missing = (1...first.shard.count).filter { files[$0] == nil }
    guard missing.isEmpty else { throw Self.missing(missing, of: first.shard.count, record) }
    self.record = record
    recordText = first.record
    self.paths = (1...first.shard.count).compactMap { files[$0] }
  }

  private static func check(
    _ path: String, _ header: PartialFile.Header, against firstPath: String, _ first: PartialFile.Header, _ record: RunRecord
  ) throws(ScenarioError) {
    if header.record != first.record {
      let own = try RunRecord(bytes: Array(header.record.utf8), file: path)
      throw ScenarioError(
        "\(path) is of another run than \(firstPath): \(record.anyDifference(from: own)).", "Name the shards of one run only.")
    }
    guard header.shard.count == first.shard.count else {
      throw ScenarioError(
        "\(path) is one of \(NumberText.count(header.shard.count, "shard")), \(firstPath) one of \(first.shard.count).",
        "Name the shards of one run only.")
    }
  }

  private static func missing(_ missing: [Int], of count: Int, _ record: RunRecord) -> ScenarioError {
    let shown = missing.prefix(8).map { "\($0)/\(count)" }
    let rest = missing.count > 8 ? " and \(missing.count - 8) more" : ""
    let list =
      shown.count > 1 && rest.isEmpty
      ? shown.dropLast().joined(separator: ", ") + " and " + shown[shown.count - 1] : shown.joined(separator: ", ")
    return ScenarioError(
      missing.count == 1
        ? "Shard \(list) of '\(record.scenario.name)' is missing." : "The shards \(list)\(rest) of '\(record.scenario.name)' are missing.",
      "Name \(missing.count == 1 ? "its file" : "their files") too, or make \(missing.count == 1 ? "it" : "them") with `run … --shard \(shown[0])` and the options of the others."
    )
  }

  /// Adds up the shards, which are read again one by one.
  /// - Parameter simulator: of the run.
  /// - Throws: `ScenarioError` where a file has changed meanwhile, or was simulated otherwise.
  public func sum(for simulator: Simulator) throws(ScenarioError) -> SimulationPartial {
    var sum: SimulationPartial?
    for path in paths {
      let file = try PartialFile(path: path)
      guard file.header.record == recordText else { throw ScenarioError("\(path) has just been replaced.", "Merge again.") }
      try file.add(to: &sum, of: simulator)
    }
    guard let sum, sum.paths == record.paths else {
      throw ScenarioError(
        "The shards hold \(sum?.paths ?? 0) of \(NumberText.count(record.paths, "future")).", "Make them again with `run --shard`.")
    }
    return sum
  }
}
