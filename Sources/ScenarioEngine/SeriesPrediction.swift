import NumericCore

/// The predictive distributions of a series' next periods: from combined trend models where its periods follow each other, from curves
/// on the axis of time where they do not.
public struct SeriesPrediction: Sendable {
  /// From this many evenly spaced points a series of the ledger is left to the combination; with fewer, curves with stated errors and what
  /// the ledger says of growth.
  public static let pointsForCombination = 7

  /// Where a gap was, from this many points after it the combination is used on these.
  public static let pointsAfterGap = 12

  private enum Source: Sendable {
    case combination(SeriesForecast)
    case curves([any Distribution])
  }

  /// How it was made, in a sentence.
  public let reason: String
  /// Steps ahead.
  public let count: Int
  private let source: Source
  private let range: ClosedRange<Double>?

  /// Predicts evenly spaced values.
  ///
  /// - Parameter leavingOut: values at the beginning that take no part, as those before a gap.
  /// - Throws: `NumericError` as `SeriesForecaster.forecast`.
  public init(
    values: [Double], leavingOut: Int = 0, horizon: Int, season: Int, range: ClosedRange<Double>?
  ) throws(NumericError) {
    let forecast = try SeriesForecaster.forecast(
      Array(values.dropFirst(leavingOut)), horizon: horizon, season: season, range: range)
    source = .combination(forecast)
    count = horizon
    reason =
      SeriesPrediction.reason(forecast, points: values.count - leavingOut)
      + (leavingOut > 0 ? "; \(leavingOut) before the last gap took no part" : "")
    self.range = range
  }

  /// How many values at the beginning the combination must leave out because of a gap; nil where too few follow the last one for it.
  ///
  /// - Parameter least: points that are needed where there is no gap.
  public static func valuesToLeaveOut(_ periods: [Period], least: Int) -> Int? {
    guard let last = periods.last, last.advanced(by: 1) != nil else { return nil }
    let gap = periods.indices.dropFirst().last { periods[$0 - 1].advanced(by: 1) != periods[$0] }
    guard let gap else { return periods.count >= least ? 0 : nil }
    return periods.count - gap >= pointsAfterGap ? gap : nil
  }

  /// Predicts by a fitted curve.
  ///
  /// - Parameter years: the decimal years to predict, not before the last point.
  /// - Throws: `NumericError` as `TrendFit.forecast`.
  public init(fit: TrendFit, reason: String, years: [Double], range: ClosedRange<Double>?) throws(NumericError) {
    var distributions: [any Distribution] = []
    for year in years { distributions.append(try fit.forecast(year: year)) }
    source = .curves(distributions)
    count = years.count
    self.reason = reason
    self.range = range
  }

  /// Predicts values of periods that leave gaps or differ in length, at the middles of later periods.
  ///
  /// - Parameter years: the decimal years to predict, after the last period.
  /// - Throws: `NumericError` as `Trend.fit`.
  public init(values: [Double], periods: [Period], years: [Double], range: ClosedRange<Double>?) throws(NumericError) {
    let points = zip(periods, values).map { TrendPoint(year: $0.middle, value: $1) }
    let fit = try Trend.fit(points: points, curve: try Trend.choose(points: points).curve)
    try self.init(fit: fit, reason: "a \(fit.curve) curve on the axis of time: \(SeriesPrediction.unevenness)", years: years, range: range)
  }

  /// Why models of even steps take no part.
  public static let unevenness = "the periods do not follow each other, so models that need even steps are left out"

  /// The median at a step from 1.
  public func centre(_ step: Int) -> Double {
    switch source {
    case .combination(let forecast): forecast.steps[step - 1].centre
    case .curves: quantile(0.5, step)
    }
  }

  /// The mean at a step from 1; infinite or NaN where a curve's distribution has none.
  public func mean(_ step: Int) -> Double {
    switch source {
    case .combination(let forecast):
      let band = forecast.steps[step - 1]
      let parts = 400
      return (0..<parts).reduce(0) { $0 + band.quantile((Double($1) + 0.5) / Double(parts)) / Double(parts) }
    case .curves(let distributions): return range == nil ? distributions[step - 1].mean : .nan
    }
  }

  /// The value that is exceeded at a step from 1 with probability 1 - level.
  public func quantile(_ level: Double, _ step: Int) -> Double {
    switch source {
    case .combination(let forecast): return forecast.steps[step - 1].quantile(level)
    case .curves(let distributions):
      let value = distributions[step - 1].quantile(level)
      return range.map { min(max(value, $0.lowerBound), $0.upperBound) } ?? value
    }
  }

  /// P(X ≤ x) at a step from 1.
  public func cumulative(_ x: Double, _ step: Int) -> Double {
    switch source {
    case .combination(let forecast): forecast.steps[step - 1].cumulative(to: x)
    case .curves(let distributions): distributions[step - 1].cumulative(to: x)
    }
  }

  /// One possible future: a value for each step, levels hanging together as those of a random walk do.
  ///
  /// - Parameters:
  ///   - stream: names the luck.
  ///   - path: the number of the future.
  public func path(_ stream: ShockStream, _ path: Int) -> [Double] {
    var sum = 0.0
    return (1...count).map { step in
      sum += Elementary.normalQuantile(stream.uniform(path: UInt64(path), month: step))
      let level = Elementary.normalCumulative(sum / Double(step).squareRoot())
      return quantile(min(max(level, 0x1p-53), 1 - 0x1p-53), step)
    }
  }

  private static func reason(_ forecast: SeriesForecast, points: Int) -> String {
    let weights = forecast.weights.map { "\($0.member.rawValue) \(Int(($0.share * 100).rounded())) %" }.joined(separator: ", ")
    var text: String
    switch forecast.method {
    case .constant: text = "the last value: it has not changed"
    case .short: text = "half the mean change, fading: \(NumberText.count(points, "point")) \(points == 1 ? "says" : "say") no more"
    case .learntWeights: text = "a mean of \(weights), weighed by what such series did elsewhere"
    case .smoothness: text = "a mean of \(weights), by how smooth the series is"
    }
    if forecast.isSeasonal { text += "; the season was taken out and put back" }
    if forecast.widthFactor != 1 {
      text += "; widths times \(DecimalDigits(forecast.widthFactor)?.general(significant: 2) ?? "1") after its own past errors"
    }
    return text
  }
}
