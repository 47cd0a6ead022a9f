import CVector

/// Uniform numbers drawn anew for every path and month: Philox4x32-10 keyed by the shock's name, counted by path and month.
///
/// Reference: Salmon et al., *Parallel random numbers: as easy as 1, 2, 3*, SC11, doi 10.1145/2063384.2063405.
/// Every value is (k + ½)/2⁵², strictly inside (0, 1).
@frozen
public struct ShockStream: Sendable, Hashable {
  @usableFromInline let key: UInt64
  /// What every draw is in medians mode; nil: draw.
  @usableFromInline let fixed: Double?

  /// - Parameter fixed: a constant that replaces every draw, for medians mode.
  public init(seed: UInt64, name: String, fixed: Double? = nil) {
    key = StreamKey.make(seed: seed, purpose: "shock." + name)
    self.fixed = fixed
  }

  /// The uniforms of eight consecutive paths in a month.
  @inlinable @inline(always)
  public func uniforms(firstPath: UInt64, month: Int) -> Vector {
    if let fixed { return Vector(fixed) }
    let (even, odd) = Philox.words(paths: cv_consecutive(firstPath), third: UInt32(truncatingIfNeeded: month >> 1), fourth: 0, key: key)
    return Vector(cv_open_unit(month & 1 == 0 ? even : odd))
  }

  /// The uniforms of `8 vectors` consecutive paths, an even number of vectors, in an even month and in the next, from the same Philox blocks.
  public func fillTwoMonths(
    firstPath: UInt64, month: Int, vectors: Int, even: UnsafeMutablePointer<Vector>, odd: UnsafeMutablePointer<Vector>
  ) {
    if let fixed {
      even.update(repeating: Vector(fixed), count: vectors)
      odd.update(repeating: Vector(fixed), count: vectors)
      return
    }
    for v in stride(from: 0, to: vectors, by: 2) {
      cv_open_units(firstPath + UInt64(v * Vector.count), UInt32(truncatingIfNeeded: month >> 1), key, even + v, odd + v)
    }
  }

  /// The uniform of one path in a month: the same number as the path's lane of `uniforms`.
  public func uniform(path: UInt64, month: Int) -> Double { uniforms(firstPath: path, month: month)[0] }
}

/// Philox4x32-10 on eight counters at once.
public enum Philox {
  /// Two 64-bit words for each of eight 64-bit path numbers: words (x₁ x₀) and (x₃ x₂) of the counter (path low, path high, third,
  /// fourth) under the key.
  @inlinable @inline(always)
  public static func words(paths: SIMD8<UInt64>, third: UInt32, fourth: UInt32, key: UInt64) -> (SIMD8<UInt64>, SIMD8<UInt64>) {
    let third = cv_words(UInt64(third))
    return (cv_philox_first(paths, third, fourth, key), cv_philox_second(paths, third, fourth, key))
  }
}
