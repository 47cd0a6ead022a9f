/// A reading of a file's raw text, before the YAML parser sees it: what must not reach the parser, and where keys stand.
///
/// The parser copies what an alias names, so a few nested aliases make it work for minutes. The scan refuses anchors, aliases, tags,
/// directives, `?` keys and deep nesting. It follows quotes, comments, block text and values of several lines closely enough for good
/// messages; safety does not rest on that, because `harmless` replaces every `&` and `*`, wherever it stands.
struct ScenarioFileScan {
  /// A key, or what looks like one, at a place from 1, within a numbered mapping.
  struct Key: Hashable {
    var text: String
    var line: Int
    var column: Int
    var mapping: Int
  }
  struct Mistake {
    var line: Int
    var column: Int
    var problem: String
    var remedy: String
  }

  private(set) var mistakes: [Mistake] = []
  private(set) var keys: [Key] = []

  private let text: [Unicode.Scalar]
  private var position = 0
  private var line = 1
  private var lineStart = 0
  /// Open braces and brackets: the number of each mapping or list.
  private var open: [Int] = []
  /// Block mappings that are open: the column of their keys and their number.
  private var blocks: [(column: Int, mapping: Int)] = []
  private var mappings = 0
  /// The column of the keys beside a value of the block that may go on in the next line.
  private var continuation: Int?
  /// Dashes of lists since the last value.
  private var dashes = 0
  /// The last scalar met: a key if a colon follows.
  private var candidate: (text: String, line: Int, column: Int)?

  static let deepestNesting = 24

  init(_ source: String) {
    text = Array(source.unicodeScalars)
    while position < text.count, mistakes.isEmpty { scanLine() }
  }

  /// The text with `&` and `*` replaced by two characters of the private use area, which `restored` turns back.
  static func harmless(_ source: String) -> String {
    var result = ""
    result.reserveCapacity(source.utf8.count)
    for scalar in source.unicodeScalars {
      result.unicodeScalars.append(scalar == "&" ? ampersand : scalar == "*" ? asterisk : scalar)
    }
    return result
  }

  static func restored(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0 == ampersand || $0 == asterisk }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      result.unicodeScalars.append(scalar == ampersand ? "&" : scalar == asterisk ? "*" : scalar)
    }
    return result
  }

  private static let ampersand: Unicode.Scalar = "\u{F8FE}"
  private static let asterisk: Unicode.Scalar = "\u{F8FD}"

  /// The next place where the same mapping has the same key, given the first.
  func repetition(ofKeyAt line: Int, column: Int) -> Key? {
    guard let first = keys.firstIndex(where: { $0.line == line && $0.column == column }) else { return nil }
    return keys[(first + 1)...].first { $0.text == keys[first].text && $0.mapping == keys[first].mapping }
  }
}

extension ScenarioFileScan {
  private var current: Unicode.Scalar? { position < text.count ? text[position] : nil }
  private var next: Unicode.Scalar? { position + 1 < text.count ? text[position + 1] : nil }
  private var column: Int { position - lineStart + 1 }

  private static func isBreak(_ scalar: Unicode.Scalar?) -> Bool { scalar == "\n" || scalar == "\r" }
  private static func isBlank(_ scalar: Unicode.Scalar?) -> Bool { scalar == nil || scalar == " " || scalar == "\t" || isBreak(scalar) }

  private mutating func advanceLine() {
    while let scalar = current, !Self.isBreak(scalar) { position += 1 }
    passBreak()
  }

  private mutating func passBreak() {
    guard let scalar = current else { return }
    position += scalar == "\r" && next == "\n" ? 2 : 1
    line += 1
    lineStart = position
  }

  private mutating func refuse(_ problem: String, _ remedy: String) {
    mistakes.append(Mistake(line: line, column: column, problem: problem, remedy: remedy))
  }

  private mutating func scanLine() {
    while current == " " || current == "\t" { position += 1 }
    if Self.isBreak(current) || current == nil { return passBreak() }
    if current == "#" { return advanceLine() }
    if let indent = continuation, !open.isEmpty || column > indent {
      scanPlain()
    } else {
      continuation = nil
      if column == 1, current == "%" || isMarker("---") || isMarker("...") {
        return refuse("A scenario file holds one document without directives.", "Remove this line.")
      }
    }
    let startOfLine = line
    while line == startOfLine, position < text.count, mistakes.isEmpty { scanToken() }
  }

  private func isMarker(_ marker: String) -> Bool {
    let end = position + 3
    return end <= text.count && Array(marker.unicodeScalars) == Array(text[position..<end])
      && (end == text.count || Self.isBlank(text[end]))
  }

