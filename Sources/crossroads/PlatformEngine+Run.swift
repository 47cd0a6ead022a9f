import NumericCore
import PlatformModel
import Presentation
import ScenarioEngine
import Synchronization

extension PlatformEngine {
  func run(_ scenario: Scenario, _ request: SimulationRequest, _ manner: RunManner, progress: ProgressLine) throws -> RunOutcome {
    let prepared = try prepare(scenario, request)
    let start = ContinuousClock.now
    let record = record(prepared, request)
    if manner.freezes || manner.pathValues != nil {
      return try runByPath(prepared, request, record, manner, progress)
    }
    let simulator = try simulator(prepared, request)
    let work = try LongRun(simulator, record: record, shard: .whole, keeper: manner.keeper)
    guard let goal = request.precision else {
      let result = simulator.result(of: try work.finish(progress))
      return RunOutcome(
        summary: summary(prepared, request, result, seconds: (ContinuousClock.now - start).inSeconds), record: record,
        stages: result.seconds, kept: work.keptPath)
    }
    let (result, outcome) = try goal.reach(from: work.done, chunks: simulator.chunks) { end in
      try work.advance(to: end, progress)
      return try work.result()
    } unmet: { result in
      try goal.targets.flatMap { try $0.shortfalls(in: result.tables[0]) }
    }
    var made = request, known = record
    (made.paths, known.paths, known.precisionMet) = (outcome.paths, outcome.paths, outcome.isMet)
    return RunOutcome(
      summary: summary(prepared, made, result, seconds: (ContinuousClock.now - start).inSeconds), record: known, stages: result.seconds,
      kept: work.keptPath, precision: outcome)
  }

  func runShard(_ shard: Shard, of scenario: Scenario, _ request: SimulationRequest, _ manner: RunManner, progress: ProgressLine) throws
    -> ShardOutcome
  {
    let prepared = try prepare(scenario, request)
    let simulator = try simulator(prepared, request)
    let work = try LongRun(simulator, record: record(prepared, request), shard: shard, keeper: manner.keeper)
    let partial = try work.finish(progress)
    return ShardOutcome(bytes: work.bytes(of: partial), paths: partial.paths, stages: partial.seconds, kept: work.keptPath)
  }

  func merge(_ merge: ShardMerge, drawsCharts: Bool) throws -> RunOutcome {
    var request = SimulationRequest(of: merge.record)
    request.drawsCharts = drawsCharts
    let prepared = try prepare(merge.record.scenario, request)
    let record = record(prepared, request)
    guard try record.text() == merge.recordText else {
      throw ScenarioError(
        "The shards of '\(prepared.name)' were not made from what stands here: \(merge.record.anyDifference(from: record)).",
        "Merge them with the program, the evidence and the LAPACK that they were made with, or make them again.")
    }
    let simulator = try simulator(prepared, request)
    let result = simulator.result(of: try merge.sum(for: simulator))
    return RunOutcome(summary: summary(prepared, request, result, seconds: nil), record: record, stages: result.seconds)
  }

  private func simulator(_ prepared: PreparedScenario, _ request: SimulationRequest) throws(ScenarioError) -> Simulator {
    let simulator = try Simulator([prepared], settings: try settings(request, for: [prepared]), targets: [Self.target])
    try tellMemory(simulator, request)
    return simulator
  }

  // MARK: - Every future's values

  /// A run of which something is wanted of every future, and so no part is kept.
  private func runByPath(
    _ prepared: PreparedScenario, _ request: SimulationRequest, _ record: RunRecord, _ manner: RunManner, _ progress: ProgressLine
  ) throws -> RunOutcome {
    let start = ContinuousClock.now
    let rows = try Simulator([prepared], settings: try settings(request, for: [prepared])).reportedRows(scenario: 0)
    let extremes = manner.freezes ? PathExtremes(columns: rows.count) : nil
    let result: SimulationResult
    if let pathValues = manner.pathValues {
      result = try simulateKeepingPaths(prepared, request, rows, pathValues, extremes, progress)
    } else {
      result = try simulate([prepared], request, progress: progress) { _, _, values in
        extremes?.add(values)
        return true
      }
    }
    return RunOutcome(
      summary: summary(prepared, request, result, seconds: (ContinuousClock.now - start).inSeconds), record: record,
      frozen: extremes.map { frozen(prepared, record, result.tables[0], rows, $0) }, stages: result.seconds)
  }

  private func frozen(
    _ prepared: PreparedScenario, _ record: RunRecord, _ table: ResultTable, _ rows: [(output: OutputDeclaration, period: String)],
    _ extremes: PathExtremes
  ) -> FrozenForecast.Run {
    var ranges: [OutputRow: ClosedRange<Double>] = [:]
    for (column, row) in rows.enumerated() {
      ranges[OutputRow(output: row.output.name, period: row.period)] = extremes.range(column: column)
    }
    return FrozenForecast.Run(record: record, outputs: prepared.model.outputs, table: table, extremes: ranges)
  }

  private func simulateKeepingPaths(
    _ prepared: PreparedScenario, _ request: SimulationRequest, _ rows: [(output: OutputDeclaration, period: String)],
    _ folder: ResultFolder, _ extremes: PathExtremes?, _ progress: ProgressLine
  ) throws -> SimulationResult {
    let file = try NumPyFile(path: folder.pathsPath, rows: request.paths, columns: rows.count)
    let fault = FirstFault()
    let result: SimulationResult
    do {
      result = try simulate([prepared], request, progress: progress) { _, first, values in
        extremes?.add(values)
        do throws(ScenarioError) {
          try file.write(values, fromRow: first)
          return true
        } catch {
          fault.set(error)
          return false
        }
      }
    } catch {
      throw fault.error ?? error
    }
    try file.commit()
    let columns = rows.map { NumPyFile.Column(output: $0.output.name, unit: $0.output.unit, period: $0.period) }
    try AtomicFile.write(Array(NumPyFile.columnsText(columns).utf8), to: folder.columnsPath)
    return result
  }
}

/// The first error of several threads.
private final class FirstFault: Sendable {
  private let stored = Mutex<ScenarioError?>(nil)
  func set(_ error: ScenarioError) { stored.withLock { $0 = $0 ?? error } }
  var error: ScenarioError? { stored.withLock { $0 } }
}
