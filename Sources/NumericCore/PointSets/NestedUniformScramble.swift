import CVector

/// Eight nested uniform scrambles of binary fractions, one a lane, in the sense of A. B. Owen (1995, doi 10.1007/978-1-4612-2552-2_19).
///
/// Digit k of the result is digit k of x, flipped by a bit that belongs to the node of the binary tree at the digits before it; the bits
/// of all 2³⁰ - 1 nodes of the first 30 levels are keyed and independent of each other. What lies beyond the 30th digit is a keyed
/// word of 22 bits for each x: there no two points of a net of up to 2³⁰ still go together, so this too is what independent bits of
/// nodes would give.
///
/// **Accuracy**: means over a scrambled net of n points have the variance of the theory (1/(12 n³) for the mean of x), nodes of the same
/// and of different keys agree as coins would; see `NestedUniformScrambleTests`. The bits come 31 at a time, a subtree of five levels,
/// from a hash of 32 bits under 64 bits of key.
/// **Range**: points whose first 30 digits are all different.
public struct NestedUniformScramble: Sendable {
  /// Eight lanes each: the root's subtree, then two for each level of subtrees below it, then two for the tail.
  private let words: [UInt32]

  /// - Parameter keys: one for each lane; any different numbers, they are hashed.
  public init(keys: SIMD8<UInt64>) {
    var words: [UInt32] = []
    for level in 0..<UInt64(7) {
      let own = (0..<8).map { StreamKey.mixed(keys[$0] &+ (level + 1) &* 0xD1B5_4A32_D192_ED03) }
      words += own.map { UInt32(truncatingIfNeeded: $0) }
      // The subtree of the root is the same for every x: half a key is its word.
      if level > 0 { words += own.map { UInt32(truncatingIfNeeded: $0 >> 32) } }
    }
    self.words = words
  }

  /// The first 30 of 32 binary digits scrambled: x over 2³² becomes the result over 2³⁰. A bijection of those 30 digits.
  public func scrambled(_ x: SIMD8<UInt32>) -> SIMD8<UInt32> { withKeys { $0.scrambled(x) } }

  /// The fraction x over 2³² scrambled, with 52 digits and a half: strictly inside (0, 1).
  public func uniforms(_ x: SIMD8<UInt32>) -> Vector { withKeys { $0.uniforms(x) } }

  /// The scrambles for a loop over many fractions, in which no reference is counted.
  @inline(always)
  func withKeys<Result>(_ body: (Keys) -> Result) -> Result { words.withUnsafeBufferPointer { body(Keys(words: $0.baseAddress)) } }

  /// The scrambles while their keys stay where they are.
  struct Keys {
    let words: UnsafePointer<UInt32>?
    @inline(always) func scrambled(_ x: SIMD8<UInt32>) -> SIMD8<UInt32> { cv_tree_scrambled(x, words) }
    @inline(always) func uniforms(_ x: SIMD8<UInt32>) -> Vector { Vector(cv_tree_unit(x, words)) }
  }
}
