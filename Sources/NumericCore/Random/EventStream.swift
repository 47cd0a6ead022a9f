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
  public func uniform(path: UInt64, month: Int) -> Double {
    if let fixed { return fixed }
    let digits = leadingDigits(path: path, block: month >> 2)[month]
    let below = cv_scalar_philox(path, UInt32(truncatingIfNeeded: month >> 2), 1, key)
    let trailing = OnePath(first: below.first, second: below.second)[month]
    return Vector(cv_open_unit(cv_words(digits << 32 | trailing)))[0]
  }

  /// 32 binary digits of one path in each of four months.
  @frozen
  public struct OnePath: Sendable {
    @usableFromInline let first: UInt64
    @usableFromInline let second: UInt64
    @inlinable @inline(always) init(first: UInt64, second: UInt64) { (self.first, self.second) = (first, second) }

    /// The digits of month `month` mod 4.
    @inlinable @inline(always)
    public subscript(month: Int) -> UInt64 {
      let pair = month & 2 == 0 ? first : second
      return month & 1 == 0 ? pair & 0xffff_ffff : pair >> 32
    }
  }

  /// The leading digits of one path in the four months of a block.
  @inlinable @inline(always)
  public func leadingDigits(path: UInt64, block: Int) -> OnePath {
    let words = cv_scalar_philox(path, UInt32(truncatingIfNeeded: block), 0, key)
    return OnePath(first: words.first, second: words.second)
  }

  /// 32 binary digits of each lane in each of four months.
  @frozen
  public struct FourMonths: Sendable {
    @usableFromInline let first: SIMD8<UInt64>
    @usableFromInline let second: SIMD8<UInt64>
    @inlinable @inline(always) init(_ first: SIMD8<UInt64>, _ second: SIMD8<UInt64>) { (self.first, self.second) = (first, second) }

    /// The digits of month `month` mod 4.
    @inlinable @inline(always)
    public subscript(month: Int) -> SIMD8<UInt64> { EventStream.digits((first, second), month) }

    /// Bit i is set where the digits of lane i in a month are below a limit.
    @inlinable @inline(always)
    public func areBelow(_ limits: SIMD8<UInt64>, month: Int) -> UInt8 { cv_words_below(self[month], limits) }
  }

  /// The leading digits of eight paths in the four months of a block.
  @inlinable @inline(always)
  public func leadingDigits(paths: SIMD8<UInt64>, block: Int) -> FourMonths {
    let words = Philox.words(paths: paths, third: UInt32(truncatingIfNeeded: block), fourth: 0, key: key)
    return FourMonths(words.0, words.1)
  }

  /// The leading digits of eight consecutive paths in the four months of a block.
  @inlinable @inline(always)
  public func leadingDigits(firstPath: UInt64, block: Int) -> FourMonths { leadingDigits(paths: cv_consecutive(firstPath), block: block) }

  /// Limits that the leading digits of a uniform below each probability are below; 0 for a probability of 0.
  @inlinable @inline(always)
  public static func limits(_ probability: Vector) -> SIMD8<UInt64> { cv_digit_limits(probability.lanes) }

  /// The word of 32 bits that belongs to a month.
  @inlinable @inline(always)
  static func digits(_ words: (SIMD8<UInt64>, SIMD8<UInt64>), _ month: Int) -> SIMD8<UInt64> {
    let pair = month & 2 == 0 ? words.0 : words.1
    return month & 1 == 0 ? cv_low_digits(pair) : cv_high_digits(pair)
  }
}
