import Synchronization
import Testing

@testable import ScenarioEngine

@Suite struct PartialFileTests {
  static let targets = [OutputRow(output: "toy.sum", period: "total")]

  static func simulator(paths: Int = SimulatorTests.paths) throws -> Simulator {
    try Simulator(
      try SimulatorTests.pair(), settings: SimulationSettings(paths: paths, seed: 3, threads: 2), pairs: [(1, 0)], targets: targets)
  }

  /// Writes the shards of a run; returns their paths.
  static func write(_ count: Int, to folder: TemporaryFolder, paths: Int = SimulatorTests.paths, seed: UInt64 = 3) throws -> [String] {
    var record = RunRecordTests.record(seed: seed)
    record.paths = paths
    let simulator = try simulator(paths: paths)
    return try (1...count).map { number in
      let shard = try Shard(number: number, of: count)
      let chunks = shard.chunks(of: simulator.chunks)
      let header = PartialFile.Header(version: "1.0", record: try record.text(), shard: shard, chunks: chunks)
      let path = folder.path + "/\(seed)-" + shard.fileName
      try AtomicFile.write(PartialFile.bytes(header, try simulator.partial(chunks)), to: path)
      return path
    }
  }

  /// Written to files and read back in any order, shards give the bits of the run in one go; of a tenth each, some hold part of a chunk's
  /// pairs in the tree of sums.
  @Test(arguments: [1, 2, 3, 10]) func shardsGiveTheBitsOfTheRun(count: Int) throws {
    let folder = try TemporaryFolder()
    let whole = SimulatorTests.contents(try Self.simulator().run())
    let paths = try Self.write(count, to: folder)
    for order in [paths, paths.reversed()] {
      var sum: SimulationPartial?
      for path in order { try PartialFile(path: path).add(to: &sum, of: Self.simulator()) }
      #expect(SimulatorTests.contents(try Self.simulator().result(of: try #require(sum))) == whole)
    }
  }

  /// Any part of a run that was read back can be gone on with.
  @Test func whatWasKeptCanBeGoneOnWith() throws {
    let simulator = try Self.simulator()
    let whole = SimulatorTests.contents(try simulator.run())
    for end in [1, 4, 9] {
      let header = PartialFile.Header(version: "1.0", record: "", shard: .whole, chunks: 0..<end)
      let folder = try TemporaryFolder()
      try AtomicFile.write(PartialFile.bytes(header, try simulator.partial(0..<end)), to: folder.path + "/x")
      var partial: SimulationPartial?
      try PartialFile(path: folder.path + "/x").add(to: &partial, of: simulator)
      #expect(try simulator.extend(&partial, by: end..<simulator.chunks, pauses: { false }) == simulator.chunks)
      #expect(SimulatorTests.contents(simulator.result(of: try #require(partial))) == whole)
    }
  }

  @Test func aPauseLeavesNoGaps() throws {
    let simulator = try Self.simulator()
    let whole = SimulatorTests.contents(try simulator.run())
    var partial: SimulationPartial?
    var done = 0
    let calls = Counter()
    while done < simulator.chunks {
      done = try simulator.extend(&partial, by: done..<simulator.chunks, pauses: { calls.next() % 3 == 0 })
      #expect(try #require(partial).paths == simulator.paths(in: 0..<done))
    }
    #expect(SimulatorTests.contents(simulator.result(of: try #require(partial))) == whole)
  }

  /// Cut at any place, with any byte changed, or something else altogether: a sentence each.
  @Test func damagedFilesAreRefused() throws {
    let folder = try TemporaryFolder()
    let path = try Self.write(1, to: folder, paths: 300)[0], copy = folder.path + "/copy.partial"
    let bytes = try AtomicFile.read(path, limit: 1 << 30)
    func said(_ bytes: [UInt8]) throws -> String {
      try AtomicFile.write(bytes, to: copy)
      return #expect(throws: ScenarioError.self) { try PartialFile(path: copy) }?.description ?? ""
    }
    for length in [0, 5, 19, 20, 27, 28, 500, bytes.count / 2, bytes.count - 64, bytes.count - 1] {
      #expect(try said(Array(bytes[..<length])).hasPrefix("\(copy) is cut short: it has \(length) "), "\(length)")
    }
    for place in [40, 2000, bytes.count / 2, bytes.count - 70, bytes.count - 1] {
      var altered = bytes
      altered[place] ^= 4
      #expect(try said(altered).hasPrefix("\(copy) was altered: "), "\(place)")
    }
    #expect(try said(bytes + [10]).hasPrefix("\(copy) was altered: "))
    var other = bytes
    other[19] = 9
    #expect(try said(other) == "\(copy) has format 9; this version reads format 2. Make it again with this version.")
    #expect(
      try said(Array("scenario,output,unit,period\n".utf8))
        == "\(copy) is not a partial result. Name files that `run --shard` has written, such as shard-1-of-3.partial.")
  }
}

/// Counts calls from any thread.
private final class Counter: Sendable {
  private let value = Mutex(0)
  func next() -> Int {
    value.withLock { value in
      value += 1
      return value
    }
  }
}
