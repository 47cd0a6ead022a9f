import Presentation
import ScenarioEngine

/// Results as a model might give them, with round numbers.
enum Sample {
  /// A series whose quantiles run evenly from `low` at 5 % to `high` at 95 %.
  static func series(
    _ output: String, _ unit: String, _ period: String, _ mean: Double, error: Double?, _ low: Double, _ high: Double
  ) -> ResultSeries {
    ResultSeries(
      output: output, unit: unit, period: period, probability: nil, mean: Estimate(mean, standardError: error),
      sd: Estimate((high - low) / 3.29, standardError: error), quantiles: quantiles(low, high, error: error.map { 2 * $0 }))
  }

  static func quantiles(_ low: Double, _ high: Double, error: Double?) -> [Estimate] {
    QuantileLevels.all.map { Estimate(low + (high - low) * ($0 - 0.05) / 0.9, standardError: error) }
  }

  static func event(_ output: String, _ period: String, _ probability: Double, error: Double?) -> ResultSeries {
    ResultSeries(
      output: output, unit: "probability", period: period, probability: Estimate(probability, standardError: error), mean: nil, sd: nil,
      quantiles: [])
  }

  static func difference(
    _ output: String, _ unit: String, _ period: String, _ scenario: String, _ value: Double, error: Double, _ low: Double, _ high: Double,
    above: Double
  ) -> DifferenceSeries {
    DifferenceSeries(
      output: output, unit: unit, period: period, scenario: scenario, against: "ban", paired: true,
      difference: Estimate(value, standardError: error), shareAbove: Estimate(above, standardError: 0.000_4),
      shareBelow: Estimate(1 - above, standardError: 0.000_4), quantiles: quantiles(low, high, error: 2 * error))
  }

  static let run = RunSummary(
    name: "joint-venture", title: "The joint venture closes", about: "Owner below 20 %, algorithm retained.",
    horizon: "2025-10 to 2030-12", evidenceTo: "2025-09-26", paths: 65536, seed: 1, seconds: 0.62,
    table: ResultTable(
      scenario: "joint-venture",
      series: [
        series("user_growth.monthly_users", "users", "2026", 167.02e6, error: 0.12e6, 144.3e6, 189.1e6),
        series("user_growth.monthly_users", "users", "2026-12", 169.4e6, error: 0.12e6, 145e6, 190e6),
        series("user_growth.monthly_users", "users", "2027", 171.5e6, error: 0.14e6, 140e6, 199e6),
        series("ad_revenue.revenue", "usd", "2026", 14.4e9, error: 0.01e9, 10.2e9, 19.6e9),
        series("ad_revenue.revenue", "usd", "2027", 16.08e9, error: 0.04e9, 10.9e9, 23.1e9),
        series("ad_revenue.revenue", "usd", "total", 91e9, error: 0.3e9, 60e9, 130e9),
        series("ownership.value_to_owner", "usd", "total", 42.3e9, error: 0.2e9, 21e9, 74.4e9),
        series("regulation.days_dark", "days", "2026", 0, error: 0, 0, 0),
        event("regulation.regime.deferred", "2026", 0.25, error: 0.002), event("regulation.regime.deferred", "2027", 0, error: 0),
        event("regulation.regime.joint_venture", "2026", 0.75, error: 0.002),
        event("regulation.regime.joint_venture", "2027", 1, error: 0), event("regulation.regime.banned", "2026", 0, error: 0),
        event("regulation.regime.banned", "2027", 0, error: 0),
        event("question.ownership_changed_2026", "total", 0.7913, error: 0.0016),
      ]),
    drivers: [
      Drivers(
        output: "ownership.value_to_owner", period: "total",
        shares: [
          DriverShare(key: "ownership.contracts.joint_venture.price", share: Estimate(0.384, standardError: 0.004)),
          DriverShare(key: "ad_revenue.revenue_per_hour", share: Estimate(0.21, standardError: 0.004)),
        ], rest: Estimate(0.406, standardError: 0.008))
    ],
    evidenceCheck: [
      .init(fact: "tiktok-ad-revenue-us-2025", printed: 14.3e9, unit: "usd", median: 14.31e9, p5: 11.6e9, p95: 17.6e9),
      .init(fact: "tiktok-users-us-2025-09", printed: 300e6, unit: "users", median: 181.4e6, p5: 165e6, p95: 196e6),
    ],
    notes: ["user_growth.ceiling: 0.02 % of its mass lies outside 0.001 to 1 and is clamped."],
    foot: OutputWords.moneyFoot(currency: "usd"), next: [NextCommand("crossroads show joint-venture", "what it assumes")])

