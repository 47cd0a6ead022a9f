import NumericCore

/// A part of a run as a file: whose part it is, and all that its paths say.
///
/// `crossroads partial` and a line feed, the format's number, the length of the whole in eight bytes; then, as `ByteWriter` writes them, the version
/// of the program, the run's record, the shard and its chunks, and the part; at the end the SHA-256 of all that stands before it in 64
/// hexadecimal digits.
public struct PartialFile: Sendable {
  /// Whose part it is.
  public struct Header: Sendable {
    /// Of the program.
    public var version: String
    /// The text of the run's record, without the hash of a table.
    public var record: String
    /// Which part of the run it is, or is a part of.
    public var shard: Shard
    /// Those that the part was made of.
    public var chunks: Range<Int>
    public init(version: String, record: String, shard: Shard, chunks: Range<Int>) {
      self.version = version
      self.record = record
      self.shard = shard
      self.chunks = chunks
    }
  }

  /// As it was named.
  public let path: String
  /// Whose part it is.
  public let header: Header
  private let content: ArraySlice<UInt8>

  private static let magic = Array("crossroads partial\n".utf8)
  private static let format: UInt8 = 2
  private static let digestLength = 64
  /// Largest file read back, in bytes.
  private static let limit = 1 << 30

  // MARK: - Writing

  /// The bytes of a file.
  public static func bytes(_ header: Header, _ partial: SimulationPartial) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(header.version)
    writer.write(header.record)
    for number in [header.shard.number, header.shard.count, header.chunks.lowerBound, header.chunks.upperBound] { writer.write(number) }
    partial.write(to: &writer)
    var bytes = magic + [format]
    let length = UInt64(bytes.count + 8 + writer.bytes.count + digestLength)
    for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: length >> shift)) }
    bytes += writer.bytes
    return bytes + Array(SHA256.hexadecimal(of: bytes).utf8)
  }

  // MARK: - Reading

  /// Reads a file and checks that it is whole and as it was written.
  /// - Throws: `ScenarioError` with what is wrong with it.
  public init(path: String) throws(ScenarioError) { try self.init(try AtomicFile.read(path, limit: Self.limit), path: path) }

  /// - Parameter bytes: of the file.
  init(_ bytes: [UInt8], path: String) throws(ScenarioError) {
    let start = Self.magic.count + 9
    let remedy = "Copy it again, or make it again with `run --shard`."
    guard bytes.starts(with: Self.magic) else {
      let isCut = bytes.count < Self.magic.count && Self.magic.starts(with: bytes)
      throw ScenarioError(
        "\(path) \(isCut ? "is cut short: it has \(NumberText.count(bytes.count, "byte"))" : "is not a partial result").",
        isCut ? remedy : "Name files that `run --shard` has written, such as shard-1-of-3.partial.")
    }
    guard bytes.count >= start else {
      throw ScenarioError("\(path) is cut short: it has \(NumberText.count(bytes.count, "byte")).", remedy)
    }
    guard bytes[Self.magic.count] == Self.format else {
      throw ScenarioError(
        "\(path) has format \(bytes[Self.magic.count]); this version reads format \(Self.format).", "Make it again with this version.")
    }
    let length = bytes[start - 8..<start].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard bytes.count >= start + Self.digestLength, UInt64(bytes.count) >= length else {
      throw ScenarioError("\(path) is cut short: it has \(bytes.count) of \(length) bytes.", remedy)
    }
    let end = bytes.count - Self.digestLength
    guard UInt64(bytes.count) == length, SHA256.hexadecimal(of: bytes[..<end]).utf8.elementsEqual(bytes[end...]) else {
      throw ScenarioError("\(path) was altered: its bytes do not have the hash that stands at its end.", remedy)
    }
    var reader = ByteReader(bytes[start..<end])
    do throws(NumericError) {
      header = try Header(from: &reader)
    } catch {
      throw Self.malformed(path)
    }
    content = bytes[end - reader.remaining..<end]
    self.path = path
  }

  private static func malformed(_ path: String) -> ScenarioError {
    ScenarioError("\(path) holds no part of a run, though its hash is right.", "Make it again with `run --shard`.")
  }

  /// Adds the part to the sum of others.
  ///
  /// - Parameters:
  ///   - sum: of parts with other chunks, or nil.
  ///   - simulator: of the run.
  /// - Throws: `ScenarioError` where the part was summed up otherwise, or the bytes are no part of such a run; the sum is then of no use.
  public func add(to sum: inout SimulationPartial?, of simulator: Simulator) throws(ScenarioError) {
    var reader = ByteReader(content)
    let design: [SetDesign]
    do throws(NumericError) {
      design = try SimulationPartial.design(from: &reader)
    } catch {
      throw Self.malformed(path)
    }
    guard simulator.fits(design) else { throw Self.malformed(path) }
    if sum == nil { sum = SimulationPartial(design: design) }
    guard sum?.design == design else {
      throw ScenarioError(
        "\(path) was simulated otherwise than the other parts: its first futures have other numbers.",
        "Make all parts with the same program on machines with the same LAPACK.")
    }
    do throws(NumericError) {
      try sum?.add(from: &reader, chunks: header.chunks, of: simulator)
    } catch {
      throw Self.malformed(path)
    }
    guard reader.remaining == 0 else { throw Self.malformed(path) }
  }
}

extension PartialFile.Header {
  fileprivate init(from reader: inout ByteReader) throws(NumericError) {
    version = try reader.text()
    record = try reader.text()
    let number = try reader.count(), count = try reader.count()
    let first = try reader.count(), last = try reader.count()
    do throws(ScenarioError) {
      shard = try Shard(number: number, of: count)
    } catch {
      throw .size("shard \(number) of \(count)")
    }
    guard first < last else { throw .size("chunks from \(first) to \(last)") }
    chunks = first..<last
  }
}
