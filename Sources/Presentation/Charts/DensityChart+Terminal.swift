extension DensityChart: Chart {
  static let rowLines = 2

  public func lines(_ style: TerminalStyle) -> [String] {
    let (gutter, isBeside) = PlotArea.gutter(rows.map(\.name), style)
    let area = PlotArea(style, gutter: gutter)
    let columns = rows.map { self.columns($0, count: area.columns) }
    let peaks = columns.map { $0.densities.max() ?? 0 }
    let isCommon = DensityChart.isCommonScale(peaks)
    let highest = peaks.max() ?? 0
    var body: [String] = []
    for (index, row) in rows.enumerated() {
      let plot = DensityChart.plot(columns[index], peak: isCommon ? highest : peaks[index], area)
      if !isBeside { body.append(row.name.cut(toWidth: area.width, mark: style.symbols.ellipsis)) }
      body += plot.enumerated().map { area.line($0.offset == plot.count - 1 && isBeside ? row.name : "", $0.element) }
    }
    let scale =
      rows.count == 1 ? "" : isCommon ? "Equal areas are equal probabilities." : "Each row is drawn to its own height: compare places."
    return area.head(title + axis.unitSuffix) + body + area.axisLines(axis)
      + area.foot(scale, DensityChart.remarks(Array(zip(rows.map(\.name), columns)), area))
  }

  /// Whether rows can share one scale: where the flattest is still a quarter as high as the highest.
  static func isCommonScale(_ peaks: [Double]) -> Bool {
    let drawn = peaks.filter { $0 > 0 }
    return (drawn.min() ?? 0) >= 0.25 * (drawn.max() ?? 0)
  }

  /// Bars for what is spread, and a line through each column that holds an atom.
  static func plot(_ columns: Columns, peak: Double, _ area: PlotArea) -> [[String]] {
    area.bars(columns.densities.map { peak > 0 ? $0 / peak : 0 }, rows: rowLines).map { line in
      line.indices.map { columns.atoms[$0] > 0 ? area.signs.atom : line[$0] }
    }
  }

  /// What bars do not show: atoms, and what lies beyond the axis.
  static func remarks(_ rows: [(name: String, columns: Columns)], _ area: PlotArea) -> String {
    let format = NumberFormat(area.style.symbols)
    func percent(_ share: Double) -> String { format.number(share, place: share < 0.0995 ? -3 : -2, power: -2) + " %" }
    let atoms = rows.compactMap { row in
      let share = row.columns.atoms.reduce(0, +)
      return share > 0 ? "\(area.signs.atom) one value holds \(percent(share)) of \(row.name)." : nil
    }
    let beyond = rows.map { $0.columns.below + $0.columns.above }.max() ?? 0
    return (atoms + (beyond >= 0.0005 ? ["Up to \(percent(beyond)) of a row lies beyond the axis."] : [])).joined(separator: " ")
  }
}
