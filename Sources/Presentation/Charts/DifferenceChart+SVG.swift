extension DifferenceChart {
  private static let bins = 160
  private static let rowHeight = 92.0

  /// A density and a band for each pair, with the line of no difference.
  public func svg() -> SVGCanvas {
    var frame = SVGFrame(
      title: title + axis.unitSuffix, description: description, plotHeight: DifferenceChart.rowHeight * Double(rows.count) + 6, left: 24,
      below: 18)
    frame.valuesAcross(axis)
    for (index, row) in rows.enumerated() {
      let top = frame.top + DifferenceChart.rowHeight * Double(index)
      let columns = columns(row, count: DifferenceChart.bins)
      frame.canvas.text(shares(row, .unicode), frame.left + 4, top + 14, .start, "label over")
      DensityChart.draw(
        row.shape, columns, axis, peak: columns.densities.max() ?? 0, base: top + 70, height: 46, SVGStyle.series(at: index), in: &frame)
      for (name, low, high) in [("outer", 0.05, 0.95), ("inner", 0.25, 0.75)] {
        let (x1, x2) = (frame.x(axis.position(row.shape.quantile(low))), frame.x(axis.position(row.shape.quantile(high))))
        frame.canvas.rectangle(x1, top + 75, width: max(1, x2 - x1), height: 8, name)
      }
      let x = frame.x(axis.position(row.shape.quantile(0.5)))
      frame.canvas.line(x, top + 73, x, top + 85, "median")
    }
    frame.canvas.text(
      "Bars: 90 % and the middle 50 % of the futures, with the median; dashed: no difference.", frame.left, frame.bottom + 36, .start,
      "note")
    return frame.canvas
  }

  private var description: String { rows.map { shares($0, .unicode) }.joined(separator: "; ") + "." }
}
