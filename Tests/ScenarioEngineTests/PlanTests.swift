import NumericCore
import Testing

@testable import ScenarioEngine

@Suite struct PlanTests {
  static let place = SourceLocation(file: "toy.yaml", line: 77, column: 5)

  static func correlation(_ first: String, _ second: String, _ rho: Double, line: Int = 77) -> CorrelationDeclaration {
    CorrelationDeclaration(
      first: first, second: second, rho: rho, origin: Origin(), location: SourceLocation(file: "toy.yaml", line: line, column: 5))
  }

  static func fact(_ id: String, _ vintage: String, caveat: String = "") -> Fact {
    Fact(
      id: id, entity: "e", region: "r", metric: "m", low: nil, value: 1, high: nil, unit: "1", period: "2020", kind: .reported,
      vintage: vintage,
      document: "d", locator: "L1", caveat: caveat, location: place)
  }

  static let ledger = EvidenceLedger(facts: [
    fact("old", "2022-12-31"), fact("month", "2023-03"), fact("young", "2025-01-18"), fact("loose", "2020", caveat: "do not fit"),
  ])

  static func message(_ scenario: Scenario, asOf: String? = nil, start: String? = nil, end: String? = nil) -> String {
    let builder = PlanBuilder(
      declarations: ToyModel.declarations, ledger: ledger, asOf: asOf.flatMap { CalendarDay($0) },
      start: start.flatMap { CalendarMonth($0) },
      end: end.flatMap { CalendarMonth($0) })
    do throws(ScenarioError) {
      _ = try builder.plan(scenario)
      return ""
    } catch {
      return error.description
    }
  }

  static func constant(_ plan: Plan, _ key: String) -> Double? { plan.constant(key) }

  // MARK: - What was known

  /// `a` rests on a young and an old fact, `b` only on a young one and knows an older value, `c` has no source.
  static let dated = ToyModel.scenario(
    ["toy.a": .text("1"), "toy.b": .text("2"), "toy.c": .text("3"), "toy.d": .text("4")],
    sources: ["toy.a": ["young", "old"], "toy.b": ["young"], "toy.d": ["month"]],
    known: [
      "toy.b": [
        Setting.Alternative(day: "2020-01-01", text: "20", origin: Origin(judgement: "early"), location: place),
        Setting.Alternative(day: "2023-01-01", text: "23", origin: Origin(judgement: "later", sources: ["old"]), location: place),
        Setting.Alternative(day: "2023-06-01", text: "24", origin: Origin(sources: ["young"]), location: place),
      ]
    ])

  static func plan(asOf: String?) throws -> Plan { try ToyModel.plan(dated, ledger: ledger, asOf: asOf) }

  @Test func theLatestAlternativeThatWasKnownIsUsed() throws {
    #expect(try Self.plan(asOf: nil).constant("toy.b") == 2)
    #expect(try Self.plan(asOf: "2025-01-18").constant("toy.b") == 2)
    #expect(try Self.plan(asOf: "2025-01-17").constant("toy.b") == 23, "the alternative of June rests on a younger fact")
    #expect(try Self.plan(asOf: "2023-03-31").constant("toy.b") == 23)
  }

  @Test func aSettingWithOneOldSourceStands() throws {
    let plan = try Self.plan(asOf: "2023-03-31")
    #expect(plan.constant("toy.a") == 1 && plan.constant("toy.c") == 3 && plan.constant("toy.d") == 4)
  }

  @Test func factsUsedAreNeverYoungerThanTheDay() throws {
    #expect(try Self.plan(asOf: nil).factsUsed.map(\.id) == ["month", "old", "young"])
    let plan = try Self.plan(asOf: "2023-03-31")
    #expect(plan.asOf == "2023-03-31")
    #expect(plan.factsUsed == [Plan.FactUse(id: "month", vintage: "2023-03-31"), Plan.FactUse(id: "old", vintage: "2022-12-31")])
  }

