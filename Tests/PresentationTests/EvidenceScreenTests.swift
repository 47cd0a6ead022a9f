import Presentation
import Testing

@Suite struct EvidenceScreenTests {
  @Test func theWholeScreen() {
    let expected = #"""
      2 facts known by 2025-09-26

      Fact                             figure  unit         period   known since  kind
      tiktok-users-us-2025-09    at least 100  million      2025-09  2025-09-26   reported  corrected
      project-texas-annual-cost         0.7…1  bn usd/year  2023     2023-03      forecast

      """#
    #expect(EvidenceScreen.text(Sample.facts, asOf: "2025-09-26", style: .plain) == expected)
  }

  /// Ids stay whole where there is room for them, and so does what a document printed, wide characters and all.
  @Test func aNarrowScreenGivesUpColumnsAndBreaksLines() {
    let list = #"""
      2 facts known by 2025-09-26

      Fact                             figure  unit         period
      tiktok-users-us-2025-09    at least 100  million      2025-09  corrected
      project-texas-annual-cost         0.7…1  bn usd/year  2023

      """#
    #expect(EvidenceScreen.text(Sample.facts, asOf: "2025-09-26", style: TerminalStyle(width: 76)) == list)
    var row = Sample.facts[0]
    row.caveat = "BOUND lower; printed as 用户数量超过一亿 and read as users of 一个月"
    let fact = """
      tiktok-users-us-2025-09
        figure       at least 100 million
        about        tiktok/us/monthly_active_users
                     · 2025-09
        kind         reported
        known since  2025-09-26
        document     a.txt · L1
        caveat       BOUND lower; printed as
                     用户数量超过一亿 and read as
                     users of 一个月
        printed      period 2023-09
      """
    let lines = EvidenceScreen.lines(row, TerminalStyle(width: 46))
    #expect(lines.joined(separator: "\n") == fact)
    #expect(lines.allSatisfy { $0.displayWidth <= 46 })
  }
}
