import Foundation
import NumericCore
import ScenarioEngine

@testable import PlatformModel

/// The shipped scenarios and evidence, and variants of them.
enum ProjectUnderTest {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .path
  static let ledger = try! EvidenceLedger(folder: folder + "/evidence")
  static let library = ScenarioLibrary(
    project: folder, declarations: PlatformModel.declarations, ledgerIDs: Set(ledger.facts.map(\.id)))

  /// A scenario by name or path with some settings replaced.
  static func plan(
    _ name: String, set overrides: KeyValuePairs<String, String> = [:], asOf: String? = nil, start: String? = nil, end: String? = nil
  ) throws -> Plan {
    let read = try library.load(name)
    let scenario = try library.applying(overrides: overrides.map { (key: $0.key, text: $0.value) }, to: read)
    return try PlanBuilder(
      declarations: PlatformModel.declarations, ledger: ledger, asOf: asOf.flatMap { CalendarDay($0) },
      start: start.flatMap { CalendarMonth($0) }, end: end.flatMap { CalendarMonth($0) }
    ).plan(scenario)
  }

  static func prepare(
    _ name: String, set overrides: KeyValuePairs<String, String> = [:], asOf: String? = nil, start: String? = nil, end: String? = nil
  ) throws -> PreparedScenario {
    let plan = try plan(name, set: overrides, asOf: asOf, start: start, end: end)
    return PreparedScenario(plan: plan, model: try PlatformModel(plan: plan))
  }

  /// The path of a scenario file that is written for one test, beside whose name stands its text.
  static func file(_ name: String, _ text: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("crossroads-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appendingPathComponent(name + ".yaml")
    try Data(text.utf8).write(to: path)
    return path.path
  }
}

/// Distributions of a scenario's outputs.
struct Outcome {
  let tables: [ResultTable]
  private let places: [[String: Int]]

  init(_ tables: [ResultTable]) {
    self.tables = tables
    places = tables.map { table in
      Dictionary(uniqueKeysWithValues: table.series.enumerated().map { ("\($1.output) \($1.period)", $0) })
    }
  }

  /// In medians mode, every month.
  static func medians(_ name: String, set overrides: KeyValuePairs<String, String> = [:]) throws -> Outcome {
    let settings = SimulationSettings(paths: 1, sampling: .medians, by: .month)
    return Outcome(try Simulator([try ProjectUnderTest.prepare(name, set: overrides)], settings: settings).run().tables)
  }

  func series(_ output: String, _ period: String, scenario: Int = 0) -> ResultSeries? {
    places[scenario]["\(output) \(period)"].map { tables[scenario].series[$0] }
  }

  /// The mean or the probability; NaN where there is no such row.
  func value(_ output: String, _ period: String, scenario: Int = 0) -> Double {
    series(output, period, scenario: scenario).flatMap { $0.mean?.value ?? $0.probability?.value } ?? .nan
  }

  func quantile(_ level: Int, _ output: String, _ period: String, scenario: Int = 0) -> Estimate {
    series(output, period, scenario: scenario)?.quantiles[level] ?? Estimate(.nan, standardError: nil)
  }
}

/// Whether two numbers agree to a number of significant digits: the difference is at most half a unit of the last.
func agree(_ computed: Double, _ printed: Double, digits: Int = 6) -> Bool {
  if printed == 0 { return computed == 0 }
  let exponent = (log10(printed.magnitude)).rounded(.down)
  return (computed - printed).magnitude <= 0.5000001 * pow(10, exponent - Double(digits - 1))
}
