import NumericCore
import Presentation
import ScenarioEngine

extension PlatformEngine {
  /// The error of a point from a weak source, in logarithms: a quarter.
  static let weakError = 0.25
  /// Knows no scenario and no fact.
  static var withoutProject: any Engine {
    PlatformEngine(library: ScenarioLibrary(project: "", declarations: declarations, ledgerIDs: []), ledger: EvidenceLedger(facts: []))
  }

  /// Periods ahead, at most.
  private static let longestForecast = 400

  func forecast(_ request: ForecastRequest) throws -> ForecastScreen.View {
    let series =
      try SeriesTable.isPath(request.source) ? Self.series(ofFile: request.source) : series(named: request.source, asOf: request.asOf)
    let periods = try Self.periods(request, after: series)
    try Self.checkBounds(request, series)
    guard let (season, leavingOut) = combined(series, periods, request) else {
      return try view(request, series, periods, try fitted(series, periods, request))
    }
    do {
      let prediction = try SeriesPrediction(
        values: series.points.map(\.value), leavingOut: leavingOut, horizon: periods.count, season: request.options.season ?? season,
        range: request.options.range)
      return try view(request, series, periods, prediction)
    } catch let error as NumericError {
      throw Self.refusal(error, series, curve: nil)
    }
  }

  /// By a curve on the axis of time.
  private func fitted(_ series: EvidenceSeries, _ periods: [Period], _ request: ForecastRequest) throws -> SeriesPrediction {
    let (prior, priorText) = try growthPrior(request, series)
    let curve = try request.curve.map(Self.curve)
    let points = series.points.map { TrendPoint(year: $0.time, value: $0.value, relativeError: $0.isWeak ? Self.weakError : nil) }
    do {
      let choice = curve == nil ? try Trend.choose(points: points, growthPrior: prior) : nil
      let fit = try Trend.fit(points: points, curve: curve ?? choice?.curve ?? LogLinearTrend(), growthPrior: prior)
      var reason = Self.method(fit, reason: choice?.reason, points: points, prior: priorText)
      if curve == nil, request.growth == nil, points.count >= SeriesPrediction.pointsForCombination {
        reason += " On the axis of time: \(SeriesPrediction.unevenness)."
      }
      return try SeriesPrediction(fit: fit, reason: reason, years: periods.map(\.middle), range: request.options.range)
    } catch {
      throw Self.refusal(error, series, curve: request.curve)
    }
  }

  /// - Throws: `ScenarioError` for a point outside --minimum and --maximum.
  private static func checkBounds(_ request: ForecastRequest, _ series: EvidenceSeries) throws(ScenarioError) {
    guard let range = request.options.range, let point = series.points.first(where: { !range.contains($0.value) }) else { return }
    let end = point.value < range.lowerBound ? "--minimum \(range.lowerBound.sixDigits)" : "--maximum \(range.upperBound.sixDigits)"
    throw ScenarioError("The figure of \(point.period), \(point.value.sixDigits), is beyond \(end).", "Mend the figure or the bound.")
  }

  /// The periods a year of a series that is left to the combination, and the points before a gap; nil where a curve is to be fitted: one
  /// is asked for, a prior is given, the ledger has few points, a point is weak, or points or periods do not follow each other.
  private func combined(
    _ series: EvidenceSeries, _ periods: [Period], _ request: ForecastRequest
  ) -> (season: Int, leavingOut: Int)? {
    let points = series.points
    guard request.curve == nil, request.growth == nil, points.allSatisfy({ !$0.isWeak }), let months = periods[0].months,
      let leavingOut = SeriesPrediction.valuesToLeaveOut(
        points.map(\.period), least: SeriesTable.isPath(request.source) ? 2 : SeriesPrediction.pointsForCombination),
      points[points.count - 1].period.advanced(by: 1) == periods[0]
    else { return nil }
    return (12 / months, leavingOut)
  }

  private func view(
    _ request: ForecastRequest, _ series: EvidenceSeries, _ periods: [Period], _ prediction: SeriesPrediction
  ) throws(ScenarioError) -> ForecastScreen.View {
    let options = request.options
    let stream = ShockStream(seed: options.seed, name: "forecast." + series.name)
    let paths = (0..<(options.sample ?? 0)).map { prediction.path(stream, $0) }
    let steps = periods.enumerated().map { index, period in
      let mean = prediction.mean(index + 1)
      return ForecastScreen.Step(
        period: period.description, mean: mean.isFinite ? Estimate(mean, standardError: 0) : nil,
        quantiles: QuantileLevels.all.map { Estimate(prediction.quantile($0, index + 1), standardError: 0) },
        others: options.levels.map { prediction.quantile($0.value, index + 1) }, sample: paths.map { $0[index] })
    }
    guard steps.allSatisfy({ $0.quantiles.allSatisfy(\.value.isFinite) && $0.others.allSatisfy(\.isFinite) }) else {
      throw ScenarioError(
        "So far ahead the forecast is beyond what a number can hold.", "Give a nearer --to, or a prior for the growth with --growth.")
    }
    let reason = prediction.reason
    return ForecastScreen.View(
      series: series.name, unit: series.unit,
      method: reason.hasSuffix(".") ? reason : reason.prefix(1).uppercased() + reason.dropFirst() + ".", asOf: request.asOf,
      points: series.points.map {
        ForecastScreen.Point(
          period: $0.period.description, value: $0.value, fact: $0.id.isEmpty ? nil : $0.id, vintage: $0.vintage.isEmpty ? nil : $0.vintage)
      },
      leftOut: series.leftOut.map { "\($0.id): \($0.reason)" }, steps: steps,
      notes: ["Quantiles are exact for the fitted distribution. It knows nothing of bans or sales: `crossroads run` does."],
      levels: options.levels.map(\.name))
  }

