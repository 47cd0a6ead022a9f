import NumericCore
import PlatformModel
import ScenarioEngine
import Testing

@Suite struct UserGrowthTests {
  static let seeds: [UInt64] = [1, 2, 3]

  static func verhulst(_ active: Double, _ growth: Double, _ capacity: Double, rateIsNegative: Bool? = nil) -> Double {
    let sign = Vector((rateIsNegative ?? (growth < 0)) ? -1 : 1)
    return UserGrowth.verhulst(active: Vector(active), growth: Vector(growth), capacity: Vector(capacity), rateIsNegative: sign < 0)[0]
  }

  static func dark(_ active: Double, _ dormant: Double, days: Double, leak: Double = 0.05) -> (active: Double, dormant: Double) {
    let spell = UserGrowth.darkSpell(
      active: Vector(active), dormant: Vector(dormant), days: Vector(days), leak: Vector(leak), dormancyHalfLife: Vector(20),
      substitutionHalfLife: Vector(170))
    return (spell.active[0], spell.dormant[0])
  }

  static func open(_ dormant: Double, days: Double) -> (dormant: Double, back: Double) {
    let spell = UserGrowth.returning(
      dormant: Vector(dormant), days: Vector(days), substitutionHalfLife: Vector(170), returnHalfLife: Vector(15))
    return (spell.dormant[0], spell.back[0])
  }

  @Test func capacityIsTheCeilingInMonthlyUsers() {
    #expect(agree(UserGrowth.capacity(ceiling: Vector(0.36), population: Vector(333.3e6), stickiness: Vector(0.55))[0], 2.18160e8))
  }

  @Test func aMonthOfGrowth() {
    let capacity = 0.36 * 333.3e6 / 0.55
    #expect(agree(Self.verhulst(178e6, 0.3 * 31 / 365.25, capacity), 1.78828e8))
  }

  @Test func verhulstsStepsCompose() {
    for (a, k) in [(1e6, 2e8), (1.9e8, 2e8), (2.5e8, 2e8)] {
      let whole = Self.verhulst(a, 0.9, k)
      #expect((Self.verhulst(Self.verhulst(a, 0.4, k), 0.5, k) / whole - 1).magnitude < 1e-14)
    }
  }

  @Test func theCapacityIsAFixedPointAndALimit() {
    #expect((Self.verhulst(2e8, 0.3, 2e8) / 2e8 - 1).magnitude < 1e-15)
    #expect((Self.verhulst(1e6, 40, 2e8) / 2e8 - 1).magnitude < 1e-12)
    #expect((Self.verhulst(9e8, 40, 2e8) / 2e8 - 1).magnitude < 1e-12)
  }

  @Test func farBelowTheCapacityGrowthIsExponential() {
    #expect((Self.verhulst(1, 0.3, 1e12) / Elementary.exp(0.3) - 1).magnitude < 1e-11)
  }

