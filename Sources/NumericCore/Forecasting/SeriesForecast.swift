/// The predictive distribution of the next steps of one series, and how it came about.
public struct SeriesForecast: Equatable, Sendable {
  /// How forecasts were made.
  public enum Method: Equatable, Sendable {
    /// No value ever changed: the last value, without width.
    case constant
    /// Two to four points: half the mean change, fading.
    case short
    /// Weights learnt across many yearly series.
    case learntWeights
    /// Quarters, months and the like: two plain means of members, mixed by how smooth the series is.
    case smoothness
  }

  /// A member and the share of its forecasts in the centre, averaged over the steps.
  public struct Weight: Equatable, Sendable {
    public let member: ForecastMember
    public let share: Double
  }

  public let method: Method
  /// The distribution of steps 1, 2, ….
  public let steps: [PredictiveBand]
  /// Shares above 0.5 %, the largest first; empty where no member took part.
  public let weights: [Weight]
  /// Whether seasonal factors were removed before, and put back after, the fit.
  public let isSeasonal: Bool
  /// By how much the widths were multiplied after looking at the series' own past errors; 1 where they were not looked at.
  public let widthFactor: Double
}
