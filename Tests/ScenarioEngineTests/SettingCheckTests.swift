import Testing

@testable import ScenarioEngine

@Suite struct SettingCheckTests {
  static let mistakes: [(String, [String])] = [
    (
      "commerce:\n  take_rate: 0.24 to 0.9\n",
      ["x.yaml:3:14: commerce.take_rate has 2.8 % of its mass outside its range 0 to 1 (share). Write `truncate(0.24 to 0.9, 0, 1)`."]
    ),
    (
      "user_growth:\n  ceiling: 0.24 to 0.54 share\n",
      [
        "x.yaml:3:12: user_growth.ceiling has 0.0017 % of its mass outside its range 0.001 to 1 (share); such draws are set to its edge. "
          + "`truncate(0.24 to 0.54, 0.001, 1) share` leaves them out instead."
      ]
    ),
    (
      "regulation:\n  start: defered\n",
      ["x.yaml:3:10: regulation.start cannot be \"defered\". Did you mean \"deferred\"? It is one of deferred, banned, joint_venture."]
    ),
    (
      "regulation:\n  regimes:\n    banned: {service: off, prohibited: yes}\n",
      [
        "x.yaml:4:23: regulation.regimes.banned.service cannot be \"off\". It is one of live, degraded, dark.",
        "x.yaml:4:40: regulation.regimes.banned.prohibited is true or false, not \"yes\". Write true or false.",
      ]
    ),
    (
      "ad_revenue:\n  tracking_shock_date: 2026-02-30\n",
      ["x.yaml:3:24: ad_revenue.tracking_shock_date is a day, not \"2026-02-30\". Write a day there is, such as 2026-07-01."]
    ),
    (
      "ad_revenue:\n  tracking_shock_date: 2031-01-01\n",
      ["x.yaml:3:24: ad_revenue.tracking_shock_date is 2031-01-01, outside the horizon 2025-10 to 2030-12. Mend the date or the horizon."]
    ),
    (
      "horizon: {end: 2026-06}\n",
      [
        "scenarios/baseline.yaml:19:24: ad_revenue.tracking_shock_date is 2026-07-01, outside the horizon 2025-10 to 2026-06. It never acts; `null` takes it away.",
        "scenarios/baseline.yaml:42:56: questions.two_extensions.by is 2026-12-31, outside the horizon 2025-10 to 2026-06. It never acts; `null` takes it away.",
        "scenarios/baseline.yaml:43:59: questions.venture.by is 2026-12-31, outside the horizon 2025-10 to 2026-06. It never acts; `null` takes it away.",
      ]
    ),
    (
      "initiatives:\n  messaging: {start: 2026}\n",
      ["x.yaml:3:22: initiatives.messaging.start is a month, not \"2026\". Write a year and a month, such as 2026-07."]
    ),
    (
      "questions:\n  two_extensions: {at_least: 2.5}\n  venture: {regimes: [banned, nowhere]}\n",
      [
        "x.yaml:3:30: questions.two_extensions.at_least is a whole number, not \"2.5\". Write one from 1 to 100.",
        "x.yaml:4:22: questions.venture.regimes cannot be \"nowhere\". It is one of deferred, banned, joint_venture.",
      ]
    ),
    (
      "ad_revenue:\n  revenue_per_hour: {values: {2025-10: 1}}\n  catch_up_half_life: {values: {2026-01: 2, 2031-01: 3}}\n",
      [
        "x.yaml:3:30: ad_revenue.revenue_per_hour does not change with time. Give one value.",
        "x.yaml:4:42: ad_revenue.catch_up_half_life has no value before 2026-01, but the horizon starts in 2025-10. Add a value for 2025-10.",
      ]
    ),
    (
      "ad_revenue:\n  catch_up_half_life: {values: {2024-01: 1, 2025-01: 2, 2031-01: 3}}\n",
      [
        "x.yaml:3:42: The value from 2024-01 on never acts: the next holds when the horizon starts. Remove it.",
        "x.yaml:3:66: The value from 2031-01 on never acts: the horizon ends in 2030-12. Remove it.",
      ]
    ),
    (
      "user_growth:\n  growth_rate: {fit: us_user, coefficient: slope}\n  ceiling: {fit: us_users, coefficient: slope}\n",
      [
        "x.yaml:3:22: There is no fit \"us_user\". Did you mean \"us_users\"? The fits are us_users.",
        "x.yaml:4:18: A fit has no coefficient \"slope\". Its coefficients are level and rate.",
      ]
    ),
    (
      "user_growth:\n  ceiling:\n    value: 0.4\n    known:\n      2023-03-31: 7\n      2024-13-01: 0.3\n",
      [
        "x.yaml:6:19: user_growth.ceiling is 7, outside its range 0.001 to 1 (share). Give a value within.",
        "x.yaml:7:7: \"2024-13-01\" is not a day. Write it such as 2023-03-31.",
      ]
    ),
    (
      "compliance:\n  annual_cost: 0.7B to 1B usd per year\ncommerce:\n  margin: [1, 2]\n",
      ["x.yaml:5:11: commerce.margin is one value, not a list. Write a value or a distribution; for a chance of several, `mixture(…)`."]
    ),
    (
      "fits:\n  us_users:\n    curve: logistics\n",
      ["x.yaml:4:12: There is no curve \"logistics\". Did you mean \"logistic\"? The curves are logistic, log_linear, linear."]
    ),
    (
      "fits:\n  us_users:\n    capacity: 160M\n",
      [
        "scenarios/baseline.yaml:52:16: fits.us_users.rows.users_2025.level is 170M; on a logistic curve a level lies between 0 and the capacity, both excluded. Mend the level or the capacity."
      ]
    ),
    (
      "fits:\n  us_users:\n    rows:\n      prior: {sd: 0}\n      users_2025: {at: soon}\n      more: {level: 1, rate: 2, sd: 1}\n      last: {rate: 1, at: 2020, sd: 1}\n",
      [
        "x.yaml:5:19: The sd of prior must be above 0. Give the row's standard deviation in the fitted scale.",
        "x.yaml:6:24: \"soon\" is not a time. Write a month, such as 2025-10, or a time in years, such as 2020.5.",
        "x.yaml:7:21: The row more of us_users must have exactly one of level, growth and rate. Split it, or add the one that is meant.",
        "x.yaml:8:27: A row with a rate has no at on a logistic curve. Remove it.",
      ]
    ),
    (
      "correlations:\n  commerce.margin:\n    commerce.take_rate: 1.5\n    commerce.margin: 0.5\n    user_growth.growth_rate: 0.5\n    comerce.margin: 0.1\n    regulation.regimes.joint_venture.engagement: 0.2\n",
      [
        "x.yaml:4:25: A rank correlation of 1.5 is outside -1 to 1. Give one between.",
        "x.yaml:5:22: commerce.margin cannot be correlated with itself. Name two parameters.",
        "x.yaml:6:30: user_growth.growth_rate cannot be correlated: it is drawn with its fit. Give it a distribution, or remove the correlation.",
        "x.yaml:7:21: There is no setting \"comerce.margin\" to correlate. Did you mean \"commerce.margin\"? `crossroads parameters` lists the keys.",
        "x.yaml:8:50: regulation.regimes.joint_venture.engagement cannot be correlated: it is drawn by itself. Only declared parameters can be.",
      ]
    ),
    (
      "ad_revenue:\n  revenue_per_hour: 0.5\n",
      [
        "scenarios/baseline.yaml:60:44: ad_revenue.revenue_per_hour is certain here; its correlation with ad_revenue.benchmark_per_hour has no effect. `null` takes it away."
      ]
    ),
  ]

