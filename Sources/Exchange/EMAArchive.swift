import NumericCore
import ScenarioEngine

/// Settings and outcomes of futures as an archive of the EMA workbench: `experiments.csv`, a file for each outcome, and `metadata.json`.
///
/// A run is a policy. An output of years is an array with a column for each year; one number for the horizon is a scalar.
public struct EMAArchive: Sendable {
  struct Outcome: Sendable {
    var name: String
    var output: String
    var unit: String
    var periods: [String]
    var isArray: Bool
  }

  private let runs: [ExportedRun]
  private let futures: Int
  private let settings: [(name: String, columns: [SettingDraws.Column])]
  private let outcomes: [Outcome]
  /// What the archive does not hold, in words.
  public let leftOut: [String]

  /// - Throws: `ScenarioError` where runs differ in horizon or currency, or names cannot be told apart.
  public init(_ runs: [ExportedRun], futures: Int) throws(ScenarioError) {
    let horizons = runs.map { "\($0.horizon.first) to \($0.horizon.last)" }.unique
    let currencies = runs.map(\.record.scenario.currency).unique
    guard horizons.count == 1, currencies.count == 1 else {
      throw ScenarioError(
        "The runs differ in \(horizons.count > 1 ? "horizon (\(horizons.joined(separator: ", ")))" : "currency (\(currencies.joined(separator: ", ")))"): "
          + "an outcome has one shape and one unit.", "Export them apart.")
    }
    self.runs = runs
    self.futures = futures
    var leftOut: [String] = []
    settings = try Self.settings(runs, &leftOut)
    outcomes = try Self.outcomes(runs, &leftOut)
    guard !outcomes.isEmpty else { throw ScenarioError("No output has years or one number in all runs.", "Choose others with --outputs.") }
    guard !settings.isEmpty else {
      throw ScenarioError("The runs have no uncertain setting in common, so there are no experiments.", "Export them one by one.")
    }
    self.leftOut = leftOut
  }

  /// Settings that are uncertain in some run and present in all.
  private static func settings(_ runs: [ExportedRun], _ leftOut: inout [String]) throws(ScenarioError) -> [(
    name: String, columns: [SettingDraws.Column]
  )] {
    let all = runs.map { $0.draws?.columns ?? [] }
    let keys = all.flatMap { $0.filter(\.isUncertain).map(Self.label) }.unique
    var common: [(label: String, columns: [SettingDraws.Column])] = []
    for key in keys {
      let columns = all.compactMap { columns in columns.first { Self.label($0) == key } }
      if columns.count == runs.count {
        common.append((key, columns))
      } else {
        leftOut.append("the setting \(key): not every run has it.")
      }
    }
    let names = try PythonName.identifiers(common.map(\.label), reserved: ["scenario", "policy", "model"])
    return zip(names, common).map { ($0, $1.columns) }
  }

  private static func label(_ column: SettingDraws.Column) -> String { column.since.map { "\(column.key).from.\($0)" } ?? column.key }

  private static func outcomes(_ runs: [ExportedRun], _ leftOut: inout [String]) throws(ScenarioError) -> [Outcome] {
    var outcomes: [Outcome] = []
    let first = runs[0].table.series
    for output in runs.flatMap({ $0.table.series.map(\.output) }).unique {
      let periods = first.filter { $0.output == output }.map(\.period)
      let everywhere = periods.filter { period in
        runs.allSatisfy {
          $0.table.series.contains { $0.output == output && $0.period == period } && $0.futures?.column(output, period) != nil
        }
      }
      guard everywhere == periods, !periods.isEmpty, let unit = first.first(where: { $0.output == output })?.unit else {
        leftOut.append("the output \(output): not every run has it, or not of the same periods.")
        continue
      }
      let isOnce = runs[0].declaration(of: output)?.aggregation == .once
      let years = periods.filter { if case .year = Period($0) { true } else { false } }
      if !years.isEmpty { outcomes.append(Outcome(name: output, output: output, unit: unit, periods: years, isArray: true)) }
      if periods.contains("total") {
        outcomes.append(Outcome(name: isOnce ? output : output + ".total", output: output, unit: unit, periods: ["total"], isArray: false))
      }
      let rest = periods.count - years.count - (periods.contains("total") ? 1 : 0)
      if rest > 0 {
        leftOut.append("\(NumberText.count(rest, "month")) or \(NumberText.noun("quarter", rest)) of \(output): an array holds its years.")
      }
    }
    for (index, name) in try PythonName.identifiers(outcomes.map(\.name)).enumerated() { outcomes[index].name = name }
    return outcomes
  }

  // MARK: - The files

  /// The archive, not yet packed.
  public func tar() throws(ScenarioError) -> [UInt8] {
    var archive = TarArchive()
    try archive.add("experiments.csv", experiments)
    for outcome in outcomes { try archive.add(file(of: outcome), values(of: outcome)) }
    var columns = "outcome,column,output,unit,period\n"
    for outcome in outcomes {
      for (column, period) in outcome.periods.enumerated() {
        columns += CSVTable.line([outcome.name, String(column), outcome.output, outcome.unit, period])
      }
    }
    try archive.add("columns.csv", Array(columns.utf8))
    try archive.add("metadata.json", Array((metadata.text + "\n").utf8))
    return archive.bytes
  }

  private func file(of outcome: Outcome) -> String { outcome.name + (outcome.isArray ? ".csv" : ".cls") }

  private var experiments: [UInt8] {
    var text = Array((settings.map(\.name) + ["scenario", "policy", "model"]).joined(separator: ",").utf8) + [10]
    for (number, run) in runs.enumerated() {
      let tail = Array(CSVTable.line([run.name, "crossroads"]).utf8)
      for future in 0..<futures {
        for setting in settings { text += Array("\(setting.columns[number].values[future])".utf8) + [44] }
        text += Array("\(future),".utf8) + tail
      }
    }
    return text
  }

  private func values(of outcome: Outcome) -> [UInt8] {
    var text: [UInt8] = []
    for run in runs {
      let columns = outcome.periods.compactMap { run.futures?.column(outcome.output, $0) }
      for future in 0..<futures { text += Array(columns.map { "\($0[future])" }.joined(separator: ",").utf8) + [10] }
    }
    return text
  }

  private var metadata: OrderedJSON {
    .object([
      ("version", .number(0.1)),
      (
        "outcomes",
        .array(
          outcomes.map { .array([.string($0.isArray ? "ArrayOutcome" : "ScalarOutcome"), .string($0.name), .string(file(of: $0))]) })
      ),
      (
        "experiments",
        .object(
          settings.map { ($0.name, .string("float64")) } + [
            ("scenario", .string("int64")), ("policy", .string("object")), ("model", .string("object")),
          ])
      ),
    ])
  }
}
