extension SettingCheck {
  /// A prior may have this share of its mass outside the range; it is clamped.
  static let largestSpill = 0.001
  /// Spill below this is rounding.
  static let smallestSpill = 1e-6

  /// Reads a number and checks its unit and range.
  mutating func number(
    _ text: String, at place: SourceLocation, key: String, _ declaration: Declaration, range: ClosedRange<Double>
  ) -> Expression? {
    let expression: Expression
    do throws(ExpressionError) {
      expression = try Expression.parse(text)
    } catch {
      diagnostics.append(error.diagnostic(at: place))
      return nil
    }
    guard Self.isUnit(expression.unit, declaration.unit, currency: scenario.currency) else {
      let unit = declaration.unit.isEmpty ? "no unit" : "the unit \(Self.shownUnit(declaration.unit, currency: scenario.currency))"
      refuse(place, "\(key) has \(unit), not \"\(expression.unit)\".", "Convert the number, or leave the unit out.")
      return nil
    }
    return isWithin(range, expression, text, at: place, key: key, declaration) ? expression : nil
  }

  private mutating func isWithin(
    _ range: ClosedRange<Double>, _ expression: Expression, _ text: String, at place: SourceLocation, key: String,
    _ declaration: Declaration
  ) -> Bool {
    let mass = expression.mass(outside: range)
    let unit = Self.shownUnit(declaration.unit, currency: scenario.currency)
    let shown = Self.shown(range) + (unit.isEmpty ? "" : " (\(unit))")
    if case .constant = expression.value {
      if mass > 0 { refuse(place, "\(key) is \(expression.body), outside its range \(shown).", "Give a value within.") }
      return mass == 0
    }
    guard mass > Self.smallestSpill else { return true }
    let mended = Self.truncated(expression.body, range) + (expression.unit.isEmpty ? "" : " \(expression.unit)")
    let problem = "\(key) has \(NumberText.percent(mass)) of its mass outside its range \(shown)"
    guard mass > Self.largestSpill else {
      remark(place, "\(problem); such draws are set to its edge.", "`\(mended)` leaves them out instead.")
      return true
    }
    refuse(place, "\(problem).", mass > 0.5 ? "Check the numbers and their unit." : "Write `\(mended)`.")
    return false
  }

  private static func truncated(_ body: String, _ range: ClosedRange<Double>) -> String {
    let low = NumberText.short(range.lowerBound)
    let high = NumberText.short(range.upperBound)
    if range.lowerBound == -.infinity { return "truncate(\(body), high = \(high))" }
    if range.upperBound == .infinity { return "truncate(\(body), low = \(low))" }
    return "truncate(\(body), \(low), \(high))"
  }

  private static func shown(_ range: ClosedRange<Double>) -> String {
    if range.lowerBound == -.infinity { return "up to \(NumberText.short(range.upperBound))" }
    if range.upperBound == .infinity { return "from \(NumberText.short(range.lowerBound))" }
    return "\(NumberText.short(range.lowerBound)) to \(NumberText.short(range.upperBound))"
  }

  /// Whether a written unit is the declared one: `per year` is `/year`, and `usd` stands for the scenario's currency.
  static func isUnit(_ written: String, _ declared: String, currency: String) -> Bool {
    written.isEmpty || normal(written) == normal(shownUnit(declared, currency: currency))
  }

  static func shownUnit(_ declared: String, currency: String) -> String {
    guard declared.hasPrefix("usd") else { return declared }
    return currency + declared.dropFirst(3)
  }

  private static func normal(_ unit: String) -> String {
    var words = unit.replacing("/", with: " / ").split(separator: " ").map(String.init)
    for index in words.indices where words[index] == "per" { words[index] = "/" }
    return words.joined()
  }

  /// Values from months on.
  mutating func byDate(_ dated: [Setting.Dated], _ setting: Setting, _ declaration: Declaration) -> Quantity? {
    guard case .number(let minimum, let maximum) = declaration.kind, declaration.mayVary else {
      refuse(setting.location, "\(setting.key) does not change with time.", "Give one value.")
      return nil
    }
    var values: [(month: CalendarMonth, expression: Expression)] = []
    for value in dated {
      guard let month = CalendarMonth(value.month) else {
        refuse(value.location, "\"\(value.month)\" is not a month.", "Write a year and a month, such as 2025-10.")
        continue
      }
      if let expression = number(value.text, at: value.location, key: setting.key, declaration, range: minimum...maximum) {
        values.append((month, expression))
      }
    }
    guard values.count == dated.count, let first = values.first?.month else { return nil }
    guard let horizon, isComplete else { return .byDate(values) }
    if first > horizon.lowerBound {
      refuse(
        dated[0].location, "\(setting.key) has no value before \(first), but the horizon starts in \(horizon.lowerBound).",
        "Add a value for \(horizon.lowerBound).")
      return nil
    }
    for (index, value) in values.enumerated() {
      let next = index + 1 < values.count ? values[index + 1].month : nil
      if value.month > horizon.upperBound {
        remark(
          dated[index].location, "The value from \(value.month) on never acts: the horizon ends in \(horizon.upperBound).", "Remove it.")
      } else if let next, next <= horizon.lowerBound {
        remark(dated[index].location, "The value from \(value.month) on never acts: the next holds when the horizon starts.", "Remove it.")
      }
    }
    return .byDate(values)
  }
}
