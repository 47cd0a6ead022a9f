import NumericCore
import PlatformModel
import ScenarioEngine
import Testing

@Suite struct AdRevenueTests {
  static func price(_ v: Double, _ b: Double, halfLife: Double, years: Double) -> Double {
    exp(
      AdRevenue.logPrice(
        logBenchmark: log(Vector(b)), logGap: log(Vector(v / b)), decay: exp2(Vector(-years / halfLife))))[0]
  }

  @Test func theLogGapToTheBenchmarkHalves() {
    #expect(agree(Self.price(0.486, 0.95, halfLife: 4, years: 0.5 / 12), 0.488349))
    #expect((Self.price(0.486, 0.95, halfLife: 4, years: 0) - 0.486).magnitude < 1e-15)
    #expect((Self.price(0.486, 0.95, halfLife: 4, years: 4) - (0.486 * 0.95).squareRoot()).magnitude < 1e-15)
    #expect((Self.price(0.486, 0.95, halfLife: 4, years: 400) - 0.95).magnitude < 1e-14)
    #expect(Self.price(0.486, 0.95, halfLife: 4, years: -0.25) < 0.486)
  }

  /// 10 days deferred and 21 of a venture with an engagement of 0.98 and an ad demand of 1.03, noise off.
  @Test func revenueOfAMonthWithAChange() {
    let price = Self.price(0.486, 0.95, halfLife: 4, years: 0.5 / 12)
    let daily = AdRevenue.dailyRevenue(users: Vector(178e6), activity: Vector(0.55 * 52 / 60), hourPrice: Vector(price))[0]
    #expect(agree(daily * (10 + 21 * 0.98 * 1.03), 1.29266e9))
  }

  @Test func theMarketStepsTowardsItsMean() {
    let next = AdRevenue.market(previous: Vector(0.2), persistence: Vector(0.9), innovation: Vector(0.04), shock: Vector(-1.5))[0]
    #expect((next - (0.18 - 0.06)).magnitude < 1e-16)
  }

