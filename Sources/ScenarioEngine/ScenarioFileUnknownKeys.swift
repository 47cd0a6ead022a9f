extension ScenarioFileReader {
  private static let topLevel = ["title", "about", "extends", "horizon", "currency"]

  /// The mistake of a key that nothing declares, with the likeliest mending.
  func unknown(_ name: String, at location: SourceLocation, keys: ScenarioFileKeys, path: [String]) -> Diagnostic {
    let key = (path + [name]).joined(separator: ".")
    let noun = path.isEmpty ? "section" : "key"
    let possible = keys.children.keys.sorted() + (path.isEmpty ? Self.topLevel : ["judgement", "source"])
    let problem = "There is no \(noun) \"\(key)\"."
    if let near = Spelling.nearest(name, among: possible) {
      return Diagnostic(at: location, "\(problem) Did you mean \"\(near)\"?", remedy(keys, path: path))
    }
    if path.isEmpty, name.contains("."), self.keys.declaration(of: name) != nil {
      let parts = name.split(separator: ".").map(String.init)
      let lines = parts.dropLast().map { "`\($0):`" }.joined(separator: ", below it ")
      return Diagnostic(at: location, problem, "Write \(lines) and below it, indented, `\(parts.last ?? ""):`.")
    }
    if let home = home(of: name), home != path.joined(separator: ".") {
      return Diagnostic(at: location, problem, "The key \(name) stands under \(home).")
    }
    if ScenarioFileReader.forms.contains(name) {
      return Diagnostic(at: location, problem, "\(name) belongs to a single setting, one level deeper.")
    }
    return Diagnostic(at: location, problem, remedy(keys, path: path))
  }

  private func remedy(_ keys: ScenarioFileKeys, path: [String]) -> String {
    let known = keys.children.keys.sorted()
    if path.isEmpty { return "The sections are \(known.joined(separator: ", "))." }
    return "\(path.joined(separator: ".")) has \(known.joined(separator: ", "))."
  }

  /// The section in which a key of this name is declared.
  private func home(of name: String) -> String? {
    for section in keys.children.keys.sorted() where keys.children[section]?.children[name]?.declaration != nil { return section }
    return nil
  }

  /// `, such as population:`, or nothing.
  func examples(of keys: ScenarioFileKeys) -> String {
    keys.children.keys.min().map { ", such as `\($0):`" } ?? ""
  }
}
