extension ExceedanceChart: Chart {
  public func lines(_ style: TerminalStyle) -> [String] {
    let (gutter, isBeside) = PlotArea.gutter(rows.map(\.name), style)
    let area = PlotArea(style, gutter: gutter)
    var body: [String] = []
    for row in rows {
      let heights = (0..<area.columns).map { row.shape.probability(above: axis.middle(ofCell: $0, among: area.columns)) }
      let plot = area.bars(heights, rows: DensityChart.rowLines)
      if !isBeside { body.append(row.name.cut(toWidth: area.width, mark: style.symbols.ellipsis)) }
      body += plot.enumerated().map { area.line($0.offset == plot.count - 1 && isBeside ? row.name : "", $0.element) }
    }
    return area.head(title + axis.unitSuffix) + body + area.axisLines(axis)
      + area.foot("Height: the share of futures that bring more than the value below it; full height is all of them.")
  }
}
