/// Blocks of whole numbers in Rice's code: what is beyond k bits as that many ones and a zero, then the k bits.
///
/// R. F. Rice, *Some practical universal noiseless coding techniques*, JPL Publication 79-22 (1979).
enum RiceCode {
  /// Numbers in a block.
  static let block = 64
  /// The parameter of a block of zeros.
  private static let empty = 31
  /// So many ones announce a number written out.
  private static let escape = 20

  static func write(_ block: ArraySlice<Int>, to bits: inout BitWriter) {
    let sum = block.reduce(0, +)
    guard sum > 0 else { return bits.write(UInt64(empty), length: 5) }
    let k = parameter(of: block, mean: sum / block.count)
    bits.write(UInt64(k), length: 5)
    for number in block {
      let ones = number >> k
      if ones < escape {
        bits.write((1 << UInt64(ones)) - 1, length: ones + 1)
        bits.write(UInt64(number & (1 << k - 1)), length: k)
      } else {
        bits.write((1 << UInt64(escape)) - 1, length: escape)
        bits.write(UInt64(number) & 0xFFFF_FFFF, length: 32)
        bits.write(UInt64(number) >> 32, length: 32)
      }
    }
  }

  /// - Parameter limit: no number may be larger.
  static func read(count: Int, limit: Int, from bits: inout BitReader) throws(NumericError) -> [Int] {
    let k = Int(try bits.read(length: 5))
    guard k != empty else { return [Int](repeating: 0, count: count) }
    var numbers: [Int] = []
    numbers.reserveCapacity(count)
    for _ in 0..<count {
      var ones = 0
      while ones < escape, try bits.read(length: 1) == 1 { ones += 1 }
      let number: UInt64
      if ones < escape {
        number = UInt64(ones) << UInt64(k) | (try bits.read(length: k))
      } else {
        let low = try bits.read(length: 32)
        number = try bits.read(length: 32) << 32 | low
      }
      guard number <= UInt64(limit) else { throw .size("a count of \(number), at most \(limit)") }
      numbers.append(Int(number))
    }
    return numbers
  }

  /// The parameter, near the logarithm of the mean, that makes a block shortest.
  private static func parameter(of block: ArraySlice<Int>, mean: Int) -> Int {
    let near = mean > 0 ? min(29, Int.bitWidth - 1 - mean.leadingZeroBitCount) : 0
    var best = (k: near, length: Int.max)
    for k in max(0, near - 1)...near + 1 {
      let length = block.reduce(0) { $0 + min($1 >> k, escape + 64) + 1 + k }
      if length < best.length { best = (k, length) }
    }
    return best.k
  }
}
