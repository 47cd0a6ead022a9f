import NumericCore
import Presentation
import ScenarioEngine

/// Holds a frozen forecast against what came out.
struct ForecastScoring {
  /// Below so many futures none of which says what happened, a scenario is only doubtful: zero among n means a probability below 3/n, and
  /// 3,000 make that one in a thousand.
  static let fewestFutures = 3000

  private let forecast: FrozenForecast
  private let contents: [FrozenForecast.Content]
  private let names: [String]
  private var view: ScoreScreen.View
  private var mistakes: [Diagnostic] = []
  private var reasons: [[String]]

  private init(_ forecast: FrozenForecast, record: String, actuals: String) throws(ScenarioError) {
    self.forecast = forecast
    contents = try forecast.contents(file: record)
    names = contents.map(\.table.scenario)
    view = ScoreScreen.View(record: record, frozen: forecast.frozen, actuals: actuals)
    reasons = names.map { _ in [] }
  }

  /// - Throws: `ScenarioError` with every row that cannot be read as the unit of its output, and where no row can be scored.
  static func view(_ forecast: FrozenForecast, record: String, actuals: ActualsFile) throws(ScenarioError) -> ScoreScreen.View {
    var scoring = try ForecastScoring(forecast, record: record, actuals: actuals.file)
    for row in actuals.rows { try scoring.score(row) }
    return try scoring.finish()
  }

  private mutating func finish() throws(ScenarioError) -> ScoreScreen.View {
    guard mistakes.isEmpty else { throw ScenarioError(mistakes) }
    guard !view.figures.isEmpty || !view.answers.isEmpty else {
      throw ScenarioError("No row of \(view.actuals) can be scored: \(view.leftOut.joined(separator: "; ")).", "Mend the rows.")
    }
    view.standings = names.indices.map { index in
      let futures = contents[index].record.paths
      let state: ScoreScreen.State = reasons[index].isEmpty ? .alive : futures < Self.fewestFutures ? .doubtful : .dead
      let rest =
        state == .doubtful ? ["\(NumberText.count(futures, "future")) \(futures == 1 ? "is" : "are") too few to call it dead."] : []
      return ScoreScreen.Standing(scenario: names[index], state: state, reasons: reasons[index] + rest)
    }
    let ended = view.figures.filter(\.hadEnded).count + view.answers.filter(\.hadEnded).count
    if ended > 0 {
      view.notes.append(
        "\(ended) of the scored had ended when the record was frozen (had_ended in --format csv): no forecast in the strict sense.")
    }
    view.notes.append(
      "A scenario is dead when what happened lies outside everything its futures hold: an answer that none of them gives, a figure beyond "
        + "all of them. A figure outside 5 % to 95 % kills nothing: one in ten should lie there.")
    return view
  }

  // MARK: - One row

  private mutating func score(_ row: ActualsFile.Row) throws(ScenarioError) {
    let places = contents.indices.filter { isOf(row.region, contents[$0]) }
    guard !places.isEmpty else {
      let known = Set(contents.flatMap(regions)).sorted().joined(separator: ", ")
      return leaveOut(row, "the region '\(row.region)' is not that of the record (\(known))")
    }
    var isFound = false
    for place in places {
      let found = contents[place].table.series.first { $0.output == row.metric && $0.period == row.period }
      guard let series = found else { continue }
      isFound = true
      if series.probability != nil { try answer(row, series, place) } else { try figure(row, series, place) }
    }
    if !isFound { leaveOut(row, reasonWithoutOutput(row, places)) }
  }

  private mutating func leaveOut(_ row: ActualsFile.Row, _ reason: String) { view.leftOut.append("\(row.location): \(reason)") }

  private func reasonWithoutOutput(_ row: ActualsFile.Row, _ places: [Int]) -> String {
    let series = places.flatMap { contents[$0].table.series }
    let periods = series.filter { $0.output == row.metric }.map(\.period).unique
    guard periods.isEmpty else {
      let shown = periods.count > 12 ? periods.prefix(12).joined(separator: ", ") + ", …" : periods.joined(separator: ", ")
      return "the record has no '\(row.metric)' of \(row.period), but of \(shown)"
    }
    return "the record has no output '\(row.metric)'.\(Spelling.hint(row.metric, among: series.map(\.output).unique))"
  }

  /// Regions of the series that a scenario is fitted to: entity/region/metric.
  private func regions(_ content: FrozenForecast.Content) -> [String] {
    content.record.scenario.fits.compactMap { fit in
      let parts = fit.series.split(separator: "/")
      return parts.count == 3 ? String(parts[1]) : nil
    }
  }

