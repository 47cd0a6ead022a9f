import Presentation
import ScenarioEngine

/// Small reports with round numbers.
enum ReportSample {
  private static func value(_ mean: Double) -> ResultSeries {
    Sample.series("ownership.value_to_owner", "usd", "total", mean, error: mean / 200, mean / 2, 1.5 * mean)
  }

  private static func road(_ name: String, _ title: String) -> ReportView.Road {
    ReportView.Road(
      name: name, title: title, about: "A road of the tests.", parents: [], horizon: "2026-01 to 2027-12", currency: "usd", changes: [],
      record: "{\n  \"seed\": 1\n}\n")
  }

  private static func view(_ summary: ComparisonSummary, _ roads: [ReportView.Road]) -> ReportView {
    ReportView(
      summary: summary, roads: roads, settings: [], evidence: [], commands: [NextCommand("crossroads report a", "this report")],
      version: "1.0.0", seed: 1, sampling: "sobol", lapack: "LAPACK 3.11")
  }

  /// One road whose owner ends with 4 bn.
  static func one() -> ReportView {
    view(
      ComparisonSummary(
        names: ["a"], titles: ["The first"], horizon: "2026-01 to 2027-12", evidenceTo: nil, paths: 1024,
        tables: [ResultTable(scenario: "a", series: [value(4e9)])], differences: []), [road("a", "The first")])
  }

  /// Two roads, a and b, and the difference b − a.
  static func two(_ a: Double, _ b: Double, above: Double, below: Double? = nil) -> ReportView {
    let difference = b - a
    let series = DifferenceSeries(
      output: "ownership.value_to_owner", unit: "usd", period: "total", scenario: "b", against: "a", paired: true,
      difference: Estimate(difference, standardError: difference == 0 ? 0 : 0.2e9),
      shareAbove: Estimate(above, standardError: 0.000_4), shareBelow: Estimate(below ?? 1 - above, standardError: 0.000_4),
      quantiles: Sample.quantiles(
        difference > 0 ? difference / 2 : difference * 1.5, difference > 0 ? difference * 1.5 : difference / 2, error: 0.2e9))
    return view(
      ComparisonSummary(
        names: ["a", "b"], titles: ["The first", "The second"], horizon: "2026-01 to 2027-12", evidenceTo: "2025-09-26", paths: 1024,
        tables: [ResultTable(scenario: "a", series: [value(a)]), ResultTable(scenario: "b", series: [value(b)])], differences: [series]),
      [road("a", "The first"), road("b", "The second")])
  }

  /// Two roads with a setting that differs, a fact with a correction, a check, a driver and texts that would be markup.
  static func whole() -> ReportView {
    var view = two(4e9, 34e9, above: 0.99)
    func row(_ value: String, _ line: Int, before: String?) -> ShowScreen.Row {
      ShowScreen.Row(
        key: "commerce.take_rate", value: value, unit: "share", origin: Origin(judgement: "less than <5 %>", sources: ["fact-1"]),
        file: "a.yaml", line: line, before: before)
    }
    view.settings = [
      ReportView.Setting(
        key: "commerce.take_rate", meaning: "share of sales kept", values: [row("0.05", 4, before: nil), row("0.11", 7, before: nil)])
    ]
    view.roads[1].title = "<script>alert(\"x\")</script>"
    view.roads[1].parents = ["a"]
    view.roads[1].changes = [row("0.11", 7, before: "0.05")]
    view.roads[1].checks = [.init(fact: "fact-1", printed: 2e9, unit: "usd", median: 2.1e9, p5: 1e9, p95: 3e9)]
    view.summary.drivers = [
      Drivers(
        output: "ownership.value_to_owner", period: "total", scenario: "b", against: "a",
        shares: [DriverShare(key: "commerce.take_rate", share: Estimate(0.6, standardError: 0.004))],
        rest: Estimate(0.4, standardError: 0.004))
    ]
    view.evidence = [
      ReportView.Evidence(
        fact: EvidenceScreen.Row(
          id: "fact-1", entity: "tiktok", region: "us", metric: "gmv", low: nil, value: 2e9, high: nil, unit: "usd", period: "2025",
          kind: "reported", vintage: "2025-09", document: "d.txt", locator: "L1", caveat: "APPROX & rounded", printed: "value 3"),
        document: Document(id: "d.txt", title: "A \"document\"", kind: "article", language: "en", dates: "2025-09", trust: "good"),
        corrections: [Correction(fact: "fact-1", field: .value, printed: "3", used: "2", reason: "a slip")],
        keys: ["commerce.take_rate"])
    ]
    return view
  }
}
