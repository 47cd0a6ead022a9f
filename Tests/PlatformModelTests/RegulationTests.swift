import NumericCore
import ScenarioEngine
import Testing

@testable import PlatformModel

@Suite struct RegulationTests {
  static let paths = 16_384

  /// Deferred with one or two constant hazards into states that are never left.
  static let absorbing: KeyValuePairs<String, String> = [
    "regulation.transitions.joint_venture.joint_venture_challenged.hazard": "0",
    "regulation.transitions.mitigated.statute_pending.hazard": "0",
  ]

  static func plan(_ extra: KeyValuePairs<String, String>) throws -> PreparedScenario {
    let scenario = try ProjectUnderTest.library.load("status-quo")
    let overrides = (absorbing.map { ($0.key, $0.value) } + extra.map { ($0.key, $0.value) }).map { (key: $0.0, text: $0.1) }
    let plan = try PlanBuilder(declarations: PlatformModel.declarations, ledger: ProjectUnderTest.ledger)
      .plan(try ProjectUnderTest.library.applying(overrides: overrides, to: scenario))
    return PreparedScenario(plan: plan, model: try PlatformModel(plan: plan))
  }

  @Test func aClockRingsOnItsDay() {
    #expect(agree(Regulation.ringDay(uniform: 0.1, hazard: 2), 19.2415))
    #expect(Regulation.ringDay(uniform: 0.1, hazard: 0) == .infinity)
    #expect(agree(1 - Elementary.exp(-2 * 31 / 365.25), 0.156121))
    // The day falls in a month of 31 days exactly if u is below that probability.
    #expect(Regulation.ringDay(uniform: 0.156120, hazard: 2) < 31 && Regulation.ringDay(uniform: 0.156122, hazard: 2) > 31)
  }

  @Test func sizeProtectsOrAttracts() {
    func factor(_ size: Double, _ leverage: Double, _ elasticity: Double) -> Double {
      Regulation.leverage(size: Vector(size), leverage: leverage, elasticity: Vector(elasticity))[0]
    }
    #expect((factor(2, -1, 1) - 0.5).magnitude < 1e-15 && (factor(2, 1, 1) - 2).magnitude < 1e-15)
    #expect((factor(4, -1, 0.5) - 0.5).magnitude < 1e-15)
    #expect(factor(1, -1, 0.7) == 1 && factor(3, -1, 0) == 1)
    #expect(factor(1e-6, -1, 1) == factor(0.01, -1, 1) && factor(0, -1, 1) == factor(0.01, -1, 1))
  }

  @Test func theFirstBranchWhoseSumExceedsTheDrawIsTaken() {
    let probabilities = [0.1, 0.3, 0.2]
    for (u, expected) in [(0.05, 0), (0.0999, 0), (0.1, 1), (0.39, 1), (0.41, 2), (0.5999, 2), (0.61, nil), (0.999, nil)]
      as [(Double, Int?)]
    {
      #expect(Regulation.branch(uniform: u, probabilities: probabilities) == expected, "u \(u)")
    }
    #expect(Regulation.branch(uniform: 0.99, probabilities: [0.8, 0.9]) == 1)
    #expect(Regulation.branch(uniform: 1e-16, probabilities: [0, 0]) == nil)
    #expect(Regulation.branch(uniform: 0.5, probabilities: []) == nil)
  }

  /// Σ w_k = D and regime shares sum to 1 in every month of random paths with many rings.
  @Test(arguments: UserGrowthTests.seeds) func theDaysOfAMonthSumToIt(seed: UInt64) throws {
    let trace = try PathTrace(try ProjectUnderTest.prepare("baseline", set: ReferenceModelTests.wild), seed: seed, runs: false)
    let stage = trace.runner.regulation
    let users = trace.block.parameter("user_growth.initial_monthly_users")
    stage.begin()
    var mixed = 0
    for (month, calendar) in trace.plan.horizon.months.enumerated() {
      stage.step(month: month, active: users, initial: users)
      for path in 0..<Block.paths {
        let (open, dark) = withExtendedLifetime(trace) { (stage.sum(.open).paths[path], stage.sum(.dark).paths[path]) }
        #expect((open + dark - Double(calendar.days)).magnitude < 1e-12)
        #expect(open >= 0 && dark >= 0)
        if open > 0 && dark > 0 { mixed += 1 }
      }
    }
    #expect(mixed > 500)
  }

