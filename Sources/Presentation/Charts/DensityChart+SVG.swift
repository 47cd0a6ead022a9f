import NumericCore

extension DensityChart {
  private static let bins = 160
  private static let ridgeHeight = 64.0

  /// Ridgelines: a row for each distribution, named at its left, or above it where the chart is narrow.
  ///
  /// - Parameter width: of the view box; 400 fits a phone.
  public func svg(width: Double) -> SVGCanvas {
    let longest = rows.map(\.name.displayWidth).max() ?? 0
    let isNarrow = width < 500
    let rowHeight = DensityChart.ridgeHeight + (isNarrow ? 12 : 0)
    let columns = rows.map { self.columns($0, count: DensityChart.bins) }
    let peaks = columns.map { $0.densities.max() ?? 0 }
    let isCommon = DensityChart.isCommonScale(peaks)
    let scale = isCommon ? "Equal areas are equal probabilities" : "Each row has its own height: compare places, not heights"
    let note = SVGFrame.lines((rows.count > 1 ? scale + "; " : "") + "a tick is the median.", width: width - 16, size: 11)
    var frame = SVGFrame(
      width: width, title: title + axis.unitSuffix, description: description, plotHeight: rowHeight * Double(rows.count) + 12,
      left: isNarrow ? 24 : min(200, 24 + 7 * Double(longest)), below: 3 + 15 * Double(note.count))
    frame.valuesAcross(axis)
    let highest = peaks.max() ?? 0
    for (index, row) in rows.enumerated() {
      let base = frame.top + 12 + rowHeight * Double(index + 1)
      DensityChart.draw(
        row.shape, columns[index], axis, peak: isCommon ? highest : peaks[index], base: base, height: DensityChart.ridgeHeight - 10,
        SVGStyle.series(at: index), in: &frame)
      if isNarrow {
        frame.canvas.text(row.name, frame.left + 6, base - DensityChart.ridgeHeight + 2)
      } else {
        frame.canvas.text(row.name, frame.left - 10, base - 6, .end)
      }
    }
    frame.note(note)
    return frame.canvas
  }

  /// A density on a base line, with its atoms and its median.
  static func draw(
    _ shape: DistributionShape, _ columns: Columns, _ axis: AxisScale, peak: Double, base: Double, height: Double, _ series: String,
    in frame: inout SVGFrame
  ) {
    let count = columns.densities.count
    frame.canvas.line(frame.left, base, frame.right, base, "grid")
    if peak > 0 {
      let points = columns.densities.enumerated().map { bin, density in
        (x: frame.x((Double(bin) + 0.5) / Double(count)), y: base - density / peak * height)
      }
      frame.canvas.path([(points[0].x, base)] + points + [(points[count - 1].x, base)], isClosed: true, "area \(series)")
    }
    for atom in shape.atoms where axis.range.contains(atom.value) {
      // An atom's line is as high as its probability: full height is all of it.
      let x = frame.x(axis.position(atom.value)), top = base - max(4, atom.probability * height)
      frame.canvas.line(x, base, x, top, "atom \(series)")
      frame.canvas.text(percent(atom.probability), x + 6, max(base - height, top) + 10, .start, "tick over")
    }
    let median = shape.quantile(0.5)
    if axis.range.contains(median) {
      let x = frame.x(axis.position(median))
      frame.canvas.line(x, base - 6, x, base + 4, "median")
    }
  }

  static func percent(_ share: Double) -> String { NumberFormat().number(share, place: share < 0.0995 ? -3 : -2, power: -2) + " %" }

  /// The rows in words.
  private var description: String {
    rows.map { row in
      "\(row.name): median \(axis.text(row.shape.quantile(0.5))), 90 % of the futures from \(axis.text(row.shape.quantile(0.05))) to \(axis.text(row.shape.quantile(0.95)))"
    }.joined(separator: "; ") + "."
  }
}
