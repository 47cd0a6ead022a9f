import NumericCore

/// The reference methods on what a day of the ledger knew.
///
/// They need even steps, so figures are read off straight lines between the points, at steps as long as the median gap back from the last
/// point; forecasts between two steps, likewise.
struct VintageReferences {
  /// For each of `ReferenceMethod.allCases` a distribution for each time asked for.
  let bands: [[PredictiveBand]]

  /// The shortest step, in years.
  private static let shortestStep = 1.0 / 12

  /// - Parameters:
  ///   - points: in order of time.
  ///   - years: times after the last point, in years.
  /// - Returns: nil for fewer than two points of different times, and for times out of reach.
  init?(_ points: [TrendPoint], years: [Double]) throws(NumericError) {
    let gaps = zip(points, points.dropFirst()).map { $1.year - $0.year }.filter { $0 > 0 }.sorted()
    guard let first = points.first, let last = points.last, let farthest = years.max(), !gaps.isEmpty else { return nil }
    let step = max(gaps[gaps.count / 2], VintageReferences.shortestStep)
    let count = Int(((last.year - first.year) / step + 1e-9).rounded(.down)) + 1
    let horizon = Int((farthest / step).rounded(.up))
    guard count > 1, (1...SeriesForecaster.farthestStep).contains(horizon) else { return nil }
    let values = (0..<count).map { VintageReferences.value(points, at: last.year - step * Double(count - 1 - $0)) }
    var bands: [[PredictiveBand]] = []
    for method in ReferenceMethod.allCases {
      let steps = try method.forecast(values, horizon: horizon)
      bands.append(years.map { VintageReferences.band(steps, at: $0 / step, last: last.value) })
    }
    self.bands = bands
  }

  /// On the straight line between the neighbours of a time.
  private static func value(_ points: [TrendPoint], at year: Double) -> Double {
    let place = points.lastIndex { $0.year <= year + 1e-9 } ?? 0
    guard place + 1 < points.count else { return points[place].value }
    let (before, after) = (points[place], points[place + 1])
    return before.value + (after.value - before.value) * (year - before.year) / (after.year - before.year)
  }

  /// Between the distributions of two steps; before the first step, between the last value and its distribution.
  private static func band(_ steps: [PredictiveBand], at place: Double, last: Double) -> PredictiveBand {
    let above = min(max(Int(place.rounded(.up)), 1), steps.count)
    var band = steps[above - 1]
    let share = place - Double(above - 1)
    let before = above > 1 ? steps[above - 2] : nil
    func between(_ from: Double, _ to: Double) -> Double { from + (to - from) * share }
    band.centre = between(before?.centre ?? last, band.centre)
    band.lower.deviation = between(before?.lower.deviation ?? 0, band.lower.deviation)
    band.upper.deviation = between(before?.upper.deviation ?? 0, band.upper.deviation)
    return band
  }
}
