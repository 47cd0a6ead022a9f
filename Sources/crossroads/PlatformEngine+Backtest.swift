import NumericCore
import Presentation
import ScenarioEngine

extension PlatformEngine {
  /// Forecasts a series of the ledger from each day on which one of its figures became known, with only what was known by then, and holds
  /// the figures that became known later against it; beside it the last value carried forward.
  ///
  /// Throws: `ScenarioError` where the ledger has no such series, or no day leaves enough before and a figure after it.
  func backtest(_ name: String, horizon: Int) throws -> BacktestScreen.Report {
    guard let whole = ledger.series(named: name) else {
      throw ScenarioError(
        "The ledger has no series '\(name)'.\(Spelling.hint(name, among: ledger.seriesNames()))",
        "A series is entity/region/metric; `crossroads evidence` lists them.")
    }
    var outcomes: [[BacktestTally.Outcome]] = [[], []]
    for day in Set(whole.points.map(\.vintage)).sorted() {
      guard let known = ledger.series(named: name, asOf: day), known.points.count > 1, let last = known.points.last
      else { continue }
      let later = whole.points.filter { $0.vintage > day && $0.time > last.time }.prefix(horizon)
      guard !later.isEmpty else { continue }
      let points = known.points.map { TrendPoint(year: $0.time, value: $0.value, relativeError: $0.isWeak ? 0.25 : nil) }
      var prior: GrowthPrior?
      if points.count < Trend.pointsForFreeFit {
        guard let reference = ledger.growthPrior(for: String(name.split(separator: "/").last ?? "")) else { continue }
        prior = try GrowthPrior(p5: reference.p5, p95: reference.p95)
      }
      let fit = try Trend.fit(points: points, curve: try Trend.choose(points: points, growthPrior: prior).curve, growthPrior: prior)
      let prediction = try SeriesPrediction(fit: fit, reason: "", years: later.map(\.time), range: nil)
      let (scale, walk) = Self.walk(points)
      guard scale > 0 else { continue }
      for (index, point) in later.enumerated() {
        outcomes[0].append(
          BacktestTally.Outcome(
            step: index + 1, centre: prediction.centre(index + 1), observation: point.value, scale: scale,
            quantile: { prediction.quantile($0, index + 1) }, cumulative: { prediction.cumulative($0, index + 1) }))
        let side = PredictiveBand.Side(deviation: walk * (point.time - last.time).squareRoot(), tail: 0)
        let band = PredictiveBand(centre: last.value, lower: side, upper: side, range: -.infinity ... .infinity)
        outcomes[1].append(
          BacktestTally.Outcome(
            step: index + 1, centre: last.value, observation: point.value, scale: scale, quantile: { band.quantile($0) },
            cumulative: { band.cumulative(to: $0) }))
      }
    }
    guard !outcomes[0].isEmpty else {
      throw ScenarioError(
        "'\(name)' has no day by which two figures were known and after which a later one came.", "Choose a longer series, or a file.")
    }
    var tallies: [BacktestTally] = []
    for own in outcomes {
      var tally = BacktestTally(horizon: horizon)
      try tally.add(own)
      tallies.append(tally)
    }
    return BacktestScreen.Report(
      title: "\(name), day by day as known", methods: ["crossroads", "naive"], tallies: tallies, horizon: horizon)
  }

  /// The mean absolute change between points, and the deviation of a random walk over a year.
  private static func walk(_ points: [TrendPoint]) -> (scale: Double, deviation: Double) {
    var (sum, squares) = (0.0, 0.0)
    for (a, b) in zip(points, points.dropFirst()) {
      sum += (b.value - a.value).magnitude
      squares += (b.value - a.value) * (b.value - a.value) / max(b.year - a.year, 0.01)
    }
    let count = Double(points.count - 1)
    return (sum / count, (squares / count).squareRoot())
  }
}
