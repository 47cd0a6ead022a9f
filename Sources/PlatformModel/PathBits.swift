import NumericCore
import ScenarioEngine

/// A set of paths of a block: a bit for each.
struct PathBits {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// Every path of a block.
  static var all: PathBits {
    var bits = PathBits()
    (bits.low, bits.high) = (.max, .max)
    return bits
  }

  @inline(always)
  func contains(_ path: Int) -> Bool { (path < 64 ? low : high) &>> UInt64(path) & 1 == 1 }

  @inline(always)
  mutating func insert(_ path: Int) {
    let bit = 1 &<< UInt64(path)
    if path < 64 { low |= bit } else { high |= bit }
  }

  @inline(always)
  mutating func remove(_ path: Int) {
    let bit = 1 &<< UInt64(path)
    if path < 64 { low &= ~bit } else { high &= ~bit }
  }

  @inline(always)
  mutating func formUnion(_ other: PathBits) {
    low |= other.low
    high |= other.high
  }

  /// Adds lanes of a vector, lane i as bit i.
  @inline(always)
  mutating func insert(lanes: UInt8, of v: Int) {
    let bits = UInt64(lanes) &<< UInt64(8 * v)
    if v < 8 { low |= bits } else { high |= bits }
  }

  /// Takes out the first path.
  @inline(always)
  mutating func popFirst() -> Int? {
    if low != 0 {
      defer { low &= low &- 1 }
      return low.trailingZeroBitCount
    }
    guard high != 0 else { return nil }
    defer { high &= high &- 1 }
    return 64 + high.trailingZeroBitCount
  }

  /// The paths whose byte equals a value.
  @inline(always)
  init(_ bytes: UnsafePointer<UInt8>, equal value: UInt8) {
    low = UInt64(PathBytes.equal(bytes, value)) | UInt64(PathBytes.equal(bytes + 32, value)) << 32
    high = UInt64(PathBytes.equal(bytes + 64, value)) | UInt64(PathBytes.equal(bytes + 96, value)) << 32
  }

  @inline(always) init() {}

  /// Path p as bit p mod 8 of byte p div 8.
  var bytes: SIMD16<UInt8> { unsafeBitCast(SIMD2(low.littleEndian, high.littleEndian), to: SIMD16<UInt8>.self) }
}
