/// Running text, broken between words at the width of a screen.
enum Paragraph {
  /// The lines of a text; lines after the first are indented.
  static func lines(_ text: String, width: Int?, indent: Int = 0) -> [String] {
    guard let width else { return [text.printable] }
    var lines: [String] = []
    var line = ""
    for word in text.printable.split(separator: " ") {
      let isFirst = line.allSatisfy { $0 == " " }
      if !isFirst, line.displayWidth + 1 + word.displayWidth > max(20, width) {
        lines.append(line)
        line = String(repeating: " ", count: indent) + word
      } else {
        line += isFirst ? String(word) : " " + word
      }
    }
    return lines + [line]
  }
}