  private func isOf(_ region: String, _ content: FrozenForecast.Content) -> Bool {
    let known = regions(content)
    return region.isEmpty || known.isEmpty || known.contains(region.lowercased())
  }

  /// Whether what a row is about had ended before the day of freezing.
  private func hadEnded(_ row: ActualsFile.Row, _ content: FrozenForecast.Content) -> Bool {
    let scenario = content.record.scenario
    var last = Period(row.period)?.lastDay
    if row.metric.hasPrefix("question.") {
      let key = "questions." + row.metric.dropFirst("question.".count)
      let dates = ["by", "on", "period"].compactMap { scenario.settings["\(key).\($0)"]?.written }
      last = dates.compactMap { Period($0)?.lastDay }.max()
    }
    let end = Period(content.record.end ?? scenario.end)?.lastDay
    return (last ?? end).map { $0 < forecast.frozen } ?? false
  }

  private mutating func answer(_ row: ActualsFile.Row, _ series: ResultSeries, _ place: Int) throws(ScenarioError) {
    guard let probability = series.probability else { return }
    let isYes = row.value == 1
    let share = min(max(probability.value, 0), 1)
    do throws(NumericError) {
      view.answers.append(
        ScoreScreen.Answer(
          scenario: names[place], output: row.metric, period: row.period, isYes: isYes, probability: probability,
          brier: try ProbabilityScore.brier(share, outcome: isYes), logScore: try ProbabilityScore.logarithmic(share, outcome: isYes),
          source: row.source, line: row.location.line, hadEnded: hadEnded(row, contents[place])))
    } catch {
      throw ScenarioError(at: row.location, "The probability of '\(row.metric)' is not one.", "Freeze the forecast again.")
    }
    if share == (isYes ? 0 : 1) {
      let futures = contents[place].record.paths
      reasons[place].append(
        "\(row.metric)\(row.period == "total" ? "" : " of \(row.period)") came out \(isYes ? "yes" : "no") (\(row.location)), which none of "
          + "its \(NumberText.count(futures, "future")) says, so its probability is below \((3 / Double(futures)).sixDigits) with 95 % confidence."
      )
    }
  }

  private mutating func figure(_ row: ActualsFile.Row, _ series: ResultSeries, _ place: Int) throws(ScenarioError) {
    let content = contents[place]
    let factor: Double
    do throws(ScenarioError) {
      let aggregation = content.aggregations[series.output].flatMap { OutputDeclaration.Aggregation(rawValue: $0) }
      factor = try MeasuredUnit(row.unit).factor(to: series.unit, aggregation: aggregation, period: Period(row.period))
    } catch {
      // Every scenario of the record would say the same.
      let found = error.diagnostics.map { Diagnostic(at: row.location, "\(row.metric): \($0.problem)", $0.remedy) }
      mistakes += found.filter { !mistakes.contains($0) }
      return
    }
    let actual = row.value * factor
    do throws(NumericError) {
      let quantiles = try QuantileForecast(levels: QuantileLevels.all, values: series.quantiles.map(\.value))
      view.figures.append(
        ScoreScreen.Figure(
          scenario: names[place], output: row.metric, period: row.period, unit: series.unit, actual: actual, quantiles: quantiles.values,
          rankedScore: try quantiles.approximateRankedProbabilityScore(at: actual),
          weightedIntervalScore: try quantiles.weightedIntervalScore(at: actual), transform: try quantiles.probability(below: actual),
          source: row.source, line: row.location.line, hadEnded: hadEnded(row, content)))
    } catch {
      throw ScenarioError(at: row.location, "'\(row.metric)' of \(row.period) cannot be scored.", "Give a smaller figure.")
    }
    guard let range = content.extremes[OutputRow(output: row.metric, period: row.period)] else { return }
    // Figures are printed with few digits: what agrees to six of them is not beyond.
    let slack = 1e-6 * max(range.lowerBound.magnitude, range.upperBound.magnitude)
    if actual < range.lowerBound - slack || actual > range.upperBound + slack {
      reasons[place].append(
        "\(row.metric) of \(row.period) came out at \(actual.sixDigits) \(series.unit) (\(row.location)), beyond all of its "
          + "\(NumberText.count(content.record.paths, "future")), which lie from \(range.lowerBound.sixDigits) to \(range.upperBound.sixDigits)."
      )
    }
  }
}
