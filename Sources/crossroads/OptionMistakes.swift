import ScenarioEngine

/// The mistakes of several options, collected so that they are reported together.
struct OptionMistakes {
  private var found: [Diagnostic] = []

  /// The value of an option; `usual` where it has a mistake.
  mutating func value<Value>(or usual: Value, _ read: () throws(ScenarioError) -> Value) -> Value {
    do throws(ScenarioError) { return try read() } catch {
      found += error.diagnostics
      return usual
    }
  }

  /// The value of an option that may be left out; nil where it is, or has a mistake.
  mutating func value<Value>(of text: String?, _ read: (String) throws(ScenarioError) -> Value) -> Value? {
    guard let text else { return nil }
    return value(or: nil) { () throws(ScenarioError) -> Value? in try read(text) }
  }

  /// Adds one that no single option has.
  mutating func add(_ problem: String, _ remedy: String) { found.append(Diagnostic(at: nil, problem, remedy)) }

  /// - Throws: `ScenarioError` with all of them, if there are any.
  func check() throws(ScenarioError) {
    if !found.isEmpty { throw ScenarioError(found) }
  }
}
