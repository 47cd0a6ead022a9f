import Presentation
import ScenarioEngine
import Testing

@Suite struct CompareScreenTests {
  @Test func theWholeScreen() {
    let expected = #"""
      Three roads for TikTok in the United States · evidence to 2025-09-26 · 2025-10 to 2030-12
      65,536 futures each, the same luck on every road · 0.6 s

      Settings that differ
      regulation.transitions.any.banned.certain
        ban                         2026-01-01            scenarios/ban.yaml:9
        divestiture, joint-venture  not set
      regulation.transitions.deferred.divested.hazard
        ban, divestiture            0                     scenarios/status-quo.yaml:14
        joint-venture               0.02 to 0.2 per year  scenarios/baseline.yaml:212

                                                       ban       divestiture     joint-venture
      If this road is taken                 mean  5 %…95 %    mean  5 %…95 %    mean  5 %…95 %
      Users a month, Dec 2026    million    24.0  6.0…55.0     167  144… 189     170  149… 191
      Ad revenue, 2026           bn usd     2.10 0.40…4.90    14.4 10.2…19.6    15.1 10.9…20.4
      Value to the owner         bn usd      4.0  0.9…10.1    42.0 21.0…74.0    34.0 16.0…61.0
        of it after the horizon  bn usd     0.90    0…3.20    11.0  3.0…26.0    18.0  6.0…38.0

      Against ban, future by future
                                                 difference      5 %…95 %   sim. error   higher in
      Value to the owner  divestiture    bn usd       +38.0   +17.0…+69.0        ±0.20     99.40 %
                          joint-venture  bn usd       +30.0    −1.2…+56.0        ±0.20     98.90 %

      What moves "value to the owner, joint-venture against ban": ownership.contracts.joint_venture.ad_share 38 % ·
        the rest 62 %

      Odds (judgement, scenarios/baseline.yaml:212): joint venture 62 %, deferral 21 %, ban 7 %

      Money is nominal usd. Values are discounted to the start at each future's own discount rate; the price of a sale is in
      the value to the owner and not in the value of the business, where it is a transfer.

      Next   crossroads show joint-venture              what it assumes, from which documents
             crossroads new mine --from joint-venture   change a line of scenarios/mine.yaml

      """#
    #expect(CompareScreen.text(Sample.comparison, style: .plain) == expected)
  }

  @Test func whatIsNotToldApartSaysHowManyFuturesWould() {
    var summary = Sample.comparison
    summary.differences[0].pathsNeeded = 2_100_000
    summary.differences[1].pathsNeeded = 4e12
    let text = CompareScreen.text(summary, style: .plain)
    #expect(
      text.contains(
        """
        99.40 %
                            joint-venture  bn usd       +30.0    −1.2…+56.0        ±0.20     98.90 %
        Within two errors of 0; about so many futures would tell, were it as large as it looks: Value to the owner, divestiture
          2,100,000; Value to the owner, joint-venture over 1,000,000,000

        """), "\(text)")
  }

  @Test func eachCurrencyHasALineOfItsOwn() {
    let revenue = { (name: String, unit: String, mean: Double) in
      ResultTable(
        scenario: name, series: [Sample.series("ad_revenue.revenue", unit, "2026", mean, error: mean / 1000, mean / 2, 2 * mean)])
    }
    let summary = ComparisonSummary(
      names: ["here", "there"], titles: ["Here", "There"], horizon: "2026-01 to 2026-12", evidenceTo: nil, paths: 1024,
      tables: [revenue("here", "usd", 2e9), revenue("there", "rmb", 80e9)], differences: [])
    let lines = CompareScreen.text(summary, style: .plain).split(separator: "\n")
    #expect(
      lines.contains("Ad revenue, 2026       bn usd    2.00 1.00…4.00")
        && lines.contains("                       bn rmb                        80   40…160"), "\(lines)")
  }

  @Test func aNarrowTerminalGetsSeveralTables() {
    let expected = #"""
      Three roads for TikTok in the United States · evidence to 2025-09-26 ·
        2025-10 to 2030-12
      65,536 futures each, the same luck on every road · 0.6 s

      Settings that differ
      regulation.transitions.any.banned.certain
        ban                         2026-01-01            scenarios/ban.yaml:9
        divestiture, joint-venture  not set
      regulation.transitions.deferred.divested.hazard
        ban, divestiture            0                     scenarios/status-quo.yaml:14
        joint-venture               0.02 to 0.2 per year  scenarios/baseline.yaml:212

                                                       ban       divestiture
      If this road is taken                 mean  5 %…95 %    mean  5 %…95 %
      Users a month, Dec 2026    million    24.0  6.0…55.0     167  144… 189
      Ad revenue, 2026           bn usd     2.10 0.40…4.90    14.4 10.2…19.6
      Value to the owner         bn usd      4.0  0.9…10.1    42.0 21.0…74.0
        of it after the horizon  bn usd     0.90    0…3.20    11.0  3.0…26.0

                                             joint-venture
      If this road is taken                 mean  5 %…95 %
      Users a month, Dec 2026    million     170  149… 191
      Ad revenue, 2026           bn usd     15.1 10.9…20.4
      Value to the owner         bn usd     34.0 16.0…61.0
        of it after the horizon  bn usd     18.0  6.0…38.0

      Against ban, future by future
                               difference      5 %…95 %   sim. error   higher in
      Value to the owner
        divestiture    bn usd       +38.0   +17.0…+69.0        ±0.20     99.40 %
        joint-venture  bn usd       +30.0    −1.2…+56.0        ±0.20     98.90 %

      What moves "value to the owner, joint-venture against ban":
        ownership.contracts.joint_venture.ad_share 38 % · the rest 62 %

      Odds (judgement, scenarios/baseline.yaml:212): joint venture 62 %,
        deferral 21 %, ban 7 %

      Money is nominal usd. Values are discounted to the start at each future's own
      discount rate; the price of a sale is in the value to the owner and not in the
      value of the business, where it is a transfer.

      Next   crossroads show joint-venture              what it assumes, from which d…
             crossroads new mine --from joint-venture   change a line of scenarios/mi…

      """#
    #expect(CompareScreen.text(Sample.comparison, style: TerminalStyle(width: 80)) == expected)
  }
}
