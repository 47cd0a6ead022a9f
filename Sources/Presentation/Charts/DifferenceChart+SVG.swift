extension DifferenceChart {
  private static let bins = 160

  /// A density and a band for each pair, with the line of no difference.
  ///
  /// - Parameter width: of the view box; 400 fits a phone.
  public func svg(width: Double) -> SVGCanvas {
    let words = rows.map { SVGFrame.lines(shares($0, .unicode), width: width - 52, size: 12) }
    let textHeight = 16 * Double(words.map(\.count).max() ?? 1), rowHeight = 76 + textHeight
    let note = SVGFrame.lines(
      "Bars: 90 % and the middle 50 % of the futures, with the median; dashed: no difference.", width: width - 16, size: 11)
    var frame = SVGFrame(
      width: width, title: title + axis.unitSuffix, description: description, plotHeight: rowHeight * Double(rows.count) + 6, left: 24,
      below: 3 + 15 * Double(note.count))
    frame.valuesAcross(axis)
    for (index, row) in rows.enumerated() {
      let top = frame.top + rowHeight * Double(index), base = top + textHeight + 54
      for (line, text) in words[index].enumerated() {
        frame.canvas.text(text, frame.left + 4, top + 14 + 16 * Double(line), .start, "label over")
      }
      let columns = columns(row, count: DifferenceChart.bins)
      DensityChart.draw(
        row.shape, columns, axis, peak: columns.densities.max() ?? 0, base: base, height: 46, SVGStyle.series(at: row.series ?? index),
        in: &frame)
      for (name, low, high) in [("outer", 0.05, 0.95), ("inner", 0.25, 0.75)] {
        let (x1, x2) = (frame.x(axis.position(row.shape.quantile(low))), frame.x(axis.position(row.shape.quantile(high))))
        frame.canvas.rectangle(x1, base + 5, width: max(1, x2 - x1), height: 8, name)
      }
      let x = frame.x(axis.position(row.shape.quantile(0.5)))
      frame.canvas.line(x, base + 3, x, base + 15, "median")
    }
    frame.note(note)
    return frame.canvas
  }

  private var description: String { rows.map { shares($0, .unicode) }.joined(separator: "; ") + "." }
}
