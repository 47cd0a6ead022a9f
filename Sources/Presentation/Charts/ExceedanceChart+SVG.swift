extension ExceedanceChart {
  /// A curve for each road, from all futures down to none.
  ///
  /// - Parameter width: of the view box; 400 fits a phone.
  public func svg(width: Double) -> SVGCanvas {
    let legend = legend(width: width)
    var frame = SVGFrame(
      width: width, title: title + axis.unitSuffix, description: description, plotHeight: 240,
      below: 6 + 18 * Double((legend.last?.line ?? 0) + 1))
    frame.sharesUp()
    frame.valuesAcross(axis)
    for (index, row) in rows.enumerated() {
      let points = points(row, count: 241).map { (x: frame.x(axis.position($0.value)), y: frame.y($0.probability)) }
      frame.canvas.path(points, isClosed: false, "curve \(SVGStyle.series(at: index))")
    }
    for (index, row) in rows.enumerated() {
      let x = legend[index].x, y = frame.bottom + 34 + 18 * Double(legend[index].line)
      frame.canvas.line(x, y, x + 26, y, "curve \(SVGStyle.series(at: index))")
      frame.canvas.text(row.name, x + 32, y + 4)
    }
    return frame.canvas
  }

  /// Where the name of each row begins, on which line.
  private func legend(width: Double) -> [(x: Double, line: Int)] {
    var places: [(x: Double, line: Int)] = []
    var x = 8.0, line = 0
    for row in rows {
      let length = 52 + 7 * Double(row.name.displayWidth)
      if x > 8, x + length - 20 > width { (x, line) = (8, line + 1) }
      places.append((x, line))
      x += length
    }
    return places
  }

  /// The rows in words.
  private var description: String {
    let names = rows.map { "\($0.name): more than \(axis.text($0.shape.quantile(0.5))) in half of the futures" }
    return "The share of futures that bring more than a value. " + names.joined(separator: "; ") + "."
  }
}
