/// Forecasts evenly spaced series by combinations of trend models, with intervals learnt across series.
///
/// The models are fitted by least squares: theta, Holt's smoothing averaged over a grid of constants, saturating growth, damped and
/// median growth. Scaling a series scales its forecasts, to the bit for powers of two.
public enum SeriesForecaster {
  /// Steps ahead, at most.
  public static let farthestStep = 400
  /// From this many points members are fitted.
  public static let pointsForMembers = 5

  /// Forecasts one series.
  ///
  /// - Parameters:
  ///   - values: oldest first, evenly spaced.
  ///   - horizon: steps ahead, 1 to `farthestStep`.
  ///   - season: periods a year: 1, 4, 12 or another number up to 60.
  ///   - range: what the quantity can be; where it is nil or has no lower end, a series without a negative value ends at 0.
  /// - Throws: `NumericError.tooFewRows` for fewer than two values, `.notFinite` for a value that is not finite,
  ///   `.parameter` for a horizon, season or range that is not allowed.
  ///
  /// **Accuracy**: see docs/forecasting.md, measured on competition data.
  public static func forecast(
    _ values: [Double], horizon: Int, season: Int = 1, range: ClosedRange<Double>? = nil
  ) throws(NumericError) -> SeriesForecast {
    try check(values, horizon: horizon, season: season, range: range)
    let series = PreparedSeries(values)
    let least = series.isNonnegative ? 0 : -Double.infinity
    let bounds = range.map { ($0.lowerBound == -.infinity ? least : $0.lowerBound)...$0.upperBound } ?? least ... .infinity
    if series.overallChange == 0 || series.isConstant {
      return constant(series, values, horizon: horizon, range: bounds)
    }
    if season > 1 { return try SubannualForecaster.forecast(values, horizon: horizon, season: season, range: bounds) }
    if series.count < pointsForMembers { return short(series, horizon: horizon, range: bounds) }
    return learnt(series, horizon: horizon, range: bounds)
  }

  private static func check(_ values: [Double], horizon: Int, season: Int, range: ClosedRange<Double>?) throws(NumericError) {
    guard values.count > 1 else { throw .tooFewRows(rows: values.count, columns: 2) }
    if let place = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite("value \(place + 1) of the series") }
    guard (1...farthestStep).contains(horizon) else {
      throw .parameter(of: "forecast", name: "horizon", value: Double(horizon), allowed: "1 to \(farthestStep)")
    }
    guard (1...60).contains(season) else {
      throw .parameter(of: "forecast", name: "season", value: Double(season), allowed: "1 to 60 periods a year")
    }
    guard let range else { return }
    for value in values where !range.contains(value) {
      let allowed = value < range.lowerBound ? "at least \(range.lowerBound)" : "at most \(range.upperBound)"
      throw .parameter(of: "forecast", name: "value", value: value, allowed: allowed)
    }
  }

  private static func constant(
    _ series: PreparedSeries, _ values: [Double], horizon: Int, range: ClosedRange<Double>
  ) -> SeriesForecast {
    // The recent points are equal but older ones are not: what changed once may change again.
    let unit = series.restored(series.overallChange)
    let steps = (1...horizon).map { step in
      let side = PredictiveBand.Side(deviation: unit * Double(step).squareRoot(), tail: 0)
      return PredictiveBand(centre: values[values.count - 1], lower: side, upper: side, range: range)
    }
    return SeriesForecast(method: .constant, steps: steps, weights: [], isSeasonal: false, widthFactor: 1)
  }

  /// Half the mean change, fading by a fifth a step, with widths for so few points: one or two changes say less of the noise than the
  /// level does, so the width lies between shares of both.
  private static func short(_ series: PreparedSeries, horizon: Int, range: ClosedRange<Double>) -> SeriesForecast {
    let constants = LearntConstants.short[series.count - 2]
    let relative = SeriesFeatures.relativeChange(series)
    let drift = 0.5 * WeightedLine.mean(series.changes, memory: 1) * series.meanChange
    var (power, sum) = (1.0, 0.0)
    let steps = (1...horizon).map { step in
      power *= 0.8
      sum += power
      let width = Elementary.exp(constants[0] + constants[1] * Elementary.log(Double(step)) + constants[2] * relative)
      let side = PredictiveBand.Side(deviation: width, tail: constants[3] + constants[4] * relative)
      return band(series, change: drift * sum / series.overallChange, lower: side, upper: side, range: range)
    }
    return SeriesForecast(method: .short, steps: steps, weights: [], isSeasonal: false, widthFactor: 1)
  }

  private static func learnt(_ series: PreparedSeries, horizon: Int, range: ClosedRange<Double>) -> SeriesForecast {
    let combination = Combination(series, horizon: horizon, grid: .yearly)
    let weights = combination.weights()
    let (lower, upper) = (combination.sides(LearntConstants.lower), combination.sides(LearntConstants.upper))
    let steps = (0..<horizon).map { h in
      let change = combination.change(at: h + 1, weights: weights[h])
      return band(series, change: change, lower: lower[h], upper: upper[h], range: range)
    }
    let shares = LearntConstants.members.indices.map { m in weights.reduce(0) { $0 + $1[m] } / Double(horizon) }
    return SeriesForecast(
      method: .learntWeights, steps: steps, weights: ranked(Array(zip(LearntConstants.members, shares))), isSeasonal: false, widthFactor: 1)
  }

  static func ranked(_ shares: [(ForecastMember, Double)]) -> [SeriesForecast.Weight] {
    shares.filter { $0.1 > 0.005 }.sorted { $0.1 > $1.1 }.map { SeriesForecast.Weight(member: $0.0, share: $0.1) }
  }

  /// A band whose change and deviations are in mean changes of the whole series.
  static func band(
    _ series: PreparedSeries, change: Double, lower: PredictiveBand.Side, upper: PredictiveBand.Side, range: ClosedRange<Double>
  ) -> PredictiveBand {
    func scaled(_ side: PredictiveBand.Side) -> PredictiveBand.Side {
      PredictiveBand.Side(deviation: side.deviation * series.overallChange, tail: side.tail)
    }
    let band = PredictiveBand(
      centre: series.last + series.overallChange * change, lower: scaled(lower), upper: scaled(upper), range: range)
    return band.restored(exponent: series.exponent, range: range)
  }
}
