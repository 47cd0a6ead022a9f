import NumericCore
import ScenarioEngine

/// Programmes of the company: each succeeds or not, and its effects ramp up.
public enum Initiatives {
  /// Share of the full effect in month t: success · clamp((t - start - delay + ½)/ramp, 0, 1).
  @inline(always)
  public static func strength(monthsSinceStart: Double, delay: Vector, ramp: Vector, success: Vector) -> Vector {
    success * minimum(maximum((monthsSinceStart + 0.5 - delay) / ramp, .zero), .one)
  }

  static let declarations: [Declaration] = [
    Declaration("initiatives.*.start", kind: .month, meaning: "month in which the programme and its cost begin"),
    .family("initiatives.*.delay", 0...600, "months", "time from the start to the first effect", fallback: "0", atStart: true),
    .family("initiatives.*.ramp", 0.1...600, "months", "time from the first to the full effect", fallback: "12", atStart: true),
    .family("initiatives.*.probability", 0...1, "share", "probability of success", fallback: "1", atStart: true),
    .family("initiatives.*.minutes", -5...5, "log", "full effect on minutes", fallback: "0"),
    .family("initiatives.*.churn", -10...10, "per year", "full effect on churn", fallback: "0"),
    .family("initiatives.*.ad_price", -5...5, "log", "full effect on the price of ads", fallback: "0"),
    .family("initiatives.*.gmv", -5...5, "log", "full effect on merchandise value", fallback: "0"),
    .family("initiatives.*.cost", -1e11...1e11, "usd/year", "cost, successful or not", fallback: "0"),
  ]
}
