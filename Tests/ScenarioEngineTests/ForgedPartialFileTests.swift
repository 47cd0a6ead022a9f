import NumericCore
import Testing

@testable import ScenarioEngine

/// Files whose hash is right and whose content is not what a run wrote: a sentence each, never a trap and never a hang.
@Suite struct ForgedPartialFileTests {
  private static let paths = 300

  private static func simulator() throws -> Simulator {
    var settings = SimulationSettings(paths: paths, seed: 3, threads: 1)
    settings.shapes = PartialFileTests.targets
    return try Simulator(try SimulatorTests.pair(), settings: settings, pairs: [(1, 0)], targets: PartialFileTests.targets)
  }

  private static func header(_ record: String = "") -> PartialFile.Header {
    PartialFile.Header(version: "1.0", record: record, shard: .whole, chunks: 0..<1)
  }

  /// The bytes of a file with another body, its length and its hash made right.
  private static func sealed(_ body: [UInt8], of file: [UInt8]) -> [UInt8] {
    var bytes = Array(file[..<20])
    let length = UInt64(28 + body.count + 64)
    for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: length >> shift)) }
    bytes += body
    return bytes + Array(SHA256.hexadecimal(of: bytes).utf8)
  }

  /// What is made of a file: a table, or the sentence that refuses it.
  private static func outcome(_ bytes: [UInt8], _ simulator: Simulator) throws -> (table: String?, refusal: String?) {
    do throws(ScenarioError) {
      var sum: SimulationPartial?
      try PartialFile(bytes, path: "x").add(to: &sum, of: simulator)
      guard let sum else { return (nil, nil) }
      let result = simulator.result(of: sum)
      return (result.tables.map(SummaryFile.text).joined(), nil)
    } catch {
      return (nil, error.description)
    }
  }

  @Test func fourThousandForgeriesNeitherTrapNorHang() throws {
    let simulator = try Self.simulator()
    let file = PartialFile.bytes(Self.header("some record"), try simulator.partial(0..<1))
    let body = Array(file[28..<file.count - 64])
    #expect(try Self.outcome(Self.sealed(body, of: file), simulator).table != nil)
    var bits: UInt64 = 11
    func random(_ count: Int) -> Int {
      bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407  // Knuth's MMIX generator
      return Int(bits >> 33) % count
    }
    var (made, refused) = (0, 0)
    for _ in 0..<4000 {
      var forged = body
      for _ in 0...random(3) {
        // Half of them near the beginning, where sizes and counts of the design stand.
        let place = random(2) == 0 ? random(min(400, forged.count)) : random(forged.count)
        switch random(5) {
        case 0: forged[place] ^= 1 << UInt8(random(8))
        case 1: forged[place] = UInt8(random(256))
        case 2: forged[place] = [0, 0x7F, 0x80, 0xFF][random(4)]
        case 3: forged.remove(at: place)
        default: forged.insert(UInt8(random(256)), at: place)
        }
      }
      let outcome = try Self.outcome(Self.sealed(forged, of: file), simulator)
      if outcome.table != nil { made += 1 }
      if let refusal = outcome.refusal {
        refused += 1
        #expect(refusal.hasPrefix("x ") && refusal.hasSuffix("`run --shard`."), "\(refusal)")
      }
    }
    #expect(made + refused == 4000 && made > 0 && refused > 2000, "\(made) made, \(refused) refused")
  }

  /// Each of these once ended in a trap, in endless reading or in a memory of any size.
  @Test func whatNoRunWritesIsRefused() throws {
    let simulator = try Self.simulator()
    let whole = try simulator.partial(0..<1)
    func refusal(_ partial: SimulationPartial) throws -> String? {
      try Self.outcome(PartialFile.bytes(Self.header(), partial), simulator).refusal
    }
    let malformed = "x holds no part of a run, though its hash is right. Make it again with `run --shard`."
    #expect(try refusal(SimulationPartial(design: [])) == malformed)
    var endless = whole
    for key in whole.driverValues.keys { endless.driverValues[key] = [] }
    #expect(try refusal(endless) == malformed)
    var more = whole
    more.paths += 1
    #expect(try refusal(more) == malformed)
    var without = whole
    without.moments = MomentsTree()
    #expect(try refusal(without) == malformed)
    var large = whole.design
    large[0].events = 1 << 24
    var writer = ByteWriter()
    writer.write("1.0")
    writer.write("")
    for number in [1, 1, 0, 1, large.count] { writer.write(number) }
    for set in large { set.write(to: &writer) }
    let file = PartialFile.bytes(Self.header(), whole)
    #expect(try Self.outcome(Self.sealed(writer.bytes, of: file), simulator).refusal == malformed)
  }

  @Test(arguments: [0, -1, .max, .min]) func aRecordOfNoNumberOfFuturesIsRefused(paths: Int) throws {
    let folder = try TemporaryFolder(), simulator = try Self.simulator()
    var record = RunRecordTests.record()
    record.paths = paths
    let path = folder.path + "/x.partial"
    try AtomicFile.write(PartialFile.bytes(Self.header(try record.text()), try simulator.partial(0..<1)), to: path)
    let error = #expect(throws: ScenarioError.self) { try ShardMerge([path], version: "1.0") }
    #expect(error?.description == "\(path) is of a run of \(paths) futures, which there is not. Make it again with `run --shard`.")
  }
}
