import NumericCore
import ScenarioEngine

/// Minutes a daily user spends, on a damped trend, and the hours that follow.
public enum Engagement {
  /// G(g, h, τ) = g h/ln 2 (1 - 2^(-τ/h)): the integral over τ years of a growth rate g that halves every h years.
  ///
  /// - Parameter decay: 2^(-τ/h).
  @inline(always)
  public static func dampedTrend(rate: Vector, halfLife: Vector, decay: Vector) -> Vector {
    rate * halfLife / Elementary.ln2 * (1 - decay)
  }

  /// Minutes per daily user and day: minutes exp(trend + effect).
  @inline(always)
  public static func minutes(atStart: Vector, trend: Vector, effect: Vector) -> Vector { atStart * exp(trend + effect) }

  /// Hours of all users in the month: stickiness · m/60 · (Ā Σ w engagement + leak Ā_dark x).
  @inline(always)
  public static func userHours(
    stickiness: Vector, minutes: Vector, meanActive: Vector, engagementDays: Vector, leak: Vector, meanDark: Vector, darkDays: Vector
  ) -> Vector {
    stickiness * minutes / 60 * (meanActive * engagementDays + leak * meanDark * darkDays)
  }

  static let declarations: [Declaration] = [
    .parameter(11, "engagement.minutes", 0...1440, "min/day", "minutes a day per daily user at the start"),
    .parameter(12, "engagement.trend", -1...1, "per year", "growth rate of the minutes at the start"),
    .parameter(13, "engagement.trend_half_life", 0.1...100, "years", "time in which that rate halves"),
  ]
}
