import ScenarioEngine

/// The text of a new scenario file: title, meaning, and settings commented out with their present values.
enum ScenarioDraft {
  /// - Parameter keys: the settings that matter most, most important first.
  static func text(name: String, base: Scenario, keys: [String]) -> String {
    var text = """
      # yaml-language-server: $schema=../docs/scenario.schema.json
      title: \(quoted(name.replacing("-", with: " ").replacing("_", with: " ")))
      about: What if … (over "\(base.name)"); say here what is different and why.
      extends: \(base.name)

      # The settings that matter most for the value to the owner, with the values that hold in \(base.name).
      # Take away the # before a section and one of its settings, and change the value.

      """
    for key in keys {
      guard let setting = base.settings[key] else { continue }
      let parts = key.split(separator: ".")
      text += "\n"
      for (depth, part) in parts.dropLast().enumerated() { text += "# \(indent(depth))\(part):\n" }
      let depth = parts.count - 1
      text += "# \(indent(depth))\(parts[depth]):\n"
      text += value(of: setting, indent: indent(depth + 1))
      text += "# \(indent(depth + 1))judgement: why it should be so\n"
    }
    return text + """

      # Then
      #   crossroads run \(name)
      #   crossroads compare \(base.name) \(name)

      """
  }

  private static func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }

  private static func value(of setting: Setting, indent: String) -> String {
    switch setting.value {
    case .text(let text): "# \(indent)value: \(text)\n"
    case .names(let names): "# \(indent)value: [\(names.joined(separator: ", "))]\n"
    case .fit(let name, let coefficient): "# \(indent)fit: \(name)\n# \(indent)coefficient: \(coefficient)\n"
    case .byDate(let values): "# \(indent)values:\n" + values.map { "# \(indent)  \($0.month): \($0.text)\n" }.joined()
    }
  }

  /// A title as a YAML scalar.
  private static func quoted(_ text: String) -> String {
    text.first?.isLetter == true ? text.prefix(1).uppercased() + text.dropFirst() : "\"\(text)\""
  }
}
