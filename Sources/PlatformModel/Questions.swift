import NumericCore
import ScenarioEngine

/// Yes-or-no events with a date, answered on every path.
struct Question: Sendable {
  enum Event: Sendable {
    /// Any of the regimes entered before a day (days from the start of the horizon).
    case entered(regimes: [Int], before: Double)
    /// In any of the regimes at the end of a month.
    case held(regimes: [Int], month: Int)
    /// More than so many days dark by the end of a month.
    case dark(moreThan: Double, month: Int)
    /// At least so many extensions by the end of a month.
    case extensions(atLeast: Int, month: Int)
    /// An output's row above or below a bound.
    case output(name: String, period: String, above: Double?, below: Double?)
  }
  var name: String
  var event: Event
}

/// Reads the questions of a plan.
enum Questions {
  static let events = ["entered", "ownership changed", "in", "dark", "extensions", "output"]

  static let declarations: [Declaration] = [
    Declaration("questions.*.event", kind: .choice(events), meaning: "what is asked"),
    Declaration(
      "questions.*.regimes", kind: .names(group: "regulation.regimes"), meaning: "the legal states asked about (entered, in)", fallback: ""),
    Declaration(
      "questions.*.by", kind: .date, meaning: "the last day that counts (entered, ownership changed, dark, extensions)", fallback: ""),
    Declaration("questions.*.on", kind: .date, meaning: "the day asked about, the last of a month (in)", fallback: ""),
    Declaration(
      "questions.*.more_than", kind: .number(minimum: 0, maximum: 36525), unit: "days", meaning: "days dark that are exceeded (dark)",
      fallback: "0"),
    Declaration(
      "questions.*.at_least", kind: .count(minimum: 1, maximum: 100_000), meaning: "number of extensions (extensions)", fallback: "1"),
    Declaration("questions.*.output", kind: .word, meaning: "name of an output (output)", fallback: ""),
    Declaration("questions.*.period", kind: .word, meaning: "a year of the horizon, or total (output)", fallback: ""),
    Declaration(
      "questions.*.above", kind: .number(minimum: -1e15, maximum: 1e15), meaning: "bound that is exceeded (output)", fallback: ""),
    Declaration(
      "questions.*.below", kind: .number(minimum: -1e15, maximum: 1e15), meaning: "bound that is undercut (output)", fallback: ""),
  ]

  /// The questions of a plan, and the names of those that its cut horizon drops.
  static func read(plan: Plan, graph: RegimeGraph, outputs: [OutputDeclaration]) throws(ScenarioError) -> (
    asked: [Question], dropped: [String]
  ) {
    var asked: [Question] = []
    var dropped: [String] = []
    var mistakes: [Diagnostic] = []
    for name in plan.names(in: "questions") {
      do throws(ScenarioError) {
        if let event = try Reader(plan: plan, graph: graph, outputs: outputs, key: "questions.\(name).").event() {
          asked.append(Question(name: name, event: event))
        } else {
          dropped.append(name)
        }
      } catch {
        mistakes += error.diagnostics
      }
    }
    if !mistakes.isEmpty { throw ScenarioError(mistakes) }
    return (asked, dropped)
  }

  /// One question; nil where the horizon was cut before it.
  private struct Reader {
    let plan: Plan
    let graph: RegimeGraph
    let outputs: [OutputDeclaration]
    let key: String

    func event() throws(ScenarioError) -> Question.Event? {
      let word = plan.word(key + "event")
      let allowed = [
        "entered": ["regimes", "by"], "ownership changed": ["by"], "in": ["regimes", "on"], "dark": ["more_than", "by"],
        "extensions": ["at_least", "by"], "output": ["output", "period", "above", "below"],
      ][word]!
      for field in ["regimes", "by", "on", "more_than", "at_least", "output", "period", "above", "below"]
      where plan.isSet(key + field) && !allowed.contains(field) {
        throw ScenarioError(
          at: plan.location(under: key + field), "`\(field)` says nothing to the event '\(word)'.",
          "Remove it; '\(word)' takes \(allowed.joined(separator: ", ")).")
      }
      switch word {
      case "entered": return try entered(try regimes())
      case "ownership changed":
        return try entered(graph.regimes.indices.filter { !["present_owner", "none"].contains(graph.regimes[$0].contract) })
      case "in":
        let regimes = try regimes()
        return try month("on").map { .held(regimes: regimes, month: $0) }
      case "dark":
        guard let bound = plan.constant(key + "more_than") else {
          throw ScenarioError(at: plan.location(under: key + "more_than"), "`more_than` is uncertain.", "Write a number of days.")
        }
        return try month("by").map { .dark(moreThan: bound, month: $0) }
      case "extensions": return try month("by").map { .extensions(atLeast: plan.integer(key + "at_least"), month: $0) }
      default: return try output()
      }
    }

    private func missing(_ field: String) -> ScenarioError {
      ScenarioError(at: plan.location(under: key), "The question has no `\(field)`.", "Add it.")
    }

    private func regimes() throws(ScenarioError) -> [Int] {
      guard let names = plan.list(key + "regimes"), !names.isEmpty else { throw missing("regimes") }
      return graph.regimes.indices.filter { names.contains(graph.regimes[$0].name) }
    }

    private func entered(_ regimes: [Int]) throws(ScenarioError) -> Question.Event? {
      guard let day = plan.dayOffset(key + "by") else { throw missing("by") }
      return (0..<plan.horizon.days).contains(day) ? .entered(regimes: regimes, before: Double(day + 1)) : nil
    }

    /// The month that a date ends; nil outside the horizon.
    private func month(_ field: String) throws(ScenarioError) -> Int? {
      guard let day = plan.dayOffset(key + field) else { throw missing(field) }
      guard (0..<plan.horizon.days).contains(day) else { return nil }
      guard let index = plan.horizon.months.firstIndex(where: { $0.startDay + $0.days == day + 1 }) else {
        throw ScenarioError(
          at: plan.location(under: key + field), "The date is not the last day of a month.",
          "State and days are known at the ends of months: write the last day of one.")
      }
      return index
    }

    private func output() throws(ScenarioError) -> Question.Event? {
      guard plan.isSet(key + "output") else { throw missing("output") }
      guard plan.isSet(key + "period") else { throw missing("period") }
      let name = plan.word(key + "output"), period = plan.word(key + "period")
      guard let declared = outputs.first(where: { $0.name == name }) else {
        let near =
          Spelling.nearest(name, among: outputs.map(\.name)).map { "Did you mean '\($0)'?" }
          ?? "docs/model.md lists them."
        throw ScenarioError(at: plan.location(under: key + "output"), "There is no output '\(name)'.", near)
      }
      let above = plan.isSet(key + "above") ? plan.constant(key + "above") : nil
      let below = plan.isSet(key + "below") ? plan.constant(key + "below") : nil
      guard (above == nil) != (below == nil) else {
        throw ScenarioError(at: plan.location(under: key), "The question needs one bound.", "Write either `above` or `below`, a number.")
      }
      let periods =
        ReportPeriod.all(.total, in: plan.horizon) + (declared.aggregation == .once ? [] : ReportPeriod.all(.year, in: plan.horizon))
      guard periods.contains(where: { $0.label == period }) else {
        if plan.mayLieOutside(key), Int(period) != nil { return nil }
        throw ScenarioError(
          at: plan.location(under: key + "period"), "'\(name)' has no row for '\(period)'.",
          "Write one of \(periods.map(\.label).joined(separator: ", ")).")
      }
      return .output(name: name, period: period, above: above, below: below)
    }
  }
}
