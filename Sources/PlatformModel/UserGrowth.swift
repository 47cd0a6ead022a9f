import NumericCore
import ScenarioEngine

/// Logistic growth of monthly users to a ceiling, with outages that move people between an active and a dormant stock.
///
/// Stocks in users, times in days unless a name says years.
public enum UserGrowth {
  /// Days in a year.
  public static let year = 365.25
  /// Years in a day.
  public static let perYear = 1 / year
  /// A dormant stock below this share of the users at the start counts as none.
  static let leastStock = 1e-15

  /// Capacity K in monthly users: the ceiling is a daily penetration.
  @inline(always)
  public static func capacity(ceiling: Vector, population: Vector, stickiness: Vector) -> Vector { ceiling * population / stickiness }

  /// ρ of Verhulst's law: rate (per year) over days of full acquisition.
  @inline(always)
  public static func growth(rate: Vector, days: Vector) -> Vector { rate * days * perYear }

  /// Verhulst's law over a time with growth ρ = rate × years, exact for ρ > 0: A e^ρ/(1 + A (e^ρ - 1)/K).
  ///
  /// For a negative rate A/K counts at most 1, and for ρ < 0 the denominator is at least e^ρ/2: above K the law runs away.
  @inline(always)
  public static func verhulst(active: Vector, growth: Vector, capacity: Vector, rateIsNegative: Mask) -> Vector {
    let factor = exp(growth)
    let filling = active / capacity
    let bounded = rateIsNegative.select(minimum(filling, .one), filling)
    let denominator = 1 + bounded * (factor - 1)
    let floor = (growth < 0).select(0.5 * factor, denominator)
    return active * factor / maximum(denominator, floor)
  }

  /// The same over a time in which the rate does not change its sign, from e^ρ and the filling A/K.
  @inline(always)
  public static func verhulst(active: Vector, factor: Vector, filling: Vector, rate: Vector) -> Vector {
    let isNegative = rate < 0
    guard isNegative.any else { return active * factor / (1 + filling * (factor - 1)) }
    let denominator = 1 + isNegative.select(minimum(filling, .one), filling) * (factor - 1)
    let floor = (isNegative & (factor < 1)).select(0.5 * factor, denominator)
    return active * factor / maximum(denominator, floor)
  }

  /// The two stocks after a dark spell of `days`.
  @inline(always)
  public static func darkSpell(
    active: Vector, dormant: Vector, days: Vector, leak: Vector, dormancyHalfLife: Vector, substitutionHalfLife: Vector
  ) -> (active: Vector, dormant: Vector) {
    let kept = active * exp2(-((1 - leak) * days / dormancyHalfLife))
    let half = exp2(-(days / (2 * substitutionHalfLife)))
    return (kept, dormant * (half * half) + (active - kept) * half)
  }

  /// The dormant stock after an open spell of `days`, and those who came back.
  @inline(always)
  public static func returning(
    dormant: Vector, days: Vector, substitutionHalfLife: Vector, returnHalfLife: Vector
  ) -> (dormant: Vector, back: Vector) {
    let leaving = 1 / substitutionHalfLife
    let returning = 1 / returnHalfLife
    let rest = dormant * exp2(-(days * (leaving + returning)))
    return (rest, (dormant - rest) * returning / (leaving + returning))
  }

  /// What noise and churn do to the active stock over an open spell: exp(s z - churn).
  ///
  /// - Parameter deviation: s = σ √(y/YEAR) for y open days.
  @inline(always)
  public static func disturbance(deviation: Vector, shock: Vector, churn: Vector) -> Vector { exp(deviation * shock - churn) }

  static let declarations: [Declaration] = [
    .parameter(1, "user_growth.population", 1...1e10, "persons", "persons in the market"),
    .parameter(2, "user_growth.initial_monthly_users", 1...1e10, "users", "monthly users at the start", atStart: true),
    .parameter(3, "user_growth.growth_rate", -1...3, "per year", "intrinsic growth rate, far below the ceiling"),
    .parameter(4, "user_growth.ceiling", 0.001...1, "share", "daily users over population in the long run"),
    .parameter(5, "user_growth.stickiness", 0.01...1, "share", "daily users over monthly users"),
    .parameter(6, "user_growth.growth_noise", 0...1, "per √year", "standard deviation of the log of users after a year"),
    .parameter(7, "user_growth.leak", 0...1, "share", "active users who get in while the service is dark"),
    .parameter(8, "user_growth.dormancy_half_life", 0.1...1e5, "days", "time in which half of the shut-out users lose the habit"),
    .parameter(9, "user_growth.substitution_half_life", 0.1...1e5, "days", "time in which half of the dormant users settle elsewhere"),
    .parameter(10, "user_growth.return_half_life", 0.1...1e5, "days", "time in which half of the dormant users return once it is open"),
  ]
}
