import NumericCore
import ScenarioEngine

@testable import Exchange

/// Runs with few figures, made by hand.
enum SampleRun {
  static let outputs = [
    OutputDeclaration("user_growth.monthly_users", unit: "users", aggregation: .mean, meaning: "monthly users", monthsByDefault: true),
    OutputDeclaration("ad_revenue.revenue", unit: "usd", aggregation: .sum, meaning: "ad revenue"),
    OutputDeclaration("ownership.value_to_owner", unit: "usd", aggregation: .once, meaning: "value"),
    OutputDeclaration("regulation.regime.live", unit: "probability", aggregation: .end, meaning: "in this state", isEvent: true),
    OutputDeclaration("regulation.regime.banned", unit: "probability", aggregation: .end, meaning: "in this state", isEvent: true),
    OutputDeclaration("question.banned_by_2030", unit: "probability", aggregation: .once, meaning: "is it banned?", isEvent: true),
  ]

  static func series(_ output: String, _ period: String, _ base: Double) -> ResultSeries {
    let declaration = outputs.first { $0.name == output }
    let isEvent = declaration?.isEvent ?? false
    return ResultSeries(
      output: output, unit: declaration?.unit ?? "users", period: period, probability: isEvent ? Estimate(base, standardError: 0.01) : nil,
      mean: isEvent ? nil : Estimate(base, standardError: 1), sd: isEvent ? nil : Estimate(base / 10, standardError: 1),
      quantiles: isEvent ? [] : QuantileLevels.all.map { Estimate(base * (1 + ($0 - 0.5) / 5), standardError: 1) })
  }

  /// Two years, January 2026 to December 2027, four futures.
  static func run(
    _ name: String, factor: Double = 1, end: String = "2027-12", currency: String = "usd", seed: UInt64 = 1,
    extra: [ResultSeries] = [], region: String? = "us"
  ) -> ExportedRun {
    let scenario = Scenario(
      name: name, title: "Title of \(name)", about: "", parents: [], start: "2026-01", end: end,
      horizonLocation: SourceLocation(file: "x.yaml", line: 1, column: 1), currency: currency, settings: [:], order: [], fits: [],
      correlations: [], files: [])
    let table = ResultTable(
      scenario: name,
      series: [
        series("user_growth.monthly_users", "2026", 100 * factor), series("user_growth.monthly_users", "2027", 200 * factor),
        series("user_growth.monthly_users", "2026-01", 90 * factor), series("ad_revenue.revenue", "2026", 1e9 * factor),
        series("ad_revenue.revenue", "total", 3e9 * factor), series("ownership.value_to_owner", "total", 7e9 * factor),
        series("regulation.regime.live", "2026", 0.75), series("regulation.regime.banned", "2026", 0.25),
        series("question.banned_by_2030", "total", 0.5),
      ] + extra)
    let values = FutureValues(count: 4, rows: table.series.map { OutputRow(output: $0.output, period: $0.period) })
    values.add(
      firstPath: 0,
      (0..<4).flatMap { future in table.series.map { ($0.mean ?? $0.probability ?? Estimate(0, standardError: 0)).value + Double(future) } }
    )
    let first = CalendarMonth("2026-01") ?? CalendarMonth.following(CalendarDay("2025-12-31")!)
    return ExportedRun(
      name: name, title: scenario.title, region: region,
      record: RunRecord(
        version: "1.0.0", scenario: scenario, facts: [RunRecord.FactUsed(id: "f", vintage: "2025-09-26")], seed: seed, paths: 4,
        sampling: "sobol", lapack: "none", summarySHA256: "abc"),
      table: table, outputs: outputs, horizon: Horizon(first: first, last: CalendarMonth(end) ?? first), uncertain: [], futures: values)
  }

  /// Lines of a text, cut at commas.
  static func cells(_ text: String) -> [[String]] {
    text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }
}
