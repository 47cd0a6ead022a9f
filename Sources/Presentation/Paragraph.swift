/// Running text, broken between words at the width of a screen.
enum Paragraph {
  /// The lines of a text; lines after the first are indented, but for words that then would not fit. Longer words are broken.
  static func lines(_ text: String, width: Int?, indent: Int = 0) -> [String] {
    guard let width else { return [text.printable] }
    var lines: [String] = []
    var line = ""
    let limit = max(20, width)
    for word in text.printable.split(separator: " ").flatMap({ pieces($0, width: limit) }) {
      let isFirst = line.allSatisfy { $0 == " " }
      if !isFirst, line.displayWidth + 1 + word.displayWidth > limit {
        lines.append(line)
        line = String(repeating: " ", count: indent + word.displayWidth > limit ? 0 : indent) + word
      } else {
        line += isFirst ? String(word) : " " + word
      }
    }
    return lines + [line]
  }

  /// A word, or the pieces of one that is too long for a line.
  private static func pieces(_ word: Substring, width: Int) -> [Substring] {
    guard word.displayWidth > width else { return [word] }
    var pieces: [Substring] = [], start = word.startIndex, used = 0
    for place in word.indices {
      if used + word[place].displayWidth > width {
        pieces.append(word[start..<place])
        (start, used) = (place, 0)
      }
      used += word[place].displayWidth
    }
    return pieces + [word[start...]]
  }
}
