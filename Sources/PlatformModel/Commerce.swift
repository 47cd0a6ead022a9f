import NumericCore
import ScenarioEngine

/// Sales in the app, on a clock of their own that regulatory pressure slows.
public enum Commerce {
  /// The clock's place in a month: max(0, (κ + κ')/2), years since launch.
  @inline(always)
  public static func launchAge(before: Vector, after: Vector) -> Vector { maximum(.zero, 0.5 * (before + after)) }

  /// Merchandise value per day of full engagement: Ā · gmv_per_user/YEAR · exp(growth + effect).
  @inline(always)
  public static func dailyValue(meanActive: Vector, perUser: Vector, growth: Vector, effect: Vector) -> Vector {
    meanActive * perUser * UserGrowth.perYear * exp(growth + effect)
  }

  static let declarations: [Declaration] = [
    .parameter(28, "commerce.gmv_per_user", 0...1e5, "usd/year", "merchandise value per monthly user at launch"),
    .parameter(29, "commerce.growth_rate", -2...3, "per year", "growth rate of value per user at launch"),
    .parameter(30, "commerce.growth_half_life", 0.1...100, "years", "time in which that rate halves"),
    .parameter(31, "commerce.launch_delay", 0...600, "months", "time from the start to full launch", atStart: true),
    .parameter(32, "commerce.take_rate", 0...1, "share", "share of the merchandise value that is revenue"),
  ]
}
