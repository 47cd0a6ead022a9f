import NumericCore

/// A recursive-descent parser of written numbers and distributions.
struct ExpressionParser {
  /// A part of an expression, with the offset of its first character.
  struct Item {
    enum Content {
      case number(Double)
      case distribution(any Distribution)
      case list([Double])
    }
    var content: Content
    var offset: Int
    /// The text as written.
    var text: String
  }

  private let text: [Unicode.Scalar]
  private var position = 0
  private var depth = 0

  static let deepestNesting = 8

  init(_ source: String) { text = Array(source.unicodeScalars) }

  mutating func whole() throws(ExpressionError) -> Expression {
    skipBlanks()
    let item = try expression()
    let unit = try unit(after: item)
    switch item.content {
    case .number(let number): return Expression(value: .constant(number), unit: unit, body: item.text)
    case .distribution(let distribution): return Expression(value: .distribution(distribution), unit: unit, body: item.text)
    case .list:
      throw ExpressionError(at: item.offset, "A list stands here without a distribution.", "Write a number, or `empirical(x1, x2)`.")
    }
  }

  /// A term, or two with `to` between.
  private mutating func expression() throws(ExpressionError) -> Item {
    let first = try term()
    let afterFirst = position
    skipBlanks()
    guard word() == "to" else {
      position = afterFirst
      return first
    }
    position += 2
    skipBlanks()
    guard current != nil else {
      throw ExpressionError(at: position, "Nothing stands behind `to`.", "Write two numbers: `a to b`.")
    }
    let second = try term()
    let distribution = try ExpressionDistributions.range(first, second)
    return Item(content: .distribution(distribution), offset: first.offset, text: slice(from: first.offset))
  }

  private mutating func term() throws(ExpressionError) -> Item {
    let start = position
    guard let scalar = current else { throw ExpressionError(at: start, "A number is missing.", "Write a number or a distribution.") }
    if scalar == "[" { return try list() }
    if Self.isLetter(scalar) { return try named() }
    let number = try number()
    return Item(content: .number(number), offset: start, text: slice(from: start))
  }

  private mutating func list() throws(ExpressionError) -> Item {
    let start = position
    var numbers: [Double] = []
    position += 1
    skipBlanks()
    while current != "]" {
      numbers.append(try number())
      skipBlanks()
      if current == "," { position += 1 } else if current != "]" { throw unreadable("The list is not closed.", "Write `[0.3, 0.7]`.") }
      skipBlanks()
    }
    position += 1
    return Item(content: .list(numbers), offset: start, text: slice(from: start))
  }

  /// A distribution by its name, with its arguments.
  private mutating func named() throws(ExpressionError) -> Item {
    let start = position
    let name = word()
    position += name.unicodeScalars.count
    skipBlanks()
    guard current == "(" else { throw Self.notANumber(name, at: start) }
    guard ExpressionDistributions.names.contains(name) else {
      let guess = ExpressionDistributions.names.first { $0.lowercased() == name.lowercased() }
      let hint = guess.map { " Did you mean \"\($0)\"?" } ?? Spelling.hint(name, among: ExpressionDistributions.names)
      throw ExpressionError(
        at: start, "There is no distribution \"\(name)\".\(hint)",
        "There are a to b, \(ExpressionDistributions.names.joined(separator: ", ")).")
    }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepestNesting else {
      throw ExpressionError(at: start, "Distributions are nested too deeply.", "At most \(Self.deepestNesting) levels are accepted.")
    }
    let arguments = try arguments(of: name, from: start)
    let distribution = try ExpressionDistributions.build(name, arguments, at: start)
    return Item(content: .distribution(distribution), offset: start, text: slice(from: start))
  }

