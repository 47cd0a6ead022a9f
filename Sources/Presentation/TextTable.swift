/// A table for a person: aligned columns, grouped heads, cut to the width of the terminal.
public struct TextTable: Sendable {
  public enum Alignment: Sendable { case left, right }

  public enum Cell: Sendable, Hashable, ExpressibleByStringLiteral {
    case text(String)
    /// Two ends, each aligned with those above and below.
    case interval(String, String)
    public init(stringLiteral value: String) { self = .text(value) }
  }

  public struct Column: Sendable {
    public var title: String
    public var alignment: Alignment
    /// Stands above adjacent columns of the same group.
    public var group: String?
    /// Spaces before the column.
    public var gap: Int
    /// May be cut where the terminal is too narrow.
    public var isFlexible: Bool
    public init(_ title: String, _ alignment: Alignment = .left, group: String? = nil, gap: Int = 2, isFlexible: Bool = false) {
      self.title = title
      self.alignment = alignment
      self.group = group
      self.gap = gap
      self.isFlexible = isFlexible
    }
  }

  public var columns: [Column]
  public var rows: [[Cell]] = []

  public init(_ columns: [Column]) { self.columns = columns }

  public mutating func add(_ cells: [Cell]) {
    precondition(cells.count == columns.count, "\(cells.count) cells for \(columns.count) columns")
    rows.append(cells)
  }

  /// The lines of the table, without line breaks, heads first.
  public func lines(_ style: TerminalStyle) -> [String] {
    var cells: [[String]] = rows.map { _ in [] }
    for column in columns.indices {
      for (row, text) in aligned(column, style).enumerated() { cells[row].append(text) }
    }
    var widths = columns.indices.map { index in
      max(columns[index].title.displayWidth, cells.map { $0[index].displayWidth }.max() ?? 0)
    }
    widenForGroups(&widths)
    shrink(&widths, to: style.width)
    var lines: [String] = []
    if columns.contains(where: { $0.group != nil }) { lines.append(style.strong(groupLine(widths, style))) }
    if columns.contains(where: { !$0.title.isEmpty }) { lines.append(style.strong(line(columns.map(\.title), widths, style))) }
    return lines + cells.map { line($0, widths, style) }
  }

  /// The width that the table needs, in terminal columns.
  public func width(_ style: TerminalStyle) -> Int {
    var free = style
    free.width = nil
    free.usesColor = false
    return lines(free).map(\.displayWidth).max() ?? 0
  }

  func aligned(_ index: Int, _ style: TerminalStyle) -> [String] {
    var low = 0
    var high = 0
    for row in rows {
      if case .interval(let a, let b) = row[index] {
        low = max(low, a.displayWidth)
        high = max(high, b.displayWidth)
      }
    }
    return rows.map { row in
      switch row[index] {
      case .text(let text): text.printable
      case .interval(let a, let b): a.padded(to: low, .right) + style.symbols.ellipsis + b.padded(to: high, .right)
      }
    }
  }

  /// Adjacent columns of one group.
  private var groups: [(label: String, range: Range<Int>)] {
    var found: [(label: String, range: Range<Int>)] = []
    for (index, column) in columns.enumerated() {
      guard let group = column.group else { continue }
      if let last = found.last, last.label == group, last.range.upperBound == index {
        found[found.count - 1].range = last.range.lowerBound..<index + 1
      } else {
        found.append((group, index..<index + 1))
      }
    }
    return found
  }

  private func widenForGroups(_ widths: inout [Int]) {
    for (label, range) in groups {
      let span = range.reduce(0) { $0 + widths[$1] + ($1 == range.lowerBound ? 0 : columns[$1].gap) }
      widths[range.lowerBound] += max(0, label.displayWidth - span)
    }
  }

  private func shrink(_ widths: inout [Int], to limit: Int?) {
    guard let limit else { return }
    var excess = widths.reduce(0, +) + columns.dropFirst().reduce(0) { $0 + $1.gap } - limit
    while excess > 0 {
      let candidates = columns.indices.filter { columns[$0].isFlexible && widths[$0] > 8 }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return }
      widths[widest] -= 1
      excess -= 1
    }
  }

  private func line(_ cells: [String], _ widths: [Int], _ style: TerminalStyle) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      if index > 0 { line += String(repeating: " ", count: columns[index].gap) }
      let text = columns[index].isFlexible ? cell.cut(toWidth: widths[index], mark: style.symbols.ellipsis) : cell
      line += text.padded(to: widths[index], columns[index].alignment)
    }
    return line.trimmedAtEnd
  }

  private func groupLine(_ widths: [Int], _ style: TerminalStyle) -> String {
    var line = ""
    var groups = groups[...]
    for index in columns.indices {
      let gap = index > 0 ? columns[index].gap : 0
      line += String(repeating: " ", count: gap + widths[index])
      if let group = groups.first, group.range.upperBound == index + 1 {
        groups.removeFirst()
        line.removeLast(group.label.displayWidth)
        line += group.label
      }
    }
    return line.trimmedAtEnd
  }
}

extension String {
  /// Without spaces at its end.
  var trimmedAtEnd: String {
    var copy = self
    while copy.last == " " { copy.removeLast() }
    return copy
  }
}
