extension RegimeChart {
  /// Ribbons over each other, the likeliest at the end lowest, named where there is room and below.
  ///
  /// - Parameter width: of the view box; 400 fits a phone.
  public func svg(width: Double) -> SVGCanvas {
    let perLine = max(1, Int((width - 88) / 200))
    let lines = (states.count + perLine - 1) / perLine
    var frame = SVGFrame(width: width, title: title, description: description, plotHeight: 240, below: 8 + 18 * Double(lines))
    frame.sharesUp()
    let bounds = bounds
    for (index, state) in states.enumerated() {
      frame.canvas.path(outline(bounds[index], bounds[index + 1], frame), isClosed: true, "ribbon \(SVGStyle.series(at: state.place))")
      if let place = labelPlace(bounds[index], bounds[index + 1], state.name, frame) {
        frame.canvas.text(state.name, place.x, place.y, .middle, "ribbon-label")
      }
    }
    frame.canvas.line(frame.left, frame.bottom, frame.right, frame.bottom, "axis")
    for tick in ticks {
      let x = frame.x(Double(tick.period) / Double(periods.count))
      frame.canvas.line(x, frame.bottom, x, frame.bottom + 4, "axis")
      frame.canvas.text(tick.label, x, frame.bottom + 16, .middle, "tick")
    }
    for (index, state) in states.enumerated() {
      let x = frame.left + Double(index % perLine) * (frame.right - frame.left) / Double(perLine)
      let y = frame.bottom + 30 + 18 * Double(index / perLine)
      frame.canvas.rectangle(x, y - 2, width: 12, height: 12, "ribbon \(SVGStyle.series(at: state.place))")
      frame.canvas.text("\(state.name) \(DensityChart.percent(state.probabilities.last ?? 0))", x + 18, y + 8)
    }
    return frame.canvas
  }

  /// Sums of probabilities below each state and above the last one, by state, then period; they end at 1.
  private var bounds: [[Double]] {
    var sums = [[Double]](repeating: .init(repeating: 0, count: periods.count), count: states.count + 1)
    for period in periods.indices {
      let total = states.reduce(0) { $0 + $1.probabilities[period] }
      for (index, state) in states.enumerated() {
        sums[index + 1][period] = sums[index][period] + (total > 0 ? state.probabilities[period] / total : 0)
      }
    }
    return sums
  }

  /// A month's probability holds for the whole of it.
  private func outline(_ low: [Double], _ high: [Double], _ frame: SVGFrame) -> [(x: Double, y: Double)] {
    func edge(_ values: [Double]) -> [(x: Double, y: Double)] {
      values.enumerated().flatMap { period, value in
        [0.0, 1].map { (frame.x((Double(period) + $0) / Double(periods.count)), frame.y(value)) }
      }
    }
    return edge(high) + edge(low).reversed()
  }

  /// The middle of the longest stretch of periods in which a ribbon is high enough for a name, if it is wide enough too.
  private func labelPlace(_ low: [Double], _ high: [Double], _ name: String, _ frame: SVGFrame) -> (x: Double, y: Double)? {
    var best = 0..<0, start = 0
    for period in 0...periods.count {
      let isHigh = period < periods.count && (high[period] - low[period]) * (frame.bottom - frame.top) >= 18
      if isHigh { continue }
      if period - start > best.count { best = start..<period }
      start = period + 1
    }
    let width = Double(best.count) / Double(periods.count) * (frame.right - frame.left)
    guard !best.isEmpty, width >= 8 * Double(name.displayWidth) + 8 else { return nil }
    let middle = (best.lowerBound + best.upperBound) / 2
    return (frame.x(Double(best.lowerBound + best.upperBound) / 2 / Double(periods.count)), frame.y((low[middle] + high[middle]) / 2) + 4)
  }

  private var description: String {
    let last = states.map { "\($0.name) \(DensityChart.percent($0.probabilities.last ?? 0))" }.joined(separator: ", ")
    return "At the end of \(OutputWords.period(periods[periods.count - 1])): \(last)."
  }
}
