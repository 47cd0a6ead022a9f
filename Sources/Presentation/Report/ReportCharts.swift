import NumericCore
import ScenarioEngine

/// The figures of a report, each with the numbers behind it as a table.
struct ReportCharts: Sendable {
  let view: ReportView
  private let numbers = ReportNumbers()
  private var summary: ComparisonSummary { view.summary }

  /// Quantities drawn over time, by month where there are months.
  private static let overTime = [
    "user_growth.monthly_users", "ad_revenue.revenue", "commerce.gmv", "ad_revenue.displaced", "ownership.cash_to_owner",
  ]
  /// Levels of the tables behind distributions.
  private static let levels = [2, 6, 11, 16, 20]

  // MARK: - Over time

  /// A fan for each road, on axes of the same span.
  var fans: [HTMLNode] {
    let figures = ReportCharts.overTime.flatMap(fan)
    let words = "The line is the middle future; the dark band holds half of the futures, the light one nine of ten."
    return figures.isEmpty ? [] : [.paragraph(.text(words))] + figures
  }

  private func fan(_ output: String) -> [HTMLNode] {
    let all = summary.tables.map { table in table.series.filter { $0.output == output && $0.probability == nil && !$0.quantiles.isEmpty } }
    let units = Set(all.flatMap { $0.map(\.unit) })
    let months = all.contains { $0.contains { $0.period.utf8.count == 7 } }
    let drawn = all.flatMap { $0 }.filter { months ? $0.period.utf8.count == 7 : ScreenText.isYear($0.period) }
    let ends = drawn.compactMap { ScreenText.ends($0.quantiles) }.flatMap { [$0.low.value, $0.high.value] }
    // Roads in different currencies have axes of their own.
    let span = units.count == 1 ? ends.min().flatMap { low in ends.max().map { low...$0 } } : nil
    let words = summary.words.name(of: output)
    let drawings = summary.tables.indices.compactMap { index in
      FanChart(
        of: output, in: summary.tables[index], title: summary.names.count > 1 ? "\(words): \(summary.names[index])" : words, months: months,
        span: span)?.svg(width: ReportFigure.width)
    }
    let years = all.flatMap { $0.map(\.period) }.filter(ScreenText.isYear).unique
    let rows = years.flatMap { year in
      summary.names.indices.compactMap { index in
        all[index].first { $0.period == year }.map { ("\(year)", summary.names[index], $0) }
      }
    }
    return ReportFigure(
      title: "\(words) over time", words: "",
      drawings: drawings, table: table(of: rows, "\(words) by year", first: "Year")
    ).nodes
  }

  // MARK: - Where the futures lie

  /// The value that roads are ranked by.
  var value: [HTMLNode] {
    let row = OutputRow(output: "ownership.value_to_owner", period: "total")
    guard let rows = rows(row), let chart = DensityChart(title: words(row), unit: rows.unit, rows: rows.roads) else { return [] }
    var drawings = [chart.svg(width: ReportFigure.width)]
    if let exceedance = ExceedanceChart(title: "\(words(row)): the odds of more", unit: rows.unit, rows: rows.roads) {
      drawings.append(exceedance.svg(width: ReportFigure.width))
    }
    if rows.roads.count == 1 {
      drawings.append(
        DotPlot(title: "\(words(row)) in 50 futures", unit: rows.unit, shape: rows.roads[0].shape).svg(width: ReportFigure.width))
    }
    return ReportFigure(
      title: "\(words(row)): where the futures lie",
      words: " The hill is high where many futures end; the curve reads: the share of futures (up) that bring more than a value (across).",
      drawings: drawings, table: quantiles([row])
    ).nodes
  }

  /// The legal states, and users and revenue at the first, the middle and the last year: where roads fork.
  var fork: [HTMLNode] {
    let hills = self.hills
    let words =
      "Each hill is one road’s futures at that time. Hills apart are roads that lead apart; two humps in one hill are a road that forks again."
    return regimes + (hills.isEmpty ? [] : [.paragraph(.text(words))] + hills)
  }

