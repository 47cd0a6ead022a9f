import NumericCore

extension Simulator {
  /// The working memory of one thread; handed from thread to thread at most before any work begins.
  final class Worker: @unchecked Sendable {
    let simulator: Simulator
    let rows: [RowStore]
    /// Paths of a slice of a chunk, which are simulated and counted together.
    let paths: Int
    private let difference: ColumnStore
    let blocks: [Block]
    let runners: [any ModelRunner]
    private let cells: UnsafeMutablePointer<Int16>
    private let bits: UnsafeMutablePointer<UInt8>
    /// nil: nobody asks where the time goes.
    let timer: StageTimer?

    /// - Parameter paths: of a slice.
    init(_ simulator: Simulator, paths: Int) {
      self.simulator = simulator
      self.paths = paths
      rows = simulator.layouts.map { RowStore(layout: $0, paths: paths) }
      difference = ColumnStore(count: 1, vectors: paths / Vector.count)
      var blocks: [Block] = []
      var runners: [any ModelRunner] = []
      let months = simulator.scenarios.reduce(0) { max($0, $1.plan.horizon.count) }
      let shared = SharedDraws(scenarios: simulator.scenarios.count, months: months)
      for (index, scenario) in simulator.scenarios.enumerated() {
        let block = Block(plan: scenario.plan, drawing: simulator.drawings[index], rows: rows[index], shared: shared, earlier: blocks)
        blocks.append(block)
        runners.append(
          scenario.model.makeRunner(block: block, seed: simulator.settings.seed, mediansMode: simulator.settings.sampling == .medians))
      }
      self.blocks = blocks
      self.runners = runners
      cells = .allocate(capacity: paths)
      bits = .allocate(capacity: paths / 4)
      bits.initialize(repeating: 0, count: paths / 4)
      timer = simulator.settings.isTimed ? StageTimer() : nil
    }

    deinit {
      cells.deallocate()
      bits.deallocate()
    }

    /// Simulates a chunk and adds it to what is known; returns the paths done, nil where the run is to end.
    ///
    /// - Parameters:
    ///   - isSimulated: the chunk is one slice, which lies in memory already.
    ///   - firstShelf: where counting begins.
    func work(on chunk: Int, isSimulated: Bool, _ shared: Tally, _ signs: inout [SimulationPartial.Signs], firstShelf: Int) -> Int? {
      let firstPath = chunk * Simulator.chunkPaths, count = simulator.paths(in: chunk)
      var moments = shared.design.flatMap { $0.values.map(\.emptyMoments) }
      var drivers: [SimulationPartial.DriverKey: [Double]] = [:]
      for start in stride(from: 0, to: count, by: paths) {
        let first = firstPath + start, own = min(paths, count - start)
        if !isSimulated { simulate(firstPath: first, paths: own) }
        if !sum(in: &moments, signs: &signs, paths: own), let fault = fault(paths: own, firstPath: first) {
          shared.end(with: fault)
          return nil
        }
        self.count(in: shared.shelves, from: firstShelf, paths: own)
        countEvents(in: &signs, paths: own)
        if let kept = shared.kept { keep(in: kept, firstPath: first, paths: own) }
        if !handOn(firstPath: first, paths: own) {
          shared.end(with: .interrupted)
          return nil
        }
        addDrivers(to: &drivers, chunk: chunk, paths: own)
        timer?.lap(\.reduction)
      }
      return shared.merge(chunk: chunk, moments: moments, drivers: drivers, paths: count)
    }

    /// Scenarios take turns on each block of paths, so that what they draw in common is at hand.
    func simulate(firstPath: Int, paths: Int) {
      for start in stride(from: 0, to: paths, by: Block.paths) {
        for (index, block) in blocks.enumerated() {
          block.begin(first: UInt64(firstPath + start), rowOffset: start / Vector.count)
          timer?.lap(\.drawing)
          runners[index].run()
          timer?.lap(\.simulation)
        }
      }
    }

    /// The first value that is not finite.
    func fault(paths: Int, firstPath: Int) -> SimulationError? {
      for (index, store) in rows.enumerated() {
        let layout = simulator.layouts[index]
        for (place, row) in layout.valueRows.enumerated() {
          let values = store.value(place).paths
          for path in 0..<paths where !values[path].isFinite {
            return .notFinite(
              scenario: simulator.scenarios[index].name, output: layout.outputs[layout.rows[row].output].name,
              period: layout.rows[row].period.label, path: UInt64(firstPath + path))
          }
        }
      }
      return nil
    }

    func designs(paths: Int) -> [SetDesign] {
      let scenarios = simulator.layouts.map { (values: $0.valueRows.count, events: $0.eventRows.count, isPair: false) }
      let pairs = simulator.pairs.map { (values: $0.values.count, events: $0.events.count, isPair: true) }
      return (scenarios + pairs).enumerated().map { set, own in
        SetDesign(
          values: (0..<own.values).map { ValueDesign(pilot: column(set, $0), paths: paths) }, events: own.events, isPair: own.isPair)
      }
    }