  static let comparison = ComparisonSummary(
    headline: "Three roads for TikTok in the United States", names: ["ban", "divestiture", "joint-venture"],
    titles: ["Banned", "Sold", "The joint venture closes"], horizon: "2025-10 to 2030-12", evidenceTo: "2025-09-26", paths: 65536,
    seconds: 0.6,
    tables: [
      ResultTable(
        scenario: "ban",
        series: [
          series("user_growth.monthly_users", "users", "2026-12", 24e6, error: 0.1e6, 6e6, 55e6),
          series("ad_revenue.revenue", "usd", "2026", 2.1e9, error: 0.01e9, 0.4e9, 4.9e9),
          series("ownership.value_to_owner", "usd", "total", 4e9, error: 0.02e9, 0.9e9, 10.1e9),
          series("ownership.terminal_value_to_owner", "usd", "total", 0.9e9, error: 0.01e9, 0, 3.2e9),
        ]),
      ResultTable(
        scenario: "divestiture",
        series: [
          series("user_growth.monthly_users", "users", "2026-12", 167e6, error: 0.1e6, 144e6, 189e6),
          series("ad_revenue.revenue", "usd", "2026", 14.4e9, error: 0.02e9, 10.2e9, 19.6e9),
          series("ownership.value_to_owner", "usd", "total", 42e9, error: 0.2e9, 21e9, 74e9),
          series("ownership.terminal_value_to_owner", "usd", "total", 11e9, error: 0.1e9, 3e9, 26e9),
        ]),
      ResultTable(
        scenario: "joint-venture",
        series: [
          series("user_growth.monthly_users", "users", "2026-12", 170e6, error: 0.1e6, 149e6, 191e6),
          series("ad_revenue.revenue", "usd", "2026", 15.1e9, error: 0.02e9, 10.9e9, 20.4e9),
          series("ownership.value_to_owner", "usd", "total", 34e9, error: 0.2e9, 16e9, 61e9),
          series("ownership.terminal_value_to_owner", "usd", "total", 18e9, error: 0.1e9, 6e9, 38e9),
        ]),
    ],
    differences: [
      difference("ownership.value_to_owner", "usd", "total", "divestiture", 38e9, error: 0.2e9, 17e9, 69e9, above: 0.994),
      difference("ownership.value_to_owner", "usd", "total", "joint-venture", 30e9, error: 0.2e9, -1.2e9, 56e9, above: 0.989),
    ],
    settingDifferences: [
      .init(
        key: "regulation.transitions.any.banned.certain",
        values: [.init(text: "2026-01-01", place: "scenarios/ban.yaml:9"), nil, nil]),
      .init(
        key: "regulation.transitions.deferred.divested.hazard",
        values: [
          .init(text: "0", place: "scenarios/status-quo.yaml:14"), .init(text: "0", place: "scenarios/status-quo.yaml:14"),
          .init(text: "0.02 to 0.2 per year", place: "scenarios/baseline.yaml:212"),
        ]),
    ],
    drivers: [
      Drivers(
        output: "ownership.value_to_owner", period: "total", scenario: "joint-venture", against: "ban",
        shares: [DriverShare(key: "ownership.contracts.joint_venture.ad_share", share: Estimate(0.38, standardError: 0.004))],
        rest: Estimate(0.62, standardError: 0.004))
    ],
    odds: .init(place: "scenarios/baseline.yaml:212", shares: [.init("joint venture", 0.62), .init("deferral", 0.21), .init("ban", 0.07)]),
    foot: OutputWords.moneyFoot(currency: "usd"),
    next: [
      NextCommand("crossroads show joint-venture", "what it assumes, from which documents"),
      NextCommand("crossroads new mine --from joint-venture", "change a line of scenarios/mine.yaml"),
    ])
}

