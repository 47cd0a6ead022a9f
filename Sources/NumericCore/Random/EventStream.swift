import CVector

/// Uniform numbers that decide whether and when something happens to a path in a month: Philox4x32-10 keyed by the event's name.
///
/// One Philox block, counted by path and sixteen months, gives the leading 8 binary digits of sixteen months, which settle most questions of
/// "does it happen"; the 44 digits below come from a block counted by path and month that is computed only where they matter. Values are
/// (k + ½)/2⁵², strictly inside (0, 1).
/// Reference: Salmon et al., *Parallel random numbers: as easy as 1, 2, 3*, SC11, doi 10.1145/2063384.2063405.
@frozen
public struct EventStream: Sendable {
  @usableFromInline let key: UInt64
  /// What every draw is in medians mode; nil: draw.
  public let fixed: Double?

  /// Months whose leading digits one block holds.
  public static let monthsPerBlock = 16

  /// - Parameter fixed: a constant that replaces every draw, for medians mode.
  public init(seed: UInt64, name: String, fixed: Double? = nil) {
    key = StreamKey.make(seed: seed, purpose: "event." + name)
    self.fixed = fixed
  }

  /// The uniforms of eight consecutive paths in a month.
  @inlinable @inline(always)
  public func uniforms(firstPath: UInt64, month: Int) -> Vector {
    let paths = cv_consecutive(firstPath)
    let leading = leadingDigits(paths: paths, block: month / Self.monthsPerBlock)[month]
    return uniforms(paths: paths, months: cv_words(UInt64(month)), leading: leading)
  }

  /// The uniforms of eight paths, each in a month of its own, whose leading digits are known.
  @inlinable @inline(always)
  public func uniforms(paths: SIMD8<UInt64>, months: SIMD8<UInt64>, leading: SIMD8<UInt64>) -> Vector {
    if let fixed { return Vector(fixed) }
    return Vector(cv_event_unit(leading, cv_philox_first(paths, months, 1, key)))
  }

  /// The uniform of one path in a month: the same number as the path's lane of `uniforms`.
  public func uniform(path: UInt64, month: Int) -> Double {
    uniform(path: path, month: month, leading: leadingDigits(path: path, block: month / Self.monthsPerBlock)[month])
  }

  /// The uniform of one path in a month whose leading digits are known.
  @inlinable @inline(always)
  public func uniform(path: UInt64, month: Int, leading: UInt64) -> Double {
    if let fixed { return fixed }
    return cv_scalar_event_unit(leading, cv_scalar_philox(path, UInt64(month), 1, key).first)
  }

  /// The leading digits of one path in the sixteen months of a block.
  @frozen
  public struct OnePath: Sendable {
    @usableFromInline let first: UInt64
    @usableFromInline let second: UInt64
    @inlinable @inline(always) init(first: UInt64, second: UInt64) { (self.first, self.second) = (first, second) }

    /// The digits of month `month` mod 16.
    @inlinable @inline(always)
    public subscript(month: Int) -> UInt64 { (month & 8 == 0 ? first : second) &>> UInt64(8 * (month & 7)) & 0xff }

    /// The months whose digits do not exceed a limit of `limits`: bit i for month i of the block.
    @inlinable @inline(always)
    public func months(upTo limit: UInt64) -> UInt16 { cv_sixteen_up_to(first, second, limit) }
  }

  /// The leading digits of one path in the months of a block.
  @inlinable @inline(always)
  public func leadingDigits(path: UInt64, block: Int) -> OnePath {
    let words = cv_scalar_philox(path, UInt64(block), 0, key)
    return OnePath(first: words.first, second: words.second)
  }

  /// The leading digits of eight paths in the sixteen months of a block: a byte a month, the first eight months in one word, the others in
  /// another.
  @frozen
  public struct EightPaths: Sendable {
    public let early: SIMD8<UInt64>
    public let late: SIMD8<UInt64>
    @inlinable @inline(always) init(_ early: SIMD8<UInt64>, _ late: SIMD8<UInt64>) { (self.early, self.late) = (early, late) }

    /// The digits of month `month` mod 16.
    @inlinable @inline(always)
    public subscript(month: Int) -> SIMD8<UInt64> { cv_byte_of_words(month & 8 == 0 ? early : late, UInt64(month & 7)) }
  }

  /// The leading digits of eight paths in the months of a block.
  @inlinable @inline(always)
  public func leadingDigits(paths: SIMD8<UInt64>, block: Int) -> EightPaths {
    let words = Philox.words(paths: paths, third: UInt32(truncatingIfNeeded: block), fourth: 0, key: key)
    return EightPaths(words.0, words.1)
  }

  /// What the leading digits of a uniform below each probability do not exceed, in all eight bytes of a word.
  ///
  /// **Range**: probabilities from 0 on; above 1 they count as 1. Digits up to the limit leave it open whether the uniform is below.
  @inlinable @inline(always)
  public static func limits(_ probability: Vector) -> SIMD8<UInt64> { cv_byte_limits(probability.lanes) }

  /// Where digits of `EightPaths` do not exceed limits of `limits`: bit 8 i + j for path i and month j of the eight.
  @inlinable @inline(always)
  public static func places(_ digits: SIMD8<UInt64>, upTo limits: SIMD8<UInt64>) -> UInt64 { cv_bytes_up_to(digits, limits) }
}
