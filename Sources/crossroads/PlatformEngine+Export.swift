import Exchange
import Foundation
import NumericCore
import PlatformModel
import Presentation
import ScenarioEngine

/// What an exchange format needs of recorded runs.
struct ExportRequest: Sendable {
  var folders: [ResultFolder]
  var format: ExportFormat
  /// Names of outputs, or patterns with `*`, commas between; nil: all that the results hold.
  var outputs: String?
  /// First futures wanted, for which runs are made again; nil: the tables alone.
  var futures: Int?
  var threads: Int?
  /// Only errors are said.
  var isQuiet = false
}

extension PlatformEngine {
  /// A recorded run, ready to be made again.
  private struct Recorded {
    var folder: ResultFolder
    var content: ResultFolder.Content
    var request: SimulationRequest
    var prepared: PreparedScenario
    var run: ExportedRun
  }

  /// Reads recorded runs, and makes them again where futures are wanted: they must give their tables again.
  ///
  /// - Throws: `ScenarioError` for a result that is missing, torn, of another version, or does not follow from its record; where a pattern
  ///   matches no output; and where futures are wanted of runs whose luck is not the same, or more than the memory holds.
  func exported(_ request: ExportRequest, progress: ProgressLine) throws -> (runs: [ExportedRun], notes: [String]) {
    let contents = try request.folders.map(Self.readResult)
    let names = try ExportedRun.names(scenarios: contents.map(\.record.scenario.name), folders: request.folders.map(\.path))
    try Self.checkPatterns(request.outputs, contents.map(\.table))
    if request.futures != nil { try Self.checkLuck(contents.map(\.record), names) }
    var recorded: [Recorded] = []
    for (number, content) in contents.enumerated() {
      recorded.append(try self.recorded(content, request.folders[number], name: names[number], threads: request.threads))
    }
    if let futures = request.futures { try checkMemory(futures, of: recorded, request) }
    var notes: [String] = []
    for number in recorded.indices {
      if let futures = request.futures { notes += try addFutures(futures, to: &recorded[number], progress) }
      try Self.choose(request.outputs, in: &recorded[number].run)
    }
    return (recorded.map(\.run), notes)
  }

  private func recorded(_ content: ResultFolder.Content, _ folder: ResultFolder, name: String, threads: Int?) throws(ScenarioError)
    -> Recorded
  {
    let request = Self.again(content.record, threads: threads)
    let scenario = content.record.scenario
    let prepared = try prepare(scenario, request)
    let region = scenario.fits.lazy.compactMap { $0.series.split(separator: "/").dropFirst().first.map(String.init) }.first
    let run = ExportedRun(
      name: name, title: scenario.title, region: region, record: content.record, table: content.table, outputs: prepared.model.outputs,
      horizon: prepared.plan.horizon, uncertain: prepared.plan.uncertainSettings)
    return Recorded(folder: folder, content: content, request: request, prepared: prepared, run: run)
  }

  /// Makes a run again and keeps its first futures.
  /// - Returns: what is to be said of it.
  private func addFutures(_ count: Int, to recorded: inout Recorded, _ progress: ProgressLine) throws -> [String] {
    let prepared = [recorded.prepared]
    let settings = try settings(recorded.request, for: prepared)
    let rows = try Simulator(prepared, settings: settings).reportedRows(scenario: 0)
    let values = FutureValues(count: count, rows: rows.map { OutputRow(output: $0.output.name, period: $0.period) })
    let result = try simulate(
      prepared, recorded.request, progress: progress,
      sink: { _, first, chunk in
        values.add(firstPath: first, chunk)
        return true
      }, wantsDrivers: false)
    let notes = try Self.checkReproduction(result.tables[0], recorded.content, recorded.folder)
    recorded.run.table = result.tables[0]
    recorded.run.futures = values
    recorded.run.draws = try SettingDraws(recorded.prepared.plan, settings: settings, futures: count)
    return notes
  }

  private static func choose(_ outputs: String?, in run: inout ExportedRun) throws(ScenarioError) {
    guard let outputs else { return }
    run.table.series.removeAll { !SimulationSettings.matches($0.output, pattern: outputs) }
    if run.table.series.isEmpty {
      throw ScenarioError("'\(run.name)' has no output of '\(outputs)'.", "Leave the run out, or choose other outputs.")
    }
  }

  /// All runs are held at once, as numbers and then as text.
  ///
  /// - Throws: `ScenarioError` where a run has fewer futures, or the machine less memory.
  private func checkMemory(_ futures: Int, of recorded: [Recorded], _ request: ExportRequest) throws {
    var bytes = 0
    for one in recorded {
      guard futures <= one.request.paths else {
        throw ScenarioError(
          "'\(one.run.name)' has \(NumberText.count(one.request.paths, "future")), fewer than \(futures).",
          "Ask for fewer with --futures, or run it with more --paths.")
      }
      let rows = try Simulator([one.prepared], settings: try settings(one.request, for: [one.prepared])).reportedRows(scenario: 0).count
      let draws = one.prepared.plan.columns.reduce(0) { $0 + $1.segments.count }
      let texts = one.content.table.series.count { series in
        guard request.outputs.map({ SimulationSettings.matches(series.output, pattern: $0) }) ?? true else { return false }
        return request.format == .hubverse ? series.mean != nil : !series.period.contains("-")
      }
      bytes += futures * (8 * (rows + draws) + request.format.bytesOfText * (texts + (request.format == .ema ? draws : 0)))
    }
    // Less is not worth a word.
    try MachineMemory.tell(
      "Exporting \(NumberText.count(futures, "future")) needs", bytes: bytes, isQuiet: request.isQuiet || bytes < 1_000_000_000,
      remedy: "Ask for fewer with --futures, choose --outputs, or export the runs one by one.")
  }

