import Testing

@testable import ScenarioEngine

@Suite struct PrecisionTargetTests {
  private static let usual = OutputRow(output: "toy.sum", period: "total")

  private static func series(_ output: String, _ period: String, mean: Double, error: Double?, unit: String = "usd") -> ResultSeries {
    ResultSeries(
      output: output, unit: unit, period: period, probability: nil, mean: Estimate(mean, standardError: error),
      sd: Estimate(1, standardError: 0.1), quantiles: QuantileLevels.all.map { Estimate($0, standardError: 0.2) })
  }

  private static let table = ResultTable(
    scenario: "toy",
    series: [
      series("toy.sum", "total", mean: -200, error: 2), series("toy.sum", "2026", mean: 100, error: 0.1),
      series("toy.walk", "2026", mean: 0, error: 1, unit: "users"),
      ResultSeries(
        output: "toy.event", unit: "probability", period: "total", probability: Estimate(0.5, standardError: 0.01), mean: nil, sd: nil,
        quantiles: []),
    ])

  /// What is short, and what would be enough.
  @Test(arguments: [
    ("1%", []), ("0.5%", ["toy.sum, total, mean < 1.0"]), ("2 usd", []), ("1.9", ["toy.sum, total, mean < 1.9"]),
    ("toy.sum=1.5", ["toy.sum, total, mean < 1.5"]), ("toy.sum:2026=0.05", ["toy.sum, 2026, mean < 0.05"]),
    ("toy.sum:*=0.05 usd", ["toy.sum, total, mean < 0.05", "toy.sum, 2026, mean < 0.05"]),
    ("toy.sum:total:q0.05=0.1", ["toy.sum, total, q0.05 < 0.1"]), (" toy.sum : total : sd = 10% ", []),
    ("toy.event=0.5%", ["toy.event, total, probability < 0.0025"]), ("toy.event:total:probability=0.01", []),
    ("toy.walk=10%", ["toy.walk, 2026, mean < 0.0"]), ("toy.w*=1 users", []), ("toy.sum=0.001K", ["toy.sum, total, mean < 1.0"]),
  ])
  func shortfallsAreFound(text: String, expected: [String]) throws {
    let target = try PrecisionTarget(text, usual: Self.usual)
    #expect(try target.shortfalls(in: Self.table).map { "\($0.name) < \($0.wanted)" } == expected)
  }

  @Test func differencesAreMeantByTheirPairs() throws {
    let difference = DifferenceSeries(
      output: "toy.sum", unit: "usd", period: "total", scenario: "b", against: "a", paired: true,
      difference: Estimate(10, standardError: 0.2), shareAbove: nil, shareBelow: nil,
      quantiles: QuantileLevels.all.map { Estimate($0, standardError: 0.3) })
    #expect(try PrecisionTarget("2%", usual: Self.usual).shortfalls(in: [difference]).isEmpty)
    #expect(try PrecisionTarget("1%", usual: Self.usual).shortfalls(in: [difference]).map(\.name) == ["b less a, toy.sum, total, mean"])
    #expect(try PrecisionTarget("toy.sum:total:q0.5=0.1", usual: Self.usual).shortfalls(in: [difference]).count == 1)
    #expect(throws: ScenarioError.self) { try PrecisionTarget("toy.sum:total:sd=0.1", usual: Self.usual).shortfalls(in: [difference]) }
  }

  @Test func anUnknownErrorIsTooLarge() throws {
    let table = ResultTable(scenario: "toy", series: [Self.series("toy.sum", "total", mean: 1, error: nil)])
    #expect(try PrecisionTarget("50%", usual: Self.usual).shortfalls(in: table).first?.error == nil)
    #expect(try PrecisionTarget("50%", usual: Self.usual).shortfalls(in: table).count == 1)
  }

  @Test(arguments: [
    ("0", "--precision '0': an error of 0 is never reached. Give one above 0, such as 0.5%."),
    ("-1%", "--precision '-1%': an error of less than 0 is never reached. Give one above 0, such as 0.5%."),
    ("0.00001%", "--precision '0.00001%': so small an error is never reached. Give one from 0.0001% to 50%."),
    ("300%", "--precision '300%': so large an error says nothing. Give one from 0.0001% to 50%."),
    (
      "toy.sum:total:median=1",
      "--precision 'toy.sum:total:median=1': there is no statistic 'median'. Did you mean \"mean\"? There are mean, sd, probability and quantiles such as q0.05."
    ),
  ])
  func errorsThatAreNoneAreRefused(text: String, sentence: String) {
    let error = #expect(throws: ScenarioError.self) { try PrecisionTarget(text, usual: Self.usual) }
    #expect(error?.description == sentence)
  }

  @Test(arguments: ["", "much", "1 to 2", "nan", "a:b:c:d=1", "=1", "toy.sum:=1", "toy.sum=", "1e999", "5m"])
  func otherTextsAreRefused(text: String) {
    let error = #expect(throws: ScenarioError.self) { try PrecisionTarget(text, usual: Self.usual) }
    #expect(error?.description.hasPrefix("--precision '\(text)'") == true, "\(text)")
  }

  @Test func whatTheResultDoesNotHaveIsRefused() throws {
    func said(_ text: String) throws -> String? {
      let target = try PrecisionTarget(text, usual: Self.usual)
      return #expect(throws: ScenarioError.self) { try target.shortfalls(in: Self.table) }?.description
    }
    #expect(try said("toy.sun=1")?.contains("means no number of the result. Did you mean \"toy.sum\"?") == true)
    #expect(try said("toy.sum:2027=1")?.contains("means no number of the result. Name an output, a period") == true)
    #expect(try said("toy.event:total:mean=1%")?.contains("means no number of the result.") == true)
    #expect(
      try said("toy.sum=1 users") == "--precision 'toy.sum=1 users': toy.sum is in usd, not in users. Give the error in usd, or in %.")
  }

  /// Chunks added one look after the other, of a simulation that may take many more, are the plain run.
  @Test func aRunThatHasGrownIsThePlainRun() throws {
    let scenarios = try SimulatorTests.pair()
    let plain = try Simulator(
      scenarios, settings: SimulationSettings(paths: 8 * 1024, seed: 3), pairs: [(1, 0)], targets: PartialFileTests.targets
    ).run()
    let growing = try PartialFileTests.simulator(paths: 1_000_000)
    var partial: SimulationPartial?
    for (first, last) in [(0, 2), (2, 4), (4, 8)] {
      #expect(try growing.extend(&partial, by: first..<last, pauses: { false }) == last)
      _ = growing.result(of: try #require(partial))
    }
    #expect(SimulatorTests.contents(growing.result(of: try #require(partial))) == SimulatorTests.contents(plain))
  }
}
