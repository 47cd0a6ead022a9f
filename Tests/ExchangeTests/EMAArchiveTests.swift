import Testing

@testable import Exchange
@testable import ScenarioEngine

@Suite struct EMAArchiveTests {
  @Test func namesBecomeIdentifiers() throws {
    #expect(
      ["ad.take_rate", "2026", "class", "ü.x", "a-b"].map(PythonName.identifier) == ["ad_take_rate", "_2026", "_class", "__x", "a_b"])
    let error = #expect(throws: ScenarioError.self) { try PythonName.identifiers(["a.b", "c", "a_b"]) }
    #expect(error?.description == "'a_b' and 'a.b' would both be called a_b. Rename one, or leave it out with --outputs.")
    #expect(throws: ScenarioError.self) { try PythonName.identifiers(["policy"], reserved: ["policy"]) }
  }

  @Test func runsOfDifferentHorizonOrCurrencyAreRefused() {
    let horizon = #expect(throws: ScenarioError.self) {
      try EMAArchive([SampleRun.run("a"), SampleRun.run("b", end: "2028-12")], futures: 4)
    }
    #expect(horizon?.description.hasPrefix("The runs differ in horizon (2026-01 to 2027-12, 2026-01 to 2028-12)") == true)
    let currency = #expect(throws: ScenarioError.self) {
      try EMAArchive([SampleRun.run("a"), SampleRun.run("b", currency: "cny")], futures: 4)
    }
    #expect(currency?.description.hasPrefix("The runs differ in currency (usd, cny)") == true)
  }

  @Test func runsWithoutUncertainSettingsAreRefused() {
    let error = #expect(throws: ScenarioError.self) { try EMAArchive([SampleRun.run("a")], futures: 4) }
    #expect(
      error?.description == "The runs have no uncertain setting in common, so there are no experiments. Export them one by one.")
  }
}
