/// Time from left to right in the columns of a terminal.
enum TimeArea {
  /// An area whose columns are whole numbers of periods, or, where these do not fit, fewer columns than periods.
  ///
  /// - Parameter isWhole: periods follow each other and have one length.
  static func area(_ style: TerminalStyle, gutter: Int, periods: Int, isWhole: Bool) -> PlotArea {
    let room = PlotArea(style, gutter: gutter).columns
    return PlotArea(style, gutter: gutter, most: isWhole && periods <= room ? max(1, room / periods) * periods : room)
  }

  /// The time in the middle of a column.
  static func time(_ column: Int, _ times: ClosedRange<Double>, _ columns: Int) -> Double {
    times.lowerBound + (times.upperBound - times.lowerBound) * (Double(column) + 0.5) / Double(columns)
  }

  /// The column in which a time lies.
  static func column(_ time: Double, _ times: ClosedRange<Double>, _ columns: Int) -> Int {
    let position = (time - times.lowerBound) / (times.upperBound - times.lowerBound)
    // The twelfth of a year is no binary number: a time at a column's beginning must not fall before it.
    return min(columns - 1, max(0, Int(position * Double(columns) + 1e-6)))
  }

  /// Where years begin.
  static func ticks(_ times: ClosedRange<Double>, _ columns: Int) -> [(column: Int, label: String)] {
    let first = (times.lowerBound - 1e-6).rounded(.up), last = (times.upperBound - 1e-6).rounded(.down)
    let years = first <= last ? Array(stride(from: first, through: last, by: 1)) : []
    guard years.count > 1 else {
      let known = years.isEmpty ? [times.lowerBound.rounded(.down)] : years
      return known.map { (column($0, times, columns), String(Int($0))) }
    }
    return years.map { (column($0, times, columns), String(Int($0))) }
  }
}
