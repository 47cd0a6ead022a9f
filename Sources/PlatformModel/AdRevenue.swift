import NumericCore
import ScenarioEngine

/// Price per hour, the advertising market's cycle, and what advertisers spend here or take elsewhere.
public enum AdRevenue {
  /// ln p(τ) = ln b + ln(v/b) 2^(-τ/h): the log gap to the benchmark halves every h years.
  ///
  /// - Parameter decay: 2^(-τ/h).
  @inline(always)
  public static func logPrice(logBenchmark: Vector, logGap: Vector, decay: Vector) -> Vector { logBenchmark + logGap * decay }

  /// A step of the market's AR(1) in logs: φ n + σ √(1 - φ²) z.
  @inline(always)
  public static func market(previous: Vector, persistence: Vector, innovation: Vector, shock: Vector) -> Vector {
    persistence * previous + innovation * shock
  }

  /// What is left of past downturns after a month, in logs: d' decay. One that begins adds -ln(1 - depth).
  @inline(always)
  public static func fading(previous: Vector, decay: Vector) -> Vector { previous * decay }

  /// Price of an hour in a month: exp(ln p + n - d + k + P).
  @inline(always)
  public static func hourPrice(logPrice: Vector, market: Vector, downturn: Vector, tracking: Vector, effect: Vector) -> Vector {
    exp(logPrice + market - downturn + tracking + effect)
  }

  /// Money that a stock of users earns per full day: stock · hours a day · q.
  @inline(always)
  public static func dailyRevenue(users: Vector, activity: Vector, hourPrice: Vector) -> Vector { users * activity * hourPrice }

  /// Spend lost against the shadow stock, 0 if below 1e-9 of the shadow's.
  @inline(always)
  public static func lost(shadow: Vector, revenue: Vector) -> Vector {
    let difference = shadow - revenue
    return (difference < shadow * 1e-9).select(.zero, difference)
  }

  /// Key of the uniform that decides whether the targeting signals are lost.
  static let trackingShock = "ad_revenue.tracking_shock"

  static let declarations: [Declaration] = [
    .parameter(14, "ad_revenue.revenue_per_hour", 1e-6...1000, "usd", "ad revenue per user-hour at the start"),
    .parameter(15, "ad_revenue.benchmark_per_hour", 1e-6...1000, "usd", "ad revenue per hour that the price approaches"),
    .parameter(16, "ad_revenue.catch_up_half_life", 0.1...100, "years", "time in which the log gap to the benchmark halves"),
    .parameter(17, "ad_revenue.noise_sd", 0...1, "log", "standard deviation of the market's cycle"),
    .parameter(18, "ad_revenue.noise_half_life", 0.1...1000, "months", "time in which half of a deviation of the market is gone"),
    .parameter(19, "ad_revenue.downturn_rate", 0...12, "per year", "downturns a year"),
    .parameter(20, "ad_revenue.downturn_depth", 0...0.9, "share", "revenue lost at the start of a downturn"),
    .parameter(21, "ad_revenue.downturn_half_life", 0.1...1000, "months", "time in which half of a downturn is gone"),
    .parameter(22, "ad_revenue.tracking_shock_probability", 0...1, "share", "probability of a loss of targeting signals", atStart: true),
    Declaration(
      "ad_revenue.tracking_shock_date", kind: .date, meaning: "day of the loss of targeting signals", actsIn: "tracking-shock"),
    .parameter(
      23, "ad_revenue.tracking_shock_size", 0...0.9, "share", "revenue lost with the targeting signals", actsIn: "tracking-shock"),
    .parameter(24, "ad_revenue.recapture", 0...1, "share", "lost spend that rivals take"),
    .parameter(25, "ad_revenue.rival_weight_meta", 0...100, "-", "weight of Meta among the rivals"),
    .parameter(26, "ad_revenue.rival_weight_google", 0...100, "-", "weight of Google among the rivals"),
    .parameter(27, "ad_revenue.rival_weight_other", 0...100, "-", "weight of the other rivals"),
  ]
}
