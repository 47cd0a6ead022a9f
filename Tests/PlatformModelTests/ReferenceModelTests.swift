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

  static let cases: [(String, KeyValuePairs<String, String>)] = [
    ("baseline", [:]), ("baseline", wild), ("temporary-shutdown", [:]), ("joint-venture-challenged", [:]),
    ("divestiture-without-algorithm", [:]), ("creator-exodus", [:]), ("tracking-shock", [:]), ("owner-family-ban", wild),
    ("short-drama-boom", [:]), ("project-texas", wild),
  ]

  /// All outputs of 128 paths in every month, to 1e-9 of the number or of the largest of its row.
  @Test(arguments: cases.indices, [1, 2] as [UInt64])
  func everyOutputOfEveryPathIsAsTheModelSays(number: Int, seed: UInt64) throws {
    let (name, overrides) = Self.cases[number]
    try Self.compare(try PathTrace(try ProjectUnderTest.prepare(name, set: overrides), seed: seed, first: 128 * seed), paths: 0..<128)
  }

  static func compare(_ trace: PathTrace, paths: Range<Int>) throws {
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