  @Test(arguments: mistakes) func mistakesAndRemarksAreToldTogether(_ text: String, _ expected: [String]) throws {
    let complaints = try ToyProject.complaints("extends: baseline\n" + text)
    #expect(complaints == expected)
  }

  @Test func quantitiesAreThoseDeclared() throws {
    let project = try ToyProject()
    defer { project.remove() }
    let checked = project.library.examine("baseline").checked
    func text(_ key: String) -> String {
      switch checked[key]?.quantity {
      case .number(let expression): expression.isUncertain ? "uncertain" : "certain"
      case .byDate(let values): "\(values.count) dates"
      case .fit(let name, let coefficient): "\(name).\(coefficient)"
      case .word(let word): "word \(word)"
      case .names(let names): "\(names)"
      case .flag(let flag): "\(flag)"
      case .day(let day): "day \(day)"
      case .month(let month): "month \(month)"
      case .count(let count): "count \(count)"
      case nil: "none"
      }
    }
    #expect(text("user_growth.ceiling") == "uncertain")
    #expect(text("user_growth.growth_rate") == "us_users.rate")
    #expect(text("regulation.start") == "word deferred")
    #expect(text("regulation.regimes.deferred.prohibited") == "true")
    #expect(text("questions.venture.regimes") == "[\"joint_venture\"]")
    #expect(text("questions.two_extensions.at_least") == "count 2")
    #expect(text("ad_revenue.tracking_shock_date") == "day 2026-07-01")
    #expect(text("initiatives.messaging.start") == "month 2026-01")
    #expect(text("initiatives.messaging.probability") == "certain")
    #expect(checked["user_growth.ceiling"]?.known.map(\.day.description) == ["2023-03-31"])
  }

