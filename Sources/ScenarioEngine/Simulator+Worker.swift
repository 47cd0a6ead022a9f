import NumericCore

extension Simulator {
  /// The working memory of one thread; handed from thread to thread at most before any work begins.
  final class Worker: @unchecked Sendable {
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
    func keep(in shared: Tally, firstPath: Int, paths: Int) {
      for (index, layout) in simulator.layouts.enumerated() {
        for (k, target) in simulator.targets.enumerated() {
          guard let row = layout.row(output: target.output, period: target.period) else { continue }
          shared.keepDriver(scenario: index, target: k, count: simulator.targets.count, rows[index][row].paths, firstPath, paths)
        }
        if let sink = simulator.pathSink, !sink(index, firstPath, byPath(rows[index], layout, paths)) { shared.end(with: .interrupted) }
      }
    }
  }
}
