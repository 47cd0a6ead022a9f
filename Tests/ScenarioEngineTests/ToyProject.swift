import Foundation

@testable import ScenarioEngine

/// A project in a temporary folder, with a small model's declarations and a baseline that sets them all.
struct ToyProject {
  static let declarations: [Declaration] = [
    Declaration(
      "user_growth.ceiling", number: 4, kind: .number(minimum: 0.001, maximum: 1), unit: "share", meaning: "Daily users in the long run"),
    Declaration(
      "user_growth.initial_monthly_users", number: 2, kind: .number(minimum: 1, maximum: 1e10), unit: "users", meaning: "Users at the start"
    ),
    Declaration("user_growth.growth_rate", number: 3, kind: .number(minimum: -1, maximum: 3), unit: "per year", meaning: "Intrinsic rate"),
    Declaration("ad_revenue.revenue_per_hour", number: 20, kind: .number(minimum: 1e-6, maximum: 1000), unit: "usd", meaning: "Price"),
    Declaration("ad_revenue.benchmark_per_hour", number: 21, kind: .number(minimum: 1e-6, maximum: 1000), unit: "usd", meaning: "Price"),
    Declaration(
      "ad_revenue.catch_up_half_life", number: 22, kind: .number(minimum: 0.1, maximum: 100), unit: "years", meaning: "Catching up",
      mayVary: true),
    Declaration("ad_revenue.tracking_shock_date", number: 29, kind: .date, meaning: "Day of the shock"),
    Declaration("commerce.take_rate", number: 40, kind: .number(minimum: 0, maximum: 1), unit: "share", meaning: "Share kept"),
    Declaration("commerce.margin", number: 41, kind: .number(minimum: -2, maximum: 1), unit: "share", meaning: "Margin"),
    Declaration("compliance.annual_cost", number: 50, kind: .number(minimum: 0, maximum: 1e11), unit: "usd/year", meaning: "Cost"),
    Declaration("regulation.start", kind: .name(group: "regulation.regimes", or: []), meaning: "The first regime"),
    Declaration("regulation.regimes.*.service", kind: .choice(["live", "degraded", "dark"]), meaning: "Whether it serves"),
    Declaration("regulation.regimes.*.prohibited", kind: .flag, meaning: "Whether the law forbids it", fallback: "false"),
    Declaration("regulation.regimes.*.engagement", kind: .number(minimum: 0, maximum: 3), meaning: "Effect", fallback: "1"),
    Declaration(
      "regulation.transitions.*.*.hazard", kind: .number(minimum: 0, maximum: 365), unit: "per year", meaning: "Hazard", fallback: "0"),
    Declaration("regulation.transitions.*.*.certain", kind: .date, meaning: "Day on which it happens", fallback: ""),
    Declaration("regulation.transitions.*.*.leverage", kind: .choice(["-1", "0", "1"]), meaning: "Leverage", fallback: "0"),
    Declaration("initiatives.*.start", kind: .month, meaning: "First month"),
    Declaration("initiatives.*.probability", kind: .number(minimum: 0, maximum: 1), meaning: "Probability", fallback: "1"),
    Declaration("questions.*.event", kind: .choice(["entered", "in", "extensions"]), meaning: "What is asked"),
    Declaration("questions.*.regimes", kind: .names(group: "regulation.regimes"), meaning: "Regimes meant", fallback: ""),
    Declaration("questions.*.at_least", kind: .count(minimum: 1, maximum: 100), meaning: "How many", fallback: "1"),
    Declaration("questions.*.by", kind: .date, meaning: "The day by which", fallback: ""),
  ]

  static let ledger: Set<String> = ["users-2025", "users-2023", "revenue-2025"]

  static let baseline = """
    title: Baseline
    about: A small model.
    horizon: {start: 2025-10, end: 2030-12}
    currency: usd

    user_growth:
      ceiling:
        value: uniform(0.28, 0.46)
        judgement: today's 0.29 is nearly a floor
        source: [users-2025]
        known:
          2023-03-31: {value: 'uniform(0.2, 0.5)', judgement: a guess}
      initial_monthly_users: {fit: us_users, coefficient: level}
      growth_rate: {fit: us_users, coefficient: rate}
    ad_revenue:
      revenue_per_hour: {value: 0.42 to 0.55, source: revenue-2025}
      benchmark_per_hour: 0.6 to 1.5 usd
      catch_up_half_life: 2 to 8 years
      tracking_shock_date: 2026-07-01
    commerce:
      take_rate: uniform(0.02, 0.1)
      margin: uniform(0, 0.2)
    compliance:
      annual_cost: 0.7B to 1.0B
    regulation:
      start: deferred
      regimes:
        deferred: {service: live, prohibited: true}
        banned: {service: dark}
        joint_venture:
          service: live
          engagement: 0.94 to 1.03
          judgement: quality is kept
      transitions:
        deferred:
          joint_venture: {hazard: 0.6 to 3 per year, judgement: approved}
    initiatives:
      messaging:
        start: 2026-01
        probability: 0.35
    questions:
      two_extensions: {event: extensions, at_least: 2, by: 2026-12-31}
      venture: {event: entered, regimes: [joint_venture], by: 2026-12-31}
    fits:
      us_users:
        series: tiktok/us/monthly_active_users
        curve: logistic
        capacity: 220M
        origin: 2025-10
        rows:
          users_2025:
            level: 170M
            at: 2025-01
            sd: 0.3
            source: users-2025
          growth: {growth: 1.2%, per: quarter, around: 155M, sd: 0.2}
          prior: {rate: 0.4, sd: 0.15, judgement: a reference class}
    correlations:
      ad_revenue.revenue_per_hour:
        ad_revenue.benchmark_per_hour: {value: 0.5, judgement: both follow the market}
    """

  let folder: String
  let library: ScenarioLibrary

  /// A project whose `scenarios/` hold the baseline and the given files.
  init(_ scenarios: [String: String] = [:]) throws {
    folder = NSTemporaryDirectory() + "toy-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder + "/scenarios", withIntermediateDirectories: true)
    library = ScenarioLibrary(
      project: folder, declarations: Self.declarations, ledgerIDs: Self.ledger, currentDirectory: folder)
    try write(Self.baseline, to: "scenarios/baseline.yaml")
    for (name, text) in scenarios { try write(text, to: "scenarios/\(name).yaml") }
  }

  func write(_ text: String, to path: String) throws { try write(Data(text.utf8), to: path) }

  func write(_ data: Data, to path: String) throws {
    let whole = URL(fileURLWithPath: folder + "/" + path)
    try FileManager.default.createDirectory(at: whole.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: whole)
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  /// The mistakes and remarks of `x.yaml` with this text, beside the project's folder `scenarios`.
  static func complaints(_ text: String, others: [String: String] = [:]) throws -> [String] {
    let project = try ToyProject(others)
    defer { project.remove() }
    try project.write(text, to: "x.yaml")
    return project.library.examine("x.yaml").diagnostics.map(\.description)
  }
}
