/// How many paths of each scramble an event happens on: whole numbers, so parts can be added in any order.
public struct ScrambleCounts: Sendable, Hashable, Codable {
  private var counts = [Int](repeating: 0, count: 16)

  public init() {}

  /// Adds the first `count` paths, beginning with scramble 0: path p is bit p mod 8 of byte p div 8.
  public mutating func add(_ bits: UnsafePointer<UInt8>, count: Int) {
    let bytes = UnsafeRawPointer(bits)
    let groups = count / 64
    for scramble in 0..<16 {
      let mask = UInt64(0x0001_0001_0001_0001) << UInt64(scramble)
      var sum = 0
      for g in 0..<groups { sum += (bytes.loadUnaligned(fromByteOffset: 8 * g, as: UInt64.self).littleEndian & mask).nonzeroBitCount }
      counts[scramble] += sum
    }
    for path in 64 * groups..<count where bits[path / 8] >> UInt8(path % 8) & 1 == 1 { counts[path % 16] += 1 }
  }

  /// Adds the counts of other paths.
  public mutating func merge(_ other: ScrambleCounts) {
    for s in 0..<16 { counts[s] += other.counts[s] }
  }

  /// Writes the sixteen counts.
  public func write(to writer: inout ByteWriter) {
    for count in counts { writer.write(count) }
  }

  /// Adds the counts of other paths, as `write` wrote them.
  ///
  /// - Throws: `NumericError.size` where the bytes are not such counts.
  public mutating func add(from reader: inout ByteReader) throws(NumericError) {
    for s in 0..<16 { counts[s] += try reader.count() }
  }

  /// Share of all `count` paths and its standard error: from the spread of the scrambles' shares; below 32 paths that of independent paths;
  /// of one path unknown.
  ///
  /// - Parameter opposite: paths that count as -1, none of them among those counted here.
  public func share(count: Int, less opposite: ScrambleCounts = ScrambleCounts()) -> (value: Double, standardError: Double?) {
    let total = counts.reduce(0, +) - opposite.counts.reduce(0, +)
    let share = Double(total) / Double(count)
    if count < 2 { return (share, nil) }
    if count < 32 {
      let squares = counts.reduce(0, +) + opposite.counts.reduce(0, +)
      let variance = max(0, (Double(squares) - share * Double(total)) / Double(count - 1))
      return (share, (variance / Double(count)).squareRoot())
    }
    var spread = 0.0
    for s in 0..<16 {
      let own = Double(counts[s] - opposite.counts[s]) / Double(ScrambleMoments.paths(ofScramble: s, among: count))
      spread += (own - share) * (own - share)
    }
    return (share, (spread / (16 * 15)).squareRoot())
  }
}
