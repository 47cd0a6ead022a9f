/// A unit as a person writes it beside a figure: `users`, `million users`, `B usd`, `usd per month`, `usd_per_day`.
public struct MeasuredUnit: Sendable, Hashable {
  /// 1, or what a scale word stands for.
  public var scale: Double
  /// In the project's words: `users`, `usd`, `hours`, `days`; empty for pure numbers.
  public var base: String
  /// `day`, `month`, `quarter` or `year`, for a figure by time.
  public var span: String?

  /// - Throws: `ScenarioError` without a place, for a scale or a span that is not known.
  public init(_ text: String) throws(ScenarioError) {
    var words = text.replacing("_", with: " ").replacing("/", with: " per ").split(separator: " ").map(String.init)
    scale = 1
    span = nil
    if let place = words.firstIndex(of: "per") {
      let named = words.suffix(from: place + 1).joined(separator: " ")
      guard ["day", "month", "quarter", "year"].contains(named) else {
        throw ScenarioError("'\(text)' is by '\(named)', which is no span.", "Write per day, per month, per quarter or per year.")
      }
      span = named
      words = Array(words.prefix(place))
    }
    if let first = words.first, let factor = Self.scales[first] {
      scale = factor
      words.removeFirst()
    } else if words.first == "m" {
      throw ScenarioError("'\(text)': is m milli or million?", "Write M or million.")
    }
    guard words.count <= 1 else { throw ScenarioError("'\(text)' is no unit.", "Write one such as users, million users or usd per month.") }
    let word = words.first ?? ""
    base = Self.plurals[word] ?? word
    if base == "minutes" {
      scale /= 60
      base = "hours"
    }
    if base == "1" { base = "" }
  }

  /// What a figure in this unit is multiplied by to stand in another one, as a total or a mean of a period.
  ///
  /// - Parameters:
  ///   - unit: the project's, such as `users` or `usd`.
  ///   - aggregation: of the output; only sums can be given by time.
  ///   - period: of the figure; nil for the horizon.
  /// - Throws: `ScenarioError` without a place, where the units do not measure the same or a figure by time has no time.
  public func factor(to unit: String, aggregation: OutputDeclaration.Aggregation?, period: Period?) throws(ScenarioError) -> Double {
    let target = unit == "1" || unit == "probability" ? "" : unit
    guard base == target || (base == "probability" && target.isEmpty) else {
      let isMoney = base.count == 3 && target.count == 3
      throw ScenarioError(
        "'\(base.isEmpty ? "a pure number" : base)' is not '\(unit)'.",
        isMoney ? "Convert it first: no exchange rate is stated." : "Give the figure in \(unit), such as million \(unit).")
    }
    guard let span else { return scale }
    guard aggregation == .sum, let period, let first = CalendarDay(period.firstDay), let last = CalendarDay(period.lastDay),
      let months = period.months
    else {
      throw ScenarioError(
        "A figure per \(span) cannot stand for this output.", "Only sums over months, quarters or years can be given by time.")
    }
    switch span {
    case "day": return scale * Double(last.number - first.number + 1)
    case "month": return scale * Double(months)
    case "quarter": return scale * Double(months) / 3
    default: return scale * Double(months) / 12
    }
  }

  /// The factor of `K`, `million` and the like; nil for other words.
  static let scales: [String: Double] = [
    "K": 1e3, "k": 1e3, "thousand": 1e3, "M": 1e6, "mn": 1e6, "million": 1e6, "B": 1e9, "bn": 1e9, "billion": 1e9,
  ]
  private static let plurals = ["user": "users", "hour": "hours", "minute": "minutes", "day": "days"]
}
