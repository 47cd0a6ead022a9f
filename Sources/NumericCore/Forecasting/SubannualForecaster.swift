/// Forecasts series of quarters, months and the like: the season is removed where there is one, two plain means of members are mixed by how
/// smooth the rest is, and widths follow the series' own past errors.
enum SubannualForecaster {
  /// For smooth growth, whose last changes say most.
  private static let smooth: [ForecastMember] = [.holt, .dampedHolt, .shortMemory, .recentChange, .logHolt]
  /// For what is noisy around its level.
  private static let noisy: [ForecastMember] = [.logTheta, .theta, .holt, .logHolt, .dampedHolt]
  /// One-step noise over the mean change: below the first wholly smooth, above the second wholly noisy.
  private static let smoothness = 0.6...0.9
  /// Origins within the series whose forecasts are held against what came.
  private static let origins = 12
  /// Points before the first of them, at least.
  private static let pointsBefore = 8
  /// The mean of |error| over the 80 % half-width where widths are right.
  private static let expectedError = 0.6
  /// Weight of that expectation, in errors.
  private static let prior = 8.0
  private static let factors = 0.65...2.5

  /// Standard deviation of a bend of the trend: the share of the forecast change, times the root of the step.
  private static let bend = 0.08
  /// On all deviations: constants are fitted to the errors that they explain.
  private static let allowance = 1.05
  /// Of both sides: past jumps were rarer and larger than those of a normal distribution.
  private static let tail = 0.35

  /// Centre and deviation at every step, over 2^exponent of the series.
  private struct Raw {
    var changes: [Double]
    var deviations: [Double]
    var smoothShare: Double
  }

  static func forecast(
    _ values: [Double], horizon: Int, season: Int, range: ClosedRange<Double>
  ) throws(NumericError) -> SeriesForecast {
    // Divided by a power of two, so that no sum leaves the range of a Double.
    let exponent = values.reduce(0) { max($0, $1.magnitude) }.exponent
    let scaled = values.suffix(2 * PreparedSeries.longest).map { Double(sign: .plus, exponent: -Int(exponent), significand: $0) }
    let seasonal = SeasonalFactors(scaled, season: season)
    let adjusted = seasonal?.removed(from: scaled) ?? scaled
    let series = PreparedSeries(adjusted)
    guard series.count >= SeriesForecaster.pointsForMembers, !series.isConstant else {
      return try SeriesForecaster.forecast(values, horizon: horizon, season: 1, range: range)
    }
    let raw = raw(series, horizon: horizon)
    let factor = widthFactor(adjusted, horizon: horizon)
    let unit = series.overallChange
    let free = -Double.infinity ... .infinity
    let steps = (0..<horizon).map { h in
      let side = PredictiveBand.Side(deviation: raw.deviations[h] * factor / unit, tail: tail)
      var band = SeriesForecaster.band(series, change: raw.changes[h] / unit, lower: side, upper: side, range: free)
      if let seasonal { band = seasonal.restored(band, ahead: h + 1) }
      return band.restored(exponent: Int(exponent), range: range)
    }
    let shares = ForecastMember.allCases.map { member in
      let part = (smooth.contains(member) ? raw.smoothShare : 0) + (noisy.contains(member) ? 1 - raw.smoothShare : 0)
      return (member, part / Double(smooth.count))
    }
    return SeriesForecast(
      method: .smoothness, steps: steps, weights: SeriesForecaster.ranked(shares), isSeasonal: seasonal != nil, widthFactor: factor)
  }

  private static func raw(_ series: PreparedSeries, horizon: Int) -> Raw {
    let short = MemberForecasts(series, horizon: horizon, grid: .yearly)
    let share = min(max((smoothness.upperBound - short.levelNoise) / (smoothness.upperBound - smoothness.lowerBound), 0), 1)
    let long = share < 1 ? MemberForecasts(series, horizon: horizon, grid: .subannual) : short
    func mean(_ forecasts: MemberForecasts, _ members: [ForecastMember], _ h: Int) -> Double {
      members.reduce(0) { $0 + forecasts[$1][h] } / Double(members.count)
    }
    var result = Raw(changes: [], deviations: [], smoothShare: share)
    for h in 0..<horizon {
      let (near, far) = (mean(short, smooth, h), share < 1 ? mean(long, noisy, h) : 0)
      let change = share * near + (1 - share) * far
      var spread = 0.0
      for member in smooth { spread += share * (short[member][h] - change) * (short[member][h] - change) }
      if share < 1 { for member in noisy { spread += (1 - share) * (long[member][h] - change) * (long[member][h] - change) } }
      let wandering = share * short.deviations[h] + (1 - share) * long.deviations[h]
      let bending = bend * change * Double(h + 1).squareRoot()
      let variance = wandering * wandering + spread / Double(smooth.count) + bending * bending
      result.changes.append(series.meanChange * change)
      result.deviations.append(series.meanChange * allowance * variance.squareRoot())
    }
    return result
  }

  /// What the widths must be multiplied by so that the errors of past forecasts would have been as large as expected.
  private static func widthFactor(_ values: [Double], horizon: Int) -> Double {
    let reach = min(horizon, 8)
    var (sum, count) = (0.0, 0.0)
    for back in 1...origins {
      let n = values.count - back
      guard n >= pointsBefore else { break }
      let series = PreparedSeries(Array(values.prefix(n)))
      guard !series.isConstant else { continue }
      let raw = raw(series, horizon: reach)
      for h in 0..<min(reach, back) {
        let error = Double(sign: .plus, exponent: -series.exponent, significand: values[n + h]) - series.last - raw.changes[h]
        let halfWidth = 1.2815515655446004 * raw.deviations[h]
        if halfWidth > 0 {
          sum += min(error.magnitude / halfWidth, 5)
          count += 1
        }
      }
    }
    // Errors of one origin, and of neighbouring ones, move together: a third of them counts.
    let factor = (sum / 3 + prior * expectedError) / (count / 3 + prior) / expectedError
    return min(max(factor, factors.lowerBound), factors.upperBound)
  }
}
