import NumericCore
import Presentation
import ScenarioEngine

extension PlatformEngine {
  /// Forecasts a series of the ledger from each day on which one of its figures became known, with only what was known by then, and holds
  /// the figures that became known later against it; beside it the reference methods.
  ///
  /// - Parameter range: what the quantity can be.
  /// - Throws: `ScenarioError` where the ledger has no such series, or no day leaves enough before and a figure after it.
  func backtest(_ name: String, horizon: Int, range: ClosedRange<Double>?) throws -> BacktestScreen.Report {
    guard let whole = ledger.series(named: name) else {
      throw ScenarioError(
        "The ledger has no series '\(name)'.\(Spelling.hint(name, among: ledger.seriesNames()))",
        "A series is entity/region/metric; `crossroads evidence` lists them.")
    }
    if let point = whole.points.first(where: { range?.contains($0.value) == false }) {
      throw ScenarioError("The figure of \(point.period), \(point.value.sixDigits), is beyond the bounds.", "Mend --minimum or --maximum.")
    }
    var outcomes = [[BacktestTally.Outcome]](repeating: [], count: Backtest.methods.count)
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
      let prediction = try SeriesPrediction(fit: fit, reason: "", years: later.map(\.time), range: range)
      let scale = zip(points, points.dropFirst()).reduce(0) { $0 + ($1.1.value - $1.0.value).magnitude } / Double(points.count - 1)
      guard scale > 0, let references = try VintageReferences(points, years: later.map { $0.time - last.time }) else { continue }
      Self.add(prediction, references, observations: later.map(\.value), scale: scale, to: &outcomes)
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
      title: "\(name), day by day as known", methods: Backtest.methods, tallies: tallies, horizon: horizon)
  }

  /// Holds the forecasts of one day against what came out: ours, then those of the reference methods.
  private static func add(
    _ prediction: SeriesPrediction, _ references: VintageReferences, observations: [Double], scale: Double,
    to outcomes: inout [[BacktestTally.Outcome]]
  ) {
    for (index, observation) in observations.enumerated() {
      outcomes[0].append(
        BacktestTally.Outcome(
          step: index + 1, centre: prediction.centre(index + 1), observation: observation, scale: scale,
          quantile: { prediction.quantile($0, index + 1) }, cumulative: { prediction.cumulative($0, index + 1) }))
      for (place, bands) in references.bands.enumerated() {
        let band = bands[index]
        outcomes[place + 1].append(
          BacktestTally.Outcome(
            step: index + 1, centre: band.centre, observation: observation, scale: scale, quantile: { band.quantile($0) },
            cumulative: { band.cumulative(to: $0) }))
      }
    }
  }
}
