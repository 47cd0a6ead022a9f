import NumericCore
import ScenarioEngine
import Testing

@testable import PlatformModel

/// Scenarios side by side draw common settings, uniforms and shocks once; nobody may see it in the numbers.
@Suite struct SharedDrawsTests {
  @Test func aScenarioHasTheSameTableAloneAndBesideOthers() throws {
    let names = ["baseline", "ban", "divestiture", "joint-venture"]
    let prepared = try names.map { try ProjectUnderTest.prepare($0) }
    let settings = SimulationSettings(paths: 300)
    let together = try Simulator(prepared, settings: settings).run().tables
    for (scenario, table) in zip(prepared, together) {
      let alone = try Simulator([scenario], settings: settings).run().tables[0]
      #expect(SummaryFile.text(of: alone) == SummaryFile.text(of: table), "\(scenario.name)")
    }
  }

  /// The first begins half a year later, so its months have other days; settings of the second change with the months.
  @Test func soItHasBesideOneWithAnotherHorizonAndSettingsByDate() throws {
    let prepared = [
      try ProjectUnderTest.prepare("baseline", start: "2026-04"),
      try ProjectUnderTest.prepare(try ProjectUnderTest.file("by-date", ReferenceModelTests.byDate)),
      try ProjectUnderTest.prepare("baseline"),
    ]
    let settings = SimulationSettings(paths: 300)
    let together = try Simulator(prepared, settings: settings).run().tables
    for (scenario, table) in zip(prepared, together) {
      let alone = try Simulator([scenario], settings: settings).run().tables[0]
      #expect(SummaryFile.text(of: alone) == SummaryFile.text(of: table))
    }
  }
}
