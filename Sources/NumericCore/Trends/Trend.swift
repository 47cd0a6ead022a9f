/// Forecasts of a yearly series by growth curves that are fitted by least squares.
///
/// One to three points say too little about growth: they need a `GrowthPrior`, which becomes a row of the least-squares problem, and
/// their own errors are stated, so that forecasts are normal on the curve's scale, or a mixture of normals where the curve has a ceiling
/// or a half-life that is averaged over. From four points the residuals give the error,
/// with Student's t; from six on, also how much level and growth wander around the curve, so that forecasts start near the last
/// value and widen with the horizon.
/// An estimated error is never below the stated or least one: residuals of a nearly perfect fit are luck.
public enum Trend {
  /// The least error of an observation, in logarithms: 2 %.
  public static let leastObservationDeviation = 0.02
  /// The error of an observation, in logarithms, where one to three points state none: 5 %.
  public static let assumedObservationDeviation = 0.05
  /// From this many points the residuals give the error and no prior is needed.
  public static let pointsForFreeFit = 4
  /// From this many points the curve's misses may be wandering rather than independent error.
  public static let pointsForWandering = 6

  /// Fits a curve.
  ///
  /// - Parameters:
  ///   - growthPrior: needed below four points; from four it joins them as one more row.
  ///   - observationDeviation: of points that state none, in logarithms; nil for 5 % below four points, 2 % as a floor from four.
  /// - Throws: `NumericError.parameter` if there are too few points without a prior, if a number is not finite, an error not positive,
  ///   or a value does not suit the curve; `.tooFewRows` if, without a prior, the curve profiles more than the points can tell;
  ///   `.rankDeficient` if all
  ///   points are of one year.
  public static func fit(
    points: [TrendPoint], curve: any TrendCurve, growthPrior: GrowthPrior? = nil, observationDeviation: Double? = nil
  ) throws(NumericError) -> TrendFit {
    let isFree = points.count >= pointsForFreeFit
    let least = isFree ? leastObservationDeviation : assumedObservationDeviation
    try check(points, growthPrior, observationDeviation)
    let fitted = 2 + curve.profiledQuantities
    let rows = points.count + (growthPrior == nil ? 0 : 1)
    guard growthPrior != nil || curve.profiledQuantities == 0 || points.count > fitted else {
      throw .tooFewRows(rows: rows, columns: fitted)
    }
    let sorted = points.sorted { $0.year < $1.year }
    let deviations = sorted.map { max($0.relativeError ?? observationDeviation ?? least, leastObservationDeviation) }
    let wanders = points.count >= pointsForWandering
    let problem = TrendProblem(
      points: sorted, shapes: try curve.shapes(for: sorted), prior: growthPrior, deviations: deviations,
      wanderings: wanders ? TrendProblem.wanderings(deviations) : [.none])
    return try problem.fit(curve, degreesOfFreedom: isFree ? max(points.count - fitted - (wanders ? 1 : 0), 1) : nil)
  }

  /// Fits a curve, the best one if none is named, and forecasts.
  ///
  /// - Parameters:
  ///   - horizonYears: the decimal years to forecast.
  ///   - levels: probabilities from 0 to 1.
  /// - Throws: as `fit`.
  public static func forecast(
    points: [TrendPoint], horizonYears: [Double], curve: (any TrendCurve)? = nil, growthPrior: GrowthPrior? = nil, levels: [Double]
  ) throws(NumericError) -> TrendForecast {
    for level in levels { try NumericError.require(level, "level", of: "forecast", "from 0 to 1") { $0 >= 0 && $0 <= 1 } }
    for year in horizonYears { try NumericError.require(year, "year", of: "forecast", "finite") }
    let choice = curve == nil ? try choose(points: points, growthPrior: growthPrior) : nil
    let fit = try fit(points: points, curve: curve ?? choice?.curve ?? LogLinearTrend(), growthPrior: growthPrior)
    var rows: [TrendForecast.Row] = []
    for year in horizonYears {
      let distribution = try fit.forecast(year: year)
      rows.append(
        TrendForecast.Row(
          year: year, median: distribution.quantile(0.5), mean: distribution.mean, quantiles: levels.map { distribution.quantile($0) }))
    }
    return TrendForecast(fit: fit, reason: choice?.reason, rows: rows)
  }

  private static func check(_ points: [TrendPoint], _ prior: GrowthPrior?, _ deviation: Double?) throws(NumericError) {
    guard points.count >= (prior == nil ? pointsForFreeFit : 1) else {
      throw .parameter(
        of: "forecast", name: "number of points", value: Double(points.count),
        allowed: prior == nil ? "at least 4, or a growth prior" : "at least 1")
    }
    if let deviation { try NumericError.require(deviation, "observation deviation", of: "forecast", "> 0") { $0 > 0 } }
    for point in points {
      try NumericError.require(point.year, "year", of: "forecast", "finite")
      try NumericError.require(point.value, "value in \(point.year)", of: "forecast", "finite")
      if let error = point.relativeError {
        try NumericError.require(error, "relative error in \(point.year)", of: "forecast", "> 0") { $0 > 0 }
      }
    }
  }
}