  /// The variance stays noise_sd² from the first month on: φ² σ² + σ² (1 - φ²). 16,384 paths, each month within 5 standard errors of the
  /// mean and of the sd of a normal sample, σ/√n and σ/√(2 n): with 63 months a false alarm has a probability of 7e-5.
  @Test func theMarketIsStationary() throws {
    let set: KeyValuePairs<String, String> = [
      "ad_revenue.noise_sd": "0.1", "ad_revenue.noise_half_life": "6", "ad_revenue.downturn_rate": "0", "user_growth.growth_noise": "0",
      "user_growth.growth_rate": "0", "user_growth.initial_monthly_users": "1e8", "user_growth.stickiness": "0.5",
      "engagement.minutes": "60", "engagement.trend": "0", "ad_revenue.revenue_per_hour": "1", "ad_revenue.benchmark_per_hour": "1",
      "initiatives.messaging.probability": "0", "initiatives.staffing.probability": "0",
    ]
    let settings = SimulationSettings(paths: 16_384, by: .month, outputs: "ad_revenue.revenue")
    let values = try PathValues(try ProjectUnderTest.prepare("status-quo", set: set), settings: settings)
    for period in values.columns.map(\.period) where period.count == 7 {
      let days = Double(try #require(CalendarMonth(period)).days)
      let logs = values["ad_revenue.revenue", period].map { Elementary.log($0 / (0.5e8 * days)) }
      let mean = logs.reduce(0, +) / 16_384
      let sd = (logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 16_383).squareRoot()
      #expect(mean.magnitude < 5 * 0.1 / (16_384.0).squareRoot(), "\(period): \(mean)")
      #expect((sd - 0.1).magnitude < 5 * 0.1 / (2.0 * 16_384).squareRoot(), "\(period): \(sd)")
    }
  }

  @Test func pastDownturnsFade() {
    #expect((AdRevenue.fading(previous: Vector(0.3), decay: Vector(0.9))[0] - 0.27).magnitude < 1e-16)
  }

  @Test func thePriceOfAnHourMultipliesItsParts() {
    let price = AdRevenue.hourPrice(
      logPrice: Vector(Elementary.log(0.5)), market: Vector(0.1), downturn: Vector(0.2), tracking: Vector(-0.05), effect: Vector(0.03))[0]
    #expect((price - 0.5 * Elementary.exp(0.1 - 0.2 - 0.05 + 0.03)).magnitude < 1e-15)
  }

  @Test func lossesBelowABillionthAreNone() {
    func lost(_ shadow: Double, _ revenue: Double) -> Double { AdRevenue.lost(shadow: Vector(shadow), revenue: Vector(revenue))[0] }
    #expect(lost(100, 60) == 40)
    #expect(lost(100, 100 * (1 - 0.9e-9)) == 0)
    #expect(lost(100, 100 * (1 - 1.1e-9)) > 0)
    #expect(lost(100, 120) == 0)
    #expect(lost(0, 0) == 0)
  }

  @Test(arguments: UserGrowthTests.seeds) func aWhollyDarkMonthSellsNothing(seed: UInt64) throws {
    let trace = try PathTrace(try ProjectUnderTest.prepare("baseline", set: ReferenceModelTests.wild), seed: seed)
    var darkMonths = 0
    for path in 0..<128 {
      for (month, calendar) in trace.plan.horizon.months.enumerated()
      where trace.output("regulation.days_dark", month: month, path: path) == Double(calendar.days) {
        darkMonths += 1
        for name in ["ad_revenue.revenue", "commerce.gmv", "commerce.revenue", "initiatives.cost"] {
          #expect(trace.output(name, month: month, path: path) == 0)
        }
      }
    }
    #expect(darkMonths > 100)
  }

  @Test(arguments: UserGrowthTests.seeds) func displacedByRivalSumsToDisplaced(seed: UInt64) throws {
    let trace = try PathTrace(try ProjectUnderTest.prepare("baseline"), seed: seed)
    for path in 0..<128 {
      for period in ["2026", "2029", "2030-07", "total"] {
        let whole = trace.output("ad_revenue.displaced", period, path: path)
        let parts = ["meta", "google", "other"].map { trace.output("ad_revenue.displaced_to_\($0)", period, path: path) }
        #expect((parts.reduce(0, +) - whole).magnitude <= 1e-12 * whole)
      }
    }
  }

  @Test func revenueIsLinearInTheTwoPricesTogether() throws {
    let once = try PathTrace(
      try ProjectUnderTest.prepare("baseline", set: ["ad_revenue.revenue_per_hour": "0.48", "ad_revenue.benchmark_per_hour": "0.9"]),
      seed: 4)
    let thrice = try PathTrace(
      try ProjectUnderTest.prepare("baseline", set: ["ad_revenue.revenue_per_hour": "1.44", "ad_revenue.benchmark_per_hour": "2.7"]),
      seed: 4)
    for path in 0..<128 {
      for name in ["ad_revenue.revenue", "ad_revenue.displaced", "ad_revenue.start_year_trend"] {
        let low = once.output(name, "total", path: path), high = thrice.output(name, "total", path: path)
        #expect((high - 3 * low).magnitude <= 1e-12 * high, "\(name), path \(path)")
      }
    }
  }

  /// Nothing before the date, the stated loss from the first month that begins on or after it.
  @Test func theTrackingShockActsFromItsDate() throws {
    let with = try Outcome.medians(
      "status-quo", set: ["ad_revenue.tracking_shock_probability": "0.6", "ad_revenue.tracking_shock_size": "0.1"])
    let without = try Outcome.medians("status-quo")
    func ratio(_ month: String) -> Double { with.value("ad_revenue.revenue", month) / without.value("ad_revenue.revenue", month) }
    #expect(ratio("2026-06") == 1)
    #expect((ratio("2026-07") - 0.9).magnitude < 1e-14)
    #expect((ratio("2030-12") - 0.9).magnitude < 1e-14)
    let late = try Outcome.medians(
      "status-quo",
      set: [
        "ad_revenue.tracking_shock_probability": "0.6", "ad_revenue.tracking_shock_size": "0.1",
        "ad_revenue.tracking_shock_date": "2026-07-02",
      ])
    #expect(late.value("ad_revenue.revenue", "2026-07") == without.value("ad_revenue.revenue", "2026-07"))
    #expect((late.value("ad_revenue.revenue", "2026-08") / without.value("ad_revenue.revenue", "2026-08") - 0.9).magnitude < 1e-14)
  }

  /// tiktok-ad-revenue-us-2025 is 14.3 bn: median 14.3, 90 % 11.6 to 17.6, to the rounding and four standard errors.
  @Test func theStartYearReproducesTheForecastOf2025() throws {
    let settings = SimulationSettings(paths: 16_384, outputs: "ad_revenue.start_year_trend")
    let outcome = Outcome(try Simulator([try ProjectUnderTest.prepare("baseline")], settings: settings).run().tables)
    for (level, printed) in [(QuantileLevels.p5, 11.6e9), (QuantileLevels.p50, 14.3e9), (QuantileLevels.p95, 17.6e9)] {
      let quantile = outcome.quantile(level, "ad_revenue.start_year_trend", "total")
      #expect((quantile.value - printed).magnitude < 0.05e9 + 4 * (quantile.standardError ?? 0), "\(quantile)")
    }
  }
}
