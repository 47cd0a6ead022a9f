import Foundation
import NumericCore
import ScenarioEngine
import Testing

@testable import PlatformModel

@Suite struct PlatformModelTests {
  static let statusQuo: [(String, String, Double)] = [
    ("user_growth.monthly_users", "2025-10", 1.81860e8), ("engagement.user_hours", "2025-10", 2.66536e9),
    ("ad_revenue.revenue", "2025-10", 1.28732e9), ("commerce.gmv", "2025-10", 8.73140e8), ("compliance.cost", "2025-10", 8.25063e7),
    ("ownership.operating_contribution", "2025-10", 2.87777e8), ("ownership.value_to_owner", "total", 5.34721e10),
    ("ownership.value_of_us_business", "total", 5.25844e10), ("ad_revenue.start_year_trend", "total", 1.43969e10),
    ("regulation.extensions", "total", 25),
  ]

  @Test(arguments: statusQuo) func statusQuoInMediansMode(output: String, period: String, printed: Double) throws {
    let value = try Outcome.medians("status-quo").value(output, period)
    #expect(agree(value, printed), "\(value)")
  }

  @Test(arguments: [("user_growth.monthly_users", 6.86947e6), ("user_growth.dormant_users", 1.04512e8)])
  func theFirstMonthOfABanInMediansMode(output: String, printed: Double) throws {
    let value = try Outcome.medians("ban").value(output, "2026-01")
    #expect(agree(value, printed), "\(value)")
  }

  /// The Sobol' dimensions of the parameters. Add lines; never change or use one again.
  static let numbers: [Int: String] = [
    1: "user_growth.population", 2: "user_growth.initial_monthly_users", 3: "user_growth.growth_rate", 4: "user_growth.ceiling",
    5: "user_growth.stickiness", 6: "user_growth.growth_noise", 7: "user_growth.leak", 8: "user_growth.dormancy_half_life",
    9: "user_growth.substitution_half_life", 10: "user_growth.return_half_life", 11: "engagement.minutes", 12: "engagement.trend",
    13: "engagement.trend_half_life", 14: "ad_revenue.revenue_per_hour", 15: "ad_revenue.benchmark_per_hour",
    16: "ad_revenue.catch_up_half_life", 17: "ad_revenue.noise_sd", 18: "ad_revenue.noise_half_life", 19: "ad_revenue.downturn_rate",
    20: "ad_revenue.downturn_depth", 21: "ad_revenue.downturn_half_life", 22: "ad_revenue.tracking_shock_probability",
    23: "ad_revenue.tracking_shock_size", 24: "ad_revenue.recapture", 25: "ad_revenue.rival_weight_meta",
    26: "ad_revenue.rival_weight_google", 27: "ad_revenue.rival_weight_other", 28: "commerce.gmv_per_user", 29: "commerce.growth_rate",
    30: "commerce.growth_half_life", 31: "commerce.launch_delay", 32: "commerce.take_rate", 33: "compliance.annual_cost",
    34: "compliance.overrun", 35: "compliance.penalty_per_user", 36: "regulation.leverage_elasticity", 37: "ownership.ad_margin",
    38: "ownership.commerce_margin", 39: "ownership.discount_rate", 40: "ownership.terminal_multiple", 41: "ownership.other_apps_profit",
  ]

