import ScenarioEngine
import Testing

@Suite struct RunRecordTests {
  static func record(value: String = "0.28 to 0.46", file: String = "scenarios/mine.yaml", line: Int = 3, seed: UInt64 = 1) -> RunRecord {
    let place = SourceLocation(file: file, line: line, column: 3)
    let scenario = Scenario(
      name: "mine", title: "Mine", about: "", parents: ["baseline"], start: "2025-10", end: "2030-12", horizonLocation: place,
      currency: "usd",
      settings: [
        "user_growth.ceiling": Setting(
          key: "user_growth.ceiling", value: .text(value), origin: Origin(judgement: "a test", sources: []), location: place)
      ], order: ["user_growth.ceiling"], fits: [], correlations: [], files: [.init(file: "scenarios/mine.yaml", sha256: "00")])
    return RunRecord(
      version: "1.0", scenario: scenario, facts: [.init(id: "tiktok-users-us-2025-01", vintage: "2025-01-18")], seed: seed, paths: 1024,
      sampling: "sobol", lapack: "OpenBLAS 0.3.26")
  }

  @Test func readsBackWhatItWrote() throws {
    let text = try RunRecordTests.record(seed: .max).text()
    let read = try RunRecord(bytes: Array(text.utf8), file: "run.json")
    #expect(try read.text() == text)
    #expect(read.seed == .max)
    #expect(text.contains("\"summary_sha256\" : \"\""))
  }

  @Test func placesAndVersionsAreNoDifference() {
    var other = RunRecordTests.record(line: 9)
    other.version = "2.0"
    other.lapack = "reference"
    other.scenario.files[0].sha256 = "11"
    #expect(RunRecordTests.record().firstDifference(from: other) == nil)
  }

  @Test func anEditedFileIsNoDifference() {
    #expect(RunRecordTests.record().firstDifference(from: RunRecordTests.record(value: "0.5")) == nil)
  }

  @Test func namesWhatTheCommandsAskForDifferently() {
    let old = RunRecordTests.record()
    #expect(old.firstDifference(from: RunRecordTests.record(seed: 7)) == "seed 1, now 7")
    let set = RunRecordTests.record(value: "0.4", file: "--set")
    #expect(old.firstDifference(from: set) == "user_growth.ceiling as the file says, now 0.4")
    #expect(set.firstDifference(from: RunRecordTests.record(value: "0.5", file: "--set")) == "user_growth.ceiling 0.4, now 0.5")
  }

  @Test(arguments: ["", "{}", "[1]", "{\"version\": 3}"])
  func refusesOtherFilesInWords(text: String) {
    let error = #expect(throws: ScenarioError.self) { try RunRecord(bytes: Array(text.utf8), file: "run.json") }
    #expect(error?.description.hasPrefix("run.json is not the record of a run") == true)
    #expect(error?.description.contains("Error") == false)
  }
}
