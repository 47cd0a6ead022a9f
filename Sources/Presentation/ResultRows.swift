import ScenarioEngine

/// Result tables and differences as rows for a machine.
public enum ResultRows {
  /// The rows of `summary.csv`, several scenarios below each other.
  public static func table(_ tables: [ResultTable]) -> RowTable {
    var rows = RowTable(columns: SummaryFile.columns)
    for table in tables {
      for series in table.series {
        for (statistic, estimate) in SummaryFile.statistics(of: series) {
          rows.add([
            .text(table.scenario), .text(series.output), .text(series.unit), .text(series.period), .text(statistic),
            .number(estimate.value), .init(estimate.standardError),
          ])
        }
      }
    }
    return rows
  }

  /// `output,unit,period,scenario,against,difference,standard_error,share_above,share_above_error,share_below,paired,q0.01 … q0.99,paths_needed`.
  public static func differences(_ differences: [DifferenceSeries]) -> RowTable {
    let levels = QuantileLevels.names.map { "q" + $0 }
    var rows = RowTable(
      columns: [
        "output", "unit", "period", "scenario", "against", "difference", "standard_error", "share_above", "share_above_error",
        "share_below",
        "paired",
      ] + levels + ["paths_needed"])
    for series in differences {
      let quantiles: [RowTable.Cell] = levels.indices.map {
        series.quantiles.indices.contains($0) ? .number(series.quantiles[$0].value) : .missing
      }
      rows.add(
        [
          .text(series.output), .text(series.unit), .text(series.period), .text(series.scenario), .text(series.against),
          .number(series.difference.value), .init(series.difference.standardError), .init(series.shareAbove?.value),
          .init(series.shareAbove?.standardError), .init(series.shareBelow?.value), .text(series.paired ? "yes" : "no"),
        ] + quantiles + [.init(series.pathsNeeded)])
    }
    return rows
  }
}
