import Dispatch
import NumericCore
import Synchronization

/// Simulates scenarios side by side, the same luck on every road, chunk by chunk on several threads.
///
/// Chunks of 1,024 paths are handed out in order; integer counts are added in any order, sums in the order of the chunks, so the result has
/// the same bits for any number of threads. Memory does not grow with the number of paths.
public final class Simulator: Sendable {
  static let chunkPaths = 1024
  /// Paths that drivers are computed from, at most.
  static let driverPaths = 32_768

  private let scenarios: [PreparedScenario]
  private let settings: SimulationSettings
  private let layouts: [OutputLayout]
  private let drawings: [PathDrawing]
  private let pairs: [Pair]
  private let targets: [OutputRow]
  private let pathSink: PathSink?

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
      for (index, row) in b.rows.enumerated() {
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
    let shared = Shared(design: design, keeping: keptPaths)
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

  // MARK: - A worker

  /// The working memory of one thread; handed from thread to thread at most before any work begins.
  private final class Worker: @unchecked Sendable {
    let simulator: Simulator
    let rows: [ColumnStore]
    let differences: [ColumnStore]
    let blocks: [Block]
    let runners: [any ModelRunner]
    let scratch = ColumnStore(count: 2, vectors: Simulator.chunkPaths / Vector.count)

    init(_ simulator: Simulator) {
      self.simulator = simulator
      let vectors = Simulator.chunkPaths / Vector.count
      rows = simulator.layouts.map { ColumnStore(count: $0.rows.count, vectors: vectors) }
      differences = simulator.pairs.map { ColumnStore(count: $0.rows.count, vectors: vectors) }
      var blocks: [Block] = []
      var runners: [any ModelRunner] = []
      for (index, scenario) in simulator.scenarios.enumerated() {
        let block = Block(plan: scenario.plan, drawing: simulator.drawings[index], layout: simulator.layouts[index], rows: rows[index])
        blocks.append(block)
        runners.append(
          scenario.model.makeRunner(block: block, seed: simulator.settings.seed, mediansMode: simulator.settings.sampling == .medians))
      }
      self.blocks = blocks
      self.runners = runners
    }

    func simulate(chunk: Int, paths: Int) {
      for (index, block) in blocks.enumerated() {
        for start in stride(from: 0, to: paths, by: Block.paths) {
          block.begin(first: UInt64(chunk * Simulator.chunkPaths + start), rowOffset: start / Vector.count)
          runners[index].run()
        }
      }
      for (index, pair) in simulator.pairs.enumerated() {
        for (number, row) in pair.rows.enumerated() {
          let b = rows[pair.scenario][row.scenario], a = rows[pair.against][row.against], d = differences[index][number]
          for v in 0..<(paths + 7) / 8 { d[v] = b[v] - a[v] }
        }
      }
    }

    /// The first value that is not finite.
    func fault(paths: Int, firstPath: UInt64) -> SimulationError? {
      for (index, store) in rows.enumerated() {
        let layout = simulator.layouts[index]
        for (number, row) in layout.rows.enumerated() {
          let values = store[number]
          var check = Vector.zero
          for v in 0..<paths / 8 { check += values[v] * 0 }
          if (check == 0).all && paths % 8 == 0 { continue }
          for path in 0..<paths where !values.paths[path].isFinite {
            return .notFinite(
              scenario: simulator.scenarios[index].name, output: layout.outputs[row.output].name, period: row.period.label,
              path: firstPath + UInt64(path))
          }
        }
      }
      return nil
    }

    func designs(paths: Int) -> [[RowDesign]] {
      var result: [[RowDesign]] = []
      for (index, store) in rows.enumerated() {
        let layout = simulator.layouts[index]
        result.append(
          layout.rows.enumerated().map { RowDesign(isEvent: layout.outputs[$1.output].isEvent, pilot: store[$0], paths: paths) })
      }
      for (index, pair) in simulator.pairs.enumerated() {
        let layout = simulator.layouts[pair.scenario]
        result.append(
          pair.rows.enumerated().map { number, row in
            RowDesign(isEvent: layout.outputs[layout.rows[row.scenario].output].isEvent, pilot: differences[index][number], paths: paths)
          })
      }
      return result
    }

    /// Adds the chunk to the counts; returns its moments: of every row, and for pairs also of where the difference is above and below 0.
    func reduce(design: [[RowDesign]], counts: inout [[RowCounts]], paths: Int) -> [[ScrambleMoments]] {
      var moments = simulator.emptyMoments(design)
      for set in design.indices {
        let isPair = set >= rows.count
        let store = isPair ? differences[set - rows.count] : rows[set]
        let width = design[set].count
        for (number, row) in design[set].enumerated() {
          let values = store[number]
          moments[set][number].add(values, paths: paths)
          if !row.isEvent { counts[set][number].add(values, paths: paths) }
          guard isPair else { continue }
          let above = scratch[0], below = scratch[1]
          for v in 0..<(paths + 7) / 8 {
            above[v] = (values[v] > 0).select(.one, .zero)
            below[v] = (values[v] < 0).select(.one, .zero)
          }
          moments[set][width + number].add(above, paths: paths)
          moments[set][2 * width + number].add(below, paths: paths)
        }
      }
      return moments
    }

    /// The reported rows of a scenario, a path after the other.
    private func byPath(_ rows: ColumnStore, _ layout: OutputLayout, _ paths: Int) -> [Double] {
      let wanted = layout.rows.indices.filter { layout.rows[$0].isReported }
      var values = [Double](repeating: 0, count: paths * wanted.count)
      for (c, row) in wanted.enumerated() {
        let column = rows[row].paths
        for i in 0..<paths { values[i * wanted.count + c] = column[i] }
      }
      return values
    }

    /// Keeps the values that drivers or files need.
    func keep(in shared: Shared, firstPath: Int, paths: Int) {
      for (index, layout) in simulator.layouts.enumerated() {
        for (k, target) in simulator.targets.enumerated() {
          guard let row = layout.row(output: target.output, period: target.period) else { continue }
          shared.keepDriver(scenario: index, target: k, count: simulator.targets.count, rows[index][row].paths, firstPath, paths)
        }
        if let sink = simulator.pathSink, !sink(index, firstPath, byPath(rows[index], layout, paths)) { shared.end(with: .interrupted) }
      }
    }
  }

  private func emptyMoments(_ design: [[RowDesign]]) -> [[ScrambleMoments]] {
    design.enumerated().map { set, rows in
      let own = rows.map(\.emptyMoments)
      return set < scenarios.count ? own : own + [ScrambleMoments](repeating: ScrambleMoments(centre: 0), count: 2 * rows.count)
    }
  }

  // MARK: - What threads share

  /// What the threads add up.
  private final class Shared: Sendable {
    private struct State {
      var moments: [[ScrambleMoments]]
      var counts: [[RowCounts]]
      var waiting: [Int: [[ScrambleMoments]]] = [:]
      var nextChunk = 0
      var done = 0
      var error: SimulationError?
      var driverValues: [Int: [Double]] = [:]
    }
    private let state: Mutex<State>
    let design: [[RowDesign]]
    private let kept: Int

    init(design: [[RowDesign]], keeping kept: Int) {
      self.design = design
      self.kept = kept
      state = Mutex(State(moments: [], counts: []))
    }

    var error: SimulationError? { state.withLock { $0.error } }
    var hasEnded: Bool { error != nil }
    func end(with error: SimulationError) { state.withLock { $0.error = $0.error ?? error } }

    /// Adds the moments of a chunk when its turn comes; returns the paths done.
    func merge(chunk: Int, moments: [[ScrambleMoments]], paths: Int) -> Int {
      state.withLock { state in
        state.waiting[chunk] = moments
        state.done += paths
        while let next = state.waiting.removeValue(forKey: state.nextChunk) {
          if state.moments.isEmpty {
            state.moments = next
          } else {
            for set in next.indices { for row in next[set].indices { state.moments[set][row].merge(next[set][row]) } }
          }
          state.nextChunk += 1
        }
        return state.done
      }
    }

    func merge(counts: [[RowCounts]]) {
      state.withLock { state in
        guard !state.counts.isEmpty else { return state.counts = counts }
        for set in counts.indices { for row in counts[set].indices { state.counts[set][row].merge(counts[set][row]) } }
      }
    }

    func keepDriver(scenario: Int, target: Int, count: Int, _ values: UnsafeMutablePointer<Double>, _ firstPath: Int, _ paths: Int) {
      let part = Array(UnsafeBufferPointer(start: values, count: paths))
      guard firstPath < kept else { return }
      state.withLock { state in
        let key = scenario * count + target
        if state.driverValues[key] == nil { state.driverValues[key] = [Double](repeating: 0, count: kept) }
        for i in 0..<min(paths, kept - firstPath) { state.driverValues[key]![firstPath + i] = part[i] }
      }
    }

    func drivers(_ key: Int) -> [Double]? { state.withLock { $0.driverValues[key] } }
    func row(_ set: Int, _ row: Int) -> (moments: ScrambleMoments, counts: RowCounts?) {
      state.withLock { ($0.moments[set][row], row < $0.counts[set].count ? $0.counts[set][row] : nil) }
    }
  }

  // MARK: - The result

  private func result(_ shared: Shared) -> SimulationResult {
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

  private func series(_ shared: Shared, scenario: Int, row: Int) -> ResultSeries {
    let layout = layouts[scenario]
    let output = layout.outputs[layout.rows[row].output]
    let (moments, counts) = shared.row(scenario, row)
    let mean = moments.meanEstimate(count: settings.paths)
    return ResultSeries(
      output: output.name, unit: output.unit, period: layout.rows[row].period.label, probability: output.isEvent ? mean : nil,
      mean: output.isEvent ? nil : mean, sd: output.isEvent ? nil : moments.sdEstimate(count: settings.paths),
      quantiles: output.isEvent ? [] : counts!.quantileEstimates(count: settings.paths))
  }

  private func differences(_ shared: Shared, pair number: Int) -> [DifferenceSeries] {
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

  // MARK: - Drivers

  /// Uncertain settings of some scenarios by key: the drawing and the column to take the bins from.
  private func uncertainColumns(_ indices: [Int]) -> [(key: String, drawing: PathDrawing, column: Int)] {
    var seen: Set<String> = []
    var result: [(key: String, drawing: PathDrawing, column: Int)] = []
    for index in indices {
      for (column, setting) in scenarios[index].plan.columns.enumerated() where setting.isUncertain && seen.insert(setting.key).inserted {
        result.append((setting.key, drawings[index], column))
      }
    }
    return result
  }

  private func drivers(
    values: (Int) -> [Double]?, columns: () -> [(key: String, drawing: PathDrawing, column: Int)]
  ) -> [OutputRow: [DriverShare]] {
    guard !targets.isEmpty, settings.sampling != .medians else { return [:] }
    var result: [OutputRow: [DriverShare]] = [:]
    let known = targets.indices.compactMap { k in values(k).map { (targets[k], $0) } }
    guard let count = known.first?.1.count, let bins = DriverAnalysis.bins(paths: count) else { return [:] }
    for setting in columns() {
      var places = [UInt8](repeating: 0, count: (count + 7) / 8 * 8)
      for group in 0..<places.count / 8 {
        let eight = setting.drawing.bins(bins, column: setting.column, group: UInt64(group))
        for lane in 0..<8 { places[group * 8 + lane] = eight[lane] }
      }
      for (target, values) in known {
        result[target, default: []].append(
          DriverShare(key: setting.key, share: DriverAnalysis.firstOrderShare(values: values, bins: places, binCount: bins)))
      }
    }
    return result.mapValues { $0.sorted { ($0.share.value, $1.key) > ($1.share.value, $0.key) } }
  }
}