  private mutating func arguments(of name: String, from start: Int) throws(ExpressionError) -> [ExpressionDistributions.Argument] {
    var arguments: [ExpressionDistributions.Argument] = []
    position += 1
    skipBlanks()
    while current != ")" {
      guard current != nil else {
        throw ExpressionError(
          at: start, "The parenthesis of \(name)( is not closed.",
          "Close it; in braces, put the value in quotes, because a comma there cuts it in two.")
      }
      arguments.append(try argument())
      skipBlanks()
      if current == "," {
        position += 1
        skipBlanks()
      } else if current != ")", current != nil {
        throw unreadable("This cannot be read: \"\(rest)\".", "Separate arguments with commas and close the parenthesis.")
      }
    }
    position += 1
    return arguments
  }

  private mutating func argument() throws(ExpressionError) -> ExpressionDistributions.Argument {
    let start = position
    let name = word()
    if !name.isEmpty {
      position += name.unicodeScalars.count
      skipBlanks()
      if current == "=" {
        position += 1
        skipBlanks()
        return ExpressionDistributions.Argument(name: name, offset: start, item: try expression())
      }
      if current == ":" { throw unreadable("A named argument is written with =.", "Write `\(name) = …`.") }
      position = start
    }
    return ExpressionDistributions.Argument(name: nil, offset: start, item: try expression())
  }
}

extension ExpressionParser {
  private var current: Unicode.Scalar? { position < text.count ? text[position] : nil }
  private var rest: String { Self.string(text[position...]) }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
  private func slice(from start: Int) -> String { Self.string(text[start..<position]) }

