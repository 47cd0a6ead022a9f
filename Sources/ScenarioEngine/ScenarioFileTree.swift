import Yams

/// Turns the text of a scenario file into a tree of nodes, and the parser's complaints into sentences.
enum ScenarioFileTree {
  /// The tree of a text, or what is wrong with it.
  static func parse(_ source: String, file: String) -> Result<ScenarioFileNode, ScenarioError> {
    // Marks count from the first character after a byte order mark.
    let text = source.unicodeScalars.first == "\u{FEFF}" ? String(source.unicodeScalars.dropFirst()) : source
    let scan = ScenarioFileScan(text)
    if !scan.mistakes.isEmpty {
      return .failure(
        ScenarioError(
          scan.mistakes.map { Diagnostic(at: SourceLocation(file: file, line: $0.line, column: $0.column), $0.problem, $0.remedy) }))
    }
    // The parser keeps a pointer to the text's bytes, which is sound only for strings too long to be stored inline: hence the padding.
    let padded = ScenarioFileScan.harmless(text) + "\n" + String(repeating: "#", count: 32) + "\n"
    do {
      guard let root = try Yams.compose(yaml: padded, .basic, .default, .utf8) else { return .failure(empty(file)) }
      var converter = Converter(
        file: file, lines: Array(text.unicodeScalars).split(omittingEmptySubsequences: false, whereSeparator: isBreak))
      let node = converter.node(root)
      return converter.mistakes.isEmpty ? .success(node) : .failure(ScenarioError(converter.mistakes))
    } catch let error as YamlError {
      return .failure(ScenarioError([diagnostic(for: error, file: file, text: text, scan: scan)]))
    } catch {
      return .failure(
        ScenarioError(at: SourceLocation(file: file, line: 1, column: 1), "This is not YAML.", "Compare with a shipped scenario."))
    }
  }

  static func empty(_ file: String) -> ScenarioError {
    ScenarioError(
      at: SourceLocation(file: file, line: 1, column: 1), "The file is empty.",
      "Begin with `extends: baseline` and say below it what differs.")
  }

  /// One break for a carriage return with its line feed, so that lines are counted as the parser counts them.
  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" }

  /// Copies the parser's nodes; with anchors gone, the depth is that of the text and at most 1000.
  private struct Converter {
    let file: String
    let lines: [ArraySlice<Unicode.Scalar>]
    var mistakes: [Diagnostic] = []

    mutating func node(_ node: Node) -> ScenarioFileNode {
      var place = SourceLocation(file: file, line: max(1, node.mark?.line ?? 1), column: max(1, node.mark?.column ?? 1))
      switch node {
      case .scalar(let scalar):
        let isQuoted = scalar.style != .plain && scalar.style != .any
        if scalar.style == .singleQuoted || scalar.style == .doubleQuoted { place.column += 1 }
        return ScenarioFileNode(content: .text(ScenarioFileScan.restored(scalar.string), isQuoted: isQuoted), location: place)
      case .sequence(let sequence):
        return ScenarioFileNode(content: .list(sequence.map { self.node($0) }), location: place)
      case .mapping(let mapping):
        let pairs = mapping.map { (key: self.node($0.key), value: self.node($0.value)) }
        return ScenarioFileNode(content: .mapping(pairs, inBraces: character(at: place) == "{"), location: place)
      case .alias:
        mistakes.append(Diagnostic(at: place, "An alias is not accepted here.", "Use `extends` to share settings."))
        return ScenarioFileNode(content: .text("", isQuoted: false), location: place)
      }
    }

    private func character(at place: SourceLocation) -> Unicode.Scalar? {
      guard lines.indices.contains(place.line - 1) else { return nil }
      return lines[place.line - 1].dropFirst(place.column - 1).first
    }
  }
}

