/// Text within XML 1.0 and HTML.
public enum XMLText {
  /// A text of which nothing can be read as markup.
  ///
  /// Left out are characters that XML 1.0 (fifth edition, 2.2) forbids or discourages: control characters other than tab and line feed, and
  /// code points that are no characters; and those that turn the direction of what follows. A carriage return is written as a line feed.
  /// - Parameter quotes: whether quotation marks are written as entities too, as within attributes they must be.
  public static func escaped(_ text: some StringProtocol, quotes: Bool = true) -> String {
    var result = ""
    append(text, quotes: quotes, to: &result)
    return result
  }

  /// Appends what `escaped` gives.
  public static func append(_ text: some StringProtocol, quotes: Bool = true, to result: inout String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"" where quotes: result += "&quot;"
      case "'" where quotes: result += "&#39;"
      case "\r": result += "\n"
      default: if isAllowed(scalar) { result.unicodeScalars.append(scalar) }
      }
    }
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\t", "\n": true
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": false
    default: scalar.value & 0xFFFE != 0xFFFE && !(0xFDD0...0xFDEF).contains(scalar.value)
    }
  }
}
