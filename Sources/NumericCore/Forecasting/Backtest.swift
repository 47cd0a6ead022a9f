/// Rolling origins: a series is forecast from each of its later points in turn, with nothing known of what followed.
public enum Backtest {
  /// Names of the methods, in the order of the tallies: the forecaster, then the references.
  public static let methods = ["crossroads"] + ReferenceMethod.allCases.map(\.rawValue)

  /// The scores of the forecaster and of each reference on one series.
  ///
  /// - Parameters:
  ///   - values: oldest first, evenly spaced.
  ///   - horizon: steps ahead that are scored, where they are known.
  ///   - season: periods a year; errors are scaled by the mean absolute change over a season within the history.
  ///   - origins: the latest so many.
  ///   - first: points before the first origin, at least.
  ///   - range: what the quantity can be, for the forecaster.
  /// - Returns: one tally a method; empty ones where the series is too short or did not change.
  /// - Throws: as `SeriesForecaster.forecast`.
  public static func run(
    _ values: [Double], horizon: Int, season: Int, origins: Int, first: Int, range: ClosedRange<Double>? = nil
  ) throws(NumericError) -> [BacktestTally] {
    var outcomes = [[BacktestTally.Outcome]](repeating: [], count: methods.count)
    let earliest = max(first, values.count - origins)
    if earliest < values.count {
      for count in earliest..<values.count {
        let history = Array(values.prefix(count))
        // A season longer than the history has no scale: single changes have.
        let lag = count > 2 * season ? season : 1
        guard let scale = try? PointScore.seasonalScale(history, season: lag), scale > 0 else { continue }
        let steps = min(horizon, values.count - count)
        var bands = [try SeriesForecaster.forecast(history, horizon: steps, season: season, range: range).steps]
        for method in ReferenceMethod.allCases { bands.append(try method.forecast(history, horizon: steps, season: season)) }
        for (place, own) in bands.enumerated() {
          for (h, band) in own.enumerated() {
            outcomes[place].append(
              BacktestTally.Outcome(
                step: h + 1, centre: band.centre, observation: values[count + h], scale: scale, quantile: { band.quantile($0) },
                cumulative: { band.cumulative(to: $0) }))
          }
        }
      }
    }
    var tallies: [BacktestTally] = []
    for own in outcomes {
      var tally = BacktestTally(horizon: horizon)
      try tally.add(own)
      tallies.append(tally)
    }
    return tallies
  }
}
