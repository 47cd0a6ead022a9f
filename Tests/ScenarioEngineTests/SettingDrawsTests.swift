import NumericCore
import Testing

@testable import ScenarioEngine

@Suite struct SettingDrawsTests {
  @Test func drawsAreThoseThatARunUses() throws {
    let setting: Setting.Value = .byDate([
      Setting.Dated(month: "2025-01", text: "uniform(1, 2)", location: SourceLocation(file: "toy.yaml", line: 1, column: 1)),
      Setting.Dated(month: "2026-03", text: "normal(5, 1)", location: SourceLocation(file: "toy.yaml", line: 2, column: 1)),
    ])
    let prepared = try ToyModel.prepare(ToyModel.scenario(["toy.a": setting, "toy.b": .text("1 to 2"), "toy.c": .text("3")]))
    let settings = SimulationSettings(paths: 1500, seed: 7)
    let draws = try SettingDraws(prepared.plan, settings: settings, futures: 1300)
    let run = try CollectedPaths([prepared], settings: settings)
    let a = draws.columns.filter { $0.key == "toy.a" }
    #expect(a.map { $0.since?.description } == [nil, "2026-03"])
    #expect(a[0].values == Array(run["toy.a", "2026-02"].prefix(1300)))
    #expect(a[1].values == Array(run["toy.a", "2026-03"].prefix(1300)))
    let b = try #require(draws.columns.first { $0.key == "toy.b" })
    #expect(b.isUncertain && b.values == Array(run["toy.b", "total"].prefix(1300)))
    let c = try #require(draws.columns.first { $0.key == "toy.c" })
    #expect(!c.isUncertain && c.values == Array(repeating: 3, count: 1300))
  }

  @Test func uncertainSettingsSayHowTheyAreDrawn() throws {
    let place = SourceLocation(file: "toy.yaml", line: 1, column: 1)
    let dated: Setting.Value = .byDate([
      Setting.Dated(month: "2025-01", text: "1", location: place), Setting.Dated(month: "2026-03", text: "1 to 2", location: place),
    ])
    let plan = try ToyModel.plan(
      ToyModel.scenario(
        [
          "toy.a": dated, "toy.b": .text("beta(2, 3)"), "toy.c": .text("normal(0, 1)"), "toy.d": .text("4"),
          "toy.level": .fit(name: "fit", coefficient: "level"), "toy.rate": .fit(name: "fit", coefficient: "rate"),
          "group.one.length": .text("uniform(1, 3)"), "group.two.length": .text("2"),
        ], fits: [FittedTrendTests.twoRows],
        correlations: [CorrelationDeclaration(first: "toy.b", second: "toy.c", rho: 0.5, origin: Origin(), location: place)]))
    let fit = plan.fits[0]
    let words = plan.uncertainSettings.map { setting in
      let form =
        switch setting.form {
        case .distribution(let distribution): "\(type(of: distribution))"
        case .fittedRate(let mean, let deviation):
          mean == fit.centre[1] && deviation == fit.covariance[1][1].squareRoot() ? "rate" : "another rate"
        case .fittedLevel(let mean, _, let level): level(mean) == fit.centralLevel ? "level" : "another level"
        case .byDate: "by date"
        case .redrawn: "redrawn"
        }
      return "\(setting.key) \(form) \(setting.correlatedWith.joined(separator: "+"))"
    }
    #expect(
      words == [
        "toy.a by date ", "toy.b Beta toy.c", "toy.c Normal toy.b", "toy.level level toy.rate", "toy.rate rate toy.level",
        "group.one.length redrawn ",
      ])
  }
}
