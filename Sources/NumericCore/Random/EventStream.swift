import CVector

/// Uniform numbers that decide whether and when something happens to a path in a month: Philox4x32-10 keyed by the event's name, counted by
/// path and four months.
///
/// One Philox block gives the leading 32 binary digits of four months, which settle nearly every question of "does it happen"; the 20 digits
/// below come from a second block that is computed only where they matter. Values are (k + ½)/2⁵², strictly inside (0, 1).
/// Reference: Salmon et al., *Parallel random numbers: as easy as 1, 2, 3*, SC11, doi 10.1145/2063384.2063405.
@frozen
public struct EventStream: Sendable {
  @usableFromInline let key: UInt64
  /// What every draw is in medians mode; nil: draw.
  public let fixed: Double?

  /// Months whose leading digits one block holds.
  public static let monthsPerBlock = 4

  /// - Parameter fixed: a constant that replaces every draw, for medians mode.
  public init(seed: UInt64, name: String, fixed: Double? = nil) {
    key = StreamKey.make(seed: seed, purpose: "event." + name)
    self.fixed = fixed
  }

  /// The uniforms of eight consecutive paths in a month.
  @inlinable @inline(always)
  public func uniforms(firstPath: UInt64, month: Int) -> Vector {
    if let fixed { return Vector(fixed) }
    let block = UInt32(truncatingIfNeeded: month >> 2)
    let leading = Philox.words(paths: cv_consecutive(firstPath), third: block, fourth: 0, key: key)
    let trailing = Philox.words(paths: cv_consecutive(firstPath), third: block, fourth: 1, key: key)
    return Vector(cv_open_unit(cv_joined_digits(Self.digits(leading, month), Self.digits(trailing, month))))
  }

  /// The uniform of one path in a month: the same number as the path's lane of `uniforms`.
  public func uniform(path: UInt64, month: Int) -> Double { uniforms(firstPath: path, month: month)[0] }

  /// The word of 32 bits that belongs to a month.
  @inlinable @inline(always)
  static func digits(_ words: (SIMD8<UInt64>, SIMD8<UInt64>), _ month: Int) -> SIMD8<UInt64> {
    let pair = month & 2 == 0 ? words.0 : words.1
    return month & 1 == 0 ? cv_low_digits(pair) : cv_high_digits(pair)
  }
}
