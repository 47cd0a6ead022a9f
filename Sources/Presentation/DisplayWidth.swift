extension Character {
  /// The number of terminal columns the character takes: 2 for East Asian wide and emoji, 0 for marks alone, else 1 (Unicode Annex 11).
  public var displayWidth: Int {
    var width = 0
    for scalar in unicodeScalars {
      if scalar.value == 0xFE0F { return 2 }
      width = max(width, scalar.displayWidth)
    }
    return width
  }
}

extension Unicode.Scalar {
  fileprivate var displayWidth: Int {
    if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) ? 0 : 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return Unicode.Scalar.wide.contains { $0.contains(value) } ? 2 : 1
    }
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]
}

extension StringProtocol {
  /// The number of terminal columns the text takes.
  public var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

  /// Cut to so many columns, the last of them `mark` where something was lost.
  func cut(toWidth width: Int, mark: String) -> String {
    if displayWidth <= width { return String(self) }
    var kept = ""
    var used = mark.displayWidth
    for character in self {
      used += character.displayWidth
      if used > width { break }
      kept.append(character)
    }
    while kept.last == " " { kept.removeLast() }
    return kept + mark
  }

  /// Filled with spaces to so many columns.
  func padded(to width: Int, _ alignment: TextTable.Alignment) -> String {
    let fill = String(repeating: " ", count: Swift.max(0, width - displayWidth))
    return alignment == .left ? self + fill : fill + self
  }

  /// Without the control characters that could move a terminal's cursor or change its colours; line breaks become spaces.
  var printable: String {
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 9, 10, 13: text.append(" ")
      case 0..<32, 127..<160, 0x202A...0x202E, 0x2066...0x2069: continue
      default: text.append(scalar)
      }
    }
    return String(text)
  }
}
