import Testing

@testable import Exchange
@testable import ScenarioEngine

@Suite struct TidyTableTests {
  @Test func rowsAreThoseOfEachSummaryUnderItsOwnName() {
    let runs = [SampleRun.run("a"), SampleRun.run("b", factor: 2)]
    let expected = runs.map { SummaryFile.text(of: $0.table).split(separator: "\n").dropFirst().joined(separator: "\n") }
    let text = TidyTable.text(of: runs)
    #expect(text == SummaryFile.columns.joined(separator: ",") + "\n" + expected.joined(separator: "\n") + "\n")
  }

  @Test func runsOfOneScenarioAreCalledAsTheirFolders() throws {
    #expect(try ExportedRun.names(scenarios: ["a", "a", "b"], folders: ["results/a", "results/dear", "x/b"]) == ["a", "dear", "b"])
    let error = #expect(throws: ScenarioError.self) { try ExportedRun.names(scenarios: ["a", "a"], folders: ["x/a", "y/a"]) }
    #expect(
      error?.description == "Two of the runs would be called 'a', that of y/a among them. Name each run once, or export them apart.")
  }
}
