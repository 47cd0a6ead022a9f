import NumericCore
import PlatformModel
import ScenarioEngine
import Testing

@Suite struct OwnershipTests {
  @Test func discountingIsByYears() {
    #expect(agree(Ownership.discount(rate: Vector(0.11), years: 2.5 / 12)[0], 0.978493))
    #expect(agree(Ownership.discount(rate: Vector(0.11), years: 63.0 / 12)[0], 0.578168))
    #expect(Ownership.discount(rate: .zero, years: 5)[0] == 1)
  }

  @Test func theTerminalValueIsThatOfTheLastFlowAndNeverNegative() {
    let value = Ownership.terminalValue(multiple: Vector(9), lastFlow: Vector(1e8), days: 31)[0]
    #expect((value / (9e8 * 365.25 / 31) - 1).magnitude < 1e-15)
    #expect(Ownership.terminalValue(multiple: Vector(9), lastFlow: Vector(-1e8), days: 31)[0] == 0)
  }

  @Test func aMonthUnderAContract() {
    let (r, q, k) = (1.3e9, 4e7, 3e7)
    let (e, a, b, f) = (0.15, 0.2, 0.3, 0.06)
    let ads = Ownership.ownersPart(equity: Vector(e), share: Vector(a))[0],
      shop = Ownership.ownersPart(equity: Vector(e), share: Vector(b))[0]
    #expect(agree(0.3 * r + 0.1 * q - k, 3.64000e8))
    #expect(agree(ads * 0.3 * r + shop * 0.1 * q + f * (1 - e) * (r + q) - e * k, 1.90260e8))
    #expect(Ownership.ownersPart(equity: .one, share: Vector(0.4))[0] == 1)
    #expect(Ownership.ownersPart(equity: .zero, share: Vector(0.4))[0] == 0.4)
  }

  static let contract: KeyValuePairs<String, String> = [
    "ownership.contracts.joint_venture.ad_share": "0.2", "ownership.contracts.joint_venture.commerce_share": "0.3",
    "ownership.contracts.joint_venture.licence_fee": "0.06", "ownership.contracts.joint_venture.equity": "0.15",
    "ownership.contracts.joint_venture.price": "1", "ownership.ad_margin": "0.3", "ownership.commerce_margin": "0.1",
    "ownership.other_apps_profit": "0", "ownership.discount_rate": "0.11", "regulation.regimes.joint_venture.compliance": "0.5",
  ]

  static func flow(_ outcome: Outcome, _ month: String) -> Double {
    let r = outcome.value("ad_revenue.revenue", month), q = outcome.value("commerce.revenue", month)
    let k = outcome.value("compliance.cost", month) + outcome.value("initiatives.cost", month)
    return (0.15 + 0.2 * 0.85) * 0.3 * r + (0.15 + 0.3 * 0.85) * 0.1 * q + 0.06 * 0.85 * (r + q) - 0.15 * k
  }

  @Test func aMonthOfARunUnderAContract() throws {
    let outcome = try Outcome.medians("joint-venture", set: Self.contract)
    for month in ["2026-02", "2028-07", "2030-12"] {
      #expect((outcome.value("ownership.cash_to_owner", month) / Self.flow(outcome, month) - 1).magnitude < 1e-13)
    }
    let r = outcome.value("ad_revenue.revenue", "2026-02"), q = outcome.value("commerce.revenue", "2026-02")
    let k = outcome.value("compliance.cost", "2026-02") + outcome.value("initiatives.cost", "2026-02")
    #expect((outcome.value("ownership.operating_contribution", "2026-02") / (0.3 * r + 0.1 * q - k) - 1).magnitude < 1e-13)
  }

  /// r · (A + Z) at the start of January from the users and revenue of the months before.
  @Test func thePriceIsYearsOfTheLatestRevenuePerUser() throws {
    let outcome = try Outcome.medians("joint-venture", set: Self.contract)
    let fit = try #require(try ProjectUnderTest.plan("joint-venture").fits.first)
    var users = 220e6 / (1 + Elementary.exp(-fit.centre[0]))
    for month in ["2025-10", "2025-11", "2025-12"] { users = 2 * outcome.value("user_growth.monthly_users", month) - users }
    let revenue = outcome.value("ad_revenue.revenue", "2025-12") + outcome.value("commerce.revenue", "2025-12")
    let price = 0.85 * revenue / (outcome.value("user_growth.monthly_users", "2025-12") * 31) * 365.25 * users
    let paid = outcome.value("ownership.cash_to_owner", "2026-01") - Self.flow(outcome, "2026-01")
    #expect((paid / price - 1).magnitude < 1e-12)
    let discounted = outcome.value("ownership.present_value_of_price", "total")
    #expect((discounted / (price * Elementary.exp(-3.5 / 12 * Elementary.log(1.11))) - 1).magnitude < 1e-12)
  }

  /// 1 · (1 - 0.15) · 16 bn, from a revenue per user that is known before any month was simulated.
  @Test func aPriceInTheFirstMonthRestsOnTheSettings() throws {
    let outcome = try Outcome.medians(
      "joint-venture",
      set: [
        "regulation.transitions.any.joint_venture.certain": "2025-10-01", "ownership.contracts.joint_venture.equity": "0.15",
        "ownership.contracts.joint_venture.price": "1", "ownership.discount_rate": "0", "user_growth.initial_monthly_users": "160M",
        "user_growth.stickiness": "0.5", "engagement.minutes": "60", "ad_revenue.revenue_per_hour": "0.5", "commerce.take_rate": "0.05",
        "commerce.gmv_per_user": "173.75",
      ])
    // 0.5 · 365.25 · 0.5 + 0.05 · 173.75 = 100 a user and year.
    #expect(agree(outcome.value("ownership.present_value_of_price", "total"), 1.36000e10))
  }