  /// With a negative rate the law would run away above the capacity: there the stock shrinks at most as fast as at the capacity.
  @Test func aNegativeRateAboveTheCapacityDoesNotShrinkOrGrow() {
    for a in [2e8, 3e8, 4e9] { #expect((Self.verhulst(a, -0.5, 2e8) / a - 1).magnitude < 1e-15) }
    #expect(Self.verhulst(1e8, -0.5, 2e8) < 1e8)
    #expect((Self.verhulst(1e8, -0.5, 2e8) / (1e8 * Elementary.exp(-0.5) / (1 + 0.5 * (Elementary.exp(-0.5) - 1))) - 1).magnitude < 1e-14)
  }

  /// Back-casts have ρ < 0 at a positive rate: the denominator is at least e^ρ/2, so a stock at most doubles.
  @Test func aBackcastAtMostDoubles() {
    #expect((Self.verhulst(9e8, -0.8, 2e8, rateIsNegative: false) / 9e8 - 2).magnitude < 1e-14)
    let mild = Self.verhulst(1.8e8, -0.1, 2.1e8, rateIsNegative: false)
    #expect((mild / (1.8e8 * Elementary.exp(-0.1) / (1 + 1.8 / 2.1 * (Elementary.exp(-0.1) - 1))) - 1).magnitude < 1e-14)
  }

  static let outages: [(days: Double, dark: (Double, Double), open: (Double, Double))] = [
    (14.0 / 24, (1.74614e8, 3.38202e6), (1.77034e8, 748157)), (7, (1.41360e8, 3.61205e7), (1.67210e8, 7.99045e6)),
    (182.625, (435591, 1.22367e8), (8.80059e7, 2.70695e7)),
  ]

  @Test(arguments: outages.indices) func anOutageAndTheMonthAfterIt(number: Int) {
    let (days, printedDark, printedOpen) = Self.outages[number]
    let dark = Self.dark(178e6, 0, days: days)
    #expect(agree(dark.active, printedDark.0))
    #expect(agree(dark.dormant, printedDark.1))
    let open = Self.open(dark.dormant, days: 30)
    #expect(agree(Self.verhulst(dark.active, 0, 2.1816e8) + open.back, printedOpen.0))
    #expect(agree(open.dormant, printedOpen.1))
  }

  @Test func aSpellOfNoDaysChangesNothing() {
    #expect(Self.dark(178e6, 3e6, days: 0) == (178e6, 3e6))
    #expect(Self.open(3e6, days: 0) == (3e6, 0))
  }

  @Test(arguments: seeds) func twoDarkSpellsEqualOneInActiveUsers(seed: UInt64) {
    var draws = SeededDraws(seed: seed)
    for _ in 0..<100 {
      let (x1, x2, leak) = (draws.uniform(0, 200), draws.uniform(0, 200), draws.uniform(0, 1))
      let first = Self.dark(178e6, 0, days: x1, leak: leak)
      let second = Self.dark(first.active, first.dormant, days: x2, leak: leak)
      #expect((second.active / Self.dark(178e6, 0, days: x1 + x2, leak: leak).active - 1).magnitude < 1e-13)
    }
  }

  @Test(arguments: seeds) func whoeverIsNoLongerDormantReturnedOrSettledElsewhere(seed: UInt64) {
    var draws = SeededDraws(seed: seed)
    for _ in 0..<100 {
      let dormant = draws.uniform(0, 2e8), days = draws.uniform(0, 400)
      let spell = Self.open(dormant, days: days)
      let left = dormant - spell.dormant
      #expect(spell.back >= 0 && spell.back <= left)
      // Leaving rates 1/15 and 1/170: the shares of those who return and who settle.
      #expect((spell.back - left * 170 / 185).magnitude <= 1e-9 * dormant)
    }
  }

  @Test func usersAfterAnOutageFallWithItsLength() {
    var last = Double.infinity
    for days in stride(from: 0.0, through: 400, by: 2.5) {
      let dark = Self.dark(178e6, 0, days: days)
      let after = dark.active + Self.open(dark.dormant, days: 60).back
      #expect(after < last)
      last = after
    }
  }

  @Test func usersOfARunFallWithTheLengthOfItsOutage() throws {
    var last = Double.infinity
    for days in ["0", "0.5", "3", "10", "30", "90", "300"] {
      let outcome = try Outcome.medians("temporary-shutdown", set: ["regulation.deadlines.temporarily_dark.length": days])
      let users = outcome.value("user_growth.monthly_users", "2027-01")
      #expect(users < last, "\(days) days")
      last = users
    }
  }

  @Test func noiseAndChurnActOnLogs() {
    let factor = UserGrowth.disturbance(deviation: Vector(0.03 * 0.5), shock: Vector(2), churn: Vector(0.05))[0]
    #expect((Elementary.log(factor) - (0.03 * 0.5 * 2 - 0.05)).magnitude < 1e-15)
    #expect(UserGrowth.disturbance(deviation: .zero, shock: Vector(2), churn: .zero)[0] == 1)
  }

  /// e^ρ and the filling at hand give the law itself, below and above the ceiling and for either sign.
  @Test(arguments: [-0.4, -0.01, 0.0, 0.02, 0.9], [0.1, 0.9, 1.7]) func theLawFromItsFactor(growth: Double, filling: Double) {
    let whole = Self.verhulst(filling * 2e8, growth, 2e8)
    let quick = UserGrowth.verhulst(
      active: Vector(filling * 2e8), factor: Vector(Elementary.exp(growth)), filling: Vector(filling), rate: Vector(growth))[0]
    #expect((quick / whole - 1).magnitude < 1e-15)
  }

  @Test func theFitOfUsersIsAsStated() throws {
    let fit = try #require(try ProjectUnderTest.plan("baseline").fits.first { $0.declaration.name == "us_monthly_users" })
    #expect(agree(fit.centre[0], 1.54879) && agree(fit.centre[1], 0.327924))
    #expect(agree(fit.covariance[0][0].squareRoot(), 0.251879) && agree(fit.covariance[1][1].squareRoot(), 0.0959547))
    #expect(agree(fit.covariance[0][1], 0.0205265) && fit.covariance[0][1] == fit.covariance[1][0])
    #expect(agree(220e6 / (1 + Elementary.exp(-fit.centre[0])), 1.81442e8))
    #expect(fit.rows.count == 5 && fit.leftOut.isEmpty)
  }

  @Test func theFitOfUsersAsOfTheMiddleOf2024() throws {
    let plan = try ProjectUnderTest.plan("baseline", asOf: "2024-06-30")
    let fit = try #require(plan.fits.first { $0.declaration.name == "us_monthly_users" })
    #expect(agree(fit.centre[0], 1.63767) && agree(fit.centre[1], 0.353380))
    #expect(agree(fit.covariance[0][0].squareRoot(), 0.332145) && agree(fit.covariance[1][1].squareRoot(), 0.114244))
    #expect(fit.leftOut.map(\.name) == ["users_2025"])
  }

  @Test func theFitOfKuaishouIsAsStated() throws {
    let fit = try #require(try ProjectUnderTest.plan("kuaishou-baseline").fits.first)
    #expect(agree(fit.centre[0], 2.61416) && agree(fit.centre[1], 0.562437))
    #expect(agree(fit.covariance[0][0].squareRoot(), 0.278118) && agree(fit.covariance[1][1].squareRoot(), 0.0496753))
    let earlier = try #require(try ProjectUnderTest.plan("kuaishou-baseline", asOf: "2022-12-31").fits.first)
    #expect(agree(earlier.centre[0], 2.66498) && agree(earlier.centre[1], 0.571198))
    #expect(agree(earlier.covariance[0][0].squareRoot(), 0.359445) && agree(earlier.covariance[1][1].squareRoot(), 0.0629891))
  }

  /// The stocks, in every month of random paths.
  @Test(arguments: seeds) func stocksAreNotNegativeAndDailyUsersAreTheStickyShare(seed: UInt64) throws {
    let trace = try PathTrace(try ProjectUnderTest.prepare("baseline", set: ReferenceModelTests.wild), seed: seed)
    for path in 0..<128 {
      let stickiness = trace.setting("user_growth.stickiness", path: path)
      for month in 0..<trace.plan.horizon.count {
        let users = trace.output("user_growth.monthly_users", month: month, path: path)
        #expect(users >= 0)
        #expect(trace.output("user_growth.dormant_users", month: month, path: path) >= 0)
        #expect(trace.output("user_growth.daily_users", month: month, path: path) == stickiness * users)
        for name in ["engagement.user_hours", "ad_revenue.revenue", "ad_revenue.displaced", "commerce.gmv", "commerce.revenue"] {
          #expect(trace.output(name, month: month, path: path) >= 0)
        }
      }
    }
  }
}
