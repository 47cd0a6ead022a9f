extension RegimeChart: Chart {
  /// Ten rows of a tenth each, which every period fills.
  public func lines(_ style: TerminalStyle) -> [String] {
    let rows = 10
    let area = TimeArea.area(style, gutter: 6, periods: periods.count, isWhole: true)
    let heights = heights(rows: rows)
    let shown = (0..<area.columns).map { column in periods.count * (2 * column + 1) / (2 * area.columns) }
    let stacks = shown.map { period in
      heights[period].enumerated().flatMap { [String](repeating: area.signs.fills[$0.offset % area.signs.fills.count], count: $0.element) }
    }
    let body = (0..<rows).reversed().map { row in
      let label = row == rows - 1 ? "100 %" : row == rows / 2 - 1 ? "50 %" : row == 0 ? "10 %" : nil
      return area.sideLine(label, stacks.map { row < $0.count ? $0[row] : " " })
    }
    return area.head(title) + body + area.axisLines(ticks.map { ($0.period * area.columns / periods.count, $0.label) })
      + legend(area, heights: heights)
      + area.foot("Each row is a tenth of the futures, rounded; percentages are those at the end.")
  }

  /// Each state with its sign; those that fill no row are said to be too thin.
  private func legend(_ area: PlotArea, heights: [[Int]]) -> [String] {
    let format = NumberFormat(area.style.symbols)
    func percent(_ probability: Double) -> String {
      format.number(probability, place: probability < 0.095 ? -3 : -2, power: -2) + "\u{A0}%"
    }
    let isSeen = states.indices.map { state in heights.contains { $0[state] > 0 } }
    var parts: [String] = []
    for (index, state) in states.enumerated() where isSeen[index] {
      let sign = area.signs.fills[index % area.signs.fills.count]
      let part = "\(sign)\u{A0}\(state.name.replacing(" ", with: "\u{A0}"))\u{A0}\(percent(state.probabilities[periods.count - 1]))"
      parts.append(part.displayWidth <= area.width ? part : part.replacing("\u{A0}", with: " "))
    }
    var lines = Paragraph.lines(parts.joined(separator: "  "), width: area.width)
    let thin = states.indices.filter { !isSeen[$0] }.map { "\(states[$0].name) (at most \(percent(states[$0].largest)))" }
    if !thin.isEmpty { lines += Paragraph.lines("Too thin to be seen: " + thin.joined(separator: ", "), width: area.width) }
    return lines.map { $0.replacing("\u{A0}", with: " ") }
  }
}
