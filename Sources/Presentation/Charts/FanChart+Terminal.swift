extension FanChart: Chart {
  /// Years below each other with the values across; many periods, or known figures, from left to right.
  public func lines(_ style: TerminalStyle) -> [String] { steps.count <= 8 && known.isEmpty ? rows(style) : columns(style) }

  private var head: String { title + axis.unitSuffix }

  private func reading(_ signs: ChartSigns, _ mark: String) -> String {
    let shown = known.isEmpty ? "" : ", \(signs.known) known"
    return "\(signs.outer) 90 % of the futures, \(signs.inner) the middle 50 %, \(mark) median\(shown)."
  }

  private func rows(_ style: TerminalStyle) -> [String] {
    let labels = steps.map { OutputWords.period($0.period) }
    let area = PlotArea(style, gutter: (labels.map(\.displayWidth).max() ?? 0) + 2)
    let body = zip(labels, steps).map { label, step in
      area.line(label, area.band(axis, outer: step.outer, inner: step.inner, median: step.median))
    }
    return area.head(head) + body + area.axisLines(axis) + area.foot(reading(area.signs, area.signs.mark))
  }

  private func columns(_ style: TerminalStyle) -> [String] {
    let labels = axis.ticks.map { axis.label($0, style.symbols) }
    let intervals = axis.ticks.count - 1
    // Ticks lie on rows.
    let spacing = max(2, 16 / intervals), height = intervals * spacing + 1
    let area = TimeArea.area(style, gutter: (labels.map(\.displayWidth).max() ?? 0) + 1, periods: steps.count, isWhole: known.isEmpty)
    var cells = [[String]](repeating: .init(repeating: " ", count: area.columns), count: height)
    func row(_ value: Double) -> Int { Int((axis.position(value) * Double(height - 1)).rounded()) }
    for column in 0..<area.columns {
      guard let step = step(at: TimeArea.time(column, times, area.columns)) else { continue }
      for place in row(step.outer.low)...row(step.outer.high) { cells[place][column] = area.signs.outer }
      for place in row(step.inner.low)...row(step.inner.high) { cells[place][column] = area.signs.inner }
      cells[row(step.median)][column] = area.signs.line
    }
    for point in known { cells[row(point.value)][TimeArea.column(point.time, times, area.columns)] = area.signs.known }
    // Empty rows beyond the last tick that is needed say nothing.
    let highest = cells.lastIndex { $0.contains { $0 != " " } } ?? height - 1, lowest = cells.firstIndex { $0.contains { $0 != " " } } ?? 0
    let body = (lowest / spacing * spacing...max(highest, lowest)).reversed().map { place in
      area.sideLine(place % spacing == 0 ? labels[place / spacing] : nil, cells[place])
    }
    return area.head(head) + body + area.axisLines(TimeArea.ticks(times, area.columns))
      + area.foot(reading(area.signs, area.signs.line))
  }
}
