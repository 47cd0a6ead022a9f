import NumericCore
import ScenarioEngine

extension ComparisonSummary {
  /// Rows with shapes, each with its unit, in the order of the first table; roads in another unit are not drawn beside it.
  private var charted: [(row: OutputRow, unit: String)] {
    guard let first = tables.first else { return [] }
    return first.series.compactMap { series in
      let row = OutputRow(output: series.output, period: series.period)
      return shapes.contains { $0[row] != nil } ? (row, series.unit) : nil
    }
  }

  /// The roads of a row that share its unit, with their shapes.
  private func roads(_ row: OutputRow, unit: String) -> [DensityChart.Row] {
    names.indices.compactMap { index in
      guard shapes.indices.contains(index), let shape = shapes[index][row],
        tables[index].series.contains(where: { $0.output == row.output && $0.period == row.period && $0.unit == unit })
      else { return nil }
      return DensityChart.Row(names[index], shape)
    }
  }

  private func title(_ row: OutputRow) -> String { words.name(of: row.output, in: row.period) }

  /// How likely which value is on each road.
  public var densities: [DensityChart] {
    charted.compactMap { DensityChart(title: title($0.row) + ": where the futures lie", unit: $0.unit, rows: roads($0.row, unit: $0.unit)) }
  }

  /// How likely each road is to bring more than so much.
  public var exceedances: [ExceedanceChart] {
    charted.compactMap { ExceedanceChart(title: title($0.row) + ": the odds of more", unit: $0.unit, rows: roads($0.row, unit: $0.unit)) }
  }

  /// The differences of pairs, future by future.
  public var differenceCharts: [DifferenceChart] {
    charted.compactMap { row, unit in
      let rows = differenceShapes.compactMap { pair -> DifferenceChart.Row? in
        let series = differences.first {
          $0.scenario == pair.scenario && $0.against == pair.against && $0.output == row.output && $0.period == row.period
        }
        guard let shape = pair.shapes[row], let series, series.unit == unit, let above = series.shareAbove, let below = series.shareBelow
        else { return nil }
        return DifferenceChart.Row(
          scenario: pair.scenario, against: pair.against, shape: shape, above: above, below: below)
      }
      return DifferenceChart(title: title(row) + ": difference, future by future", unit: unit, rows: rows)
    }
  }

  /// What the screen of a comparison ends with.
  public var charts: [any Chart] {
    let (densities, exceedances, differences) = (densities, exceedances, differenceCharts)
    return densities as [any Chart] + exceedances + differences
  }
}
