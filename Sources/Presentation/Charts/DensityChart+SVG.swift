import NumericCore

extension DensityChart {
  private static let bins = 160
  private static let ridgeHeight = 64.0

  /// Ridgelines: a row for each distribution, over each other where they are high.
  public func svg() -> SVGCanvas {
    let longest = rows.map(\.name.displayWidth).max() ?? 0
    let below = 18.0
    var frame = SVGFrame(
      title: title + axis.unitSuffix, description: description, plotHeight: DensityChart.ridgeHeight * Double(rows.count) + 12,
      left: min(200, 24 + 7 * Double(longest)), below: below)
    frame.valuesAcross(axis)
    let columns = rows.map { self.columns($0, count: DensityChart.bins) }
    let peaks = columns.map { $0.densities.max() ?? 0 }
    let isCommon = DensityChart.isCommonScale(peaks)
    let highest = peaks.max() ?? 0
    for (index, row) in rows.enumerated() {
      let base = frame.top + 12 + DensityChart.ridgeHeight * Double(index + 1)
      DensityChart.draw(
        row.shape, columns[index], axis, peak: isCommon ? highest : peaks[index], base: base, height: DensityChart.ridgeHeight - 10,
        SVGStyle.series(at: index), in: &frame)
      frame.canvas.text(row.name.cut(toWidth: 27, mark: "…"), frame.left - 10, base - 6, .end)
    }
    let scale = isCommon ? "Equal areas are equal probabilities" : "Each row has its own height: compare places, not heights"
    frame.canvas.text(
      (rows.count > 1 ? scale + "; " : "") + "a tick is the median.", frame.left, frame.bottom + 36, .start, "note")
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
