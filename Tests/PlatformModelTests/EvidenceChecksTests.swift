import ScenarioEngine
import Testing

@testable import PlatformModel

@Suite struct EvidenceChecksTests {
  static func file(_ checks: String) throws -> String {
    try ProjectUnderTest.file("checks", "title: Checks\nextends: status-quo\nevidence_checks:\n" + checks)
  }

  static let minutes = "  minutes: {fact: tiktok-minutes-us-2025-09, output: engagement.user_hours, period: 2025-10, multiple: 31}\n"

  /// The row is the same as in the table, whatever else is wanted, and the check does not move a result.
  @Test func aCheckReadsItsRow() throws {
    let prepared = try ProjectUnderTest.prepare(try Self.file(Self.minutes))
    let check = try #require(prepared.model.checks.first { $0.fact == "tiktok-minutes-us-2025-09" })
    #expect(check.row == OutputRow(output: "engagement.user_hours", period: "2025-10") && check.multiple == 31)
    let result = try Simulator([prepared], settings: SimulationSettings(paths: 256, outputs: "commerce.gmv", periods: ["2026"])).run()
    let series = try #require(result.checks[0].first { $0.check == check }).series
    let plain = try Simulator(
      [try ProjectUnderTest.prepare("status-quo")], settings: SimulationSettings(paths: 256, by: .month)
    ).run().tables[0].series
    let row = try #require(plain.first { $0.output == "engagement.user_hours" && $0.period == "2025-10" })
    #expect(series.quantiles == row.quantiles && series.mean == row.mean)
    #expect(result.tables[0].series.map(\.output) == ["commerce.gmv"])
    #expect(result.tables[0].series[0].mean == plain.first { $0.output == "commerce.gmv" && $0.period == "2026" }?.mean)
  }

  @Test func aCheckBeyondACutHorizonIsNotMade() throws {
    let file = try Self.file("  late: {fact: tiktok-minutes-us-2025-09, output: engagement.user_hours, period: 2029}\n")
    let late = OutputRow(output: "engagement.user_hours", period: "2029")
    #expect(try ProjectUnderTest.prepare(file).model.checks.contains { $0.row == late })
    #expect(try !ProjectUnderTest.prepare(file, end: "2028-12").model.checks.contains { $0.row == late })
  }

  @Test(arguments: [
    ("{fact: tiktok-minutes-us-2025-90, output: engagement.user_hours, period: 2026}", "There is no fact 'tiktok-minutes-us-2025-90'"),
    ("{fact: tiktok-minutes-us-2025-09, output: engagement.user_hour, period: 2026}", "Did you mean 'engagement.user_hours'?"),
    ("{fact: tiktok-minutes-us-2025-09, output: engagement.user_hours, period: banana}", "'banana' is no whole period of the horizon."),
    (
      "{fact: tiktok-minutes-us-2025-09, output: engagement.user_hours, period: 2026, multiple: 1 to 2}", "`multiple` is uncertain."
    ),
  ])
  func aCheckThatCannotBeMadeIsRefused(text: String, problem: String) throws {
    let message =
      #expect(throws: ScenarioError.self) { try ProjectUnderTest.prepare(try Self.file("  mine: \(text)\n")) }?.description ?? ""
    #expect(message.contains(problem) && message.contains("checks.yaml:4"), "\(message)")
  }
}