extension Sample {
  static let forecast = ForecastScreen.View(
    series: "kuaishou/china/daily_active_users", unit: "users",
    method: "Logistic trend, capacity 442 million; fitted to 2 points and a prior.",
    asOf: "2022-12-31",
    points: [
      .init(period: "2018-01", value: 100e6, fact: "kuaishou-dau-2018-01", vintage: "2022-03-31"),
      .init(period: "2021-Q4", value: 323.3e6, fact: "kuaishou-dau-2021q4", vintage: "2022-03-31"),
    ], leftOut: ["kuaishou-dau-target: a target"],
    steps: [
      .init(period: "2023-Q1", mean: Estimate(352e6, standardError: 0.2e6), quantiles: quantiles(330e6, 372e6, error: 0.4e6)),
      .init(period: "2024-Q3", mean: Estimate(385e6, standardError: 0.3e6), quantiles: quantiles(340e6, 419e6, error: 0.6e6)),
    ])

  static let facts = [
    EvidenceScreen.Row(
      id: "tiktok-users-us-2025-09", entity: "tiktok", region: "us", metric: "monthly_active_users", low: 100e6, value: nil, high: nil,
      unit: "users", period: "2025-09", kind: "reported", vintage: "2025-09-26", document: "a.txt", locator: "L1", caveat: "BOUND lower",
      printed: "period 2023-09"),
    EvidenceScreen.Row(
      id: "project-texas-annual-cost", entity: "tiktok", region: "us", metric: "cost", low: 0.7e9, value: nil, high: 1e9, unit: "usd/year",
      period: "2023", kind: "forecast", vintage: "2023-03", document: "b.txt", locator: "L2", caveat: "", printed: ""),
  ]

  static let show = ShowScreen.View(
    name: "mine", title: "Dearer hours", about: "Revenue per hour a third higher.", parents: ["joint-venture", "ad-downturn"],
    horizon: "2025-10 to 2030-12", currency: "usd",
    rows: [
      .init(
        key: "ad_revenue.revenue_per_hour", value: "0.60 to 0.75", unit: "usd",
        origin: Origin(judgement: "a what-if", sources: ["tiktok-ad-revenue-us-2025"]), file: "mine.yaml", line: 5, before: "0.42 to 0.55"),
      .init(key: "commerce.take_rate", value: "0.11", unit: "share", origin: Origin(), file: "--set", line: 1),
    ], showsAll: false, removed: ["initiatives.messaging"])

  static let list = [
    ListScreen.Row(
      name: "ban", title: "The ban is enforced and stays so for good", parents: ["status-quo"], start: "2025-10", end: "2030-12",
      currency: "usd", file: "scenarios/ban.yaml"),
    ListScreen.Row(
      name: "baseline", title: "Every road weighed", parents: [], start: "2025-10", end: "2030-12", currency: "usd",
      file: "scenarios/baseline.yaml"),
  ]

  static let parameters = [
    Declaration("commerce.take_rate", number: 1, kind: .number(minimum: 0, maximum: 1), unit: "share", meaning: "share of sales kept"),
    Declaration("ad_revenue.tracking_shock_date", kind: .date, meaning: "day of the loss", actsIn: "tracking-shock"),
    Declaration("regulation.regimes.*.service", kind: .choice(["live", "degraded", "dark"]), meaning: "whether the app works"),
  ].map(ParametersScreen.Row.init)
}
