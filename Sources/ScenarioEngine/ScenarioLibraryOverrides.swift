extension ScenarioLibrary {
  /// A key and a value from a word of the command line, `key=value`.
  public static func override(_ word: String) throws(ScenarioError) -> (key: String, text: String) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let key = parts[0].trimmingBlanks
    guard parts.count == 2, !key.isEmpty, !parts[1].trimmingBlanks.isEmpty else {
      throw ScenarioError("--set \(word) is not a key and a value.", "Write --set key=value, such as --set user_growth.ceiling=0.4.")
    }
    return (key, parts[1].trimmingBlanks)
  }

  /// A scenario with some settings replaced, as `--set` does; values are not interpreted.
  ///
  /// A key must be declared; names in it must be names of the scenario, so that no new regime or initiative arises by a slip.
  ///
  /// - Throws: `ScenarioError` naming every key that cannot be set.
  public func applying(overrides: [(key: String, text: String)], to scenario: Scenario) throws(ScenarioError) -> Scenario {
    let replaced = replacing(overrides, in: scenario)
    guard replaced.mistakes.isEmpty else { throw ScenarioError(replaced.mistakes) }
    return replaced.scenario
  }

  /// A scenario with those settings replaced that can be, and a mistake for each of the others.
  func replacing(
    _ overrides: [(key: String, text: String)], in scenario: Scenario
  ) -> (scenario: Scenario, mistakes: [Diagnostic]) {
    var result = scenario
    var mistakes: [Diagnostic] = []
    var seen: Set<String> = []
    let place = SourceLocation(file: "--set", line: 1, column: 1)
    for (key, text) in overrides {
      guard seen.insert(key).inserted else {
        mistakes.append(Diagnostic(at: nil, "--set gives \(key) twice.", "Give it once."))
        continue
      }
      guard let declaration = settable(key, in: scenario) else {
        mistakes.append(refusal(of: key, in: scenario))
        continue
      }
      var value = Setting.Value.text(text)
      if case .names = declaration.kind {
        value = .names(text.split { "[], ".contains($0) }.map(String.init))
      }
      result.settings[key] = Setting(
        key: key, value: value, origin: Origin(judgement: "set on the command line"), location: place)
      if !result.order.contains(key) { result.order.append(key) }
    }
    return (result, mistakes)
  }

  private func settable(_ key: String, in scenario: Scenario) -> Declaration? {
    guard !key.hasPrefix("fits."), !key.hasPrefix("correlations."), let declaration = keys.declaration(of: key) else { return nil }
    if scenario.settings[key] != nil { return declaration }
    guard let group = Self.group(of: key, pattern: declaration.pattern) else { return declaration }
    return scenario.settings.keys.contains { $0.hasPrefix(group + ".") } ? declaration : nil
  }

  /// The part of a key up to the last name that a file gave, such as `regulation.regimes.banned`; nil if it has none.
  static func group(of key: String, pattern: String) -> String? {
    let patternParts = pattern.split(separator: ".")
    guard let last = patternParts.lastIndex(of: "*") else { return nil }
    return key.split(separator: ".").prefix(last + 1).joined(separator: ".")
  }

  /// Every key that may be set: those that stand alone, and all keys of each group that the scenario has.
  private func settableKeys(of scenario: Scenario) -> Set<String> {
    var known = Set(scenario.settings.keys)
    let keyed = scenario.settings.keys.map { $0.split(separator: ".").map(String.init) }
    for declaration in declarations {
      let parts = declaration.pattern.split(separator: ".").map(String.init)
      guard let last = parts.lastIndex(of: "*") else {
        known.insert(declaration.pattern)
        continue
      }
      for key in keyed where key.count > last && zip(parts[...last], key).allSatisfy({ $0 == "*" || $0 == $1 }) {
        known.insert((key[...last] + parts[(last + 1)...]).joined(separator: "."))
      }
    }
    return known
  }

  private func refusal(of key: String, in scenario: Scenario) -> Diagnostic {
    let place = SourceLocation(file: "--set", line: 1, column: 1)
    if key == "horizon" || key.hasPrefix("horizon.") {
      return Diagnostic(at: place, "The horizon is not set by --set.", "Use --start and --end.")
    }
    if key.hasPrefix("fits.") || key.hasPrefix("correlations.") {
      return Diagnostic(at: place, "\(key) is not set by --set.", "Fits and correlations are changed in a scenario file.")
    }
    let known = settableKeys(of: scenario)
    let hint = Spelling.hint(key, among: known)
    let last = key.split(separator: ".").last ?? ""
    let sameEnd = hint.isEmpty ? known.filter { $0.hasSuffix(".\(last)") }.sorted() : []
    let homes = sameEnd.isEmpty || sameEnd.count > 4 ? "" : " Did you mean \(sameEnd.joined(separator: " or "))?"
    return Diagnostic(at: place, "There is no key \"\(key)\".\(hint)\(homes)", "`crossroads parameters` lists the keys.")
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  var trimmingBlanks: String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}
