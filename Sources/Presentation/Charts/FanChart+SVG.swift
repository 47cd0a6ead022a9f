extension FanChart {
  /// Bands and median over time, with the known figures before them.
  ///
  /// - Parameter width: of the view box; 400 fits a phone.
  public func svg(width: Double) -> SVGCanvas {
    var frame = SVGFrame(width: width, title: title + axis.unitSuffix, description: description, plotHeight: 240, right: 72)
    frame.valuesUp(axis)
    let span = times.upperBound - times.lowerBound
    func x(_ time: Double) -> Double { frame.x((time - times.lowerBound) / span) }
    func y(_ value: Double) -> Double { frame.y(axis.position(value)) }
    // A single period is as wide as it lasts.
    let places = steps.count == 1 ? [(steps[0].start, steps[0]), (steps[0].end, steps[0])] : steps.map { ($0.middle, $0) }
    for (name, band) in [("outer", \Step.outer), ("inner", \Step.inner)] as [(String, KeyPath<Step, (low: Double, high: Double)>)] {
      frame.canvas.path(
        places.map { (x($0.0), y($0.1[keyPath: band].high)) } + places.reversed().map { (x($0.0), y($0.1[keyPath: band].low)) },
        isClosed: true, name)
    }
    frame.canvas.path(places.map { (x($0.0), y($0.1.median)) }, isClosed: false, "median")
    if !known.isEmpty {
      frame.canvas.path(known.map { (x($0.time), y($0.value)) }, isClosed: false, "history")
      for point in known { frame.canvas.circle(x(point.time), y(point.value), radius: 3, "known") }
    }
    if let last = places.last {
      let ends = [last.1.outer.high, last.1.inner.high, last.1.median, last.1.inner.low, last.1.outer.low].map(y)
      let names = ["95 %", "75 %", "median", "25 %", "5 %"]
      // A fan that is narrow at its end has no room for all names: the ends and the median, or the median alone.
      let height = ends[4] - ends[0]
      let shown = height >= 44 ? [0, 1, 2, 3, 4] : height >= 22 ? [0, 2, 4] : [2]
      let places = SVGFrame.apart(shown.map { ends[$0] }, distance: 12)
      let rise = max(0, (places.last ?? 0) - (frame.bottom - 6))
      for (index, place) in zip(shown, places) { frame.canvas.text(names[index], x(last.0) + 6, place - rise + 4, .start, "tick") }
    }
    frame.years(times)
    return frame.canvas
  }

  /// The first and the last step in words.
  private var description: String {
    let ends = [steps[0], steps[steps.count - 1]].prefix(steps.count).map { step in
      "\(OutputWords.period(step.period)): median \(axis.text(step.median)), 90 % of the futures from \(axis.text(step.outer.low)) to \(axis.text(step.outer.high))"
    }
    return ends.joined(separator: "; ") + "."
  }
}
