extension ExceedanceChart {
  /// A curve for each road, from all futures down to none.
  public func svg() -> SVGCanvas {
    var frame = SVGFrame(title: title + axis.unitSuffix, description: description, plotHeight: 240, below: 24)
    frame.sharesUp()
    frame.valuesAcross(axis)
    for (index, row) in rows.enumerated() {
      let points = points(row, count: 241).map { (x: frame.x(axis.position($0.value)), y: frame.y($0.probability)) }
      frame.canvas.path(points, isClosed: false, "curve \(SVGStyle.series(at: index))")
    }
    var x = frame.left
    for (index, row) in rows.enumerated() {
      frame.canvas.line(x, frame.bottom + 34, x + 26, frame.bottom + 34, "curve \(SVGStyle.series(at: index))")
      frame.canvas.text(row.name, x + 32, frame.bottom + 38)
      x += 52 + 7 * Double(row.name.displayWidth)
    }
    return frame.canvas
  }

  /// The rows in words.
  private var description: String {
    let names = rows.map { "\($0.name): more than \(axis.text($0.shape.quantile(0.5))) in half of the futures" }
    return "The share of futures that bring more than a value. " + names.joined(separator: "; ") + "."
  }
}