  @Test func fitsAndCorrelationsAreRead() throws {
    let project = try ToyProject()
    defer { project.remove() }
    let scenario = try project.library.load("baseline")
    let fit = try #require(scenario.fits.first)
    #expect(fit.curve == .logistic && fit.capacity == 220e6 && fit.originYear == 2025.75)
    #expect(fit.rows.map(\.name) == ["users_2025", "growth", "prior"])
    #expect(
      fit.rows.map(\.observation) == [
        .level(value: 170e6, year: 2025 + 0.5 / 12), .growth(0.012, perYear: 4, around: 155e6), .rate(0.4),
      ])
    #expect(fit.rows.map(\.sd) == [0.3, 0.2, 0.15])
    #expect(fit.rows[0].origin.sources == ["users-2025"] && fit.rows[2].origin.judgement == "a reference class")
    let correlation = try #require(scenario.correlations.first)
    #expect(correlation.first == "ad_revenue.revenue_per_hour" && correlation.second == "ad_revenue.benchmark_per_hour")
    #expect(correlation.rho == 0.5)
  }

  @Test func curvesNeedAndRefuseTheirOwnParts() throws {
    func fit(_ curve: String, _ more: String, _ rows: String) throws -> [String] {
      try ToyProject.complaints(
        """
        extends: baseline
        fits:
          new:
            series: a/b/c
            curve: \(curve)\(more)
            origin: 2025.5
            rows:
              first: {level: 5, at: 2025, sd: 1}
              second: {\(rows), sd: 1}
        """)
    }
    #expect(try fit("linear", "", "growth: 0.1, per: year, around: -3") == [])
    #expect(try fit("log_linear", "", "growth: 0.1, per: month") == [])
    #expect(try fit("logistic", "\n    capacity: 9", "growth: 0.1, per: quarter, around: 3") == [])
    #expect(try fit("logistic", "", "rate: 1") == ["x.yaml:5:12: The logistic fit new has no capacity. Write `capacity:` below `new:`."])
    #expect(
      try fit("linear", "\n    capacity: 9", "rate: 1")
        == ["x.yaml:6:15: A linear curve has no capacity. Remove it, or write `curve: logistic`."])
    #expect(
      try fit("log_linear", "", "growth: 0.1, per: year, around: 3")
        == ["x.yaml:9:48: A row with a growth has no around on a log_linear curve. Remove it."])
    #expect(
      try fit("linear", "", "growth: -1, per: year, around: 3") == [
        "x.yaml:9:24: A growth of -1 leaves nothing. A relative growth is above -1."
      ])
    #expect(
      try fit("log_linear", "", "level: -1, at: 2026-01")
        == ["x.yaml:9:23: fits.new.rows.second.level is -1; on a log_linear curve a level lies above 0. Mend the level or the capacity."])
  }

  @Test func missingKeysAreNamedWithTheirMeaning() throws {
    let project = try ToyProject(["alone": "horizon: {start: 2025-10, end: 2026-12}\nregulation: {regimes: {live: {engagement: 1}}}\n"])
    defer { project.remove() }
    let problems = project.library.examine("alone").diagnostics.map(\.description)
    #expect(
      problems.contains(
        "scenarios/alone.yaml:2:43: regulation.regimes.live.service is not set: Whether it serves. Set it here or in a parent."))
    #expect(problems.contains("scenarios/alone.yaml:1:1: commerce.take_rate is not set: Share kept, in share. Set it here or in a parent."))
    #expect(problems.count == 12)
  }

  @Test func moneyTakesTheUnitOfTheScenario() {
    #expect(SettingCheck.isUnit("rmb per year", "usd/year", currency: "rmb"))
    #expect(SettingCheck.isUnit("usd/year", "usd/year", currency: "usd"))
    #expect(!SettingCheck.isUnit("usd/year", "usd/year", currency: "rmb"))
    #expect(SettingCheck.isUnit("/year", "per year", currency: "usd"))
    #expect(SettingCheck.isUnit("", "users", currency: "usd"))
    #expect(!SettingCheck.isUnit("days", "months", currency: "usd"))
  }

  @Test func fallbacksAreRead() throws {
    func fallback(_ pattern: String) -> Quantity? {
      ToyProject.declarations.first { $0.pattern == pattern }.flatMap { SettingCheck.fallback(of: $0) }
    }
    guard case .number(let one) = fallback("regulation.regimes.*.engagement"), case .constant(1) = one.value else {
      Issue.record("the effect left out is not 1")
      return
    }
    guard case .flag(false) = fallback("regulation.regimes.*.prohibited") else {
      Issue.record("the flag left out is not false")
      return
    }
    #expect(fallback("regulation.regimes.*.service") == nil)
  }

  @Test func calendarCountsDaysAndMonths() throws {
    #expect(CalendarDay("1970-01-01")?.number == 0)
    #expect(CalendarDay("2000-03-01")?.number == 11_017)
    #expect(CalendarDay("2026-07-01")?.number == 20_635)
    #expect(CalendarDay("0001-01-01")?.number == -719_162)
    for text in ["2026-02-29", "2026-13-01", "2026-00-10", "2026-7-1", "20260701", "2026-07-01 ", "-026-07-01", "2026-07"] {
      #expect(CalendarDay(text) == nil)
    }
    #expect(CalendarDay("2024-02-29") != nil && CalendarDay("1900-02-29") == nil && CalendarDay("2000-02-29") != nil)
    let start = try #require(CalendarMonth("2025-10"))
    #expect(start.advanced(by: 62).description == "2030-12" && start.advanced(by: -10).description == "2024-12")
    #expect(start.months(to: try #require(CalendarMonth("2030-12"))) == 62)
    var month = start
    for _ in 0..<600 {
      #expect(month.advanced(by: 1).firstDayNumber - month.firstDayNumber == month.days)
      month = month.advanced(by: 1)
    }
    #expect(CalendarMonth("2025-13") == nil && CalendarMonth("2025-1") == nil && start < month)
    #expect(start.advanced(by: .max).description == "9999-12" && start.advanced(by: .min).description == "0001-01")
  }
}
