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
      # Take away the # before a section and a setting below it, and change the value.

      """
    let settings = keys.compactMap { base.settings[$0] }
    text += "\n" + tree(settings.map { (path: $0.key.split(separator: ".")[...], setting: $0) }, depth: 0)
    return text + """

      # Then
      #   crossroads run \(name)
      #   crossroads compare \(base.name) \(name)

      """
  }

  /// Settings under their sections, each section once, so that any of them can be taken up.
  private static func tree(_ entries: [(path: ArraySlice<Substring>, setting: Setting)], depth: Int) -> String {
    entries.map { $0.path.first ?? "" }.unique.map { name in
      let below = entries.filter { $0.path.first == name }.map { (path: $0.path.dropFirst(), setting: $0.setting) }
      let head = "# \(indent(depth))\(name):\n"
      guard let leaf = below.first(where: { $0.path.isEmpty }) else { return head + tree(below, depth: depth + 1) }
      return head + value(of: leaf.setting, indent: indent(depth + 1)) + "# \(indent(depth + 1))judgement: why it should be so\n"
    }.joined()
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
