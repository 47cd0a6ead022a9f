/// A fitted curve with its forecasts.
public struct TrendForecast: Sendable {
  /// The forecast of one moment.
  public struct Row: Equatable, Sendable {
    /// Decimal year.
    public let year: Double
    public let median: Double
    /// Infinite or NaN where the distribution has none: Student's t in logarithms.
    public let mean: Double
    /// One per level asked for, in its order.
    public let quantiles: [Double]
  }

  public let fit: TrendFit
  /// Why this curve, in words; nil if the caller chose it.
  public let reason: String?
  public let rows: [Row]
}
