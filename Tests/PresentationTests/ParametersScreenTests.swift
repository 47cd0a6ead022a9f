import Presentation
import Testing

@Suite struct ParametersScreenTests {
  @Test func theWholeScreen() {
    let expected = #"""
      commerce            range  unit   meaning
      commerce.take_rate    0…1  share  share of sales kept

      ad_revenue                      range  unit   meaning
      ad_revenue.tracking_shock_date         a day  day of the loss (acts in tracking-shock)

      Keys that a file names (* stands for the name)  range  unit                  meaning
      regulation.regimes.*.service                           live, degraded, dark  whether the app works

      """#
    #expect(ParametersScreen.text(Sample.parameters, style: .plain) == expected)
  }
}
