/// The members' forecasts and the features of one series: what the constants of the combination are learnt from.
public struct MemberTable: Sendable {
  /// The members that are weighed.
  public static var members: [ForecastMember] { LearntConstants.members }
  /// Names of the features.
  public static var featureNames: [String] { SeriesFeatures.names + ["disagreement", "direction"] }

  /// By member and step, in the unit of the series.
  public let forecasts: [[Double]]
  /// One for each of `featureNames`, not standardised.
  public let features: [Double]

  /// - Parameters:
  ///   - values: oldest first, evenly spaced, at least three and not all equal.
  ///   - horizon: steps ahead, 1 to `SeriesForecaster.farthestStep`.
  /// - Throws: `NumericError.tooFewRows` for fewer values, `.notFinite` for a value that is not finite, `.parameter` for a horizon that is
  ///   not allowed or values without a change.
  public init(_ values: [Double], horizon: Int) throws(NumericError) {
    guard values.count > 2 else { throw .tooFewRows(rows: values.count, columns: 3) }
    _ = try SeriesForecaster.forecast(values, horizon: horizon)
    let series = PreparedSeries(values)
    guard !series.isConstant else {
      throw .parameter(of: "forecast", name: "mean change", value: 0, allowed: "> 0 in the latest \(PreparedSeries.longest) values")
    }
    let combination = Combination(series, horizon: horizon, grid: .yearly)
    forecasts = combination.changes.map { changes in
      changes.prefix(horizon).map { series.restored(series.last + series.overallChange * $0) }
    }
    features = combination.rawFeatures
  }
}