extension ScenarioFileTree {
  private static func diagnostic(for error: YamlError, file: String, text: String, scan: ScenarioFileScan) -> Diagnostic {
    func place(_ mark: Mark) -> SourceLocation { SourceLocation(file: file, line: max(1, mark.line), column: max(1, mark.column)) }
    switch error {
    case .duplicatedKeysInMapping(let duplicates, let context):
      return repeated(duplicates.first ?? "", first: place(context.mark), scan: scan)
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let message = sentence(problem, context: context?.text ?? "", contextMark: context?.mark)
      return Diagnostic(at: place(message.atContext ? context?.mark ?? mark : mark), message.problem, message.remedy)
    case .reader(_, let offset, let value, _):
      let character = value > 0 ? " (U+\(String(value, radix: 16, uppercase: true)))" : ""
      return Diagnostic(
        at: location(ofCharacter: offset ?? 0, in: text, file: file), "A character\(character) here may not stand in a text file.",
        "Remove it.")
    default:
      return Diagnostic(at: SourceLocation(file: file, line: 1, column: 1), "This is not YAML.", "Compare with a shipped scenario.")
    }
  }

  private static func location(ofCharacter offset: Int, in text: String, file: String) -> SourceLocation {
    let before = text.prefix(offset).unicodeScalars
    let line = before.count { $0 == "\n" } + 1
    let column = before.reversed().prefix { $0 != "\n" }.count + 1
    return SourceLocation(file: file, line: line, column: column)
  }

  /// The parser names the first of two equal keys; the mistake is the second.
  private static func repeated(_ parsed: String, first: SourceLocation, scan: ScenarioFileScan) -> Diagnostic {
    let key = ScenarioFileScan.restored(parsed)
    var place = first
    if let second = scan.repetition(ofKeyAt: first.line, column: first.column) {
      place.line = second.line
      place.column = second.column
    }
    return Diagnostic(
      at: place, "The key \"\(key)\" stands here a second time, first on line \(first.line).", "Join the two, or remove one.")
  }

  private struct Message {
    var problem: String
    var remedy: String
    /// Whether the place where the broken thing began says more than where the parser gave up.
    var atContext = false
    init(_ problem: String, _ remedy: String, atContext: Bool = false) {
      self.problem = problem
      self.remedy = remedy
      self.atContext = atContext
    }
  }

  private static func sentence(_ problem: String, context: String, contextMark: Mark?) -> Message {
    switch problem {
    case "mapping values are not allowed in this context":
      return Message(
        "A colon stands here where no key can begin.", "Put a text that contains a colon in quotes, or mend the indentation.")
    case "did not find expected ',' or '}'":
      return Message(
        "What the brace opens here cannot be read to its end.",
        "Close it with }, put values with brackets in quotes, or write one key per line without braces.", atContext: true)
    case "did not find expected ',' or ']'":
      return Message("The bracket opened here is not closed.", "Close it with ].", atContext: true)
    case "did not find expected key", "did not find expected '-' indicator":
      return Message("The indentation does not fit the lines above.", "Indent the keys of one group alike, with spaces.")
    case "could not find expected ':'":
      return Message("A key without a colon.", "Write `key: value`.")
    case "found unexpected end of stream":
      return Message("A quote opened here is not closed.", "Close it.", atContext: true)
    case "block sequence entries are not allowed in this context", "block collection entries are not allowed in this context":
      return Message("A list cannot begin here.", "Write it in brackets: `[a, b]`.")
    case "found character that cannot start any token":
      return Message("A value or a line cannot begin with this character.", "Indent with spaces, not tabs; put the value in quotes.")
    case "found a tab character that violates indentation", "found a tab character where an indentation space is expected":
      return Message("A tab stands in the indentation.", "Indent with spaces.")
    case "but found another document":
      return Message("A second document begins here.", "Write one scenario per file.")
    case "Maximum nesting level reached, set with yaml_set_max_nest_level())":
      return Message("The file is nested too deeply.", "A scenario needs no more than six levels.")
    default:
      let inContext = context.isEmpty ? "" : " (\(context))"
      return Message("This is not YAML: \(problem)\(inContext).", "Compare with a shipped scenario.")
    }
  }
}
