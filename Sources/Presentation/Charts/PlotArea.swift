/// The lines of a chart on a terminal: a gutter for labels, columns for what is drawn, an axis below.
struct PlotArea: Sendable {
  /// Columns of a chart, at most: wider ones say no more.
  private static let widest = 100
  static let narrowest = 20

  let style: TerminalStyle
  let signs: ChartSigns
  /// Columns left of the plot.
  let gutter: Int
  let columns: Int
  let width: Int

  /// - Parameters:
  ///   - gutter: columns wanted for labels.
  ///   - most: columns of the plot, at most.
  init(_ style: TerminalStyle, gutter: Int, most: Int = .max) {
    self.style = style
    signs = ChartSigns(style)
    width = PlotArea.width(style)
    self.gutter = min(gutter, width / 2)
    columns = max(8, min(most, width - self.gutter))
  }

  static func width(_ style: TerminalStyle) -> Int { min(max(narrowest, style.width ?? 80), widest) }

  /// A title with its unit, broken to the width; a word that is longer than a line goes on in the next.
  func head(_ title: String) -> [String] {
    Paragraph.lines(title, width: width).flatMap { line -> [String] in
      var rest = line[...]
      var parts: [String] = []
      while rest.displayWidth > width {
        let part = rest.prefix(width)
        parts.append(String(part))
        rest = rest.dropFirst(part.count)
      }
      return parts + [String(rest)]
    }.map(style.strong)
  }

  /// How to read the chart.
  func foot(_ sentences: String...) -> [String] {
    let text = sentences.filter { !$0.isEmpty }.joined(separator: " ").replacing(" %", with: "\u{A0}%")
    return Paragraph.lines(text, width: width).map { style.faint($0.replacing("\u{A0}", with: " ")) }
  }

  func line(_ label: String, _ cells: [String]) -> String {
    (label.cut(toWidth: max(0, gutter - 1), mark: style.symbols.ellipsis).padded(to: gutter, .left) + cells.joined()).trimmedAtEnd
  }

  /// A label at the right of the gutter, with a tick or a side behind it.
  func sideLine(_ label: String?, _ cells: [String]) -> String {
    let side = label == nil ? signs.side : signs.sideTick
    return ((label ?? "").padded(to: gutter - 1, .right) + side + cells.joined()).trimmedAtEnd
  }

  /// Bars of heights from 0 to 1 in some rows, top first: each is rounded to a step of its signs.
  func bars(_ heights: [Double], rows: Int) -> [[String]] {
    let steps = signs.heights.count - 1
    let levels = heights.map { Int((min(1, max(0, $0)) * Double(steps * rows)).rounded()) }
    return (0..<rows).reversed().map { row in levels.map { signs.heights[min(steps, max(0, $0 - row * steps))] } }
  }

  /// The cells of an interval: the outer band, the inner one, the median.
  func band(_ axis: AxisScale, outer: (low: Double, high: Double), inner: (low: Double, high: Double), median: Double) -> [String] {
    let middle = axis.cell(of: median, among: columns)
    return (0..<columns).map { cell in
      let value = axis.middle(ofCell: cell, among: columns)
      if cell == middle { return signs.mark }
      if inner.low <= value && value <= inner.high { return signs.inner }
      return outer.low <= value && value <= outer.high ? signs.outer : " "
    }
  }

  /// The axis under the plot: a line with ticks, and their labels as far as they fit.
  func axisLines(_ axis: AxisScale) -> [String] {
    axisLines(axis.ticks.compactMap { tick in axis.cell(of: tick, among: columns).map { ($0, axis.label(tick, style.symbols)) } })
  }

  /// - Parameter ticks: columns, ascending, with their labels; those of the first and the last are kept where not all fit.
  func axisLines(_ ticks: [(column: Int, label: String)]) -> [String] {
    var line = [String](repeating: signs.across, count: columns)
    for tick in ticks { line[tick.column] = signs.tick }
    var places: [(start: Int, label: String)] = []
    func add(_ tick: (column: Int, label: String)) {
      let size = tick.label.displayWidth
      let start = min(max(0, gutter + tick.column - size / 2), gutter + columns - size)
      let collides = places.contains { start < $0.start + $0.label.displayWidth + 1 && $0.start < start + size + 1 }
      if start >= 0, !collides { places.append((start, tick.label)) }
    }
    if let first = ticks.first { add(first) }
    if let last = ticks.last, ticks.count > 1 { add(last) }
    for tick in ticks.dropFirst().dropLast() { add(tick) }
    var labels = ""
    for place in places.sorted(by: { $0.start < $1.start }) {
      labels += String(repeating: " ", count: place.start - labels.displayWidth) + place.label
    }
    return [String(repeating: " ", count: gutter) + line.joined(), labels]
  }

  /// The gutter for names that stand left of rows; 2 where they are too long for that and stand above them.
  static func gutter(_ names: [String], _ style: TerminalStyle) -> (columns: Int, isBeside: Bool) {
    let longest = names.map(\.displayWidth).max() ?? 0
    return longest <= width(style) / 4 ? (longest + 2, true) : (2, false)
  }
}
