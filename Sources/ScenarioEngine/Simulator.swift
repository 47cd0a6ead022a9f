import Dispatch
import NumericCore
import Synchronization

/// Simulates scenarios side by side, the same luck on every road, chunk by chunk on several threads.
///
/// Chunks of 1,024 paths are handed out in order; integer counts are added in any order, sums in a fixed tree over the chunks, so the result
/// has the same bits for any number of threads. Memory depends on how far the values spread, hardly on how many paths there are.
public final class Simulator: Sendable {
  static let chunkPaths = 1024
  /// Paths in a chunk, of which all but the last are whole.
  public static var pathsPerChunk: Int { chunkPaths }
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
    /// Rows of both, by their place in the layouts.
    var rows: [(scenario: Int, against: Int)]
    /// Those of values and those of events, by their places among them; `rows` by the number here and whether it is an event.
    var values: [(scenario: Int, against: Int)] = []
    var events: [(scenario: Int, against: Int)] = []
    var order: [(isEvent: Bool, number: Int)] = []
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
      var result = Pair(scenario: pair.scenario, against: pair.against, rows: rows)
      for row in rows {
        let isEvent = b.outputs[b.rows[row.scenario].output].isEvent
        let places = (scenario: b.rows[row.scenario].place, against: a.rows[row.against].place)
        result.order.append((isEvent, isEvent ? result.events.count : result.values.count))
        if isEvent { result.events.append(places) } else { result.values.append(places) }
      }
      return result
    }
  }

  private static func name(_ row: OutputLayout.Row, _ layout: OutputLayout) -> [String] {
    [layout.outputs[row.output].name, layout.outputs[row.output].unit, row.period.label]
  }

  // MARK: - Running

  /// Chunks of the whole run.
  public var chunks: Int { (settings.paths + Self.chunkPaths - 1) / Self.chunkPaths }

  /// Bytes that `SimulationSettings.isExact` takes.
  public var exactBytes: Int {
    (layouts.map(\.valueRows.count) + pairs.map(\.values.count)).reduce(0, +) * settings.paths * MemoryLayout<Double>.stride
  }

  /// Paths of a chunk that a thread simulates and counts together: so many that their values take little memory, at least a block.
  var slicePaths: Int {
    let bytes = layouts.reduce(0) { $0 + $1.valueRows.count } * MemoryLayout<Double>.stride
    var paths = Self.chunkPaths
    while paths > Block.paths, paths * bytes > settings.sliceBytes { paths /= 2 }
    return paths
  }

  /// Paths of some chunks.
  public func paths(in range: Range<Int>) -> Int {
    min(range.upperBound * Self.chunkPaths, settings.paths) - min(range.lowerBound * Self.chunkPaths, settings.paths)
  }

  /// Runs all paths.
  ///
  /// - Parameters:
  ///   - progress: called now and then with the number of paths done, from any thread.
  ///   - isInterrupted: asked before each chunk.
  public func run(progress: @Sendable (Int) -> Void = { _ in }, isInterrupted: @Sendable () -> Bool = { false }) throws(SimulationError)
    -> SimulationResult
  {
    result(of: try partial(0..<chunks, progress: progress, isInterrupted: isInterrupted))
  }

  /// Runs the paths of some chunks.
  public func partial(
    _ range: Range<Int>, progress: @Sendable (Int) -> Void = { _ in }, isInterrupted: @Sendable () -> Bool = { false }
  ) throws(SimulationError) -> SimulationPartial {
    var partial: SimulationPartial?
    let end = try extend(&partial, by: range, progress: progress, pauses: isInterrupted)
    guard let partial, end == range.upperBound else { throw .interrupted }
    return partial
  }

  /// Adds chunks, in order, until they are all done or a pause is wanted; returns the first one that is not done.
  ///
  /// How rows are summed up is settled on the first chunk of the whole run, which is simulated in any case where `partial` is nil.
  /// - Parameters:
  ///   - partial: other chunks of the same simulation, or nil. After an error it is nil.
  ///   - range: chunks that are not in it.
  ///   - pauses: asked before each chunk, from any thread; once true it must stay so until the call returns.
  public func extend(
    _ partial: inout SimulationPartial?, by range: Range<Int>, progress: @Sendable (Int) -> Void = { _ in },
    pauses: @Sendable () -> Bool
  ) throws(SimulationError) -> Int {
    let isFirst = partial == nil, slice = slicePaths
    var pilotWorker: Worker? = isFirst ? Worker(self, paths: Self.chunkPaths) : nil
    if let worker = pilotWorker { partial = try pilot(worker) }
    guard let shared = partial.take().map(Tally.init) else { return range.lowerBound }
    let pilotIsPart = isFirst && range.lowerBound == 0 && slice == Self.chunkPaths
    // A whole chunk of many rows takes more memory than slices of it.
    if !pilotIsPart { pilotWorker = nil }
    let first = pilotWorker ?? Worker(self, paths: slice)
    pilotWorker = nil
    let next = Atomic<Int>(pilotIsPart ? 1 : range.lowerBound)

    let threads = max(1, min(settings.threads, range.count))
    DispatchQueue.concurrentPerform(iterations: threads) { number in
      let worker = number == 0 ? first : Worker(self, paths: slice)
      var signs = shared.design.map(SimulationPartial.Signs.init)
      // The pilot chunk lies in the first worker's memory already, so no other worker, however early it begins, may take that chunk.
      var holdsPilot = number == 0 && pilotIsPart
      while shared.error == nil {
        // Asked before a chunk is taken: whatever was taken is done, so what is done has no gaps.
        if !holdsPilot, pauses() { break }
        let chunk = holdsPilot ? 0 : next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard chunk < range.upperBound else { break }
        let firstShelf = number * shared.shelves.count / threads
        guard let done = worker.work(on: chunk, isSimulated: holdsPilot, shared, &signs, firstShelf: firstShelf) else { break }
        holdsPilot = false
        progress(done)
      }
      shared.merge(signs)
      if let timer = worker.timer { shared.merge(timer.seconds) }
    }
    if let error = shared.error { throw error }
    partial = shared.partial
    return min(next.load(ordering: .relaxed), range.upperBound)
  }

  /// Simulates the first chunk of the whole run, on which is settled how rows are summed up.
  private func pilot(_ worker: Worker) throws(SimulationError) -> SimulationPartial {
    worker.simulate(firstPath: 0, paths: paths(in: 0))
    if let fault = worker.fault(paths: paths(in: 0), firstPath: 0) { throw fault }
    var partial = SimulationPartial(design: worker.designs(paths: paths(in: 0)))
    if settings.isExact { partial.kept = KeptValues(rows: partial.design.map(\.values.count), paths: settings.paths) }
    return partial
  }

  func paths(in chunk: Int) -> Int { min(Self.chunkPaths, settings.paths - chunk * Self.chunkPaths) }

  // MARK: - The result

  /// What all paths together say.
  ///
  /// - Precondition: `partial` holds the first chunks of the run without gaps, or all of them.
  public func result(of partial: SimulationPartial) -> SimulationResult {
    precondition(partial.paths > 0 && partial.paths <= settings.paths, "\(partial.paths) paths of \(settings.paths)")
    partial.kept?.sort(threads: settings.threads)
    let timer = settings.isTimed ? StageTimer() : nil
    var result = resultWithoutDrivers(of: partial)
    timer?.lap(\.reduction)
    let keptPaths = targets.isEmpty ? 0 : min(partial.paths, Self.driverPaths)
    result.drivers = scenarios.indices.map { index in
      drivers {
        partial.drivers(scenario: index, target: $0, count: keptPaths)
      } columns: {
        uncertainColumns([index])
      }
    }
    result.differenceDrivers = pairs.map { pair in
      drivers { k in
        guard let b = partial.drivers(scenario: pair.scenario, target: k, count: keptPaths),
          let a = partial.drivers(scenario: pair.against, target: k, count: keptPaths)
        else { return nil }
        return zip(b, a).map { $0 - $1 }
      } columns: {
        uncertainColumns([pair.scenario, pair.against])
      }
    }
    timer?.lap(\.drivers)
    result.seconds = partial.seconds
    if let timer { result.seconds.add(timer.seconds) }
    return result
  }

  private func resultWithoutDrivers(of partial: SimulationPartial) -> SimulationResult {
    let moments = partial.design.indices.map { partial.moments(set: $0) }
    let tables = scenarios.indices.map { index in
      ResultTable(
        scenario: scenarios[index].name,
        series: layouts[index].rows.indices.filter { layouts[index].rows[$0].isReported }.map {
          series(partial, moments, scenario: index, row: $0)
        })
    }
    return SimulationResult(
      tables: tables, differences: pairs.indices.map { differences(partial, moments, pair: $0) },
      drivers: [], differenceDrivers: [],
      checks: scenarios.indices.map { index in
        scenarios[index].model.checks.compactMap { check in
          layouts[index].row(output: check.row.output, period: check.row.period).map {
            CheckResult(check: check, series: series(partial, moments, scenario: index, row: $0))
          }
        }
      },
      shapes: scenarios.indices.map { shapes(of: partial, scenario: $0) },
      differenceShapes: pairs.indices.map { shapes(of: partial, pair: $0) })
  }

  /// The rows that a scenario reports, in order: the columns of what a path sink is given.
  public func reportedRows(scenario: Int) -> [(output: OutputDeclaration, period: String)] {
    let layout = layouts[scenario]
    return layout.rows.filter(\.isReported).map { (layout.outputs[$0.output], $0.period.label) }
  }

  private func series(_ partial: SimulationPartial, _ moments: [[ScrambleMoments]], scenario: Int, row: Int) -> ResultSeries {
    let layout = layouts[scenario]
    let place = layout.rows[row].place
    let output = layout.outputs[layout.rows[row].output]
    let period = layout.rows[row].period.label
    let count = partial.paths
    if output.isEvent {
      let probability = partial.signs[scenario].events[place].probabilityEstimate(count: count)
      return ResultSeries(
        output: output.name, unit: output.unit, period: period, probability: probability, mean: nil, sd: nil, quantiles: [])
    }
    return ResultSeries(
      output: output.name, unit: output.unit, period: period, probability: nil,
      mean: moments[scenario][place].meanEstimate(count: count), sd: moments[scenario][place].sdEstimate(count: count),
      quantiles: partial.quantiles(set: scenario, row: place))
  }

  private func differences(_ partial: SimulationPartial, _ moments: [[ScrambleMoments]], pair number: Int) -> [DifferenceSeries] {
    let pair = pairs[number]
    let layout = layouts[pair.scenario]
    let set = scenarios.count + number
    let count = partial.paths
    return pair.rows.indices.filter { layout.rows[pair.rows[$0].scenario].isReported }.map { k in
      let row = layout.rows[pair.rows[k].scenario]
      let output = layout.outputs[row.output]
      let (isEvent, place) = pair.order[k]
      let sign = isEvent ? pair.values.count + place : place
      let above = partial.signs[set].above[sign], below = partial.signs[set].below[sign]
      let difference = isEvent ? above.estimate(count: count, less: below) : moments[set][place].meanEstimate(count: count)
      return DifferenceSeries(
        output: output.name, unit: output.unit, period: row.period.label, scenario: scenarios[pair.scenario].name,
        against: scenarios[pair.against].name, paired: true,
        difference: difference, shareAbove: above.estimate(count: count), shareBelow: below.estimate(count: count),
        quantiles: isEvent ? [] : partial.quantiles(set: set, row: place),
        pathsNeeded: DifferenceSeries.pathsNeeded(toTell: difference, paths: count))
    }
  }
}
