import ScenarioEngine
import Testing

@testable import PlatformModel

/// Two programs that follow docs/model.md get the same numbers from the same draws.
@Suite struct ReferenceModelTests {
  /// Wide priors on everything, so that paths reach every corner of the formulas.
  static let wild: KeyValuePairs<String, String> = [
    "user_growth.growth_rate": "uniform(-1, 3)", "user_growth.ceiling": "uniform(0.1, 0.9)", "user_growth.growth_noise": "uniform(0, 0.5)",
    "user_growth.leak": "uniform(0, 1)", "user_growth.dormancy_half_life": "uniform(0.5, 400)",
    "user_growth.return_half_life": "uniform(0.5, 400)", "engagement.trend": "uniform(-1, 1)", "ad_revenue.downturn_rate": "uniform(0, 6)",
    "ad_revenue.tracking_shock_probability": "0.5", "ad_revenue.noise_half_life": "uniform(0.1, 30)",
    "commerce.growth_rate": "uniform(-2, 2)", "commerce.launch_delay": "uniform(0, 60)", "ownership.ad_margin": "uniform(-1, 1)",
    "regulation.leverage_elasticity": "uniform(0, 5)", "regulation.transitions.deferred.joint_venture.hazard": "uniform(0, 12)",
    "regulation.transitions.deferred.distribution_withdrawn.hazard": "uniform(0, 30)",
    "regulation.transitions.deferred.statute_pending.hazard": "uniform(0, 30)",
    "regulation.transitions.joint_venture.joint_venture_challenged.hazard": "uniform(0, 60)",
    "regulation.transitions.joint_venture_challenged.statute_pending.hazard": "uniform(0, 60)",
    "regulation.transitions.distribution_withdrawn.temporarily_dark.hazard": "uniform(0, 60)",
    "regulation.transitions.banned.deferred.hazard": "uniform(0, 20)", "regulation.transitions.mitigated.statute_pending.leverage": "1",
    "regulation.deadlines.deferred.length": "uniform(0, 40)", "regulation.deadlines.deferred.branches.temporarily_dark": "uniform(0, 1)",
    "regulation.deadlines.deferred.branches.banned": "uniform(0, 0.5)", "regulation.deadlines.temporarily_dark.length": "uniform(0, 20)",
    "regulation.regimes.deferred.churn": "uniform(0, 3)", "regulation.regimes.joint_venture.acquisition": "uniform(0, 3)",
    "initiatives.messaging.delay": "uniform(0, 20)", "initiatives.messaging.ramp": "uniform(0.1, 20)",
    "ownership.contracts.present_owner.licence_fee": "uniform(0, 1)", "ownership.contracts.present_owner.equity": "uniform(0, 1)",
  ]

  static let byDate = """
    title: Settings by date
    extends: rolling-extensions
    ad_revenue:
      catch_up_half_life:
        values: {2025-10: 2 to 8, 2027-04: 3}
        judgement: a what-if
      noise_half_life:
        values: {2025-10: 4 to 18, 2026-02: 1 to 2}
        judgement: a what-if
    user_growth:
      stickiness:
        values: {2025-10: 0.52 to 0.58, 2026-07: 0.6}
        judgement: a what-if
    engagement:
      trend_half_life:
        values: {2025-10: 1 to 4, 2028-01: 2}
        judgement: a what-if
    regulation:
      regimes:
        deferred:
          engagement:
            values: {2025-10: 1, 2026-01: 0.8 to 0.9}
            judgement: a what-if
      deadlines:
        deferred:
          branches:
            temporarily_dark:
              values: {2025-10: 0.01 to 0.06, 2026-06: 0.4 to 0.6}
              judgement: a what-if
      transitions:
        mitigated:
          statute_pending:
            hazard:
              values: {2025-10: 0.02 to 0.2, 2027-01: 0}
              judgement: a what-if
    ownership:
      contracts:
        joint_venture:
          licence_fee:
            values: {2025-10: 0.01 to 0.12, 2027-01: 0.2}
            judgement: a what-if
    """

  static let cases: [(String, KeyValuePairs<String, String>)] = [
    ("baseline", [:]), ("baseline", wild), ("temporary-shutdown", [:]), ("joint-venture-challenged", [:]),
    ("divestiture-without-algorithm", [:]), ("creator-exodus", [:]), ("tracking-shock", [:]), ("owner-family-ban", wild),
    ("short-drama-boom", [:]), ("project-texas", wild),
  ]

  /// All outputs in every month, to 1e-9 of the number or 1e-12 of the largest of its row.
  @Test(arguments: cases.indices)
  func everyOutputOfEveryPathIsAsTheModelSays(number: Int) throws {
    let (name, overrides) = Self.cases[number]
    let seed = UInt64(number + 1)
    let trace = try PathTrace(try ProjectUnderTest.prepare(name, set: overrides), seed: seed, first: 128 * seed)
    try Self.compare(trace, paths: stride(from: number % 8, to: 128, by: overrides.isEmpty ? 11 : 4))
  }

  @Test func settingsThatChangeWithTheMonthTakeOverOnItsFirstDay() throws {
    let file = try ProjectUnderTest.file("by-date", Self.byDate)
    try Self.compare(try PathTrace(try ProjectUnderTest.prepare(file), seed: 5), paths: stride(from: 0, to: 128, by: 7))
  }

  static func compare(_ trace: PathTrace, paths: some Sequence<Int>) throws {
    for path in paths {
      let reference = ReferenceModel(trace, path: path)
      for (output, values) in reference.months {
        let scale = values.reduce(0) { max($0, $1.magnitude) } * 1e-3
        for (month, value) in values.enumerated() {
          let computed = trace.output(output, month: month, path: path)
          let isNear = (computed - value).magnitude <= 1e-9 * max(value.magnitude, scale)
          try #require(isNear, "\(output), path \(path), month \(month): \(computed) instead of \(value)")
        }
      }
      for (output, value) in reference.totals {
        let computed = trace.output(output, "total", path: path)
        let isNear = (computed - value).magnitude <= 1e-9 * value.magnitude
        try #require(isNear, "\(output), path \(path): \(computed) instead of \(value)")
      }
    }
  }
}
