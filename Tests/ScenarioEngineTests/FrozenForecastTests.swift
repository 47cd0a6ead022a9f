import Foundation
import ScenarioEngine
import Testing

@Suite struct FrozenForecastTests {
  static let outputs = [
    OutputDeclaration("ad_revenue.revenue", unit: "usd", aggregation: .sum, meaning: ""),
    OutputDeclaration("question.dark", unit: "probability", aggregation: .once, meaning: "", isEvent: true),
  ]
  static let row = OutputRow(output: "ad_revenue.revenue", period: "2026")

  static var forecast: FrozenForecast {
    FrozenForecast(
      frozen: "2026-11-22",
      runs: [
        FrozenForecast.Run(record: RunRecordTests.record(), outputs: outputs, table: SummaryFileTests.table, extremes: [row: 0.1...2.5e10])
      ])
  }

  @Test func readsBackWhatItWrote() throws {
    let folder = try TemporaryFolder()
    let ledger = ForecastLedger(folder: folder.path + "/forecasts")
    let path = try ledger.path(names: ["ban"], day: "2026-11-22")
    try ledger.write(Self.forecast, to: path)
    #expect(folder.files == ["forecasts", "forecasts/2026-11-22-ban.json"])
    let read = try FrozenForecast(path: path)
    #expect(read.frozen == "2026-11-22")
    let content = try #require(try read.contents(file: path).first)
    #expect(SummaryFile.text(of: content.table) == SummaryFile.text(of: SummaryFileTests.table))
    #expect(content.extremes == [Self.row: 0.1...2.5e10])
    #expect(content.aggregations["ad_revenue.revenue"] == "sum")
    #expect(content.record.summarySHA256 == SHA256.hexadecimal(of: Array(SummaryFile.text(of: SummaryFileTests.table).utf8)))
    #expect(content.record.seed == 1 && content.record.scenario.settings["user_growth.ceiling"]?.written == "0.28 to 0.46")
  }

  @Test func everyChangedByteIsSeen() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.json"
    let bytes = Array(try Self.forecast.text().utf8)
    try AtomicFile.write(bytes, to: path)
    _ = try FrozenForecast(path: path)
    var places = Array(stride(from: 0, to: bytes.count, by: 97))
    places += (1...90).map { bytes.count - $0 }
    for place in places {
      var altered = bytes
      altered[place] = altered[place] == 0x31 ? 0x32 : 0x31
      try AtomicFile.write(altered, to: path)
      #expect(throws: ScenarioError.self, "byte \(place)") { try FrozenForecast(path: path) }
    }
    try AtomicFile.write(bytes + [0x20], to: path)
    #expect(throws: ScenarioError.self) { try FrozenForecast(path: path) }
    try AtomicFile.write([], to: path)
    #expect(throws: ScenarioError.self) { try FrozenForecast(path: path) }
  }

  @Test func aChangedFigureIsNamedAsAlteration() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.json"
    let text = try Self.forecast.text()
    try AtomicFile.write(Array(text.replacing("total,probability,0.125", with: "total,probability,0.925").utf8), to: path)
    let error = #expect(throws: ScenarioError.self) { try FrozenForecast(path: path) }
    #expect(error?.description.hasPrefix("\(path) was altered since it was frozen") == true)
  }

  @Test func nothingIsEverReplaced() throws {
    let folder = try TemporaryFolder()
    let ledger = ForecastLedger(folder: folder.path)
    let path = try ledger.path(names: ["ban", "divestiture"], day: "2026-11-22")
    #expect(path == folder.path + "/2026-11-22-ban+divestiture.json")
    try ledger.write(Self.forecast, to: path)
    let error = #expect(throws: ScenarioError.self) { try ledger.path(names: ["ban", "divestiture"], day: "2026-11-22") }
    #expect(error?.description.contains("is there already, and a frozen forecast is never replaced.") == true)
    // A second program that looked before the first had written.
    #expect(throws: ScenarioError.self) { try ledger.write(Self.forecast, to: path) }
    #expect(folder.files == ["2026-11-22-ban+divestiture.json"])
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
    #expect(mode?.intValue == 0o444)
    _ = try ledger.path(names: ["ban", "divestiture"], day: "2026-11-23")
  }

  @Test func manyNamesAreCounted() throws {
    let ledger = ForecastLedger(folder: "forecasts")
    #expect(try ledger.path(names: ["a", "b", "c", "d"], day: "2026-11-22") == "forecasts/2026-11-22-a+3-more.json")
    #expect(throws: ScenarioError.self) { try ledger.path(names: ["../a"], day: "2026-11-22") }
  }
}