  /// One token; the position is at its start or on blanks before it.
  private mutating func scanToken() {
    guard let scalar = current else { return }
    switch scalar {
    case "\n", "\r": passBreak()
    case " ", "\t": position += 1
    case "#": advanceLine()
    case "&", "*":
      let kind = scalar == "&" ? "An anchor (&)" : "An alias (*)"
      refuse("\(kind) is not accepted here.", "Use `extends` to share settings; put a text that begins with \(scalar) in quotes.")
    case "!": refuse("A tag (!) is not accepted here.", "Remove it; put a text that begins with ! in quotes.")
    case "\"", "'": scanQuoted(scalar)
    case "[", "{": openFlow()
    case "]", "}": closeFlow()
    case "," where !open.isEmpty: passIndicator()
    case ":" where Self.isBlank(next) || !open.isEmpty && candidate != nil: scanColon()
    case "?" where Self.isBlank(next):
      refuse("A key that begins with ? is not accepted here.", "Write the key, a colon and the value.")
    case "-" where Self.isBlank(next) && open.isEmpty: scanDash()
    case "|" where open.isEmpty, ">" where open.isEmpty: scanBlockText()
    default: scanPlain()
    }
  }

  /// The dash of a list item; many without a value between are lists in lists.
  private mutating func scanDash() {
    dashes += 1
    if dashes > Self.deepestNesting { return refuseDepth() }
    candidate = nil
    continuation = nil
    position += 1
  }

  private mutating func passIndicator() {
    dashes = 0
    candidate = nil
    continuation = nil
    position += 1
  }

  private mutating func openFlow() {
    candidate = nil
    continuation = nil
    mappings += 1
    open.append(mappings)
    if open.count > Self.deepestNesting { return refuseDepth() }
    position += 1
  }

  private mutating func refuseDepth() {
    refuse("The file is nested more than \(Self.deepestNesting) deep.", "A scenario needs no more than six levels.")
  }

  private mutating func closeFlow() {
    candidate = nil
    continuation = nil
    if !open.isEmpty { open.removeLast() }
    position += 1
  }

  private mutating func scanColon() {
    if let key = candidate {
      keys.append(Key(text: key.text, line: key.line, column: key.column, mapping: mapping(at: key.column)))
    }
    passIndicator()
  }

  /// The number of the mapping to which a key in this column belongs.
  private mutating func mapping(at column: Int) -> Int {
    if let flow = open.last { return flow }
    while let last = blocks.last, last.column > column { blocks.removeLast() }
    if let last = blocks.last, last.column == column { return last.mapping }
    mappings += 1
    blocks.append((column, mappings))
    if blocks.count > Self.deepestNesting { refuseDepth() }
    return mappings
  }

  private mutating func scanQuoted(_ quote: Unicode.Scalar) {
    let start = (line: line, column: column)
    var content = ""
    dashes = 0
    position += 1
    while let scalar = current {
      if scalar == quote {
        if quote == "'", next == "'" { position += 1 } else { break }
      }
      if Self.isBreak(scalar) { passBreak(); continue }
      if quote == "\"", scalar == "\\" { position += 1 }
      if let kept = current { content.unicodeScalars.append(kept) }
      position += 1
    }
    if position < text.count { position += 1 }
    candidate = (content, start.line, start.column)
    continuation = nil
  }

  /// A scalar without quotes, to the end of its line at most.
  private mutating func scanPlain() {
    let start = (line: line, column: column)
    var content = ""
    dashes = 0
    while let scalar = current, !Self.isBreak(scalar) {
      if scalar == ":", Self.isBlank(next) || !open.isEmpty && ",[]{}".unicodeScalars.contains(next ?? " ") { break }
      if scalar == "#", position > 0, Self.isBlank(text[position - 1]) {
        continuation = nil
        candidate = nil
        return advanceLine()
      }
      if !open.isEmpty, ",[]{}".unicodeScalars.contains(scalar) { break }
      content.unicodeScalars.append(scalar)
      position += 1
    }
    if content.isEmpty { position += 1 }
    while content.hasSuffix(" ") || content.hasSuffix("\t") { content.removeLast() }
    candidate = (content, start.line, start.column)
    continuation = Self.isBreak(current) ? blocks.last?.column ?? 0 : nil
  }

  /// Literal or folded text: the lines that follow and are indented more than the key.
  private mutating func scanBlockText() {
    let indent = blocks.last?.column ?? 0
    advanceLine()
    while position < text.count {
      while current == " " { position += 1 }
      if Self.isBreak(current) { passBreak(); continue }
      if column <= indent { break }
      advanceLine()
    }
    if position < text.count { position = lineStart }
    continuation = nil
    candidate = nil
  }
}
