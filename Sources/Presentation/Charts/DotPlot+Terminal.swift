extension DotPlot: Chart {
  /// Dots of one stack that are drawn; what is more is a number on top.
  static let tallest = 10

  /// A dot takes two columns of the terminal, which makes it about as wide as high.
  public func lines(_ style: TerminalStyle) -> [String] {
    let area = PlotArea(style, gutter: 2, most: 80)
    let stacks = stacks(columns: area.columns / 2)
    let height = min(DotPlot.tallest, stacks.max() ?? 0)
    var body = (0..<height).reversed().map { row in area.line("", stacks.map { $0 > row ? area.signs.dot + " " : "  " }) }
    // Numbers of neighbours stand in lines of their own, or they would read as one.
    for parity in [0, 1] {
      let cells = stacks.enumerated().map { $0.offset % 2 == parity && $0.element > DotPlot.tallest ? String($0.element) : "  " }
      if cells.contains(where: { $0 != "  " }) { body.insert(area.line("", cells), at: 0) }
    }
    let whole = PlotArea(style, gutter: 2, most: area.columns / 2 * 2)
    return area.head(title + axis.unitSuffix) + body + whole.axisLines(axis)
      + area.foot("\(values.count) dots, each a future as likely as any other: count dots for odds.")
  }
}