    /// Adds a slice to the moments of every row of values and to the signs of differences; false if some sum is no longer finite, as it is
    /// where all values are and their squares can be held.
    func sum(in moments: inout [ScrambleMoments], signs: inout [SimulationPartial.Signs], paths: Int) -> Bool {
      var row = 0
      var isFinite = true
      for set in signs.indices {
        let isPair = set >= rows.count
        for number in 0..<(isPair ? simulator.pairs[set - rows.count].values.count : simulator.layouts[set].valueRows.count) {
          let values = column(set, number)
          moments[row].add(values, paths: paths)
          isFinite = isFinite && moments[row].isFinite
          row += 1
          if isPair { countSigns(values, number, in: &signs[set], paths: paths) }
        }
      }
      return isFinite
    }

    /// A row of values; that of a difference lasts until the next is asked for.
    private func column(_ set: Int, _ value: Int) -> Column {
      guard set >= rows.count else { return rows[set].value(value) }
      let pair = simulator.pairs[set - rows.count], d = difference[0]
      let b = rows[pair.scenario].value(pair.values[value].scenario), a = rows[pair.against].value(pair.values[value].against)
      for v in 0..<paths / Vector.count { d[v] = b[v] - a[v] }
      return d
    }

    /// Adds a slice to the counts of values, beginning with some shelf, so that threads meet seldom.
    func count(in shelves: [Shelf], from first: Int, paths: Int) {
      for index in shelves.indices {
        let shelf = shelves[(first + index) % shelves.count]
        shelf.counts.withLock { counts in
          for number in counts.indices { counts[number].add(column(shelf.set, shelf.first + number), paths: paths, cells: cells) }
        }
      }
    }

    /// Paths on which a difference of values is above and below 0.
    private func countSigns(_ difference: Column, _ number: Int, in set: inout SimulationPartial.Signs, paths: Int) {
      let above = bits, below = bits + self.paths / Vector.count
      for v in 0..<(paths + 7) / 8 {
        above[v] = (difference[v] > 0).bits
        below[v] = (difference[v] < 0).bits
      }
      set.above[number].add(above, count: paths)
      set.below[number].add(below, count: paths)
    }

    /// Adds a slice to the counts of events and of the signs of their differences.
    func countEvents(in sets: inout [SimulationPartial.Signs], paths: Int) {
      for set in sets.indices {
        guard set >= rows.count else {
          for place in sets[set].events.indices { sets[set].events[place].add(rows[set].event(place), count: paths) }
          continue
        }
        let pair = simulator.pairs[set - rows.count]
        let above = bits, below = bits + self.paths / Vector.count
        for (event, row) in pair.events.enumerated() {
          let b = rows[pair.scenario].event(row.scenario), a = rows[pair.against].event(row.against)
          for v in 0..<(paths + 7) / 8 {
            above[v] = b[v] & ~a[v]
            below[v] = a[v] & ~b[v]
          }
          sets[set].above[pair.values.count + event].add(above, count: paths)
          sets[set].below[pair.values.count + event].add(below, count: paths)
        }
      }
    }

    /// The reported rows of a scenario, a path after the other.
    private func byPath(_ index: Int, _ paths: Int) -> [Double] {
      let layout = simulator.layouts[index]
      let wanted = layout.rows.indices.filter { layout.rows[$0].isReported }
      var values = [Double](repeating: 0, count: paths * wanted.count)
      for (c, row) in wanted.enumerated() {
        let column = rows[index].numbers(row: row).paths
        for i in 0..<paths { values[i * wanted.count + c] = column[i] }
      }
      return values
    }

    /// Adds to the values of a chunk that drivers need, if it is one of those they are computed from.
    func addDrivers(to values: inout [SimulationPartial.DriverKey: [Double]], chunk: Int, paths: Int) {
      guard chunk * Simulator.chunkPaths < Simulator.driverPaths else { return }
      for (index, layout) in simulator.layouts.enumerated() {
        for (k, target) in simulator.targets.enumerated() {
          guard let row = layout.row(output: target.output, period: target.period) else { continue }
          values[SimulationPartial.DriverKey(scenario: index, target: k, chunk: chunk), default: []] += UnsafeBufferPointer(
            start: rows[index].numbers(row: row).paths, count: paths)
        }
      }
    }

    /// Puts a slice's values where they are kept.
    func keep(in kept: KeptValues, firstPath: Int, paths: Int) {
      for (set, own) in kept.rows.enumerated() {
        for row in 0..<own { kept.put(UnsafePointer(column(set, row).paths), count: paths, at: firstPath, set: set, row: row) }
      }
    }

    /// Hands the values of every path on; false ends the run.
    func handOn(firstPath: Int, paths: Int) -> Bool {
      guard let sink = simulator.pathSink else { return true }
      for index in rows.indices where !sink(index, firstPath, byPath(index, paths)) { return false }
      return true
    }
  }
}