  // MARK: - The series

  func series(named name: String, asOf: String?) throws(ScenarioError) -> EvidenceSeries {
    let names = ledger.seriesNames(asOf: asOf)
    guard let series = ledger.series(named: name, asOf: asOf) else {
      if asOf != nil, ledger.seriesNames().contains(name) {
        throw ScenarioError("Nothing of '\(name)' was known by \(asOf ?? "").", "Forecast as of a later day.")
      }
      throw ScenarioError(
        "The ledger has no series '\(name)'.\(Spelling.hint(name, among: names))",
        "A series is entity/region/metric; `crossroads evidence` lists them.")
    }
    guard !series.points.isEmpty else {
      let reasons = series.leftOut.map { "\($0.id): \($0.reason)" }.joined(separator: "; ")
      throw ScenarioError(
        "'\(name)' has no figure to start from (\(reasons)).",
        "Choose another series; `crossroads evidence --metric \(name.split(separator: "/").last ?? "")` lists figures of the kind.")
    }
    if series.points.contains(where: { !($0.value.isFinite) }) {
      throw ScenarioError("'\(name)' has a figure that is not finite.", "Mend the ledger.")
    }
    return series
  }

  /// Rows of the ledger that say something of the growth of a series: its growth rates, and longer series of the same quantity.
  private func candidates(for name: String, asOf: String?) -> [String] {
    let parts = name.split(separator: "/").map(String.init)
    guard parts.count == 3 else { return [] }
    let rates = ledger.facts(asOf: asOf).filter {
      $0.entity == parts[0] && $0.metric.contains("growth") && $0.metric.hasPrefix(parts[2].prefix(4))
    }
    let peers = ledger.seriesNames(asOf: asOf).filter { other in
      other != name && other.hasSuffix("/" + parts[2]) && (ledger.series(named: other, asOf: asOf)?.points.count ?? 0) > 1
    }
    return Array(rates.prefix(3).map { "the fact \($0.id)" } + peers.prefix(3).map { "the series \($0)" })
  }

  private static func remedy(_ candidates: [String]) -> String {
    "Name a prior for the yearly growth, such as --growth \"normal(p5 = 0, p95 = 0.3)\""
      + (candidates.isEmpty ? "." : "; to judge it by: \(candidates.joined(separator: ", ")).")
  }

  /// A table with the columns period and value, of one series.
  static func series(ofFile path: String) throws(ScenarioError) -> EvidenceSeries {
    let table = try SeriesTable(path: path)
    let line = SourceLocation(file: path, line: 1, column: 1)
    guard table.hasPeriods else {
      throw ScenarioError(at: line, "The table needs the columns period and value.", "Name them in the first line, such as period,value.")
    }
    guard table.series.count == 1, let series = table.series.first else {
      let other = table.series[1]
      throw ScenarioError(
        at: SourceLocation(file: path, line: other.line, column: 1), "The file holds more than one series.",
        "Give a file with one series: '\(table.series[0].name)' or '\(other.name)'.")
    }
    guard series.mistakes.isEmpty else { throw ScenarioError(series.mistakes) }
    let points = zip(series.periods, series.values).map {
      EvidenceSeries.Point(time: $0.middle, value: $1, vintage: "", id: "", isWeak: false, period: $0)
    }
    return EvidenceSeries(name: path, unit: "1", points: points)
  }

  // MARK: - What is asked

  /// The periods to forecast, of the kind that `--to` or the last point has.
  private static func periods(_ request: ForecastRequest, after series: EvidenceSeries) throws(ScenarioError) -> [Period] {
    let last = series.points[series.points.count - 1].period
    let model = request.to.flatMap { Period($0) } ?? last
    // The first period of that kind that begins when the last point's has ended.
    guard var period = Self.covering(last, like: model) else {
      throw ScenarioError("The last point, \(last), is no year, quarter or month to count from.", "Give --to with a period.")
    }
    while period.start < last.end - 1e-9, let next = period.advanced(by: 1) { period = next }
    var periods: [Period] = []
    while periods.count < (request.horizon ?? longestForecast + 1) {
      if request.to != nil, period.start > model.start + 1e-9 { break }
      periods.append(period)
      guard let next = period.advanced(by: 1) else { break }
      period = next
    }
    guard !periods.isEmpty else {
      throw ScenarioError("--to \(model) is not after the last point, \(last).", "Give a later period.")
    }
    guard periods.count <= longestForecast else {
      throw ScenarioError("--to \(model) is more than \(longestForecast) periods ahead of \(last).", "Give a nearer period.")
    }
    return periods
  }