  /// A vintage of a month counts as its last day.
  @Test func whatNobodyKnewIsRefusedByKeyAndLine() {
    let message = Self.message(Self.dated, asOf: "2023-03-30")
    #expect(
      message
        == "toy.yaml:13:3: Nobody knew `toy.d` by 2023-03-30: its sources are younger (month). Add an alternative under `known` with a day by then, set it with --set, or run as of a later day."
    )
    let early = Self.message(Self.dated, asOf: "2019-12-31")
    #expect(early.contains("toy.yaml:10:3: Nobody knew `toy.a`") && early.contains("toy.yaml:11:3: Nobody knew `toy.b`"))
    #expect(early.contains("`toy.d`") && !early.contains("`toy.c`"))
  }

  @Test func aRefusedFactIsNoSource() {
    let scenario = ToyModel.scenario(["toy.a": .text("1")], sources: ["toy.a": ["loose"]])
    #expect(Self.message(scenario).contains("toy.yaml:10:3: The fact 'loose' is refused by the ledger."))
  }

  // MARK: - The horizon

  @Test func aHorizonMayBeCut() throws {
    let scenario = ToyModel.scenario([
      "toy.a": .byDate(
        [("2025-10", "1"), ("2026-03", "2"), ("2026-09", "3")].map { Setting.Dated(month: $0.0, text: $0.1, location: Self.place) })
    ])
    func plan(_ start: String?, _ end: String?) throws -> Plan {
      try PlanBuilder(
        declarations: ToyModel.declarations, ledger: Self.ledger, start: start.flatMap { CalendarMonth($0) },
        end: end.flatMap { CalendarMonth($0) }
      ).plan(scenario)
    }
    let whole = try plan(nil, nil)
    #expect(!whole.horizonIsCut && whole.horizon.count == 15 && whole.segmentStarts == [0, 5, 11])
    #expect(try !plan("2025-10", "2026-12").horizonIsCut)
    // The value in force at the new start holds from there on, later ones keep their months.
    let cut = try plan("2026-05", "2026-08")
    #expect(cut.horizonIsCut && cut.horizon.count == 4 && cut.segmentStarts == [0] && cut.constant("toy.a") == 2)
    #expect(try plan("2026-08", nil).segmentStarts == [0, 1])
  }

  @Test func aHorizonThatEndsBeforeItStartsIsRefused() {
    #expect(Self.message(ToyModel.scenario([:]), start: "2027-01").contains("The horizon ends (2026-12) before it starts (2027-01)."))
    #expect(Self.message(ToyModel.scenario([:], start: "2027-01")).hasPrefix("toy.yaml:3:1: "))
    #expect(Self.message(ToyModel.scenario([:]), end: "2075-10").contains("longer than 600 months"))
  }

  @Test func aValueByDateNeedsOneAtTheStart() {
    let scenario = ToyModel.scenario(["toy.a": .byDate([Setting.Dated(month: "2026-01", text: "1", location: Self.place)])])
    #expect(Self.message(scenario).contains("toy.yaml:77:5: toy.a has no value before 2026-01, but the horizon starts in 2025-10."))
  }

  // MARK: - Columns

  @Test func groupsOfTheFileBecomeColumns() throws {
    let plan = try ToyModel.plan(
      ToyModel.scenario(["group.two.x": .text("1 to 2"), "group.one.length": .text("uniform(1, 3)"), "toy.a": .text("5")]))
    #expect(plan.names(in: "group") == ["two", "one"])
    #expect(plan.constant("group.one.x") == 0, "the fallback")
    #expect(plan.columns.filter(\.isUncertain).map(\.key) == ["group.two.x"])
    #expect(plan.columns.map(\.key).filter { $0.hasPrefix("group") } == ["group.two.x", "group.one.x"])
    // What is drawn anew each time is no column.
    #expect((plan.redrawn("group.one.length").value(uniform: 0.25) - 1.5).magnitude < 1e-15)
    #expect(plan.redrawn("group.one.length").value(uniform: 0.999999999) <= 3)
  }

  @Test func datesAreDaysFromTheStart() throws {
    let plan = try ToyModel.plan(ToyModel.scenario(["toy.day": .text("2026-01-01")]))
    #expect(plan.dayOffset("toy.day") == 92 && plan.isSet("toy.day") && !plan.isSet("toy.word"))
    #expect(plan.word("toy.word") == "plain", "the fallback")
    #expect(plan.location(under: "toy")?.line == 10 && plan.location(under: "nothing") == nil)
  }

  // MARK: - Correlations

  static let three: KeyValuePairs<String, Setting.Value> = [
    "toy.a": .text("normal(0, 1)"), "toy.b": .text("normal(0, 1)"), "toy.c": .text("normal(0, 1)"), "toy.d": .text("4"),
  ]

  @Test func contradictingCorrelationsAreRefusedWithThePair() {
    let scenario = ToyModel.scenario(
      Self.three,
      correlations: [
        Self.correlation("toy.a", "toy.b", 0.9, line: 70), Self.correlation("toy.b", "toy.c", 0.9, line: 71),
        Self.correlation("toy.a", "toy.c", -0.95, line: 72),
      ])
    let message = Self.message(scenario)
    #expect(
      message.hasPrefix("toy.yaml:72:5: The correlations contradict each other: their matrix is not positive definite."), "\(message)")
  }

  @Test func aPerfectCorrelationSharesTheLuck() throws {
    let plan = try ToyModel.plan(ToyModel.scenario(Self.three, correlations: [Self.correlation("toy.a", "toy.b", 1)]))
    let draws = try ToyModel.draws(plan, paths: 256)
    for (x, y) in zip(draws["toy.a"]!, draws["toy.b"]!) { #expect((x - y).magnitude < 1e-6) }
  }

  @Test func whatIsNotDrawnCannotBeCorrelated() {
    let certain = Self.message(ToyModel.scenario(Self.three, correlations: [Self.correlation("toy.a", "toy.d", 0.5)]))
    #expect(certain.contains("toy.yaml:77:5: toy.d cannot be correlated: it is certain."), "\(certain)")
    let fitted = ToyModel.scenario(
      ["toy.a": .text("normal(0, 1)"), "toy.rate": .fit(name: "fit", coefficient: "rate")], fits: [FittedTrendTests.twoRows],
      correlations: [Self.correlation("toy.a", "toy.rate", 0.5)])
    #expect(
      Self.message(fitted).contains("toy.rate` cannot be correlated") || Self.message(fitted).contains("toy.rate cannot be correlated"))
  }

  @Test func compatibleCorrelationsAreOneGroupInTheOrderOfNumbers() throws {
    let plan = try ToyModel.plan(
      ToyModel.scenario(Self.three, correlations: [Self.correlation("toy.c", "toy.a", 0.3), Self.correlation("toy.b", "toy.c", -0.2)]))
    #expect(plan.correlations.count == 1 && plan.correlations[0].streams == [.dimension(1), .dimension(2), .dimension(3)])
    let lower = plan.correlations[0].copula.factor
    #expect(lower[0] == [1] && lower[1] == [0, 1])
    // r = 2 sin(π ρ/6).
    #expect((lower[2][0] - 2 * 0.15643446504023087).magnitude < 1e-15 && (lower[2][1] + 2 * 0.10452846326765347).magnitude < 1e-15)
  }
}
