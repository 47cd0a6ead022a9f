extension DotPlot {
  /// A dot for each future.
  ///
  /// - Parameter width: of the view box; 400 fits a phone.
  public func svg(width: Double) -> SVGCanvas {
    let columns = width < 500 ? 40 : 60
    let stacks = stacks(columns: columns)
    let tallest = stacks.max() ?? 1
    let step = min((width - 88) / Double(columns), 240 / Double(max(1, tallest)))
    var frame = SVGFrame(
      width: width, title: title + axis.unitSuffix, description: description, plotHeight: max(60, step * Double(tallest) + 6), below: 18)
    frame.valuesAcross(axis)
    for (column, count) in stacks.enumerated() {
      for place in 0..<count {
        frame.canvas.circle(
          frame.x((Double(column) + 0.5) / Double(columns)), frame.bottom - (Double(place) + 0.5) * step - 1, radius: 0.46 * step, "dot")
      }
    }
    frame.note(["\(values.count) dots, each a future as likely as any other"])
    return frame.canvas
  }

  private var description: String {
    "\(values.count) equally likely futures, from \(axis.text(values[0])) to \(axis.text(values[values.count - 1])), half of them below "
      + "\(axis.text(values[values.count / 2]))."
  }
}