  @Test func numbersAreUniqueAndNeverReused() {
    let declared = PlatformModel.declarations.filter { $0.number != nil }
    #expect(Set(declared.map(\.number)).count == declared.count)
    for declaration in declared { #expect(Self.numbers[declaration.number!] == declaration.pattern, "\(declaration.pattern)") }
    // A parameter without a name of its own takes a number; what a file names is keyed by its path.
    for declaration in PlatformModel.declarations {
      guard case .number = declaration.kind else { continue }
      #expect((declaration.number == nil) == declaration.pattern.contains("*"), "\(declaration.pattern)")
    }
  }

  @Test func everyPatternIsDeclaredOnce() {
    let patterns = PlatformModel.declarations.map(\.pattern)
    #expect(Set(patterns).count == patterns.count)
  }

  @Test func baselineSetsEveryParameter() throws {
    let scenario = try ProjectUnderTest.library.load("baseline")
    for declaration in PlatformModel.declarations where !declaration.pattern.contains("*") {
      #expect(scenario.settings[declaration.pattern] != nil, "\(declaration.pattern)")
    }
  }

  // MARK: - The words hold together

  static let docs = (try? String(contentsOfFile: ProjectUnderTest.folder + "/docs/model.md", encoding: .utf8)) ?? ""

  /// Sections of docs/model.md by heading: `## AdRevenue (ad_revenue)`.
  static let sections: [String: String] = {
    var result: [String: String] = [:]
    for part in docs.components(separatedBy: "\n## ").dropFirst() {
      let lines = part.split(separator: "\n", maxSplits: 1)
      result[String(lines[0])] = lines.count > 1 ? String(lines[1]) : ""
    }
    return result
  }()

  static func typeName(_ section: String) -> String {
    section.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
  static func heading(_ section: String) -> String { "\(typeName(section)) (`\(section)`)" }
  static let sectionNames = Set(PlatformModel.declarations.map { String($0.pattern.prefix { $0 != "." }) })

  /// The range as docs/model.md writes it.
  static func text(_ value: Double) -> String {
    if value == 0 { return "0" }
    let exponent = Int(log10(value.magnitude).rounded(.down))
    if exponent >= 5 || exponent <= -4 {
      let mantissa = value / pow(10, Double(exponent))
      return (mantissa == 1 ? "1" : mantissa == -1 ? "-1" : "\(mantissa)") + "e\(exponent)"
    }
    return value == value.rounded() ? "\(Int(value))" : "\(value)"
  }

  /// Every declaration has a row under its section's heading, with unit and range as in the code.
  @Test func everyDeclarationHasAHeadingInTheDocs() throws {
    for declaration in PlatformModel.declarations {
      let section = String(declaration.pattern.prefix { $0 != "." })
      let text = try #require(Self.sections[Self.heading(section)], "no heading \(Self.heading(section))")
      let key = declaration.pattern.dropFirst(section.count + 1)
      var row = "| `\(key)` |"
      if case .number(let low, let high) = declaration.kind {
        row += " \(declaration.unit.isEmpty ? "-" : declaration.unit) | \(Self.text(low)) to \(Self.text(high)) |"
      }
      #expect(text.contains(row), "\(section): \(row)")
    }
  }

  @Test func everyOutputHasARowInTheDocs() throws {
    let table = try #require(Self.sections["Outputs"])
    for output in Output.declarations(currency: "usd", regimes: ["NAME"]) {
      #expect(table.contains("| `\(output.name)` | \(output.unit) | \(output.aggregation.rawValue) |"), "\(output.name)")
    }
    #expect(table.contains("| `question.NAME` | probability | once |"))
  }

  @Test func sectionsOutputsAndFilesShareTheirWords() throws {
    let files = FileManager.default
    let outputs = Output.declarations(currency: "usd", regimes: ["NAME"]).map(\.name) + ["question.NAME"]
    for section in Self.sectionNames {
      let type = Self.typeName(section)
      #expect(files.fileExists(atPath: "\(ProjectUnderTest.folder)/Sources/PlatformModel/\(type).swift"), "\(type).swift")
      #expect(files.fileExists(atPath: "\(ProjectUnderTest.folder)/Tests/PlatformModelTests/\(type)Tests.swift"), "\(type)Tests.swift")
      #expect(Self.sections[Self.heading(section)] != nil, "docs/model.md has no heading \(Self.heading(section))")
      // Checks only compare; a question's output is in the singular.
      if section != "evidence_checks" {
        let prefix = section == "questions" ? "question." : section + "."
        #expect(outputs.contains { $0.hasPrefix(prefix) }, "no output \(prefix)…")
      }
      let source = try String(contentsOfFile: "\(ProjectUnderTest.folder)/Sources/PlatformModel/\(type).swift", encoding: .utf8)
      #expect(source.contains("enum \(type) {"), "\(type).swift declares no \(type)")
    }
    for output in outputs {
      let section = output.prefix { $0 != "." }
      #expect(Self.sectionNames.contains(section == "question" ? "questions" : String(section)), "\(output)")
    }
  }

  // MARK: - Runs as of a day

  @Test(arguments: [
    ("baseline", "2023-03-31"), ("baseline", "2025-01-18"), ("baseline", "2025-09-26"), ("kuaishou-baseline", "2022-12-31"),
  ])
  func factsUsedAreNeverYoungerThanTheDay(name: String, day: String) throws {
    let start = CalendarDay(day).map { CalendarMonth.following($0).description }
    let plan = try ProjectUnderTest.plan(name, asOf: day, start: start)
    #expect(plan.asOf == day && !plan.factsUsed.isEmpty)
    for fact in plan.factsUsed { #expect(fact.vintage <= day, "\(fact.id)") }
    for fit in plan.fits {
      for id in fit.rows.flatMap(\.origin.sources) { #expect(ProjectUnderTest.ledger.fact(id: id)!.vintageDay <= day) }
    }
  }

  /// A run that begins after the day begins where the counts known then put the users.
  @Test func aRunAsOfADayStartsFromTheFitAtItsStart() throws {
    func fit(_ asOf: String?, _ start: String?) throws -> FittedTrend {
      try #require(try ProjectUnderTest.plan("baseline", asOf: asOf, start: start).fits.first)
    }
    let (later, there) = (try fit("2023-03-31", nil), try fit("2023-03-31", "2023-04"))
    // Two years and a half from 2023-04 to 2025-10: level and covariance are those of the same line at another time.
    #expect((there.centre[0] - (later.centre[0] - 2.5 * later.centre[1])).magnitude < 1e-12)
    #expect((there.centre[1] - later.centre[1]).magnitude < 1e-12)
    let variance = later.covariance[0][0] - 5 * later.covariance[0][1] + 6.25 * later.covariance[1][1]
    #expect((there.covariance[0][0] - variance).magnitude < 1e-12)
    #expect(there.centralLevel > 145e6 && there.centralLevel < 155e6 && later.centralLevel > 175e6)
    // Without a day, what holds at the start holds at the new one.
    #expect(try fit(nil, "2027-01").centre == fit(nil, nil).centre)
  }

  @Test func whatRestsOnKnownAndOnYoungerFactsIsNamed() throws {
    #expect(try ProjectUnderTest.plan("baseline", asOf: "2023-03-31").partlyYounger.contains("commerce.growth_rate"))
    #expect(try ProjectUnderTest.plan("baseline").partlyYounger.isEmpty)
  }

  /// On an earlier day the run names what nobody knew, each with file and line.
  @Test(arguments: [
    ("baseline", "2023-03-30", "No level of the fit 'us_monthly_users' was known by then."),
    ("kuaishou-baseline", "2022-01-31", "Nobody knew `"),
  ])
  func anEarlierDayIsRefusedByName(name: String, day: String, problem: String) throws {
    let message = #expect(throws: ScenarioError.self) { try ProjectUnderTest.plan(name, asOf: day) }?.description ?? ""
    #expect(message.contains(problem), "\(message)")
    for line in message.split(separator: "\n") { #expect(line.contains(".yaml:"), "\(line)") }
  }

  @Test func aRunAsOfTheLastDayIsTheRunItself() throws {
    let settings = SimulationSettings(paths: 256)
    let last = try Simulator([try ProjectUnderTest.prepare("baseline", asOf: "2025-09-26")], settings: settings).run().tables[0].series
    let plain = try Simulator([try ProjectUnderTest.prepare("baseline")], settings: settings).run().tables[0].series
    #expect(last.map(\.mean) == plain.map(\.mean) && last.map(\.quantiles) == plain.map(\.quantiles))
  }
}