  @Test func aPathIsInOneRegime() throws {
    var held: Set<String> = []
    var regimes = 0
    for seed in UserGrowthTests.seeds {
      let trace = try PathTrace(try ProjectUnderTest.prepare("baseline", set: ReferenceModelTests.wild), seed: seed)
      regimes = trace.model.graph.regimes.count
      for path in 0..<128 {
        for month in 0..<trace.plan.horizon.count {
          let names = trace.model.graph.regimes.map(\.name)
          let shares = names.map { trace.output("regulation.regime.\($0)", month: month, path: path) }
          #expect(shares.reduce(0, +) == 1)
          held.formUnion(zip(names, shares).filter { $0.1 == 1 }.map(\.0))
        }
      }
    }
    #expect(held.count == regimes)
  }

  /// With random settings of everything else, no hazard and no branch: the regime of the start holds for good, and nothing is displaced.
  @Test(arguments: UserGrowthTests.seeds) func withoutHazardsNothingChangesAndNothingIsDisplaced(seed: UInt64) throws {
    let trace = try PathTrace(
      try ProjectUnderTest.prepare(
        "status-quo",
        set: [
          "user_growth.growth_rate": "uniform(-1, 3)", "user_growth.growth_noise": "uniform(0, 0.5)", "engagement.trend": "uniform(-1, 1)",
          "initiatives.messaging.churn": "uniform(-1, 1)", "regulation.deadlines.deferred.length": "uniform(1, 40)",
        ]), seed: seed)
    for path in 0..<128 {
      withExtendedLifetime(trace) {
        #expect(trace.runner.state.active.paths[path] == trace.runner.state.shadow.paths[path])
      }
      for output in ["ad_revenue.displaced", "regulation.days_dark"] { #expect(trace.output(output, "total", path: path) == 0) }
      #expect(trace.output("regulation.extensions", "total", path: path) > 40)
      #expect(trace.output("regulation.time_to_resolution", "total", path: path) == Double(trace.plan.horizon.days))
      for month in 0..<trace.plan.horizon.count {
        #expect(trace.output("regulation.regime.deferred", month: month, path: path) == 1)
      }
    }
  }

  static func resolutionDays(_ prepared: PreparedScenario, seed: UInt64, extra: [String] = []) throws -> [[Double]] {
    let names = ["regulation.time_to_resolution"] + extra
    let settings = SimulationSettings(paths: paths, seed: seed, outputs: names.joined(separator: ","), periods: ["total"])
    let values = try PathValues(prepared, settings: settings)
    return names.map { values[$0, "total"] }
  }

  /// Within 4.5 standard errors at each of 8 days and 2 rates: a false alarm has a probability of 1e-4.
  @Test(arguments: [0.3, 4.0]) func oneHazardLeavesAsTheExponentialLawSays(rate: Double) throws {
    let prepared = try Self.plan(["regulation.transitions.deferred.joint_venture.hazard": "\(rate)"])
    let days = try Self.resolutionDays(prepared, seed: 11)[0]
    for day in [3.0, 15, 31, 40.5, 100, 365.25, 700, 1500] {
      let p = 1 - Elementary.exp(-rate * day / 365.25)
      let share = Double(days.filter { $0 <= day }.count) / Double(Self.paths)
      #expect((share - p).magnitude < 4.5 * (p * (1 - p) / Double(Self.paths)).squareRoot() + 1e-9, "day \(day): \(share) instead of \(p)")
    }
  }

  /// Within 4.5 standard errors (false alarm 7e-6).
  @Test func twoHazardsShareAsTheirRates() throws {
    let prepared = try Self.plan([
      "regulation.transitions.deferred.joint_venture.hazard": "1.5", "regulation.transitions.deferred.mitigated.hazard": "0.5",
    ])
    let columns = try Self.resolutionDays(prepared, seed: 12, extra: ["regulation.regime.joint_venture", "regulation.regime.mitigated"])
    let ventures = columns[1].reduce(0, +), settlements = columns[2].reduce(0, +)
    let left = ventures + settlements
    #expect(left > 0.999 * Double(Self.paths))
    #expect((ventures / left - 0.75).magnitude < 4.5 * (0.75 * 0.25 / left).squareRoot())
  }

  /// A path on which the new clock never rings is the same to the last bit, and so is every path before its first ring.
  @Test func aHazardLeavesOtherClocksUntouched() throws {
    let key = "regulation.transitions.deferred.mitigated.hazard"
    let without = try PathTrace(try ProjectUnderTest.prepare("baseline", set: [key: "0"]), seed: 8)
    let with = try PathTrace(try ProjectUnderTest.prepare("baseline", set: [key: "0.8"]), seed: 8)
    var rang = 0
    for path in stride(from: 0, to: 128, by: 2) {
      let days = Double(without.plan.horizon.days)
      let entered = ReferenceModel(with, path: path).entries.first { $0.regime == "mitigated" }?.day ?? days
      if entered < days { rang += 1 }
      for (month, calendar) in with.plan.horizon.months.enumerated() where Double(calendar.startDay + calendar.days) <= entered {
        for output in ["user_growth.monthly_users", "ad_revenue.revenue", "regulation.days_dark", "ownership.cash_to_owner"] {
          #expect(with.output(output, month: month, path: path) == without.output(output, month: month, path: path))
        }
      }
    }
    #expect(rang > 10 && rang < 54)
  }

  /// All regimes but the certain one's own move on the date; it counts from 00:00.
  @Test func aCertainDateMovesEveryPath() throws {
    let outcome = try Outcome.medians("ban")
    #expect(outcome.value("regulation.regime.deferred", "2025-12") == 1)
    #expect(outcome.value("regulation.regime.banned", "2026-01") == 1)
    #expect(outcome.value("regulation.days_dark", "2025-12") == 0 && outcome.value("regulation.days_dark", "2026-01") == 31)
    #expect(outcome.value("regulation.time_to_resolution", "total") == 92)
  }

  /// Dark from 1 February for 10 days: 10 dark days in February and none elsewhere, then deferred with a fresh deadline.
  @Test func aTemporaryDarknessLastsItsLength() throws {
    let outcome = try Outcome.medians(
      "temporary-shutdown",
      set: ["regulation.deadlines.temporarily_dark.length": "10.25", "regulation.deadlines.deferred.length": "20"])
    #expect((outcome.value("regulation.days_dark", "2026-02") - 10.25).magnitude < 1e-12)
    #expect((outcome.value("regulation.days_dark", "total") - 10.25).magnitude < 1e-12)
    #expect(outcome.value("regulation.regime.deferred", "2026-02") == 1)
    // First due on 7 December, next on the 27th, which waits for 1 January since a clock rings once a month; on 1 February the certain
    // date comes first. Back on 11 February, due on 3 March, then on the first of each of the 57 months that follow.
    #expect(outcome.value("regulation.extensions", "total") == 2 + 58)
  }

  @Test func lengthsOfZeroMoveOnceAMonth() throws {
    let outcome = try Outcome.medians(
      "status-quo", set: ["regulation.deadlines.deferred.first": "0", "regulation.deadlines.deferred.length": "0"])
    #expect(outcome.value("regulation.extensions", "total") == 63)
  }

  static let refusals: [(String, String)] = [
    ("regulation:\n  regimes:\n    distribution_withdrawn:\n      acquisition: 0.1\n", "wins new users"),
    ("regulation:\n  regimes:\n    banned:\n      engagement: 0.5\n", "which is dark"),
    (
      "regulation:\n  transitions:\n    deferred:\n      deferred:\n        hazard: 1\n        judgement: x\n",
      "The transition leads from 'deferred' to itself."
    ),
    (
      "regulation:\n  deadlines:\n    deferred:\n      remainder: deferred\n", "The deadline of 'deferred' leads to 'deferred' itself."
    ),
    (
      "regulation:\n  deadlines:\n    deferred:\n      branches:\n        deferred: {value: 0.1, judgement: x}\n",
      "The deadline of 'deferred' leads to 'deferred' itself."
    ),
    (
      "regulation:\n  regimes:\n    lonely:\n      service: live\n      contract: none\n",
      "No declared transition leads to the regime 'lonely'."
    ),
    (
      "regulation:\n  transitions:\n    any:\n      banned:\n        hazard: 1\n        judgement: x\n", "A hazard cannot come from 'any'."
    ),
    (
      "regulation:\n  transitions:\n    deferred:\n      baned:\n        hazard: 1\n        judgement: x\n",
      "There is no regime 'baned'. Did you mean 'banned'?"
    ),
    (
      "regulation:\n  start: joint_venture\n  deadlines:\n    joint_venture:\n      length: 5\n      remainder: extend\n",
      "whose deadline has no `first`"
    ),
    (
      "regulation:\n  transitions:\n    deferred:\n      banned:\n        leverage: 1\n        certain: 2026-01-01\n",
      "`leverage` acts on a hazard, and this transition has none."
    ),
    (
      "regulation:\n  regimes:\n    extend:\n      service: live\n      contract: none\n", "'extend' cannot name a regime"
    ),
    (
      "ad_revenue:\n  rival_weight_meta: 0\n  rival_weight_google: 0\n  rival_weight_other: 0\n", "All weights of the rivals are 0."
    ),
  ]

  @Test(arguments: refusals) func aGraphThatCannotBeMeantIsRefused(text: String, problem: String) throws {
    let file = try ProjectUnderTest.file("wrong", "title: Wrong\nextends: baseline\n" + text)
    let error = #expect(throws: ScenarioError.self) { try ProjectUnderTest.prepare(file) }
    let message = error?.description ?? ""
    #expect(message.contains(problem), "\(message)")
    #expect(message.contains("wrong.yaml:"), "\(message)")
  }

  /// On 1 January `any` leads to divested first, where the path already is: that ring is spent, and the next one, to mitigated, holds.
  @Test func aRingIntoTheRegimeHeldIsSpent() throws {
    let file = try ProjectUnderTest.file(
      "spent",
      """
      title: Spent
      extends: status-quo
      regulation:
        transitions:
          deferred:
            divested:
              certain: 2025-12-01
          any:
            divested:
              certain: 2026-01-01
          divested:
            mitigated:
              certain: 2026-01-01
      """)
    let settings = SimulationSettings(paths: 16, sampling: .medians, by: .month)
    let table = try Simulator([try ProjectUnderTest.prepare(file)], settings: settings).run().tables[0]
    func held(_ regime: String, _ month: String) -> Double? {
      table.series.first { $0.output == "regulation.regime." + regime && $0.period == month }?.probability?.value
    }
    #expect(held("divested", "2025-12") == 1 && held("mitigated", "2026-01") == 1 && held("mitigated", "2027-01") == 1)
  }

  @Test func whatACutHorizonDropsIsNamed() throws {
    let notes = try ProjectUnderTest.prepare("ban", start: "2026-03").model.notes
    #expect(notes.contains { $0.hasPrefix("Never happens, since the horizon is cut: any to banned, ") })
    #expect(try ProjectUnderTest.prepare("ban").model.notes.isEmpty)
  }

  @Test func aGraphThatIsReachableOnlyThroughRatesOfZeroIsAccepted() throws {
    _ = try ProjectUnderTest.prepare("status-quo")
    _ = try ProjectUnderTest.prepare("ban")
  }
}
