import NumericCore

extension Simulator {
  /// The working memory of one thread; handed from thread to thread at most before any work begins.
  final class Worker: @unchecked Sendable {
    let simulator: Simulator
    let rows: [RowStore]
    private let difference = ColumnStore(count: 1, vectors: RowStore.vectors)
    let blocks: [Block]
    let runners: [any ModelRunner]
    private let cells: UnsafeMutablePointer<Int16>
    private let bits: UnsafeMutablePointer<UInt8>
    /// nil: nobody asks where the time goes.
    let timer: StageTimer?

    init(_ simulator: Simulator) {
      self.simulator = simulator
      rows = simulator.layouts.map(RowStore.init)
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
      cells = .allocate(capacity: Simulator.chunkPaths)
      bits = .allocate(capacity: 2 * RowStore.vectors)
      bits.initialize(repeating: 0, count: 2 * RowStore.vectors)
      timer = simulator.settings.isTimed ? StageTimer() : nil
    }

    deinit {
      cells.deallocate()
      bits.deallocate()
    }

    /// Scenarios take turns on each block of paths, so that what they draw in common is at hand.
    func simulate(chunk: Int, paths: Int) {
      for start in stride(from: 0, to: paths, by: Block.paths) {
        for (index, block) in blocks.enumerated() {
          block.begin(first: UInt64(chunk * Simulator.chunkPaths + start), rowOffset: start / Vector.count)
          timer?.lap(\.drawing)
          runners[index].run()
          timer?.lap(\.simulation)
        }
      }
    }

    /// The first value that is not finite.
    func fault(paths: Int, firstPath: UInt64) -> SimulationError? {
      for (index, store) in rows.enumerated() {
        let layout = simulator.layouts[index]
        for (place, row) in layout.valueRows.enumerated() {
          let values = store.value(place).paths
          for path in 0..<paths where !values[path].isFinite {
            return .notFinite(
              scenario: simulator.scenarios[index].name, output: layout.outputs[layout.rows[row].output].name,
              period: layout.rows[row].period.label, path: firstPath + UInt64(path))
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

    /// The moments of every row of values in the chunk, and whether all of them are finite, as they are where all values are and their
    /// squares can be held.
    func moments(design: [SetDesign], paths: Int) -> (moments: [ScrambleMoments], isFinite: Bool) {
      var result: [ScrambleMoments] = []
      result.reserveCapacity(design.reduce(0) { $0 + $1.values.count })
      var isFinite = true
      for (set, own) in design.enumerated() {
        for (number, value) in own.values.enumerated() {
          var moments = value.emptyMoments
          moments.add(column(set, number), paths: paths)
          isFinite = isFinite && moments.isFinite
          result.append(moments)
        }
      }
      return (result, isFinite)
    }

    /// A row of values; that of a difference lasts until the next is asked for.
    private func column(_ set: Int, _ value: Int) -> Column {
      guard set >= rows.count else { return rows[set].value(value) }
      let pair = simulator.pairs[set - rows.count], d = difference[0]
      let b = rows[pair.scenario].value(pair.values[value].scenario), a = rows[pair.against].value(pair.values[value].against)
      for v in 0..<RowStore.vectors { d[v] = b[v] - a[v] }
      return d
    }

    /// Adds the chunk to the counts of values, beginning with some shelf, so that threads meet seldom.
    func count(in shelves: [Shelf], from first: Int, paths: Int) {
      for index in shelves.indices {
        let shelf = shelves[(first + index) % shelves.count]
        shelf.counts.withLock { counts in
          for number in counts.indices { counts[number].add(column(shelf.set, shelf.first + number), paths: paths, cells: cells) }
        }
      }
    }

    /// Adds the chunk to the counts of events and signs.
    func count(in sets: inout [SimulationPartial.Signs], paths: Int) {
      for set in sets.indices {
        if set < rows.count {
          for place in sets[set].events.indices { sets[set].events[place].add(rows[set].event(place), count: paths) }
        } else {
          countSigns(of: set - rows.count, in: &sets[set], paths: paths)
        }
      }
    }

    /// Paths on which a difference is above and below 0: values first, then events.
    private func countSigns(of number: Int, in set: inout SimulationPartial.Signs, paths: Int) {
      let pair = simulator.pairs[number], vectors = (paths + 7) / 8
      let above = bits, below = bits + RowStore.vectors
      for value in pair.values.indices {
        let d = column(rows.count + number, value)
        for v in 0..<vectors {
          above[v] = (d[v] > 0).bits
          below[v] = (d[v] < 0).bits
        }
        set.above[value].add(above, count: paths)
        set.below[value].add(below, count: paths)
      }
      for (event, row) in pair.events.enumerated() {
        let b = rows[pair.scenario].event(row.scenario), a = rows[pair.against].event(row.against)
        for v in 0..<vectors {
          above[v] = b[v] & ~a[v]
          below[v] = a[v] & ~b[v]
        }
        set.above[pair.values.count + event].add(above, count: paths)
        set.below[pair.values.count + event].add(below, count: paths)
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

    /// The values that drivers need, if the chunk is one of those they are computed from.
    func driverValues(chunk: Int, paths: Int) -> [SimulationPartial.DriverKey: [Double]] {
      guard chunk * Simulator.chunkPaths < Simulator.driverPaths else { return [:] }
      var result: [SimulationPartial.DriverKey: [Double]] = [:]
      for (index, layout) in simulator.layouts.enumerated() {
        for (k, target) in simulator.targets.enumerated() {
          guard let row = layout.row(output: target.output, period: target.period) else { continue }
          result[SimulationPartial.DriverKey(scenario: index, target: k, chunk: chunk)] = Array(
            UnsafeBufferPointer(start: rows[index].numbers(row: row).paths, count: paths))
        }
      }
      return result
    }

    /// Puts the chunk's values where they are kept.
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
