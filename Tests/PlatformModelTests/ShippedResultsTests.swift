import Foundation
import NumericCore
import ScenarioEngine
import Testing

@testable import PlatformModel

/// The committed tables of the shipped scenarios are what the program makes.
///
/// `make results` makes them anew, and with them Reference/shipped-1024.csv: every mean and probability of every shipped scenario at 1,024
/// paths, digit for digit. The last bits of a fit depend on the LAPACK in use. With the one that results/*/run.json names, numbers must be
/// the same to the bit; with another one to 1e-9.
@Suite struct ShippedResultsTests {
  /// The scenarios of the reference: a user's own beside them have no committed table.
  static let names = committed.keys.sorted()
  static let reference = ProjectUnderTest.folder + "/Tests/PlatformModelTests/Reference/shipped-1024.csv"
  static let roads = ["ban", "divestiture", "joint-venture"]

  static func results(_ name: String) -> ResultFolder { ResultFolder(path: ProjectUnderTest.folder + "/results/" + name) }

  static func table(_ name: String, paths: Int) throws -> ResultTable {
    let settings = SimulationSettings(paths: paths, threads: ProcessInfo.processInfo.activeProcessorCount)
    return try Simulator([try ProjectUnderTest.prepare(name)], settings: settings).run().tables[0]
  }

  /// Whether the LAPACK in use is the one with which the committed tables were made.
  static func hasRecordedLibrary() throws -> Bool {
    try results("baseline").read().record.lapack == LinearAlgebraLibrary.description
  }

  static func isSame(_ value: Double, _ expected: Double, exactly: Bool) -> Bool {
    exactly ? value == expected : (value - expected).magnitude <= 1e-9 * expected.magnitude
  }

  /// Means and probabilities of years and of the horizon, with all their digits.
  static func rows(of table: ResultTable) -> [(key: String, estimate: Estimate)] {
    table.series.filter { !$0.period.contains("-") }.map { series in
      ("\(table.scenario),\(series.output),\(series.period)", series.mean ?? series.probability ?? Estimate(.nan, standardError: nil))
    }
  }

  /// Standard deviations of the same rows; 0 for probabilities.
  static func spreads(of table: ResultTable) -> [Double] {
    table.series.filter { !$0.period.contains("-") }.map { $0.sd?.value ?? 0 }
  }

  /// The committed reference, by scenario, in the order of the file.
  static let committed: [String: [(key: String, value: Double)]] = {
    let lines = ((try? String(contentsOfFile: reference, encoding: .utf8)) ?? "").split(separator: "\n").dropFirst()
    let rows = lines.map { line -> (key: String, value: Double) in
      let comma = line.lastIndex(of: ",") ?? line.startIndex
      return (String(line[..<comma]), Double(line[line.index(after: comma)...]) ?? .nan)
    }
    return Dictionary(grouping: rows) { String($0.key.prefix { $0 != "," }) }
  }()