  @Test func aPathThatStartsUnderAPricedContractHasHadItsPrice() throws {
    let outcome = try Outcome.medians("joint-venture", set: ["regulation.start": "joint_venture"])
    #expect(outcome.value("ownership.present_value_of_price", "total") == 0)
  }

  /// Venture, challenge, then a sale: the price of the venture only.
  @Test func onlyTheFirstPriceIsPaid() throws {
    let file = try ProjectUnderTest.file(
      "twice",
      """
      title: Twice sold
      extends: joint-venture
      regulation:
        transitions:
          joint_venture:
            divested:
              certain: 2026-07-01
              judgement: a what-if
      """)
    let twice = try Outcome.medians(file), once = try Outcome.medians("joint-venture")
    #expect(twice.value("regulation.regime.divested", "2026-07") == 1)
    #expect(twice.value("ownership.present_value_of_price", "total") == once.value("ownership.present_value_of_price", "total"))
    #expect(once.value("ownership.present_value_of_price", "total") > 0)
  }

  @Test func valuesAreDiscountedFlowsAndATerminalValue() throws {
    let outcome = try Outcome.medians("joint-venture", set: Self.contract)
    let months = try ProjectUnderTest.plan("joint-venture").horizon.months.map(\.calendar.description)
    for (flow, value, terminal) in [
      ("ownership.cash_to_owner", "ownership.value_to_owner", "ownership.terminal_value_to_owner"),
      ("ownership.operating_contribution", "ownership.value_of_us_business", "ownership.terminal_value_of_us_business"),
    ] {
      var sum = 0.0
      for (t, month) in months.enumerated() {
        sum += outcome.value(flow, month) * Elementary.exp(-(Double(t) + 0.5) / 12 * Elementary.log(1.11))
      }
      sum += outcome.value(terminal, "total")
      #expect((outcome.value(value, "total") / sum - 1).magnitude < 1e-12)
    }
    let last = outcome.value("ownership.operating_contribution", "2030-12")
    let ratio = outcome.value("ownership.terminal_value_of_us_business", "total") / (last * 365.25 / 31 * 0.578168)
    let sameRatio = outcome.value("ownership.terminal_value_to_owner", "total") / (Self.flow(outcome, "2030-12") * 365.25 / 31 * 0.578168)
    #expect((ratio / sameRatio - 1).magnitude < 1e-12)
    #expect(ratio > 6 && ratio < 14)
  }

  @Test(arguments: ["temporary-shutdown", "ban", "status-quo"])
  func aPresentOwnerWithoutOtherAppsOwnsTheWholeBusiness(name: String) throws {
    let trace = try PathTrace(
      try ProjectUnderTest.prepare(
        name, set: ["ownership.other_apps_profit": "0", "ownership.ad_margin": "uniform(-1, 1)", "regulation.leverage_elasticity": "0"]),
      seed: 21)
    for path in 0..<128 {
      let owner = trace.output("ownership.value_to_owner", "total", path: path)
      let business = trace.output("ownership.value_of_us_business", "total", path: path)
      #expect((owner - business).magnitude <= 1e-12 * max(owner.magnitude, 1e9))
    }
  }

  static let everySetting: KeyValuePairs<String, String> = [
    "ownership.ad_margin": "uniform(-2, 1)", "ownership.commerce_margin": "0.7", "ownership.discount_rate": "0.5",
    "ownership.terminal_multiple": "50", "ownership.other_apps_profit": "9B", "ownership.contracts.present_owner.equity": "0.5",
    "ownership.contracts.present_owner.licence_fee": "0.5", "ownership.contracts.joint_venture.ad_share": "0.9",
    "ownership.contracts.joint_venture.commerce_share": "0.9", "ownership.contracts.joint_venture.price": "9",
    "ownership.contracts.sale.price": "0", "ownership.contracts.sale.equity": "uniform(0, 1)", "ownership.contracts.none.licence_fee": "1",
  ]

  /// ownership.* moves only ownership; commerce.* moves neither users nor ads, hours, regulation or compliance.
  @Test(arguments: UserGrowthTests.seeds) func whatDependsOnWhat(seed: UInt64) throws {
    let plain = try PathTrace(try ProjectUnderTest.prepare("baseline"), seed: seed)
    let ownership = try PathTrace(try ProjectUnderTest.prepare("baseline", set: Self.everySetting), seed: seed)
    let commerce = try PathTrace(
      try ProjectUnderTest.prepare(
        "baseline",
        set: [
          "commerce.gmv_per_user": "500 to 900", "commerce.growth_rate": "uniform(-2, 3)", "commerce.growth_half_life": "50",
          "commerce.launch_delay": "30", "commerce.take_rate": "0.9",
        ]), seed: seed)
    var moved: Set<String> = []
    for row in plain.block.layout.rows {
      let name = plain.block.layout.outputs[row.output].name, period = row.period.label
      for path in 0..<128 {
        let value = plain.output(name, period, path: path)
        if !name.hasPrefix("ownership.") {
          #expect(ownership.output(name, period, path: path) == value, "\(name) \(period)")
        } else if ownership.output(name, period, path: path) != value {
          moved.insert(name)
        }
        if !name.hasPrefix("ownership."), !name.hasPrefix("commerce.") {
          #expect(commerce.output(name, period, path: path) == value, "\(name) \(period)")
        } else if commerce.output(name, period, path: path) != value {
          moved.insert("by commerce: " + name)
        }
      }
    }
    #expect(moved.isSuperset(of: ["ownership.value_to_owner", "by commerce: commerce.gmv", "by commerce: ownership.value_to_owner"]))
  }
}