  private var hills: [HTMLNode] {
    ["user_growth.monthly_users", "ad_revenue.revenue"].flatMap { output -> [HTMLNode] in
      let present = summary.shapes.flatMap { $0.keys.filter { $0.output == output }.map(\.period) }
      let periods = Set(present).sorted()
      let chosen = [0, periods.count / 2, periods.count - 1].filter(periods.indices.contains).map { periods[$0] }.unique
      let rows = chosen.map { OutputRow(output: output, period: $0) }
      let found = rows.compactMap { row in self.rows(row).map { (row: row, unit: $0.unit, roads: $0.roads) } }
      let all = found.flatMap { $0.roads.map(\.shape) }
      let drawings = found.compactMap { found in
        DensityChart(title: words(found.row), unit: found.unit, rows: found.roads, beside: all)?.svg(width: ReportFigure.width)
      }
      let name = summary.words.name(of: output)
      return ReportFigure(
        title: "\(name) at the beginning, the middle and the end",
        words: "",
        drawings: drawings, table: quantiles(rows)
      ).nodes
    }
  }

  /// The roads of a row that share the unit of the first, with their shapes.
  private func rows(_ row: OutputRow) -> (unit: String, roads: [DensityChart.Row])? {
    let found = summary.names.indices.compactMap { index -> (unit: String, road: DensityChart.Row)? in
      guard summary.shapes.indices.contains(index), let shape = summary.shapes[index][row], let series = series(row, index) else {
        return nil
      }
      return (series.unit, DensityChart.Row(summary.names[index], shape))
    }
    guard let unit = found.first?.unit else { return nil }
    return (unit, found.filter { $0.unit == unit }.map(\.road))
  }

  // MARK: - Differences

  /// How far the others lie from the first road, future by future.
  var differences: [HTMLNode] {
    let row = OutputRow(output: "ownership.value_to_owner", period: "total")
    let found = summary.differences.filter { $0.output == row.output && $0.period == row.period && !$0.quantiles.isEmpty }
    let rows = summary.differenceShapes.compactMap { pair -> DifferenceChart.Row? in
      let series = found.first { $0.scenario == pair.scenario && $0.against == pair.against }
      guard let shape = pair.shapes[row], let above = series?.shareAbove, let below = series?.shareBelow else { return nil }
      return DifferenceChart.Row(
        scenario: pair.scenario, against: pair.against, shape: shape, above: above, below: below,
        series: summary.names.firstIndex(of: pair.scenario))
    }
    guard let unit = found.first?.unit else { return [] }
    let drawings = rows.map(\.against).unique.compactMap { against in
      DifferenceChart(title: "\(words(row)): against \(against)", unit: unit, rows: rows.filter { $0.against == against })?.svg(
        width: ReportFigure.width)
    }
    let largest = found.map { abs($0.difference.value) }.max() ?? 0
    let display = DisplayUnit(unit, largest: largest)
    var table = ReportTable(
      "\(words(row)): differences\(comma(display))", [.init("Road"), .init("Against")] + ReportCharts.heads + [.number("higher in")])
    for series in found {
      table.add(
        [.head(.text(series.scenario)), .init(.text(series.against))] + cells(series.quantiles, display)
          + [.number(series.shareAbove.map(numbers.share) ?? "")])
    }
    return ReportFigure(
      title: "\(words(row)): differences of the roads",
      words: " What lies right of the dashed line are futures in which the road ends above the other.",
      drawings: drawings, table: table
    ).nodes
  }

  // MARK: - Legal states

