/// A node of a scenario file as it was written: a text, a list or a mapping, each with its place.
struct ScenarioFileNode {
  indirect enum Content {
    /// A scalar; `isQuoted` where it cannot mean null: in quotes or a block of text.
    case text(String, isQuoted: Bool)
    case list([ScenarioFileNode])
    /// A mapping in the order written; `inBraces` if in flow style.
    case mapping([(key: ScenarioFileNode, value: ScenarioFileNode)], inBraces: Bool)
  }
  var content: Content
  /// Where it begins; inside the quotes of a quoted text.
  var location: SourceLocation

  /// The word `null`, by which a key is taken away.
  var isNull: Bool {
    if case .text(let text, false) = content { return ["null", "Null", "NULL", "~"].contains(text) }
    return false
  }

  /// Nothing at all behind a colon.
  var isMissing: Bool {
    if case .text("", false) = content { return true }
    return false
  }

  var text: String? {
    if case .text(let text, _) = content, !isNull, !isMissing { return text }
    return nil
  }

  /// What it is, for a sentence.
  var kind: String {
    switch content {
    case .text: isNull ? "null" : isMissing ? "nothing" : "a value"
    case .list: "a list"
    case .mapping: "a group of keys"
    }
  }
}
