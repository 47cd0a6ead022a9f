/// What a question asks, in words made of its settings.
struct ReportQuestion: Sendable {
  private let prefix: String
  private let view: ReportView

  /// - Parameter output: such as `question.dark_by_2030`.
  init(_ output: String, _ view: ReportView) {
    prefix = "questions." + output.dropFirst("question.".count) + "."
    self.view = view
  }

  /// One phrase; empty where the settings do not say.
  var words: String {
    let by = value("by").map { " by \($0)" } ?? ""
    let states = (value("regimes") ?? "").filter { $0 != "[" && $0 != "]" }.replacing("_", with: " ")
    switch value("event") {
    case "entered": return "the legal state becomes \(states)\(by)"
    case "ownership changed": return "the owner has changed\(by)"
    case "in": return "the legal state is \(states) on \(value("on") ?? "")"
    case "dark": return "the service is dark for more than \(value("more_than") ?? "0 days")\(by)"
    case "extensions": return "at least \(value("at_least") ?? "1") extensions are granted\(by)"
    case "output":
      let name = view.summary.words.name(of: value("output") ?? "", in: value("period") ?? "total").trimmedAtStart
      let bounds = [("above", "is above"), ("below", "is below")].compactMap { key, words in value(key).map { "\(words) \($0)" } }
      return "\(name) \(bounds.joined(separator: " and "))"
    default: return ""
    }
  }

  private func value(_ key: String) -> String? {
    view.settings.first { $0.key == prefix + key }?.values.compactMap { $0 }.first?.value
  }
}
