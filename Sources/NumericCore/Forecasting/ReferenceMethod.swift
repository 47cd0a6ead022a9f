/// Well-known methods that forecasts are held against, each with normal intervals of its own.
///
/// A season is removed before and put back after by the test and the factors of `SeasonalFactors`, as Naïve 2 of the M competitions does.
public enum ReferenceMethod: String, CaseIterable, Sendable {
  /// The last value; errors grow as those of a random walk.
  case naive
  /// The last value and the mean change.
  case drift
  /// Holt's linear smoothing, constants and starts of least squares.
  case holt = "Holt"
  /// Holt's smoothing with a damped slope.
  case damped
  /// Of simple smoothing, Holt's and damped smoothing the one with the least corrected information criterion, as ETS chooses among
  /// additive errors (R. J. Hyndman, A. B. Koehler, R. D. Snyder and S. Grose 2002, doi 10.1016/S0169-2070(01)00110-8).
  case smoothing = "ETS-like"
  /// Theta, with the errors of simple smoothing.
  case theta

  private static let gains = [0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 1]
  private static let holtGrid = HoltGrid(levelGains: gains, ratios: [0.02, 0.1, 0.2, 0.4, 0.6, 1], dampings: [1])
  private static let dampedGrid = HoltGrid(
    levelGains: gains, ratios: [0.02, 0.1, 0.2, 0.4, 0.6, 1], dampings: [0.8, 0.85, 0.9, 0.95, 0.98])

  /// The distribution of steps 1 to `horizon`.
  ///
  /// - Throws: as `SeriesForecaster.forecast`.
  public func forecast(_ values: [Double], horizon: Int, season: Int = 1) throws(NumericError) -> [PredictiveBand] {
    // The checks, and what constant or short series get, are those of the forecaster.
    let usual = try SeriesForecaster.forecast(values, horizon: horizon, season: 1)
    let exponent = Int(values.reduce(0) { max($0, $1.magnitude) }.exponent)
    guard usual.method != .constant else { return usual.steps }
    let scaled = values.suffix(2 * PreparedSeries.longest).map { Double(sign: .plus, exponent: -exponent, significand: $0) }
    let seasonal = SeasonalFactors(scaled, season: season)
    let series = PreparedSeries(seasonal?.removed(from: scaled) ?? scaled)
    guard !series.isConstant else { return usual.steps }
    let (changes, deviations) = series.values.count < 4 && self != .drift ? ReferenceMethod.walk(series, horizon) : steps(series, horizon)
    let unit = series.meanChange / series.overallChange
    let free = -Double.infinity ... .infinity
    return (0..<horizon).map { h in
      let side = PredictiveBand.Side(deviation: deviations[h] * unit, tail: 0)
      let band = SeriesForecaster.band(series, change: changes[h] * unit, lower: side, upper: side, range: free)
      return (seasonal?.restored(band, ahead: h + 1) ?? band).restored(exponent: exponent, range: free)
    }
  }

  /// Changes from the last value and standard deviations, over the mean change.
  private func steps(_ series: PreparedSeries, _ horizon: Int) -> (changes: [Double], deviations: [Double]) {
    switch self {
    case .naive: return ReferenceMethod.walk(series, horizon)
    case .drift:
      let n = Double(series.changes.count)
      let drift = WeightedLine.mean(series.changes, memory: 1)
      let squares = series.changes.reduce(0) { $0 + ($1 - drift) * ($1 - drift) }
      let deviation = (squares / max(n - 1, 1)).squareRoot()
      return (
        (1...horizon).map { drift * Double($0) }, (1...horizon).map { deviation * (Double($0) * (1 + Double($0) / n)).squareRoot() }
      )
    case .holt: return ReferenceMethod.smoothed(ReferenceMethod.holtGrid.fit(series.levels), horizon)
    case .damped: return ReferenceMethod.smoothed(ReferenceMethod.dampedGrid.fit(series.levels), horizon)
    case .smoothing:
      let simple = SimpleSmoothing(series.levels)
      let holt = ReferenceMethod.holtGrid.fit(series.levels)
      let damped = ReferenceMethod.dampedGrid.fit(series.levels)
      let n = Double(series.levels.count)
      func criterion(_ squares: Double, _ quantities: Double) -> Double {
        n * Elementary.log(max(squares, .leastNormalMagnitude)) + 2 * quantities + 2 * quantities * (quantities + 1)
          / max(n - quantities - 1, 0.5)
      }
      let spare = max(n - 4, 2)
      let scores = [
        criterion(simple.squares, 3), criterion(holt.deviation * holt.deviation * spare, 5),
        criterion(damped.deviation * damped.deviation * spare, 6),
      ]
      if scores[0] <= scores[1], scores[0] <= scores[2] { return simple.steps(horizon) }
      return ReferenceMethod.smoothed(scores[1] <= scores[2] ? holt : damped, horizon)
    case .theta: return (ThetaLine.forecasts(series.levels, horizon: horizon), SimpleSmoothing(series.levels).steps(horizon).deviations)
    }
  }

  private static func walk(_ series: PreparedSeries, _ horizon: Int) -> (changes: [Double], deviations: [Double]) {
    let deviation = (series.changes.reduce(0) { $0 + $1 * $1 } / Double(series.changes.count)).squareRoot()
    return ([Double](repeating: 0, count: horizon), (1...horizon).map { deviation * Double($0).squareRoot() })
  }

  private static func smoothed(_ fit: HoltGrid.Fit, _ horizon: Int) -> (changes: [Double], deviations: [Double]) {
    (fit.likeliestForecasts(horizon), fit.errorGrowth(horizon).map { $0 * fit.deviation })
  }
}
