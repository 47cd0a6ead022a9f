/// A JSON value whose members keep their order, written with two blanks of indentation.
public indirect enum OrderedJSON: Sendable {
  case object([(String, OrderedJSON)])
  case array([OrderedJSON])
  case string(String)
  case number(Double)
  case bool(Bool)
  case null

  /// The value as a text without a line end behind it.
  public var text: String { written(indent: 0) }

  private func written(indent: Int) -> String {
    let outer = String(repeating: " ", count: indent)
    let inner = outer + "  "
    switch self {
    case .object(let members):
      if members.isEmpty { return "{}" }
      let lines = members.map { "\(inner)\(Self.quoted($0.0)): \($0.1.written(indent: indent + 2))" }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
    case .array(let items):
      let words = items.map { $0.written(indent: indent + 2) }
      if words.allSatisfy({ !$0.contains("\n") }) { return "[" + words.joined(separator: ", ") + "]" }
      return "[\n" + words.map { inner + $0 }.joined(separator: ",\n") + "\n\(outer)]"
    case .string(let string): return Self.quoted(string)
    case .number(let number): return NumberText.short(number)
    case .bool(let flag): return flag ? "true" : "false"
    case .null: return "null"
    }
  }

  private static func quoted(_ string: String) -> String {
    var result = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
