import Dispatch
import NumericCore
import Synchronization

/// Simulates scenarios side by side, the same luck on every road, chunk by chunk on several threads.
///
/// Chunks of 1,024 paths are handed out in order; integer counts are added in any order, sums in the order of the chunks, so the result has
/// the same bits for any number of threads. Memory depends on how far the values spread, not on how many paths there are.
public final class Simulator: Sendable {
  static let chunkPaths = 1024
  /// Paths that drivers are computed from, at most.
  static let driverPaths = 32_768

  let scenarios: [PreparedScenario]
  let settings: SimulationSettings
  let layouts: [OutputLayout]
  let drawings: [PathDrawing]
  let pairs: [Pair]
  let targets: [OutputRow]
  let pathSink: PathSink?

  /// Takes the values of neighbouring paths, from any thread and in any order: the scenario's place, the first path, the values of its
  /// reported rows, a path after the other. False ends the run.
  public typealias PathSink = @Sendable (_ scenario: Int, _ firstPath: Int, _ values: [Double]) -> Bool

  /// Two scenarios and the rows that they share.
  struct Pair: Sendable {
    var scenario: Int
    var against: Int
    var rows: [(scenario: Int, against: Int)]
  }

  /// - Parameters:
  ///   - pairs: differences wanted, by index: scenario less against.
  ///   - targets: outputs whose drivers are wanted.
  ///   - pathSink: takes the values of every path.
  /// - Throws: where two keys of a scenario share a hash.
  public init(
    _ scenarios: [PreparedScenario], settings: SimulationSettings, pairs: [(scenario: Int, against: Int)] = [],
    targets: [OutputRow] = [],
    pathSink: PathSink? = nil
  ) throws(ScenarioError) {
    self.scenarios = scenarios
    self.settings = settings
    self.targets = targets
    self.pathSink = pathSink
    var layouts: [OutputLayout] = []
    var drawings: [PathDrawing] = []
    for scenario in scenarios {
      layouts.append(
        OutputLayout(
          outputs: scenario.model.outputs, horizon: scenario.plan.horizon, by: settings.by, isReported: settings.isReported,
          needed: (scenario.model.neededRows + scenario.model.checks.map(\.row) + targets).map { ($0.output, $0.period) }))
      drawings.append(
        try PathDrawing(
          plan: scenario.plan, uniformKeys: scenario.model.uniformKeys, seed: settings.seed, sampling: settings.sampling,
          paths: UInt64(settings.paths)))
    }
    self.layouts = layouts
    self.drawings = drawings
    self.pairs = pairs.map { pair in
      let b = layouts[pair.scenario], a = layouts[pair.against]
      var rows: [(scenario: Int, against: Int)] = []
      let places = Dictionary(
        a.rows.enumerated().map { (Self.name($1, a), $0) }, uniquingKeysWith: { first, _ in first })
      let sameHorizon = scenarios[pair.scenario].plan.horizon == scenarios[pair.against].plan.horizon
      // Totals over different spans are no pair.
      for (index, row) in b.rows.enumerated() where sameHorizon || row.period.kind != .total {
        if let other = places[Self.name(row, b)] { rows.append((index, other)) }
      }
      return Pair(scenario: pair.scenario, against: pair.against, rows: rows)
    }
  }

  private static func name(_ row: OutputLayout.Row, _ layout: OutputLayout) -> [String] {
    [layout.outputs[row.output].name, layout.outputs[row.output].unit, row.period.label]
  }

  // MARK: - Running

  /// Runs all paths.
  ///
  /// - Parameters:
  ///   - progress: called now and then with the number of paths done, from any thread.
  ///   - isInterrupted: asked before each chunk.
  public func run(progress: @Sendable (Int) -> Void = { _ in }, isInterrupted: @Sendable () -> Bool = { false }) throws(SimulationError)
    -> SimulationResult
  {
    let first = Worker(self)
    let pilotPaths = min(Self.chunkPaths, settings.paths)
    first.simulate(chunk: 0, paths: pilotPaths)
    if let fault = first.fault(paths: pilotPaths, firstPath: 0) { throw fault }
    let design = first.designs(paths: pilotPaths)
    let chunks = (settings.paths + Self.chunkPaths - 1) / Self.chunkPaths
    let shared = Tally(design: design, keeping: keptPaths)
    let next = Atomic<Int>(1)

    DispatchQueue.concurrentPerform(iterations: min(settings.threads, chunks)) { number in
      let worker = number == 0 ? first : Worker(self)
      var counts = design.map { $0.map(\.emptyCounts) }
      // The pilot chunk lies in the first worker's memory already, so no other worker, however early it begins, may take that chunk.
      var holdsPilot = number == 0
      while true {
        let chunk = holdsPilot ? 0 : next.wrappingAdd(1, ordering: .relaxed).oldValue
        holdsPilot = false
        guard chunk < chunks, !shared.hasEnded else { break }
        if isInterrupted() {
          shared.end(with: .interrupted)
          break
        }
        let paths = min(Self.chunkPaths, self.settings.paths - chunk * Self.chunkPaths)
        if chunk > 0 { worker.simulate(chunk: chunk, paths: paths) }
        if let fault = worker.fault(paths: paths, firstPath: UInt64(chunk * Self.chunkPaths)) {
          shared.end(with: fault)
          break
        }
        let moments = worker.reduce(design: design, counts: &counts, paths: paths)
        worker.keep(in: shared, firstPath: chunk * Self.chunkPaths, paths: paths)
        progress(shared.merge(chunk: chunk, moments: moments, paths: paths))
      }
      shared.merge(counts: counts)
    }
    if let error = shared.error { throw error }
    return result(shared)
  }

