/// The frame of a chart as SVG: margins, title, axes.
struct SVGFrame {
  var canvas: SVGCanvas
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double

  /// - Parameters:
  ///   - width: of the view box; 400 fits a phone.
  ///   - title: with its unit, broken to the width.
  ///   - plotHeight: of what lies between the axes.
  ///   - left: room for labels left of the plot.
  ///   - right: room right of it.
  ///   - below: room for notes under the axis.
  init(
    width: Double, title: String, description: String, plotHeight: Double, left: Double = 64, right: Double = 24, below: Double = 0
  ) {
    let lines = SVGFrame.lines(title, width: width - 16, size: 14)
    top = 18 + 18 * Double(lines.count)
    bottom = top + plotHeight
    self.left = left
    self.right = width - right
    canvas = SVGCanvas(width: width, height: bottom + 26 + below, title: title, description: description)
    for (index, line) in lines.enumerated() { canvas.text(line, 8, 20 + 18 * Double(index), .start, "title") }
  }

  /// The lines of a text, by the width that letters have on average.
  static func lines(_ text: String, width: Double, size: Double) -> [String] {
    Paragraph.lines(text, width: Int(width / (0.56 * size)))
  }

  /// What stands under the axis in small letters, broken to the width.
  mutating func note(_ lines: [String]) {
    for (index, line) in lines.enumerated() { canvas.text(line, 8, bottom + 36 + 15 * Double(index), .start, "note") }
  }

  func x(_ position: Double) -> Double { left + position * (right - left) }
  func y(_ position: Double) -> Double { bottom - position * (bottom - top) }

  /// Values from left to right, with lines through the plot and a dashed one at 0.
  mutating func valuesAcross(_ axis: AxisScale) {
    for tick in axis.ticks {
      let x = x(axis.position(tick))
      canvas.line(x, top, x, bottom, tick == 0 ? "zero" : "grid")
      canvas.text(axis.label(tick), x, bottom + 16, .middle, "tick")
    }
    canvas.line(left, bottom, right, bottom, "axis")
  }

  /// Values from below to above.
  mutating func valuesUp(_ axis: AxisScale) {
    for tick in axis.ticks {
      let y = y(axis.position(tick))
      canvas.line(left, y, right, y, tick == 0 && axis.lower < 0 ? "zero" : "grid")
      canvas.text(axis.label(tick), left - 8, y + 4, .end, "tick")
    }
  }

  /// Shares from 0 to 100 % from below to above.
  mutating func sharesUp() {
    for share in [0.0, 0.25, 0.5, 0.75, 1] {
      canvas.line(left, y(share), right, y(share), "grid")
      canvas.text("\(Int(100 * share)) %", left - 8, y(share) + 4, .end, "tick")
    }
  }

  /// Years from left to right.
  mutating func years(_ times: ClosedRange<Double>) {
    canvas.line(left, bottom, right, bottom, "axis")
    let span = times.upperBound - times.lowerBound
    let first = (times.lowerBound - 1e-6).rounded(.up)
    // A label needs some 40 units.
    let every = [1.0, 2, 5, 10, 20, 50].first { $0 / span * (right - left) >= 40 } ?? 100
    for year in stride(from: (first / every).rounded(.up) * every, through: times.upperBound + 1e-6, by: every) {
      let x = x((year - times.lowerBound) / span)
      canvas.line(x, bottom, x, bottom + 4, "axis")
      canvas.text(String(Int(year)), x, bottom + 16, .middle, "tick")
    }
  }

  /// Places of labels that would lie on each other, moved apart by at least `distance`, in their order.
  static func apart(_ places: [Double], distance: Double) -> [Double] {
    let order = places.indices.sorted { places[$0] < places[$1] }
    var result = places
    for (rank, index) in order.enumerated() where rank > 0 { result[index] = max(result[index], result[order[rank - 1]] + distance) }
    // What was pushed one way is moved half of it back.
    let shift = order.last.map { (result[$0] - places[$0]) / 2 } ?? 0
    return result.map { $0 - shift }
  }
}
