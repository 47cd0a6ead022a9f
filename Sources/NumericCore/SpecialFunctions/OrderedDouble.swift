/// The doubles as integers in the same order, so that halving an interval of them ends after 64 steps.
enum OrderedDouble {
  /// The double halfway between two in the order of the doubles; neither may be NaN.
  static func middle(_ low: Double, _ high: Double) -> Double {
    let (a, b) = (rank(low), rank(high))
    return value((a & b) + ((a ^ b) >> 1))
  }

  private static func rank(_ x: Double) -> Int64 {
    let bits = Int64(bitPattern: x.bitPattern)
    return bits < 0 ? Int64.min - bits : bits
  }

  private static func value(_ rank: Int64) -> Double {
    Double(bitPattern: UInt64(bitPattern: rank < 0 ? Int64.min - rank : rank))
  }
}
