/// Reads back what `ByteWriter` wrote. Bytes that it did not write are refused; they never trap.
public struct ByteReader: Sendable {
  /// No count of paths is larger, so that sums of them never overflow.
  public static let largestCount = 1 << 40

  /// The largest count that is accepted where no other limit is said: `largestCount`, or less where less is known to be possible.
  public var limit = ByteReader.largestCount

  private let bytes: ArraySlice<UInt8>
  private var place: Int

  public init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }

  /// Bytes not yet read.
  public var remaining: Int { bytes.endIndex - place }

  private mutating func take(_ count: Int) throws(NumericError) -> ArraySlice<UInt8> {
    guard count >= 0, count <= remaining else { throw .size("\(count) bytes where \(remaining) are left") }
    defer { place += count }
    return bytes[place..<place + count]
  }

  /// - Throws: `NumericError.size` where the bytes end, or go on beyond 64 bits.
  public mutating func unsigned() throws(NumericError) -> UInt64 {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      guard place < bytes.endIndex, shift < 70 else { throw .size("a number of \(shift / 7) bytes without an end") }
      let byte = bytes[place]
      place += 1
      number |= UInt64(byte & 127) << shift
      if byte < 128 { return number }
      shift += 7
    }
  }

  /// A number from 0 to `limit`, by default the reader's own.
  /// - Throws: `NumericError.size` where it is none.
  public mutating func count(limit: Int? = nil) throws(NumericError) -> Int {
    let number = try unsigned(), limit = limit ?? self.limit
    guard number <= UInt64(limit) else { throw .size("\(number), at most \(limit)") }
    return Int(number)
  }

  /// - Throws: `NumericError.size` where the bytes end.
  public mutating func double() throws(NumericError) -> Double {
    var pattern: UInt64 = 0
    for (index, byte) in try take(8).enumerated() { pattern |= UInt64(byte) << UInt64(8 * index) }
    return Double(bitPattern: pattern)
  }

  /// - Throws: `NumericError.size` where the bytes end.
  public mutating func text() throws(NumericError) -> String { String(decoding: try take(try count(limit: remaining)), as: UTF8.self) }

  /// Hands on `number` counts, block by block: the place of a block's first and its numbers.
  /// - Throws: `NumericError.size` where the bytes end, or a number is above `limit`.
  public mutating func counts(_ number: Int, _ use: (Int, [Int]) -> Void) throws(NumericError) {
    var bits = BitReader(try take(try count(limit: remaining)))
    for start in stride(from: 0, to: number, by: RiceCode.block) {
      use(start, try RiceCode.read(count: min(RiceCode.block, number - start), limit: limit, from: &bits))
    }
  }
}

/// Reads what `BitWriter` wrote.
struct BitReader {
  private let bytes: ArraySlice<UInt8>
  private var place: Int
  private var pending: UInt64 = 0
  private var count = 0

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }

  /// - Parameter length: at most 32.
  mutating func read(length: Int) throws(NumericError) -> UInt64 {
    while count < length {
      guard place < bytes.endIndex else { throw .size("bits beyond the end") }
      pending |= UInt64(bytes[place]) << UInt64(count)
      place += 1
      count += 8
    }
    let value = pending & (1 << UInt64(length) - 1)
    pending >>= UInt64(length)
    count -= length
    return value
  }
}
