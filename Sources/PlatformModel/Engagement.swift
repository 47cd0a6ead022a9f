import NumericCore
import ScenarioEngine

/// Minutes a daily user spends, on a damped trend, and the hours that follow.
public enum Engagement {
  /// g h/ln 2, what G(g, h, τ) tends to.
  @inline(always)
  public static func trendScale(rate: Vector, halfLife: Vector) -> Vector { rate * halfLife / Elementary.ln2 }

  /// G(g, h, τ) = g h/ln 2 (1 - 2^(-τ/h)): the integral over τ years of a growth rate g that halves every h years.
  ///
  /// - Parameters:
  ///   - scale: g h/ln 2.
  ///   - decay: 2^(-τ/h).
  @inline(always)
  public static func dampedTrend(scale: Vector, decay: Vector) -> Vector { scale * (1 - decay) }

  /// Hours a day per monthly user: stickiness · minutes/60 · exp(trend), the trend with the initiatives' effect.
  ///
  /// - Parameter logAtStart: ln(stickiness · minutes/60).
  @inline(always)
  public static func activity(logAtStart: Vector, trend: Vector) -> Vector { exp(logAtStart + trend) }

  /// Hours of all users over the open spell: activity · Ā Σ w engagement.
  @inline(always)
  public static func userHours(activity: Vector, meanActive: Vector, engagementDays: Vector) -> Vector {
    activity * (meanActive * engagementDays)
  }

  /// Hours over the dark spell, of those who get in: activity · leak Ā_dark x.
  @inline(always)
  public static func darkHours(activity: Vector, leak: Vector, meanDark: Vector, darkDays: Vector) -> Vector {
    activity * (leak * meanDark * darkDays)
  }

  static let declarations: [Declaration] = [
    .parameter(11, "engagement.minutes", 0...1440, "min/day", "minutes a day per daily user at the start"),
    .parameter(12, "engagement.trend", -1...1, "per year", "growth rate of the minutes at the start"),
    .parameter(13, "engagement.trend_half_life", 0.1...100, "years", "time in which that rate halves"),
  ]
}
