import ScenarioEngine
import Testing

@testable import PlatformModel

@Suite struct QuestionsTests {
  static let every = """
    title: Every kind of question
    extends: rolling-extensions
    regulation:
      transitions:
        deferred:
          joint_venture:
            hazard: 0.3
            judgement: a what-if
    questions:
      venture: {event: entered, regimes: [joint_venture], by: 2027-05-20}
      start: {event: entered, regimes: [deferred, banned], by: 2025-10-01}
      changed: {event: ownership changed, by: 2028-12-31}
      dark_end: {event: in, regimes: [banned, temporarily_dark], on: 2029-06-30}
      dark: {event: dark, by: 2027-12-31}
      dark_long: {event: dark, more_than: 20, by: 2030-12-31}
      thrice: {event: extensions, at_least: 3, by: 2026-06-30}
      rich: {event: output, output: ad_revenue.revenue, period: 2027, above: 17B}
      poor: {event: output, output: ownership.value_to_owner, period: total, below: 30B}
      quiet: {event: output, output: regulation.days_dark, period: total, below: 0.5}
    """

  /// Against the plain model's entries, months and extensions, on 64 paths.
  @Test func everyAnswerFollowsFromThePath() throws {
    let trace = try PathTrace(try ProjectUnderTest.prepare(try ProjectUnderTest.file("questions", Self.every)), seed: 31)
    let horizon = trace.plan.horizon
    func end(_ day: String) -> Double { Double(horizon.offset(of: CalendarDay(day)!) + 1) }
    func month(_ text: String) -> Int { horizon.index(of: CalendarMonth(text)!) }
    var seen: [String: Set<Bool>] = [:]
    for path in stride(from: 0, to: 128, by: 2) {
      let reference = ReferenceModel(trace, path: path)
      let dark = reference.months["regulation.days_dark"]!
      func entered(_ names: [String], by day: String) -> Bool {
        reference.entries.contains { names.contains($0.regime) && $0.day < end(day) }
      }
      let atEnd = ["banned", "temporarily_dark"].contains { reference.months["regulation.regime.\($0)"]![month("2029-06")] == 1 }
      let answers: [String: Bool] = [
        "venture": entered(["joint_venture"], by: "2027-05-20"), "start": true,
        "changed": entered(["joint_venture", "joint_venture_challenged", "divested", "divested_without_algorithm"], by: "2028-12-31"),
        "dark_end": atEnd, "dark": dark[...month("2027-12")].reduce(0, +) > 0, "dark_long": dark.reduce(0, +) > 20,
        "thrice": reference.extensionDays.filter { $0 < end("2026-06-30") }.count >= 3,
        "rich": reference.months["ad_revenue.revenue"]![month("2027-01")...month("2027-12")].reduce(0, +) > 17e9,
        "poor": reference.totals["ownership.value_to_owner"]! < 30e9, "quiet": dark.reduce(0, +) < 0.5,
      ]
      for (name, answer) in answers {
        #expect(trace.output("question." + name, "total", path: path) == (answer ? 1 : 0), "\(name), path \(path)")
        seen[name, default: []].insert(answer)
      }
    }
    #expect(seen.filter { $0.value.count == 2 }.count >= 8)
  }

  static let refusals: [(String, String)] = [
    ("{event: entered, by: 2026-12-31}", "has no `regimes`"),
    ("{event: entered, regimes: [banned]}", "has no `by`"),
    ("{event: in, regimes: [banned]}", "has no `on`"),
    ("{event: in, regimes: [banned], on: 2026-12-30}", "not the last day of a month"),
    ("{event: dark, by: 2026-06-15}", "not the last day of a month"),
    ("{event: dark, more_than: 1 to 3, by: 2026-06-30}", "`more_than` is uncertain"),
    ("{event: dark, at_least: 2, by: 2026-06-30}", "`at_least` says nothing to the event 'dark'"),
    ("{event: output, period: 2026, above: 1}", "has no `output`"),
    ("{event: output, output: ad_revenue.revenue, above: 1}", "has no `period`"),
    ("{event: output, output: ad_revenue.revenu, period: 2026, above: 1}", "Did you mean 'ad_revenue.revenue'?"),
    ("{event: output, output: ad_revenue.revenue, period: 2026}", "needs one bound"),
    ("{event: output, output: ad_revenue.revenue, period: 2026, above: 1, below: 2}", "needs one bound"),
    ("{event: output, output: ad_revenue.revenue, period: 2025, above: 1}", "has no row for '2025'"),
    ("{event: output, output: ownership.value_to_owner, period: 2026, above: 1}", "has no row for '2026'"),
    ("{event: entered, regimes: [banned], by: 2031-01-01}", "2031-01-01"),
  ]

  @Test(arguments: refusals) func aQuestionThatCannotBeAnsweredIsRefused(text: String, problem: String) throws {
    let file = try ProjectUnderTest.file("wrong", "title: Wrong\nextends: baseline\nquestions:\n  mine: \(text)\n")
    let message = #expect(throws: ScenarioError.self) { try ProjectUnderTest.prepare(file) }?.description ?? ""
    #expect(message.contains(problem), "\(message)")
    #expect(message.contains("wrong.yaml:4"), "\(message)")
  }

  @Test func aCutHorizonDropsWhatLiesBeyondByName() throws {
    let short = try ProjectUnderTest.prepare("baseline", end: "2026-06").model as! PlatformModel
    #expect(
      Set(short.droppedQuestions) == [
        "ownership_changed_2026", "joint_venture_2026", "two_extensions_2026", "unresolved_end_2026", "ad_revenue_2026_above_16bn",
        "dark_by_2030", "dark_over_30_days_2030", "banned_by_2030",
      ])
    #expect(short.questions.map(\.name) == ["joint_venture_2026_q1"])
    let whole = try ProjectUnderTest.prepare("baseline").model as! PlatformModel
    #expect(whole.droppedQuestions.isEmpty && whole.questions.count == 9)
  }
}
