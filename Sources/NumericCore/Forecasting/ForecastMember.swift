/// A model of an evenly spaced series whose forecasts take part in a combination.
public enum ForecastMember: String, CaseIterable, Sendable {
  /// The last value carried forward.
  case naive
  /// Theta in logarithms.
  case logTheta = "log theta"
  /// The median change, every step.
  case medianChange = "median change"
  /// Growth that falls linearly with the level.
  case logistic
  /// Holt's smoothing in logarithms, averaged over a grid of constants.
  case logHolt = "log Holt"
  /// The discounted mean growth, undamped.
  case growth
  /// The discounted mean growth, fading by a fifth a step.
  case dampedGrowth = "damped growth"
  /// The slope of a discounted line, from the last value.
  case localSlope = "local slope"
  /// Growth that falls linearly with the logarithm of the level.
  case gompertz
  /// The mean of the last four changes.
  case recentChange = "recent change"
  /// The discounted mean change with short memory, fading.
  case shortMemory = "short memory"
  /// A discounted line.
  case localLine = "local line"
  /// The mean change.
  case drift
  /// Theta in levels.
  case theta
  /// Holt's smoothing in levels, averaged over a grid of constants.
  case holt = "Holt"
  /// The likeliest of Holt's smoothings with slopes fading by 3 % a step.
  case dampedHolt = "damped Holt"
}
