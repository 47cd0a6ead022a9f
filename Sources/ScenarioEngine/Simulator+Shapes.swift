import NumericCore

extension Simulator {
  /// The shapes asked for of a scenario's reported values.
  func shapes(of partial: SimulationPartial, scenario: Int) -> [OutputRow: DistributionShape] {
    let layout = layouts[scenario]
    var result: [OutputRow: DistributionShape] = [:]
    for wanted in settings.shapes {
      guard let row = layout.row(output: wanted.output, period: wanted.period).map({ layout.rows[$0] }), row.isReported,
        !layout.outputs[row.output].isEvent
      else { continue }
      result[wanted] = DistributionShape(partial.values[scenario][row.place].histogram)
    }
    return result
  }

  /// The shapes asked for of a pair's differences, future by future.
  func shapes(of partial: SimulationPartial, pair number: Int) -> [OutputRow: DistributionShape] {
    let pair = pairs[number], layout = layouts[pair.scenario]
    var result: [OutputRow: DistributionShape] = [:]
    for wanted in settings.shapes {
      guard let row = layout.row(output: wanted.output, period: wanted.period), layout.rows[row].isReported,
        let k = pair.rows.firstIndex(where: { $0.scenario == row }), !pair.order[k].isEvent
      else { continue }
      result[wanted] = DistributionShape(partial.values[scenarios.count + number][pair.order[k].number].histogram)
    }
    return result
  }
}