  /// The probabilities of the legal states over time, a ribbon for each.
  private var regimes: [HTMLNode] {
    let drawings = summary.tables.indices.compactMap { index in
      RegimeChart(
        of: summary.tables[index], title: summary.names.count > 1 ? "Legal state: \(summary.names[index])" : "Legal state",
        words: summary.words)?
        .svg(width: ReportFigure.width)
    }
    let rows = summary.tables.map { table in
      table.series.filter { $0.output.hasPrefix("regulation.regime.") && $0.probability != nil && ScreenText.isYear($0.period) }
    }
    let years = rows.flatMap { $0.map(\.period) }.unique
    let names = rows.flatMap { $0.filter { ($0.probability?.value ?? 0) > 0 }.map(\.output) }.unique
    var table = ReportTable(
      "Probability of each legal state at the year’s end", [.init("Road"), .init("Legal state")] + years.map { .number($0) })
    for (index, road) in summary.names.enumerated() {
      let held = names.filter { name in rows[index].contains { $0.output == name && ($0.probability?.value ?? 0) > 0 } }
      for (place, name) in held.enumerated() {
        let head: [ReportTable.Cell] = place == 0 ? [.head(.text(road), rows: held.count)] : []
        table.add(
          head + [.init(.text(summary.words.name(of: name)))]
            + years.map { year in
              .number(rows[index].first { $0.output == name && $0.period == year }?.probability.map(numbers.share) ?? "")
            })
      }
    }
    return ReportFigure(
      title: "The legal state over time",
      words:
        " Each ribbon is as high as the share of futures that are in that state in that month; together they make 100 %. The percentages below are those of the end.",
      drawings: drawings, table: table
    ).nodes
  }

  // MARK: - Tables behind charts

  private static var heads: [ReportTable.Head] {
    levels.map { .number("\(NumberFormat().number(QuantileLevels.all[$0], place: -2, power: -2)) %") }
  }

  private func cells(_ quantiles: [Estimate], _ unit: DisplayUnit) -> [ReportTable.Cell] {
    let largest = ScreenText.ends(quantiles).map { max(abs($0.low.value), abs($0.high.value)) } ?? 0
    return ReportCharts.levels.map { level in
      guard quantiles.indices.contains(level) else { return "" }
      return .number(
        numbers.format.number(quantiles[level].value, place: ScreenText.place(quantiles[level], largest: largest), power: unit.power))
    }
  }

  /// The values below which 5, 25, 50, 75 and 95 % of the futures lie, for each row and road.
  private func quantiles(_ rows: [OutputRow]) -> ReportTable {
    let found = rows.flatMap { row in
      summary.names.indices.compactMap { index in
        series(row, index).map { (OutputWords.period(row.period), summary.names[index], $0) }
      }
    }
    let words = rows.first.map { summary.words.name(of: $0.output).trimmedAtStart } ?? ""
    return table(of: found, "\(words): values below which a share of the futures lies", first: rows.count > 1 ? "Period" : nil)
  }

  /// - Parameter first: what the first column holds; nil for none.
  private func table(of rows: [(period: String, road: String, series: ResultSeries)], _ caption: String, first: String?) -> ReportTable {
    let units = rows.map(\.series.unit).unique.map { unit in
      DisplayUnit(unit, largest: rows.filter { $0.series.unit == unit }.map { abs($0.series.mean?.value ?? 0) }.max() ?? 0)
    }
    let names = rows.map(\.series.unit).unique
    let isOne = units.count == 1
    let showsRoads = summary.names.count > 1
    var table = ReportTable(
      caption + (isOne ? comma(units[0]) : ""),
      [first.map { .init($0) }, showsRoads || first == nil ? .init("Road") : nil, isOne ? nil : .init("Unit")].compactMap { $0 } + [
        .number("mean")
      ]
        + ReportCharts.heads)
    for row in rows {
      let unit = units[names.firstIndex(of: row.series.unit) ?? 0]
      let period: ReportTable.Cell? = first == nil ? nil : .head(.text(row.period))
      let road: ReportTable.Cell? = !showsRoads && first != nil ? nil : first == nil ? .head(.text(row.road)) : .init(.text(row.road))
      table.add(
        [period, road, isOne ? nil : .init(.text(unit.label))].compactMap { $0 } + [.number(numbers.mean(row.series, unit))]
          + cells(row.series.quantiles, unit))
    }
    return table
  }

  private func comma(_ unit: DisplayUnit) -> String { unit.label.isEmpty ? "" : ", " + unit.label }
  private func words(_ row: OutputRow) -> String { summary.words.name(of: row.output, in: row.period).trimmedAtStart }
  private func series(_ row: OutputRow, _ index: Int) -> ResultSeries? {
    summary.tables[index].series.first { $0.output == row.output && $0.period == row.period }
  }
}
