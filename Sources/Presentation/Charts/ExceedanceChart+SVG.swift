extension ExceedanceChart {
  /// A curve for each road, from all futures down to none.
  public func svg() -> SVGCanvas {
    let legend = legend
    let lines = (legend.last?.line ?? 0) + 1
    var frame = SVGFrame(
      title: title + axis.unitSuffix, description: description, plotHeight: 240, left: ExceedanceChart.left, below: 6 + 18 * Double(lines))
    frame.sharesUp()
    frame.valuesAcross(axis)
    for (index, row) in rows.enumerated() {
      let points = points(row, count: 241).map { (x: frame.x(axis.position($0.value)), y: frame.y($0.probability)) }
      frame.canvas.path(points, isClosed: false, "curve \(SVGStyle.series(at: index))")
    }
    for (index, place) in legend.enumerated() {
      let y = frame.bottom + 34 + 18 * Double(place.line)
      frame.canvas.line(place.x, y, place.x + 26, y, "curve \(SVGStyle.series(at: index))")
      frame.canvas.text(rows[index].name, place.x + 32, y + 4)
    }
    return frame.canvas
  }

  private static let left = 64.0

  /// Where each road's name stands, as many on a line as fit.
  private var legend: [(x: Double, line: Int)] {
    var x = ExceedanceChart.left, line = 0
    return rows.map { row in
      let width = 52 + 7 * Double(row.name.displayWidth)
      if x > ExceedanceChart.left, x + width > SVGFrame.width { (x, line) = (ExceedanceChart.left, line + 1) }
      defer { x += width }
      return (x, line)
    }
  }

  /// The rows in words.
  private var description: String {
    let names = rows.map { "\($0.name): more than \(axis.text($0.shape.quantile(0.5))) in half of the futures" }
    return "The share of futures that bring more than a value. " + names.joined(separator: "; ") + "."
  }
}
