import NumericCore
import PlatformModel
import ScenarioEngine
import Testing

@Suite struct ComplianceTests {
  static let set: KeyValuePairs<String, String> = ["compliance.annual_cost": "800M", "compliance.overrun": "1.25"]

  @Test func costIsTheAnnualCostTimesTheOverrunByDays() throws {
    let outcome = try Outcome.medians("status-quo", set: Self.set)
    #expect((outcome.value("compliance.cost", "2026-02") - 1e9 / 365.25 * 28).magnitude < 1e-5)
  }

  @Test func aRegimeMayOweOnlyAShare() throws {
    let set: KeyValuePairs<String, String> = [
      "compliance.annual_cost": "800M", "compliance.overrun": "1.25", "regulation.regimes.joint_venture.compliance": "0.25",
    ]
    let outcome = try Outcome.medians("joint-venture", set: set)
    #expect((outcome.value("compliance.cost", "2025-12") - 1e9 / 365.25 * 31).magnitude < 1e-5)
    #expect((outcome.value("compliance.cost", "2026-01") - 0.25e9 / 365.25 * 31).magnitude < 1e-5)
  }

  /// Deferred is prohibited, a venture is not, and darkness serves nobody.
  @Test func thePenaltyIsExposedOnOpenDaysOfAProhibitedRegime() throws {
    let venture = try Outcome.medians("joint-venture"), ban = try Outcome.medians("ban")
    let users = venture.value("user_growth.monthly_users", "2025-12")
    #expect((venture.value("compliance.penalty_exposure", "2025-12") / (5000 * users) - 1).magnitude < 1e-14)
    #expect(venture.value("compliance.penalty_exposure", "2026-01") == 0)
    #expect(ban.value("compliance.penalty_exposure", "2026-01") == 0)
    let months = ["2025-10", "2025-11", "2025-12"].map { venture.value("compliance.penalty_exposure", $0) }
    #expect(venture.value("compliance.penalty_exposure", "total") == months.max())
  }

  @Test func thePenaltyIsNoCashFlow() throws {
    let with = try Outcome.medians("baseline"), without = try Outcome.medians("baseline", set: ["compliance.penalty_per_user": "0"])
    for output in ["ownership.cash_to_owner", "ownership.value_to_owner", "ownership.value_of_us_business", "compliance.cost"] {
      #expect(with.value(output, "total") == without.value(output, "total"))
    }
    #expect(without.value("compliance.penalty_exposure", "total") == 0)
  }
}
