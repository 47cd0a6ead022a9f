import ScenarioEngine
import Testing

@Suite struct ResultFolderTests {
  @Test func writesTableAndRecordAndReadsThemBack() throws {
    let folder = try TemporaryFolder()
    let result = ResultFolder(path: folder.path + "/results/mine")
    try result.write(SummaryFileTests.table, record: RunRecordTests.record())
    #expect(folder.files == ["results", "results/mine", "results/mine/run.json", "results/mine/summary.csv"])
    let content = try result.read()
    #expect(SummaryFile.text(of: content.table) == SummaryFile.text(of: SummaryFileTests.table))
    #expect(content.record.summarySHA256.count == 64)
  }

  @Test func aTornPairIsSeen() throws {
    let folder = try TemporaryFolder()
    let result = ResultFolder(path: folder.path)
    try result.write(SummaryFileTests.table, record: RunRecordTests.record())
    try AtomicFile.write(Array((try folder.text("summary.csv")).utf8) + [10], to: result.summaryPath)
    let error = #expect(throws: ScenarioError.self) { try result.read() }
    #expect(error?.description.contains("is not the table that run.json was written for") == true)
  }

  @Test func aResultOfOtherSettingsIsKept() throws {
    let folder = try TemporaryFolder()
    let result = ResultFolder(path: folder.path)
    try result.checkReplacement(by: RunRecordTests.record())
    try result.write(SummaryFileTests.table, record: RunRecordTests.record())
    try result.checkReplacement(by: RunRecordTests.record(line: 8))
    let error = #expect(throws: ScenarioError.self) { try result.checkReplacement(by: RunRecordTests.record(seed: 7)) }
    #expect(
      error?.description == "\(folder.path) holds a result made with other settings: seed 1, now 7. "
        + "Keep both with `--as LABEL`, or replace it with `--replace`.")
  }

  @Test func aFailedWriteLeavesNoFolders() throws {
    let folder = try TemporaryFolder()
    _ = try AtomicFile.makeFolder(folder.path + "/mine/summary.csv/in-the-way")
    #expect(throws: ScenarioError.self) {
      try ResultFolder(path: folder.path + "/mine").write(SummaryFileTests.table, record: RunRecordTests.record())
    }
    #expect(!folder.files.contains { $0.hasSuffix("run.json") || $0.hasSuffix("partial") })
  }

  @Test(arguments: ["", ".", "..", "a/b", "a\\b", "x..y", ".hidden", "-x", "a\nb", "a\u{202E}b", String(repeating: "x", count: 201)])
  func refusesLabelsThatLeadElsewhere(label: String) {
    let error = #expect(throws: ScenarioError.self) { try ResultFolder(named: label, in: "results") }
    #expect(error?.description.contains("\n") == false)
  }

  @Test(arguments: ["ban", "dear-hours", "Währung 2", "禁令"])
  func acceptsOrdinaryLabels(label: String) throws { #expect(try ResultFolder(named: label, in: "results").path == "results/" + label) }
}
