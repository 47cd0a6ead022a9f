import NumericCore
import ScenarioEngine

extension RunSummary {
  /// Users by month and revenue by year; of a run with chosen outputs the first three of these, by month where they have months.
  public var fans: [FanChart] {
    guard let outputs else {
      return [
        FanChart(of: "user_growth.monthly_users", in: table, title: words.name(of: "user_growth.monthly_users"), months: true),
        FanChart(of: "ad_revenue.revenue", in: table, title: words.name(of: "ad_revenue.revenue") + " by year", months: false),
      ].compactMap { $0 }
    }
    return Array(
      outputs.compactMap { output in
        FanChart(of: output, in: table, title: words.name(of: output), months: true)
          ?? FanChart(of: output, in: table, title: words.name(of: output), months: false)
      }.prefix(3))
  }

  /// 50 futures of each row whose shape is known.
  public var dotPlots: [DotPlot] {
    charted.map { row, unit, shape in
      DotPlot(title: words.name(of: row.output, in: row.period) + " in 50 futures", unit: unit, shape: shape)
    }
  }

  /// The legal states, by month where the table has months.
  public var regimes: RegimeChart? { RegimeChart(of: table, title: "Legal state over time", words: words) }

  /// Rows with shapes, in the order of the table.
  private var charted: [(row: OutputRow, unit: String, shape: DistributionShape)] {
    table.series.compactMap { series in
      let row = OutputRow(output: series.output, period: series.period)
      return shapes[row].map { (row, series.unit, $0) }
    }
  }

  /// What the screen of a run ends with.
  public var charts: [any Chart] { fans + dotPlots + [regimes].compactMap { $0 } }
}
