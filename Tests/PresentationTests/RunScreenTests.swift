import Presentation
import Testing

@Suite struct RunScreenTests {
  @Test func theWholeScreen() {
    let expected = #"""
      The joint venture closes · joint-venture
      Owner below 20 %, algorithm retained.
      2025-10 to 2030-12 · evidence to 2025-09-26 · 65,536 futures, seed 1 · 0.6 s

                                   period     mean  sim. error    5 %…95 %
      Users a month       million    2026   167.02       ±0.12    144… 189
                                     2027   171.50       ±0.14    140… 199
      Ad revenue          bn usd     2026   14.400      ±0.010   10.2…19.6
                                     2027    16.08       ±0.04   10.9…23.1
      Value to the owner  bn usd      all    42.30       ±0.20   21.0…74.4
      Days dark           days       2026        0       exact      0…   0

      Questions                probability  sim. error
      ownership changed 2026       79.13 %       ±0.16

      Legal state at the year's end, %   2026    2027
      deferred                           25.0       0
      joint venture                      75.0   100.0

      What moves "value to the owner": ownership.contracts.joint_venture.price 38 % · ad_revenue.revenue_per_hour 21 % ·
        the rest 41 ±1 %

      Evidence check                       printed  model's median   5 %…95 %
      tiktok-ad-revenue-us-2025  bn usd       14.3            14.3  11.6…17.6
      tiktok-users-us-2025-09    million       300             181   165… 196  outside

      user_growth.ceiling: 0.02 % of its mass lies outside 0.001 to 1 and is clamped.
      Money is nominal usd. Values are discounted to the start at each future's own discount rate; the price of a sale is in
      the value to the owner and not in the value of the business, where it is a transfer.

      Next   crossroads show joint-venture   what it assumes

      """#
    #expect(RunScreen.text(Sample.run, style: .plain) == expected)
  }
}
