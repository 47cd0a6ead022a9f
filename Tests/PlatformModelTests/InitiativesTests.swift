import NumericCore
import PlatformModel
import ScenarioEngine
import Testing

@Suite struct InitiativesTests {
  static func strength(_ months: Double, delay: Double = 3, ramp: Double = 6, success: Double = 1) -> Double {
    Initiatives.strength(monthsSinceStart: months, delay: Vector(delay), ramp: Vector(ramp), success: Vector(success))[0]
  }

  @Test(arguments: [(0, 0), (2, 0), (3, 0.5 / 6), (5, 2.5 / 6), (8, 5.5 / 6), (9, 1), (50, 1)] as [(Double, Double)])
  func effectsRampUpFromTheMiddleOfTheMonths(months: Double, expected: Double) {
    #expect((Self.strength(months) - expected).magnitude < 1e-15)
    #expect(Self.strength(months, success: 0) == 0)
  }

  static let set: KeyValuePairs<String, String> = [
    "initiatives.messaging.cost": "100M", "initiatives.messaging.minutes": "0.05", "initiatives.messaging.delay": "0",
    "initiatives.messaging.ramp": "1", "initiatives.messaging.churn": "0", "initiatives.commerce_push.cost": "0",
    "initiatives.staffing.cost": "0", "initiatives.commerce_push.probability": "0", "initiatives.staffing.probability": "0",
    "engagement.trend": "0",
  ]

  @Test(arguments: [0.4, 0.6]) func costIsDueFromTheStartSuccessfulOrNot(probability: Double) throws {
    let scenario = try ProjectUnderTest.library.load("status-quo")
    let overrides = Self.set.map { (key: $0.key, text: $0.value) } + [(key: "initiatives.messaging.probability", text: "\(probability)")]
    let plan = try PlanBuilder(declarations: PlatformModel.declarations, ledger: ProjectUnderTest.ledger)
      .plan(try ProjectUnderTest.library.applying(overrides: overrides, to: scenario))
    let prepared = PreparedScenario(plan: plan, model: try PlatformModel(plan: plan))
    let outcome = Outcome(
      try Simulator([prepared], settings: SimulationSettings(paths: 1, sampling: .medians, by: .month)).run().tables)
    #expect(outcome.value("initiatives.cost", "2025-12") == 0)
    #expect((outcome.value("initiatives.cost", "2026-01") - 100e6 / 365.25 * 31).magnitude < 1e-6)
    #expect((outcome.value("initiatives.cost", "2026") - 100e6 / 365.25 * 365).magnitude < 1e-5)
    // Half of the effect in the first month, all of it from the second on, if it succeeds.
    func minutes(_ month: String, _ days: Double) -> Double {
      outcome.value("engagement.user_hours", month) / outcome.value("user_growth.daily_users", month) / days
    }
    let before = minutes("2025-12", 31)
    let full = probability > 0.5 ? 0.05 : 0
    #expect((minutes("2026-01", 31) / before - Elementary.exp(full / 2)).magnitude < 1e-12)
    #expect((minutes("2026-02", 28) / before - Elementary.exp(full)).magnitude < 1e-12)
  }

  @Test func thereIsNoCostOnDarkDays() throws {
    let outcome = try Outcome.medians(
      "temporary-shutdown",
      set: [
        "regulation.deadlines.temporarily_dark.length": "10", "initiatives.messaging.cost": "100M",
        "initiatives.commerce_push.cost": "0", "initiatives.staffing.cost": "0",
      ])
    #expect((outcome.value("initiatives.cost", "2026-02") - 100e6 / 365.25 * 18).magnitude < 1e-6)
  }

  /// 16,384 paths: the share of successes is within 4.5 standard errors of the probability (false alarm 7e-6).
  @Test func initiativesSucceedAsOftenAsStated() throws {
    let trace = try ProjectUnderTest.prepare("baseline")
    let count = 16_384
    let sampler = try PathSampler(stream: .key("initiatives.messaging.success"), seed: 3, sampling: .random, paths: UInt64(count))
    var successes = 0
    for group in 0..<UInt64(count / 8) { for lane in 0..<8 where sampler.uniforms(group: group)[lane] < 0.35 { successes += 1 } }
    #expect((Double(successes) / Double(count) - 0.35).magnitude < 4.5 * (0.35 * 0.65 / Double(count)).squareRoot())
    #expect(trace.model.uniformKeys.contains("initiatives.messaging.success"))
  }
}