  private var keptPaths: Int { targets.isEmpty ? 0 : min(settings.paths, Self.driverPaths) }

  func emptyMoments(_ design: [[RowDesign]]) -> [[ScrambleMoments]] {
    design.enumerated().map { set, rows in
      let own = rows.map(\.emptyMoments)
      return set < scenarios.count ? own : own + [ScrambleMoments](repeating: ScrambleMoments(centre: 0), count: 2 * rows.count)
    }
  }

  // MARK: - The result

  private func result(_ shared: Tally) -> SimulationResult {
    let tables = scenarios.indices.map { index in
      ResultTable(
        scenario: scenarios[index].name,
        series: layouts[index].rows.indices.filter { layouts[index].rows[$0].isReported }.map { series(shared, scenario: index, row: $0) })
    }
    return SimulationResult(
      tables: tables, differences: pairs.indices.map { differences(shared, pair: $0) },
      drivers: scenarios.indices.map { index in
        drivers {
          shared.drivers(index * targets.count + $0)
        } columns: {
          uncertainColumns([index])
        }
      },
      differenceDrivers: pairs.map { pair in
        drivers { k in
          guard let b = shared.drivers(pair.scenario * targets.count + k), let a = shared.drivers(pair.against * targets.count + k) else {
            return nil
          }
          return zip(b, a).map { $0 - $1 }
        } columns: {
          uncertainColumns([pair.scenario, pair.against])
        }
      },
      checks: scenarios.indices.map { index in
        scenarios[index].model.checks.compactMap { check in
          layouts[index].row(output: check.row.output, period: check.row.period).map {
            CheckResult(check: check, series: series(shared, scenario: index, row: $0))
          }
        }
      })
  }

  /// The rows that a scenario reports, in order: the columns of what a path sink is given.
  public func reportedRows(scenario: Int) -> [(output: OutputDeclaration, period: String)] {
    let layout = layouts[scenario]
    return layout.rows.filter(\.isReported).map { (layout.outputs[$0.output], $0.period.label) }
  }

  private func series(_ shared: Tally, scenario: Int, row: Int) -> ResultSeries {
    let layout = layouts[scenario]
    let output = layout.outputs[layout.rows[row].output]
    let (moments, counts) = shared.row(scenario, row)
    let mean = moments.meanEstimate(count: settings.paths)
    return ResultSeries(
      output: output.name, unit: output.unit, period: layout.rows[row].period.label,
      probability: output.isEvent ? moments.probabilityEstimate(count: settings.paths) : nil,
      mean: output.isEvent ? nil : mean, sd: output.isEvent ? nil : moments.sdEstimate(count: settings.paths),
      quantiles: output.isEvent ? [] : counts!.quantileEstimates(count: settings.paths))
  }

  private func differences(_ shared: Tally, pair number: Int) -> [DifferenceSeries] {
    let pair = pairs[number]
    let layout = layouts[pair.scenario]
    let set = scenarios.count + number
    let width = pair.rows.count
    return pair.rows.indices.filter { layout.rows[pair.rows[$0].scenario].isReported }.map { k in
      let row = layout.rows[pair.rows[k].scenario]
      let output = layout.outputs[row.output]
      let (moments, counts) = shared.row(set, k)
      return DifferenceSeries(
        output: output.name, unit: output.unit, period: row.period.label, scenario: scenarios[pair.scenario].name,
        against: scenarios[pair.against].name, paired: true, difference: moments.meanEstimate(count: settings.paths),
        shareAbove: shared.row(set, width + k).moments.meanEstimate(count: settings.paths),
        shareBelow: shared.row(set, 2 * width + k).moments.meanEstimate(count: settings.paths),
        quantiles: output.isEvent ? [] : counts!.quantileEstimates(count: settings.paths))
    }
  }
}
