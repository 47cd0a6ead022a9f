import Dispatch
import Foundation
import NumericCore
import Presentation
import ScenarioEngine

/// Forecasts of every series of a table: `forecast` for files of many series.
struct SeriesFileForecast: Sendable {
  /// Steps ahead; nil where `to` says it.
  var horizon: Int?
  var to: Period?
  var options = ForecastOptions()
  var threads: Int?

  /// The forecasts of one series, or why there are none.
  struct Result: Sendable {
    var name: String
    var points: Int
    var last: Double
    /// Labels of the steps, where the table has periods.
    var periods: [Period]
    var prediction: SeriesPrediction?
    var mistakes: [Diagnostic]
  }

  /// Series that one thread takes at a time.
  private static let chunk = 64

  /// Maps every series in order, on several threads; the result does not depend on their number.
  func map<Value: Sendable>(_ table: SeriesTable, _ transform: @escaping @Sendable (Result) -> Value) -> [Value] {
    each(table) { transform(result(of: $0, in: table)) }
  }

  /// Maps the series themselves, likewise.
  func each<Value: Sendable>(_ table: SeriesTable, _ transform: @escaping @Sendable (SeriesTable.Series) -> Value) -> [Value] {
    let all = table.series
    let chunks = (all.count + SeriesFileForecast.chunk - 1) / SeriesFileForecast.chunk
    let results = ChunkResults<Value>(count: chunks)
    let workers = max(1, min(threads ?? ProcessInfo.processInfo.activeProcessorCount, chunks))
    let next = ChunkCounter()
    let work: @Sendable (Int) -> Void = { _ in
      while let number = next.take(below: chunks) {
        let range = number * SeriesFileForecast.chunk..<min((number + 1) * SeriesFileForecast.chunk, all.count)
        results.put(range.map { transform(all[$0]) }, at: number)
      }
    }
    if workers == 1 { work(0) } else { DispatchQueue.concurrentPerform(iterations: workers, execute: work) }
    return results.joined()
  }

  private func result(of series: SeriesTable.Series, in table: SeriesTable) -> Result {
    var result = Result(
      name: series.name, points: series.values.count, last: series.values.last ?? 0, periods: [], prediction: nil, mistakes: series.mistakes
    )
    guard series.mistakes.isEmpty else { return result }
    let place = SourceLocation(file: table.file, line: series.line, column: 1)
    func refuse(_ problem: String, _ remedy: String) -> Result {
      result.mistakes = [Diagnostic(at: place, "'\(series.name)' \(problem)", remedy)]
      return result
    }
    guard series.values.count > 1 else {
      return refuse("has a single value, and a point has no trend.", "Give it more values, or leave it out.")
    }
    var steps = horizon ?? 0
    if let last = series.periods.last {
      guard let periods = SeriesFileForecast.periods(after: last, horizon: horizon, to: to) else {
        return refuse("cannot be counted on from its last period, \(last).", "Give periods of years, quarters or months, and a later --to.")
      }
      result.periods = periods
      steps = periods.count
    }
    do {
      if let leavingOut = series.periods.isEmpty ? 0 : SeriesPrediction.valuesToLeaveOut(series.periods, least: 1) {
        let months = series.periods.last?.months
        let season = options.season ?? series.season ?? months.map { 12 / $0 } ?? 1
        result.prediction = try SeriesPrediction(
          values: series.values, leavingOut: leavingOut, horizon: steps, season: season, range: options.range)
      } else {
        result.prediction = try SeriesPrediction(
          values: series.values, periods: series.periods, years: result.periods.map(\.middle), range: options.range)
      }
    } catch NumericError.parameter(_, "number of points", _, _) {
      return refuse(
        "leaves gaps, and its \(NumberText.count(series.values.count, "value")) \(series.values.count == 1 ? "is" : "are") too few for a curve.",
        "Give at least 4 values, or fill the gaps.")
    } catch NumericError.parameter(_, let name, let value, let allowed) {
      return refuse("has the \(name) \(value), but \(allowed) is allowed.", "Mend the value, --minimum or --maximum.")
    } catch {
      return refuse("cannot be forecast: its figures are too small, too large or too far apart.", "Leave such figures out.")
    }
    return result
  }

  /// The periods that follow a period; nil where it is none that can be counted on, or `to` is not after it or too far.
  private static func periods(after last: Period, horizon: Int?, to: Period?) -> [Period]? {
    var periods: [Period] = []
    var period = last
    while periods.count < (horizon ?? SeriesForecaster.farthestStep) {
      guard let next = period.advanced(by: 1) else { return nil }
      if let to, next.start > to.start + 1e-9 { break }
      periods.append(next)
      period = next
    }
    if let to, periods.count == SeriesForecaster.farthestStep, period.start < to.start - 1e-9 { return nil }
    return periods.isEmpty ? nil : periods
  }
}
