import Presentation
import ScenarioEngine
import Testing

@Suite struct ScoreScreenTests {
  static var view: ScoreScreen.View {
    var view = ScoreScreen.View(record: "forecasts/2026-11-22-ban+jv.json", frozen: "2026-11-22", actuals: "actuals.csv")
    let quantiles = QuantileLevels.all.map { 10e9 + 10e9 * $0 }
    view.figures = [
      ScoreScreen.Figure(
        scenario: "jv", output: "ad_revenue.revenue", period: "2026", unit: "usd", actual: 16.2e9, quantiles: quantiles, rankedScore: 1e9,
        weightedIntervalScore: 0.9e9, transform: 0.62, source: "a report", line: 2, hadEnded: false),
      ScoreScreen.Figure(
        scenario: "ban", output: "ad_revenue.revenue", period: "2026", unit: "usd", actual: 16.2e9,
        quantiles: QuantileLevels.all.map { _ in 0 }, rankedScore: 16.2e9, weightedIntervalScore: 16.2e9, transform: 0.995,
        source: "a report", line: 2, hadEnded: false),
    ]
    view.answers = [
      ScoreScreen.Answer(
        scenario: "ban", output: "question.dark_2026", period: "total", isYes: false, probability: Estimate(1, standardError: 1e-5),
        brier: 1, logScore: .infinity, source: "", line: 3, hadEnded: false)
    ]
    view.standings = [
      .init(scenario: "jv", state: .alive, reasons: []), .init(scenario: "ban", state: .dead, reasons: ["question.dark_2026 came out no."]),
    ]
    view.leftOut = ["actuals.csv:4:1: the record has no output 'x'."]
    return view
  }

  @Test func theWholeScreen() {
    let expected = #"""
      What came out, against forecasts/2026-11-22-ban+jv.json
      frozen 2026-11-22 · actuals of actuals.csv

      Scenario  output              period           came out  median   5 %…95 %  crps   wis  below
      jv        ad_revenue.revenue  2026    bn usd       16.2    15.0  10.5…19.5   1.0   0.9   62 %
      ban       ad_revenue.revenue  2026    bn usd       16.2       0     0…   0  16.2  16.2  100 %  outside

      Scenario  question or legal state  period   came out  said yes  Brier  log
      ban       dark_2026                         no         100.0 %  1.000    ∞

      Scenario  figures  within 50 %  within 90 %  answers  mean Brier  mean log   stands
      jv              1            1            1        0                         alive
      ban             1            0            0        1       1.000         ∞   dead

      ban: question.dark_2026 came out no.

      Not scored
        actuals.csv:4:1: the record has no output 'x'.

      crps: continuous ranked probability score, from 23 quantiles; wis: weighted interval score;
      """#
    #expect(ScoreScreen.text(Self.view, style: .plain).hasPrefix(expected))
  }

  @Test func theTableForMachinesHoldsEverything() {
    let lines = CSVText.text(of: ScoreScreen.rowTable(Self.view)).split(separator: "\n").map(String.init)
    #expect(
      lines == [
        "kind,scenario,output,period,unit,actual,median,q0.05,q0.95,crps,wis,transform,within_50,within_90,probability,brier,log_score,state,reason,source,line,had_ended",
        "figure,jv,ad_revenue.revenue,2026,usd,1.62e+10,1.5e+10,1.05e+10,1.95e+10,1e+09,9e+08,0.62,yes,yes,,,,,,a report,2,no",
        "figure,ban,ad_revenue.revenue,2026,usd,1.62e+10,0,0,0,1.62e+10,1.62e+10,0.995,no,no,,,,,,a report,2,no",
        "answer,ban,question.dark_2026,total,probability,0,,,,,,,,,1,1,inf,,,,3,no",
        "scenario,jv,,,,,,,,,,,,,,,,alive,,,,", "scenario,ban,,,,,,,,,,,,,,,,dead,question.dark_2026 came out no.,,,",
      ])
  }
}
