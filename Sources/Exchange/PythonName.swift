import ScenarioEngine

/// Names that Python accepts as identifiers: `ad_revenue.revenue` is `ad_revenue_revenue`.
public enum PythonName {
  private static let keywords: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except",
    "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try",
    "while", "with", "yield",
  ]

  /// Everything but ASCII letters and digits becomes `_`.
  public static func identifier(_ name: String) -> String {
    let text = String(
      name.unicodeScalars.map { $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0) ? Character($0) : "_" })
    let isPlain = text.first.map { !$0.isNumber } ?? false
    return isPlain && !keywords.contains(text) ? text : "_" + text
  }

  /// Identifiers for several names.
  ///
  /// - Throws: `ScenarioError` with every pair of names that become the same identifier.
  public static func identifiers(_ names: [String], reserved: Set<String> = []) throws(ScenarioError) -> [String] {
    var taken: [String: String] = [:]
    var mistakes: [Diagnostic] = []
    let identifiers = names.map(identifier)
    for (name, identifier) in zip(names, identifiers) {
      if let other = taken.updateValue(name, forKey: identifier) ?? (reserved.contains(identifier) ? identifier : nil) {
        mistakes.append(
          Diagnostic(at: nil, "'\(name)' and '\(other)' would both be called \(identifier).", "Rename one, or leave it out with --outputs.")
        )
      }
    }
    guard mistakes.isEmpty else { throw ScenarioError(mistakes) }
    return identifiers
  }
}
