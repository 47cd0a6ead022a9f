/// A permutation of 0..<count that belongs to a key.
///
/// Up to 4,096 numbers it is a table shuffled by R. A. Fisher and F. Yates's method, every order equally likely but for the key's 64 bits;
/// beyond, a Feistel network of six rounds over the next even power of two, walked until it lands inside, which needs no memory.
/// (On a few bits a Feistel network reaches some orders more often than others.)
struct KeyedPermutation: Sendable {
  static let largestTable: UInt64 = 4096

  let count: UInt64
  let key: UInt64
  private let table: [UInt16]

  /// - Parameter count: above 0.
  init(count: UInt64, key: UInt64) {
    self.count = count
    self.key = key
    guard count <= Self.largestTable else {
      table = []
      return
    }
    var table = (0..<UInt16(count)).map { $0 }
    for last in stride(from: Int(count) - 1, to: 0, by: -1) {
      let word = StreamKey.mixed(key &+ UInt64(last) &* 0x9E37_79B9_7F4A_7C15)
      table.swapAt(last, Int(word.multipliedFullWidth(by: UInt64(last + 1)).high))
    }
    self.table = table
  }

  /// - Precondition: `index` < `count`; from outside the walk might never come in.
  func place(of index: UInt64) -> UInt64 {
    precondition(index < count, "index \(index) of \(count)")
    if !table.isEmpty { return UInt64(table[Int(index)]) }
    let bits = UInt64(64 - (count - 1).leadingZeroBitCount)
    let half = (bits + 1) / 2
    let mask = (UInt64(1) << half) - 1
    var x = index
    repeat {
      var left = x >> half
      var right = x & mask
      for round in 0..<6 as Range<UInt64> {
        (left, right) = (right, left ^ (StreamKey.mixed(right &+ key &+ round &* 0xD1B5_4A32_D192_ED03) & mask))
      }
      x = left << half | right
    } while x >= count
    return x
  }
}