  /// The period of a kind in which another one begins.
  private static func covering(_ period: Period, like model: Period) -> Period? {
    let year = Int(period.start.rounded(.down))
    let month = min(12, Int(((period.start - Double(year)) * 12 + 1e-6).rounded(.down)) + 1)
    switch model {
    case .year: return .year(year)
    case .quarter: return .quarter((month + 2) / 3, year: year)
    case .month: return .month(month, year: year)
    case .day, .range: return nil
    }
  }

  /// The prior for the growth and what to call it: the one asked for, or the reference class of a series of two or three points.
  private func growthPrior(_ request: ForecastRequest, _ series: EvidenceSeries) throws(ScenarioError) -> (GrowthPrior?, String?) {
    if let text = request.growth {
      let parsed: ScenarioEngine.Expression
      do {
        parsed = try ScenarioEngine.Expression.parse(text)
      } catch {
        throw ScenarioError("--growth '\(text)': \(error)", "Write \"normal(p5 = 0, p95 = 0.3)\", in logs per year.")
      }
      guard case .distribution(let distribution) = parsed.value, let normal = distribution as? Normal else {
        throw ScenarioError("--growth '\(text)' is not a normal distribution.", "Write \"normal(p5 = 0, p95 = 0.3)\", in logs per year.")
      }
      return (GrowthPrior(normal), "the growth per year is \(text) beforehand")
    }
    guard series.points.count < Trend.pointsForFreeFit else { return (nil, nil) }
    guard series.points.count > 1 else {
      throw ScenarioError(
        "'\(series.name)' has a single point (\(series.points[0].period)), and a point has no trend.",
        Self.remedy(candidates(for: series.name, asOf: request.asOf)))
    }
    let metric = series.name.split(separator: "/").last.map(String.init) ?? "*"
    guard let reference = ledger.growthPrior(for: metric) else {
      throw ScenarioError(
        "'\(series.name)' has only \(series.points.count) points.", Self.remedy(candidates(for: series.name, asOf: request.asOf)))
    }
    do {
      return (
        try GrowthPrior(p5: reference.p5, p95: reference.p95),
        "the growth per year is normal(p5 = \(reference.p5), p95 = \(reference.p95)) beforehand (evidence/growth_priors.csv: \(reference.judgement))"
      )
    } catch {
      throw ScenarioError(
        "The growth prior of '\(reference.metric)' is not usable.", "Mend evidence/growth_priors.csv: p5 must be below p95.")
    }
  }

  private static func curve(_ name: String) throws -> any TrendCurve {
    let curves = try Trend.curves
    guard let curve = curves.first(where: { $0.name == name }) else {
      let names = curves.map(\.name)
      throw ScenarioError(
        "--curve '\(name)' is unknown.\(Spelling.hint(name, among: names))", "Write one of \(names.joined(separator: ", ")).")
    }
    return curve
  }

  private static func refusal(_ error: any Error, _ series: EvidenceSeries, curve: String?) -> ScenarioError {
    let other = curve == nil ? "Check the figures." : "Choose another --curve, or leave it out."
    switch error {
    case NumericError.tooFewRows(let rows, let columns):
      return ScenarioError(
        "\(NumberText.count(rows, "row")) \(rows == 1 ? "is" : "are") too few for the curve, which has \(columns) quantities.", other)
    case NumericError.rankDeficient:
      return ScenarioError("All points of '\(series.name)' are of one time.", "Give points of several periods.")
    case NumericError.parameter(_, let name, let value, let allowed):
      return ScenarioError("The curve cannot be fitted: \(name) is \(value), but must be \(allowed).", other)
    default:
      return ScenarioError(
        "The curve cannot be fitted to '\(series.name)': its figures are too small, too large or too far apart.",
        "Growth is relative to the level: a series that ends at 0 has none. Leave such figures out, or choose --curve linear.")
    }
  }

  /// The method in a sentence, with the prior used.
  private static func method(_ fit: TrendFit, reason: String?, points: [TrendPoint], prior: String?) -> String {
    let isFree = points.count >= Trend.pointsForFreeFit
    var text = "A \(fit.curve) curve by least squares through \(NumberText.count(points.count, "point"))"
    text +=
      isFree
      ? "; the misses give the error (Student's t)" : ", each with a stated error of \(Int(Trend.assumedObservationDeviation * 100)) %"
    if points.contains(where: { $0.relativeError != nil }) { text += ", from weak sources \(Int(weakError * 100)) %" }
    if let prior { text += "; \(prior)" }
    return text + "." + (reason.map { " Chosen: \($0)." } ?? "")
  }
}