  /// Makes a recorded run again and writes every future's values to `folder`.
  func exportArray(_ result: ResultFolder, into folder: ResultFolder, threads: Int?, progress: ProgressLine) throws -> [String] {
    let content = try Self.readResult(result)
    let outcome = try run(
      content.record.scenario, Self.again(content.record, threads: threads), RunManner(pathValues: folder), progress: progress)
    return try Self.checkReproduction(outcome.summary.table, content, result)
  }

  /// How likely roads are: the table of `baseline`, if it is among the runs or stands in the results' folder, whole and of this version.
  static func likelihoods(_ runs: [ExportedRun], results: String) -> ResultTable? {
    if let own = runs.first(where: { $0.name == "baseline" }) { return own.table }
    guard let content = try? readResult(ResultFolder(path: results + "/baseline")) else { return nil }
    return content.record.overridesNothing ? content.table : nil
  }

  /// A recorded run made again, of whose memory nothing is said: it has been made before.
  private static func again(_ record: RunRecord, threads: Int?) -> SimulationRequest {
    var request = SimulationRequest(of: record, threads: threads)
    request.isQuiet = true
    return request
  }

  // MARK: - Checks

  static func readResult(_ folder: ResultFolder) throws(ScenarioError) -> ResultFolder.Content {
    for path in [folder.recordPath, folder.summaryPath] where !AtomicFile.exists(path) {
      throw ScenarioError("\(path) is missing: the run was interrupted, or the file was taken away.", "Make both files again with `run`.")
    }
    let content = try folder.read()
    guard content.record.version == crossroadsVersion else {
      throw ScenarioError(
        "\(folder.path) was made by version \(content.record.version), this is \(crossroadsVersion).",
        "Run it again, or export it with that version.")
    }
    return content
  }

  private static func checkPatterns(_ outputs: String?, _ tables: [ResultTable]) throws(ScenarioError) {
    let names = tables.flatMap { $0.series.map(\.output) }.unique
    for pattern in (outputs ?? "").split(separator: ",").map(String.init)
    where !names.contains(where: { SimulationSettings.matches($0, pattern: pattern) }) {
      throw ScenarioError(
        "--outputs '\(pattern)' matches no output of the results.\(Spelling.hint(pattern, among: names))",
        "Write a name such as ad_revenue.revenue, or a pattern such as 'ad_revenue.*'.")
    }
  }

  /// The same future of two runs has the same luck only where these agree.
  private static func checkLuck(_ records: [RunRecord], _ names: [String]) throws(ScenarioError) {
    for (record, name) in zip(records, names).dropFirst() {
      let first = records[0]
      let differing = [
        first.seed == record.seed ? nil : "seed", first.paths == record.paths ? nil : "number of futures",
        first.sampling == record.sampling ? nil : "sampling",
      ].compactMap { $0 }
      if !differing.isEmpty {
        throw ScenarioError(
          "'\(names[0])' and '\(name)' differ in \(differing.joined(separator: ", ")), so their futures are not the same luck.",
          "Run them alike, or export them apart.")
      }
    }
  }

  /// A run that is made again must give its table again; with another LAPACK its last digits may differ, which is said.
  private static func checkReproduction(_ made: ResultTable, _ content: ResultFolder.Content, _ folder: ResultFolder) throws(ScenarioError)
    -> [String]
  {
    guard made.series.count == content.table.series.count else {
      throw ScenarioError(
        "\(folder.summaryPath) does not follow from its own run.json: simulated again, it has \(made.series.count) rows of statistics "
          + "instead of \(content.table.series.count).",
        "Run it again with --replace; if that does not help, please report a defect.")
    }
    let rows = zip(SummaryFile.text(of: made).split(separator: "\n"), SummaryFile.text(of: content.table).split(separator: "\n"))
    guard let differing = rows.first(where: { $0 != $1 })?.1 else { return [] }
    if content.record.lapack != LinearAlgebraLibrary.description {
      return ["\(folder.path) was made with \(content.record.lapack): made again, its last digits differ."]
    }
    throw ScenarioError(
      "\(folder.summaryPath) does not follow from its own run.json: simulated again, the row '\(differing)' comes out otherwise.",
      "Run it again with --replace; if that does not help, please report a defect.")
  }
}

extension RunRecord {
  /// Whether the run has the usual settings, without `--set` and another horizon or day.
  fileprivate var overridesNothing: Bool {
    asOf == nil && start == nil && end == nil && !scenario.settings.values.contains { $0.location.file == "--set" }
  }
}
