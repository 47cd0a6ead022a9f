import Testing

@testable import ScenarioEngine

@Suite struct ShardMergeTests {
  private func said(_ paths: [String], version: String = "1.0") -> String {
    #expect(throws: ScenarioError.self) { try ShardMerge(paths, version: version) }?.description ?? ""
  }

  @Test func shardsInAnyOrderAreAddedUp() throws {
    let folder = try TemporaryFolder()
    let paths = try PartialFileTests.write(3, to: folder)
    let merge = try ShardMerge(paths.reversed(), version: "1.0")
    #expect(merge.record.seed == 3 && merge.record.paths == SimulatorTests.paths)
    let result = try PartialFileTests.simulator().result(of: try merge.sum(for: PartialFileTests.simulator()))
    #expect(SimulatorTests.contents(result) == SimulatorTests.contents(try PartialFileTests.simulator().run()))
  }

  @Test func missingAndDoubledShardsAreNamed() throws {
    let folder = try TemporaryFolder()
    let paths = try PartialFileTests.write(4, to: folder)
    #expect(
      said([paths[1], paths[3]])
        == "The shards 1/4 and 3/4 of 'mine' are missing. Name their files too, or make them with `run … --shard 1/4` and the options of the others."
    )
    #expect(said(Array(paths.dropFirst())).hasPrefix("Shard 1/4 of 'mine' is missing. Name its file too, or make it with "))
    #expect(said(paths + [paths[2]]) == "\(paths[2]) and \(paths[2]) are the same shard, 3/4. Name each shard once.")
    #expect(said([]).hasPrefix("merge needs the files of a run's shards."))
  }

  @Test func shardsOfOtherRunsAreRefused() throws {
    let folder = try TemporaryFolder()
    let paths = try PartialFileTests.write(2, to: folder), others = try PartialFileTests.write(2, to: folder, seed: 4)
    let thirds = try PartialFileTests.write(3, to: folder)
    #expect(
      said([paths[0], others[1]])
        == "\(others[1]) is of another run than \(paths[0]): seed 3 there, here 4. Name the shards of one run only.")
    #expect(said([paths[0], thirds[1]]) == "\(thirds[1]) is one of 3 shards, \(paths[0]) one of 2. Name the shards of one run only.")
    #expect(
      said(paths, version: "2.0")
        == "\(paths[0]) was made by crossroads 1.0; this is 2.0. Make it again with `run --shard 1/2`, or merge with the version that made it."
    )
  }

  @Test func whatAnInterruptedRunHasKeptIsNoShard() throws {
    let folder = try TemporaryFolder()
    let simulator = try PartialFileTests.simulator()
    var record = RunRecordTests.record()
    record.paths = SimulatorTests.paths
    let header = PartialFile.Header(version: "1.0", record: try record.text(), shard: .whole, chunks: 0..<4)
    let path = folder.path + "/run.partial"
    try AtomicFile.write(PartialFile.bytes(header, try simulator.partial(0..<4)), to: path)
    #expect(
      said([path]) == "\(path) is what an interrupted run has kept, not a shard. End that run with --resume, then merge what it writes.")
  }

  /// Parts that were summed up about other centres, as on a machine whose first futures came out otherwise.
  @Test func partsSummedUpOtherwiseAreRefused() throws {
    let folder = try TemporaryFolder()
    let paths = try PartialFileTests.write(2, to: folder, paths: 4096)
    let header = try PartialFile(path: paths[1]).header
    let other = try Simulator(
      [try ToyModel.normals(), try ToyModel.normals("twin")], settings: SimulationSettings(paths: 4096, seed: 9), pairs: [(1, 0)])
    try AtomicFile.write(PartialFile.bytes(header, try other.partial(header.chunks)), to: paths[1])
    let merge = try ShardMerge(paths, version: "1.0")
    let error = #expect(throws: ScenarioError.self) { try merge.sum(for: PartialFileTests.simulator()) }
    #expect(error?.description.hasPrefix("\(paths[1]) was simulated otherwise than the other parts: ") == true)
  }
}
