extension DifferenceChart: Chart {
  public func lines(_ style: TerminalStyle) -> [String] {
    let area = PlotArea(style, gutter: 2)
    let zero = axis.cell(of: 0, among: area.columns)
    var body: [String] = []
    var remarks: [(name: String, columns: DensityChart.Columns)] = []
    for row in rows {
      let columns = columns(row, count: area.columns)
      remarks.append((row.scenario, columns))
      body += Paragraph.lines(shares(row, style.symbols), width: area.width, indent: 2)
      let shape = row.shape
      let band = area.band(
        axis, outer: (shape.quantile(0.05), shape.quantile(0.95)), inner: (shape.quantile(0.25), shape.quantile(0.75)),
        median: shape.quantile(0.5))
      let bars = DensityChart.plot(columns, peak: columns.densities.max() ?? 0, area)
      body += (bars + [band]).map { cells in
        area.line("", cells.indices.map { $0 == zero && cells[$0] == " " ? area.signs.zero : cells[$0] })
      }
    }
    let signs = area.signs
    return area.head(title + axis.unitSuffix) + body + area.axisLines(axis)
      + area.foot(
        "\(signs.zero) no difference; \(signs.outer) 90 % of the futures, \(signs.inner) the middle 50 %, \(signs.mark) median.",
        DensityChart.remarks(remarks, area))
  }
}
