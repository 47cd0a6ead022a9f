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
}
