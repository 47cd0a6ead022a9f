import NumericCore
import PlatformModel
import ScenarioEngine
import Testing

@Suite struct EngagementTests {
  static func trend(_ rate: Double, _ halfLife: Double, _ years: Double) -> Double {
    Engagement.dampedTrend(
      scale: Engagement.trendScale(rate: Vector(rate), halfLife: Vector(halfLife)), decay: Vector(Elementary.exp2(-years / halfLife)))[0]
  }

  /// Against the integral of 0.05 · 2^(-s/3) by Simpson's rule.
  @Test func theTrendIsTheIntegralOfAHalvingRate() {
    let steps = 1000, years = 5.0
    let h = years / Double(steps)
    func rate(_ s: Double) -> Double { 0.05 * Elementary.exp2(-s / 3) }
    let integral = (0..<steps).reduce(0.0) {
      let s = Double($1) * h
      return $0 + h / 6 * (rate(s) + 4 * rate(s + h / 2) + rate(s + h))
    }
    #expect((Self.trend(0.05, 3, years) - integral).magnitude < 1e-14)
  }

  @Test func theTrendBeginsAtItsRateAndEndsAtItsLimit() {
    #expect(Self.trend(0.05, 3, 0) == 0)
    #expect((Self.trend(0.05, 3, 1e-4) / 0.05e-4 - 1).magnitude < 1e-4)
    #expect((Self.trend(0.05, 3, 3000) - 0.05 * 3 / Elementary.ln2).magnitude < 1e-15)
    #expect((Self.trend(0.05, 3, 3) / Self.trend(0.05, 3, 3000) - 0.5).magnitude < 1e-14)
    #expect(Self.trend(-0.05, 3, 2) == -Self.trend(0.05, 3, 2))
  }

  /// Half an hour a day of six in ten users, 5 % up.
  @Test func activityGrowsInLogs() {
    let activity = Engagement.activity(logAtStart: Vector(Elementary.log(0.6 * 30 / 60)), trend: Vector(0.05))[0]
    #expect((activity - 0.3 * Elementary.exp(0.05)).magnitude < 1e-15)
  }

  /// 10 days deferred and 21 of a venture with an engagement of 0.98.
  @Test func hoursOfAMonthWithAChange() {
    let hours = Engagement.userHours(
      activity: Vector(0.55 * 52 / 60), meanActive: Vector(178e6), engagementDays: Vector(10 + 21 * 0.98))[0]
    #expect(agree(hours, 2.59461e9))
  }

  @Test func whoGetsInWhileDarkIsCounted() {
    let hours = Engagement.darkHours(activity: Vector(0.5), leak: Vector(0.1), meanDark: Vector(1e6), darkDays: Vector(30))[0]
    #expect((hours - 0.5 * 0.1 * 1e6 * 30).magnitude < 1e-8)
  }
}
