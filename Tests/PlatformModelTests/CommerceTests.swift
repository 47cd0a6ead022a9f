import NumericCore
import PlatformModel
import ScenarioEngine
import Testing

@Suite struct CommerceTests {
  @Test func theClockStandsAtTheMiddleOfTheMonthAndNotBeforeTheLaunch() {
    #expect(Commerce.launchAge(before: Vector(1), after: Vector(1.5))[0] == 1.25)
    #expect(Commerce.launchAge(before: Vector(-0.5), after: Vector(-0.4))[0] == 0)
    #expect((Commerce.launchAge(before: Vector(-0.02), after: Vector(0.06))[0] - 0.02).magnitude < 1e-16)
  }

  @Test func aDaysValueIsAYearsOverItsDays() {
    let value = Commerce.dailyValue(meanActive: Vector(1.8e8), perUser: Vector(57), growth: Vector(0.3), effect: Vector(0.1))[0]
    #expect((value / (1.8e8 * 57 / 365.25 * Elementary.exp(0.4)) - 1).magnitude < 1e-15)
  }

  /// While launch is delayed and no initiative acts, value per user is flat; the growth begins after the delay.
  @Test func growthWaitsForTheLaunch() throws {
    let set: KeyValuePairs<String, String> = [
      "commerce.launch_delay": "12", "initiatives.commerce_push.probability": "0", "regulation.regimes.deferred.commerce": "1",
      "commerce.growth_rate": "0.3", "commerce.growth_half_life": "2", "commerce.gmv_per_user": "60",
    ]
    let outcome = try Outcome.medians("status-quo", set: set)
    func perUserDay(_ month: String, days: Double) -> Double {
      outcome.value("commerce.gmv", month) / outcome.value("user_growth.monthly_users", month) / days * 365.25
    }
    #expect((perUserDay("2025-12", days: 31) - 60).magnitude < 1e-10)
    #expect((perUserDay("2026-09", days: 30) - 60).magnitude < 1e-10)
    #expect(perUserDay("2026-12", days: 31) > 60)
    // 365 + 365 + 30 days and half a month later, less the delay of a year.
    let age = (760.0 - 15) / 365.25 - 1
    let expected = 60 * Elementary.exp(0.3 * 2 / Elementary.ln2 * (1 - Elementary.exp2(-age / 2)))
    #expect((perUserDay("2027-10", days: 31) / expected - 1).magnitude < 2e-3)
  }

  @Test func theClockStandsStillInDarkness() throws {
    let set: KeyValuePairs<String, String> = ["regulation.deadlines.temporarily_dark.length": "59", "user_growth.leak": "0"]
    let dark = try Outcome.medians("temporary-shutdown", set: set),
      light = try Outcome.medians("status-quo", set: ["user_growth.leak": "0"])
    func perUser(_ outcome: Outcome, _ month: String) -> Double {
      outcome.value("commerce.gmv", month) / outcome.value("user_growth.monthly_users", month)
    }
    // Two dark months put the clock 59 days back; both months have 30 days.
    #expect(dark.value("commerce.gmv", "2026-02") == 0)
    #expect(perUser(dark, "2026-06") < perUser(light, "2026-06"))
    #expect(perUser(dark, "2026-06") > perUser(light, "2026-04"))
  }

  @Test func valueIsLinearInValuePerUserAndRevenueInTheTakeRate() throws {
    let one = try PathTrace(
      try ProjectUnderTest.prepare("baseline", set: ["commerce.gmv_per_user": "30", "commerce.take_rate": "0.02"]), seed: 6)
    let other = try PathTrace(
      try ProjectUnderTest.prepare("baseline", set: ["commerce.gmv_per_user": "60", "commerce.take_rate": "0.05"]), seed: 6)
    for path in 0..<128 {
      let gmv = other.output("commerce.gmv", "total", path: path), revenue = other.output("commerce.revenue", "total", path: path)
      #expect((gmv - 2 * one.output("commerce.gmv", "total", path: path)).magnitude <= 1e-12 * gmv)
      #expect((revenue - 5 * one.output("commerce.revenue", "total", path: path)).magnitude <= 1e-12 * revenue)
      #expect((revenue - 0.05 * gmv).magnitude <= 1e-12 * revenue)
    }
  }
}
