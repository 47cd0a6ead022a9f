import Presentation
import Testing

@Suite struct ForecastScreenTests {
  @Test func theWholeScreen() {
    let expected = #"""
      kuaishou/china/daily_active_users · known by 2022-12-31
      Logistic trend, capacity 442 million; fitted to 2 points and a prior.

      Known      million   known since   fact
      Jan 2018       100   2022-03-31    kuaishou-dau-2018-01
      Q4 2021      323.3   2022-03-31    kuaishou-dau-2021q4

      Forecast   median   50 % within   5 %…95 %   sim. error
      Q1 2023       351       339…363    330…372         ±0.4
      Q3 2024       380       358…401    340…419         ±0.6

      Not fitted
        kuaishou-dau-target: a target

      """#
    #expect(ForecastScreen.text(Sample.forecast, style: .plain) == expected)
  }
}