  private mutating func skipBlanks() { while let scalar = current, scalar.properties.isWhitespace { position += 1 } }

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic || scalar == "_" }
  static func isDigit(_ scalar: Unicode.Scalar?) -> Bool { scalar.map { ("0"..."9").contains($0) } ?? false }

  /// The word at the position, which does not move.
  private func word() -> String {
    let tail = text[position...]
    guard let first = tail.first, Self.isLetter(first) else { return "" }
    return Self.string(tail.prefix { Self.isLetter($0) || Self.isDigit($0) })
  }

  private func unreadable(_ problem: String, _ remedy: String) -> ExpressionError { ExpressionError(at: position, problem, remedy) }

  private static func notANumber(_ word: String, at offset: Int) -> ExpressionError {
    if ["nan", "inf", "infinity"].contains(word.lowercased()) {
      return ExpressionError(at: offset, "\"\(word)\" is not accepted: every number is finite.", "Write a number.")
    }
    if ExpressionDistributions.names.contains(word) {
      return ExpressionError(at: offset, "\(word) has no arguments.", "Write \(ExpressionDistributions.usage(of: word)).")
    }
    return ExpressionError(
      at: offset, "\"\(word)\" is not a number.", "Write a number such as 0.4 or 170M, a range such as 0.3 to 0.5, or a distribution.")
  }

  /// A decimal number with an optional suffix, which acts on the decimal digits, so that nothing is rounded twice.
  private mutating func number() throws(ExpressionError) -> Double {
    let start = position
    var digits = ""
    if current == "-" || current == "+" || current == "\u{2212}" {
      if current != "+" { digits = "-" }
      position += 1
    }
    let mantissaStart = position
    while let scalar = current, Self.isDigit(scalar) || scalar == "." {
      digits.unicodeScalars.append(scalar)
      position += 1
    }
    let mantissa = text[mantissaStart..<position]
    guard mantissa.contains(where: { Self.isDigit($0) }), mantissa.count(where: { $0 == "." }) <= 1 else {
      throw notDecimal(from: start, hasDigits: mantissa.contains { Self.isDigit($0) })
    }
    let exponent = try exponent() + suffix(from: start)
    guard let number = Double(digits + "e\(exponent)"), number.isFinite else {
      throw ExpressionError(at: start, "\(slice(from: start)) is too large.", "Write a finite number.")
    }
    return number
  }

  private func notDecimal(from start: Int, hasDigits: Bool) -> ExpressionError {
    if hasDigits {
      return ExpressionError(
        at: start, "\"\(slice(from: start))\" has several decimal points.", "Write thousands without marks: 1000000 or 1M.")
    }
    let tail = Self.string(text[start...])
    let bare = tail.lowercased().drop { "+-.\u{2212}".contains($0) }
    if bare.hasPrefix("nan") || bare.hasPrefix("inf") {
      return ExpressionError(at: start, "\"\(tail)\" is not accepted: every number is finite.", "Write a number.")
    }
    if text[start...].first == ")" || text[start...].first == "," {
      return ExpressionError(at: start, "An argument is missing here.", "Write a number.")
    }
    return ExpressionError(
      at: start, "\"\(tail)\" is not a number.", "Write a number such as 0.4 or 170M, a range such as 0.3 to 0.5, or a distribution.")
  }

  private mutating func exponent() throws(ExpressionError) -> Int {
    guard current == "e" || current == "E" else { return 0 }
    var end = position + 1
    if end < text.count, text[end] == "-" || text[end] == "+" { end += 1 }
    let firstDigit = end
    while end < text.count, Self.isDigit(text[end]) { end += 1 }
    guard end > firstDigit else { return 0 }
    let written = Self.string(text[(position + 1)..<end])
    guard end - firstDigit <= 4, let exponent = Int(written.hasPrefix("+") ? String(written.dropFirst()) : written) else {
      throw unreadable("The exponent \(written) is too large.", "Write a finite number.")
    }
    position = end
    return exponent
  }

  /// The power of ten of K, M, B or %.
  private mutating func suffix(from start: Int) throws(ExpressionError) -> Int {
    let afterNumber = position
    skipBlanks()
    if current == "%" {
      position += 1
      return -2
    }
    let word = word()
    let number = Self.string(text[start..<afterNumber])
    if let power = ["K": 3, "M": 6, "B": 9][word] {
      position += 1
      return power
    }
    if word == "m" {
      throw unreadable("\"\(number)m\" may mean milli or million.", "Write \(number)M for million, or the number in full.")
    }
    if let meant = Self.wordsForSuffixes[word.lowercased()] {
      throw unreadable("\"\(word)\" is not a suffix.", "Write \(number)\(meant); the suffixes are K, M, B and %.")
    }
    position = afterNumber
    return 0
  }

  private static let wordsForSuffixes = [
    "k": "K", "b": "B", "thousand": "K", "tsd": "K", "million": "M", "millions": "M", "mn": "M", "mio": "M", "mln": "M", "mm": "M",
    "billion": "B", "billions": "B", "bn": "B", "bln": "B", "percent": "%", "pct": "%",
  ]

  /// What stands behind the number, which must be a unit.
  private mutating func unit(after item: Item) throws(ExpressionError) -> String {
    skipBlanks()
    guard let first = current else { return "" }
    var unit = rest
    while unit.last?.isWhitespace == true { unit.removeLast() }
    let digitOrMark = unit.unicodeScalars.contains { Self.isDigit($0) || "()[]{},;=:+*^<>~±".unicodeScalars.contains($0) }
    guard !digitOrMark, Self.isLetter(first) || "/√$€%".unicodeScalars.contains(first) else { throw leftover(unit, after: item) }
    return unit
  }

  private func leftover(_ rest: String, after item: Item) -> ExpressionError {
    let isNumber = if case .number = item.content { true } else { false }
    let digitFollows = rest.unicodeScalars.dropFirst().first.map { Self.isDigit($0) } ?? false
    let remedy =
      switch rest.unicodeScalars.first {
      case "," where isNumber && digitFollows, "_" where isNumber && digitFollows, "'" where isNumber && digitFollows:
        "Write thousands without marks, 1000000 or 1M, and decimals with a point."
      case let scalar? where isNumber && Self.isDigit(scalar): "Write thousands without blanks: 1000000 or 1M."
      case "-" where isNumber, "\u{2013}" where isNumber: "Write a range as `\(item.text) to …`."
      case ")": "Remove the parenthesis, or open one."
      case "*", "/", "+", "^", "\u{D7}": "Nothing is computed in a scenario file: write the result."
      case "\u{B1}": "Write `normal(mean, sd)`."
      default: rest.contains(" to ") ? "Write the unit once, at the end." : "Only a unit may follow."
      }
    return ExpressionError(at: position, "\"\(rest)\" cannot be read here.", remedy)
  }
}
