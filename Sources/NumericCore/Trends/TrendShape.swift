/// A curve with everything fixed but its level and its growth, in which it is linear.
public struct TrendShape: Equatable, Sendable {
  public let scale: TrendScale
  /// Years in which growth halves; nil if it does not fade.
  public let growthHalfLife: Double?

  public init(scale: TrendScale, growthHalfLife: Double? = nil) {
    self.scale = scale
    self.growthHalfLife = growthHalfLife
  }

  /// The factor of growth in the scale's value, `years` after the origin: years, or h/ln 2 · (1 - 2^(-years/h)).
  public func elapsed(_ years: Double) -> Double {
    guard let h = growthHalfLife else { return years }
    return -h / Elementary.ln2 * Elementary.expMinusOne(-years / h * Elementary.ln2)
  }
}
