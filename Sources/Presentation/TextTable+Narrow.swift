extension TextTable {
  /// The lines of the table where the terminal may be too narrow for it.
  ///
  /// Where the names would be cut below `least` columns they stand on lines of their own, above their rows. Where that does not do, gaps
  /// become single spaces, and then columns are left out.
  /// - Parameters:
  ///   - count: so many of the first columns are names.
  ///   - order: columns that may be left out, the first one first.
  func lines(_ style: TerminalStyle, names count: Int, leavingOut order: [Int] = [], least: Int = 16) -> [String] {
    let name = max(columns[0].title.displayWidth, aligned(0, style).map(\.displayWidth).max() ?? 0)
    guard let limit = style.width, width(style) - max(0, name - least) > limit else { return lines(style) }
    var body = self, kept = Array(columns.indices)
    func leaveOut(_ column: Int) {
      guard let place = kept.firstIndex(of: column) else { return }
      body = body.dropping(column: place)
      kept.remove(at: place)
    }
    for column in 0..<count { leaveOut(column) }
    if body.width(style) + 2 > limit {
      for column in body.columns.indices { body.columns[column].gap = 1 }
    }
    for column in order where body.width(style) + 2 > limit { leaveOut(column) }
    var narrow = style
    narrow.width = limit - 2
    let lines = body.lines(narrow), heads = lines.count - rows.count
    let titles = columns.prefix(count).map(\.title).filter { !$0.isEmpty }
    var result = titles.isEmpty ? [] : Paragraph.lines(titles.joined(separator: ", "), width: limit).map(style.strong)
    result += lines.prefix(heads).map { "  " + $0 }
    for (row, line) in zip(rows, lines.dropFirst(heads)) {
      let names = row.prefix(count).compactMap { if case .text(let text) = $0, !text.isEmpty { text } else { nil } }
      if !names.isEmpty { result += Paragraph.lines(names.joined(separator: ", "), width: limit) }
      result.append("  " + line)
    }
    return result
  }

  /// Without a column.
  func dropping(column: Int) -> TextTable {
    var copy = self
    copy.columns.remove(at: column)
    for row in copy.rows.indices { copy.rows[row].remove(at: column) }
    return copy
  }
}
