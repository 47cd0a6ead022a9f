import Presentation
import Testing

@Suite struct ShowScreenTests {
  @Test func theWholeScreen() {
    let expected = #"""
      Dearer hours · mine
      Revenue per hour a third higher.
      over joint-venture and ad-downturn · 2025-10 to 2030-12 · usd

      What it changes              value         unit   before        where        origin
      ad_revenue.revenue_per_hour  0.60 to 0.75  usd    0.42 to 0.55  mine.yaml:5  judgement: a what-if; source: tiktok-ad-revenue-us-2025
      commerce.take_rate           0.11          share  not set       --set:1      none stated

      Taken away: initiatives.messaging

      """#
    #expect(ShowScreen.text(Sample.show, style: .plain) == expected)
  }
}
