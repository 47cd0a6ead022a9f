/// Writes numbers as bytes that `ByteReader` reads back to the same bits, on any machine.
public struct ByteWriter: Sendable {
  /// What has been written so far.
  public private(set) var bytes: [UInt8] = []

  public init() {}

  /// Bytes as they are.
  public mutating func write(bytes other: some Collection<UInt8>) { bytes += other }

  /// A number of any size, seven bits to a byte, the lowest first.
  public mutating func write(_ number: UInt64) {
    var rest = number
    while rest > 127 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// - Parameter number: 0 or more.
  public mutating func write(_ number: Int) {
    precondition(number >= 0, "\(number) is written as a count")
    write(UInt64(number))
  }

  /// The eight bytes of a number, the lowest first.
  public mutating func write(_ number: Double) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number.bitPattern >> shift)) }
  }

  /// Text, after its length.
  public mutating func write(_ text: String) {
    let utf8 = Array(text.utf8)
    write(utf8.count)
    bytes += utf8
  }

  /// Numbers of which most are small and neighbours alike, such as counts in the cells of a histogram.
  ///
  /// Blocks of 64 in Rice's code (R. F. Rice, JPL Publication 79-22, 1979), each with the parameter that makes it shortest; the reader must
  /// know how many there are.
  public mutating func write(counts: [Int]) {
    var bits = BitWriter()
    for start in stride(from: 0, to: counts.count, by: RiceCode.block) {
      RiceCode.write(counts[start..<min(start + RiceCode.block, counts.count)], to: &bits)
    }
    let packed = bits.finish()
    write(packed.count)
    bytes += packed
  }
}

/// Bits, eight to a byte, the lowest first.
struct BitWriter {
  private var bytes: [UInt8] = []
  private var pending: UInt64 = 0
  private var count: UInt64 = 0

  /// - Parameter length: at most 32.
  mutating func write(_ value: UInt64, length: Int) {
    pending |= value << count
    count += UInt64(length)
    while count >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      count -= 8
    }
  }

  mutating func finish() -> [UInt8] {
    if count > 0 { bytes.append(UInt8(truncatingIfNeeded: pending)) }
    return bytes
  }
}