  /// Writes the reference; `make results` asks for it with the variable.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["CROSSROADS_RECORD_REFERENCE"] != nil))
  func recordTheReference() throws {
    var text = "scenario,output,period,mean\n"
    for name in ProjectUnderTest.library.names {
      for row in Self.rows(of: try Self.table(name, paths: 1024)) { text += "\(row.key),\(row.estimate.value)\n" }
    }
    try Data(text.utf8).write(to: URL(fileURLWithPath: Self.reference))
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["CROSSROADS_RECORD_REFERENCE"] == nil), arguments: names)
  func aThousandPathsGiveTheReferenceAndAgreeWithTheCommittedTable(name: String) throws {
    let rows = Self.rows(of: try Self.table(name, paths: 1024))
    let committed = Self.committed[name] ?? []
    try #require(rows.map(\.key) == committed.map(\.key))
    let isExact = try Self.hasRecordedLibrary()
    for (row, expected) in zip(rows, committed) {
      #expect(Self.isSame(row.estimate.value, expected.value, exactly: isExact), "\(row.key): \(row.estimate.value), not \(expected.value)")
    }
    let table = try Self.results(name).read().table
    let full = Self.rows(of: table)
    try #require(rows.map(\.key) == full.map(\.key))
    try Self.expectAgreement(rows, full, spreads: Self.spreads(of: table))
  }

  /// Means of 1,024 and of 65,536 paths within five combined standard errors.
  ///
  /// Errors come from sixteen scrambles, so a mean goes beyond five of them by chance with probability 1.6e-4 (Student's t, 15 degrees), and
  /// some 270 means stand in a table: one table in twenty-five would have a false alarm. Hence one mean of a table may, if it stays
  /// within ten (5e-8 each, 1e-5 a table). The seed is fixed, so an alarm is the same each time. Of a rare event the sixteen may all say
  /// never: the error is then at least that of independent paths, also of a mean that rests on rare events, whose spread is more than five
  /// times itself.
  static func expectAgreement(
    _ small: [(key: String, estimate: Estimate)], _ full: [(key: String, estimate: Estimate)], spreads: [Double]
  ) throws {
    var beyond: [String] = []
    for ((a, b), spread) in zip(zip(small, full), spreads) {
      var variance = [a, b].reduce(0) { $0 + ($1.estimate.standardError ?? 0) * ($1.estimate.standardError ?? 0) }
      if a.key.contains(",regulation.regime.") || a.key.contains(",question.") {
        variance = max(variance, b.estimate.value * (1 - b.estimate.value) / 1024)
      }
      if spread > 5 * b.estimate.value.magnitude { variance = max(variance, spread * spread / 1024) }
      // The committed table is rounded to six digits.
      let rounding = 5.1e-6 * b.estimate.value.magnitude
      let distance = (a.estimate.value - b.estimate.value).magnitude - rounding
      if distance > 5 * variance.squareRoot() { beyond.append(a.key) }
      #expect(distance <= 10 * variance.squareRoot(), "\(a.key): \(a.estimate) and \(b.estimate)")
    }
    #expect(beyond.count <= 1, "\(beyond)")
  }

  @Test(arguments: roads) func theThreeRoadsInFullAreTheCommittedTables(name: String) throws {
    let folder = Self.results(name)
    let made = SummaryFile.text(of: try Self.table(name, paths: SimulationSettings.defaultPaths))
    let committed = try String(contentsOfFile: folder.summaryPath, encoding: .utf8)
    if try Self.hasRecordedLibrary() {
      #expect(made == committed, "results/\(name)/summary.csv is not what the program makes; `make results` refreshes it.")
      return
    }
    let lines = (made.split(separator: "\n"), committed.split(separator: "\n"))
    try #require(lines.0.count == lines.1.count)
    for (line, expected) in zip(lines.0, lines.1) where line != expected {
      let cells = (
        line.split(separator: ",", omittingEmptySubsequences: false), expected.split(separator: ",", omittingEmptySubsequences: false)
      )
      #expect(cells.0.dropLast(2) == cells.1.dropLast(2))
      for (cell, other) in zip(cells.0.suffix(2), cells.1.suffix(2)) {
        let (value, expected) = (Double(cell) ?? .nan, Double(other) ?? .nan)
        // A change of 1e-9 may turn the sixth digit.
        #expect(cell == other || (value - expected).magnitude <= 1.1e-5 * expected.magnitude, "\(line) and \(expected)")
      }
    }
  }

  @Test(arguments: names) func theRecordBelongsToItsTableAndToTheFilesAsTheyAre(name: String) throws {
    let folder = Self.results(name)
    let record = try folder.read().record
    #expect(record.summarySHA256 == SHA256.hexadecimal(of: try Data(contentsOf: URL(fileURLWithPath: folder.summaryPath))))
    #expect(record.scenario.name == name && record.seed == 1 && record.paths == SimulationSettings.defaultPaths)
    #expect(!record.scenario.files.isEmpty)
    for file in record.scenario.files {
      #expect(file.file.hasPrefix("scenarios/"))
      let bytes = try Data(contentsOf: URL(fileURLWithPath: ProjectUnderTest.folder + "/" + file.file))
      #expect(SHA256.hexadecimal(of: bytes) == file.sha256, "\(file.file) has changed since results/\(name) was made: `make results`")
    }
    // The text as a whole names no folder of a machine.
    #expect(!(try String(contentsOfFile: folder.recordPath, encoding: .utf8)).contains("\"/"))
  }

  @Test func everyShippedScenarioHasAFileAndATable() {
    #expect(Self.names.count == 26)
    #expect(Self.names.allSatisfy { ProjectUnderTest.library.names.contains($0) && Self.results($0).holdsResult })
  }

  @Test(arguments: names) func everyNumberOfAShippedScenarioHasAnOrigin(name: String) throws {
    let examined = ProjectUnderTest.library.examine(name)
    let scenario = try #require(examined.scenario)
    var counted = 0
    for (key, setting) in scenario.settings {
      // What a question asks is no assumption.
      guard !key.hasPrefix("questions."), let kind = examined.checked[key]?.declaration.kind, case .number = kind else { continue }
      counted += 1
      // A coefficient of a fit comes from the rows of the fit.
      if case .fit = setting.value { continue }
      #expect(!setting.origin.isEmpty, "\(setting.location): \(key)")
    }
    #expect(counted > 40)
    for row in scenario.fits.flatMap(\.rows) { #expect(!row.origin.isEmpty, "\(row.location): \(row.name)") }
  }
}
