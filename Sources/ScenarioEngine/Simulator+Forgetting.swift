import NumericCore

extension Simulator {
  /// Gives up counts that no quantile of the whole run can need, if at least as many paths as so far are to come.
  ///
  /// A quantile at level p ends within about √(p (1 - p)/n) of where it is after n paths; Woodruff's interval adds 1.5 of these, and eight are
  /// kept. Where that was too few the run is made again without.
  func forget(in shelves: [Shelf]) {
    let whole = wholeRows
    for shelf in shelves {
      shelf.counts.withLock { counts in
        for number in counts.indices where !whole.contains(RowPlace(set: shelf.set, row: shelf.first + number)) {
          let n = Double(counts[number].histogram.count)
          guard 2 * n <= Double(settings.paths) else { continue }
          counts[number].histogram.forget(
            outside: QuantileLevels.all.map { level in
              let reach = 8 * (level * (1 - level) / n).squareRoot() + 64 / n
              return level - reach...level + reach
            })
        }
      }
    }
  }

  private struct RowPlace: Hashable {
    var set: Int
    var row: Int
  }

  /// Rows whose shapes are wanted, with all of their counts.
  private var wholeRows: Set<RowPlace> {
    var result: Set<RowPlace> = []
    for wanted in settings.shapes {
      let places = layouts.map { $0.row(output: wanted.output, period: wanted.period) }
      for (set, row) in places.enumerated() {
        if let row { result.insert(RowPlace(set: set, row: layouts[set].rows[row].place)) }
      }
      for (number, pair) in pairs.enumerated() {
        for (k, row) in pair.rows.enumerated() where row.scenario == places[pair.scenario] {
          result.insert(RowPlace(set: scenarios.count + number, row: pair.order[k].number))
        }
      }
    }
    return result
  }
}

extension SimulationResult {
  /// Whether no quantile lies among counts that were given up.
  var isKnown: Bool {
    let series = tables.flatMap(\.series) + checks.flatMap { $0.map(\.series) }
    return !series.contains { $0.quantiles.contains(where: \.value.isNaN) }
      && !differences.contains { $0.contains { $0.quantiles.contains(where: \.value.isNaN) } }
  }
}
