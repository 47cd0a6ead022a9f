/// Counts in bins of ten bits of the mantissa, rounded to the nearest.
struct CoarseBins: Sendable {
  private static let shift: UInt64 = 42
  private static let half: UInt64 = 1 << 41

  private var counts = PagedCounts()

  mutating func add(_ size: Double) { counts.add(1, to: Int((size.bitPattern &+ Self.half) >> Self.shift)) }

  var isEmpty: Bool { counts.isEmpty }

  mutating func merge(_ other: CoarseBins) { counts.merge(other.counts) }

  func write(to writer: inout ByteWriter) { counts.write(to: &writer) }

  mutating func add(from reader: inout ByteReader) throws(NumericError) {
    try counts.add(from: &reader, limit: Int(Double.infinity.bitPattern >> Self.shift))
    // Such sizes are below every floor, and the bin would begin below 0.
    guard counts.count(of: 0) == 0 else { throw .size("a size of 0") }
  }

  /// Sizes counted.
  var total: Int { counts.filled.reduce(0) { $0 + $1.count } }

  /// Bins that hold something, ascending.
  var filled: [(low: Double, centre: Double, high: Double, count: Int)] {
    counts.filled.map { key, count in
      let bits = UInt64(key) << Self.shift
      return (Double(bitPattern: bits - Self.half), Double(bitPattern: bits), Double(bitPattern: bits + Self.half), count)
    }
  }
}
