import NumericCore
import Testing

@testable import ScenarioEngine

@Suite struct DriverAnalysisTests {
  static func drivers(_ settings: KeyValuePairs<String, Setting.Value>, output: String, paths: Int = 16_384) throws -> [DriverShare] {
    let target = OutputRow(output: output, period: "total")
    let prepared = try ToyModel.prepare(ToyModel.scenario(settings))
    return try Simulator([prepared], settings: SimulationSettings(paths: paths), targets: [target]).run().drivers[0][target] ?? []
  }

  static let uniforms: KeyValuePairs<String, Setting.Value> = [
    "toy.a": .text("uniform(0, 1)"), "toy.b": .text("uniform(0, 1)"), "toy.c": .text("uniform(0, 1)"), "toy.d": .text("uniform(0, 1)"),
  ]

  /// a + 2 b + 4 c of equal variances: 1/21, 4/21, 16/21, and 0 for what does not enter. 32 bins hide 1/1024 of each.
  @Test func sharesOfASumAreTheShareOfItsVariance() throws {
    let drivers = try Self.drivers(Self.uniforms, output: "toy.sum")
    #expect(drivers.map(\.key) == ["toy.c", "toy.b", "toy.a", "toy.d"])
    for (driver, share) in zip(drivers, [16.0 / 21, 4.0 / 21, 1.0 / 21, 0]) {
      #expect((driver.share.value - share).magnitude < 0.005, "\(driver)")
      #expect(driver.share.standardError! > 0 && driver.share.standardError! < 0.02)
    }
  }

  /// a + b + c + shock of equal variances: a quarter each; what the shocks do is nobody's.
  @Test func shocksBelongToNoSetting() throws {
    let drivers = try Self.drivers(
      ["toy.a": .text("normal(0, 1)"), "toy.b": .text("normal(0, 1)"), "toy.c": .text("normal(5, 1)")], output: "toy.mix")
    #expect(drivers.count == 3)
    for driver in drivers { #expect((driver.share.value - 0.25).magnitude < 0.02, "\(driver)") }
  }

  @Test func constantsAreNoDriversAndNothingDrivesAConstant() throws {
    let drivers = try Self.drivers(["toy.a": .text("2"), "toy.b": .text("normal(0, 1)")], output: "toy.zero")
    #expect(drivers.map(\.key) == ["toy.b"] && drivers[0].share.value == 0)
  }

  /// The error says how far the share may be off: over 60 seeds |share - truth| is within 2.13 errors, or the hundredth that bins hide, in at
  /// least 85 %.
  @Test func theErrorOfAShareCovers() throws {
    let target = OutputRow(output: "toy.mix", period: "total")
    let prepared = try ToyModel.normals()
    var hits = 0
    for seed in 1...60 as ClosedRange<UInt64> {
      let result = try Simulator([prepared], settings: SimulationSettings(paths: 4096, seed: seed, outputs: "toy.mix"), targets: [target])
        .run()
      let share = result.drivers[0][target]!.first { $0.key == "toy.a" }!.share
      if (share.value - 0.25).magnitude <= 2.13 * share.standardError! + 0.01 { hits += 1 }
    }
    #expect(hits >= 51, "\(hits) of 60")
  }

  @Test func tooFewPathsGiveNoDrivers() throws {
    #expect(DriverAnalysis.bins(paths: 255) == nil && DriverAnalysis.bins(paths: 256) == 2 && DriverAnalysis.bins(paths: 1 << 20) == 32)
    #expect(try Self.drivers(Self.uniforms, output: "toy.sum", paths: 200).isEmpty)
    #expect(try Self.drivers(Self.uniforms, output: "toy.sum", paths: 256).count == 4)
  }

  /// Of the difference of two roads: only what acts on it differently.
  @Test func driversOfADifferenceAreWhatDiffers() throws {
    let target = OutputRow(output: "toy.sum", period: "total")
    let base = try ToyModel.prepare(ToyModel.scenario(Self.uniforms))
    let other = try ToyModel.prepare(
      ToyModel.scenario(["toy.a": .text("uniform(0, 5)"), "toy.b": .text("uniform(0, 1)"), "toy.c": .text("uniform(0, 1)")], name: "other"))
    let result = try Simulator([base, other], settings: SimulationSettings(paths: 4096), pairs: [(1, 0)], targets: [target]).run()
    let drivers = try #require(result.differenceDrivers[0][target])
    #expect(drivers[0].key == "toy.a" && (drivers[0].share.value - 1).magnitude < 0.01)
    for driver in drivers.dropFirst() { #expect(driver.share.value.magnitude < 0.03) }
  }

  @Test func correlatedSettingsAndFitsHaveShares() throws {
    let scenario = ToyModel.scenario(
      ["toy.a": .text("normal(0, 1)"), "toy.b": .text("normal(0, 1)"), "toy.rate": .fit(name: "fit", coefficient: "rate")],
      fits: [FittedTrendTests.twoRows],
      correlations: [
        CorrelationDeclaration(first: "toy.a", second: "toy.b", rho: 1 / 2.0, origin: Origin(), location: PlanTests.place)
      ])
    let target = OutputRow(output: "toy.b", period: "total")
    let result = try Simulator([try ToyModel.prepare(scenario)], settings: SimulationSettings(paths: 16_384), targets: [target]).run()
    let shares = Dictionary(uniqueKeysWithValues: result.drivers[0][target]!.map { ($0.key, $0.share.value) })
    let r = 2 * 0.25881904510252074
    #expect((shares["toy.b"]! - 1).magnitude < 0.01 && (shares["toy.a"]! - r * r).magnitude < 0.02 && shares["toy.rate"]!.magnitude < 0.01)
  }

  /// A setting whose last value is certain still drives what its first value does.
  @Test func aSettingThatBecomesCertainIsStillADriver() throws {
    let target = OutputRow(output: "toy.a", period: "2025-10")
    let dates = [("2025-10", "normal(0, 1)"), ("2026-01", "3")].map { Setting.Dated(month: $0.0, text: $0.1, location: PlanTests.place) }
    let prepared = try ToyModel.prepare(ToyModel.scenario(["toy.a": .byDate(dates), "toy.b": .text("normal(0, 1)")]))
    let result = try Simulator([prepared], settings: SimulationSettings(paths: 4096), targets: [target]).run()
    let first = try #require(result.drivers[0][target]?.first)
    #expect(first.key == "toy.a" && first.share.value > 0.95, "\(first)")
  }
}
