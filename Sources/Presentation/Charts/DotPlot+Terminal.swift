extension DotPlot: Chart {
  /// Dots of one stack that are drawn; what is more is a number on top.
  static let tallest = 10

  public func lines(_ style: TerminalStyle) -> [String] {
    // Wider plots have lower stacks, and no shape that could be seen.
    let area = PlotArea(style, gutter: 2, most: 60)
    let stacks = stacks(columns: area.columns)
    let height = min(DotPlot.tallest, stacks.max() ?? 0)
    var body = (0..<height).reversed().map { row in area.line("", stacks.map { $0 > row ? area.signs.dot : " " }) }
    if stacks.contains(where: { $0 > DotPlot.tallest }) { body.insert(counts(stacks, area), at: 0) }
    return area.head(title + axis.unitSuffix) + body + area.axisLines(axis)
      + area.foot("\(values.count) dots, each a future as likely as any other: \(reading)")
  }

  private var reading: String { "count dots for odds in \(values.count)." }

  /// Numbers over stacks that are cut.
  private func counts(_ stacks: [Int], _ area: PlotArea) -> String {
    var line = ""
    for (column, count) in stacks.enumerated() where count > DotPlot.tallest {
      let start = area.gutter + min(column, area.columns - 2)
      if start >= line.count { line += String(repeating: " ", count: start - line.count) + String(count) }
    }
    return line
  }
}
