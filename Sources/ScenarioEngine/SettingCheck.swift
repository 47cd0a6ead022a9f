/// Reads every setting of a merged scenario according to its declaration, and collects every mistake.
public struct SettingCheck {
  /// The settings that are as declared, by key. Keys a group leaves out are absent; `fallback(of:)` reads what then holds.
  public private(set) var checked: [String: CheckedSetting] = [:]
  public internal(set) var diagnostics: [Diagnostic] = []

  let scenario: Scenario
  let declarations: [Declaration]
  let keys: ScenarioFileKeys
  /// First and last month; nil where the file's own are not in order.
  let horizon: ClosedRange<CalendarMonth>?
  /// The position of each file in the order of application.
  let ranks: [String: Int]
  let isComplete: Bool
  /// The names of the groups asked for so far.
  private var groups: [String: [String]] = [:]
  let fitNames: Set<String>

  /// Checks a scenario.
  ///
  /// Checked are: numbers, units, ranges, words, dates within the horizon, names of groups, values by date where they are allowed, older
  /// values, fits and correlations, and that nothing is missing. A distribution with more than 0.1 % of its mass outside the range is a
  /// mistake; with less, a remark.
  public static func check(
    _ scenario: Scenario, declarations: [Declaration]
  ) -> (checked: [String: CheckedSetting], diagnostics: [Diagnostic]) {
    let check = SettingCheck(scenario, declarations: declarations)
    return (check.checked, check.diagnostics)
  }

  /// - Parameters:
  ///   - removals: where keys were taken away, for messages about missing keys.
  ///   - isComplete: false where parents could not be read: then nothing is called missing or unknown.
  ///   - fitNames: the fits the files name, those among them that could not be read included.
  init(
    _ scenario: Scenario, declarations: [Declaration], removals: [String: SourceLocation] = [:], isComplete: Bool = true,
    fitNames: Set<String>? = nil
  ) {
    self.scenario = scenario
    self.declarations = declarations
    self.isComplete = isComplete
    self.fitNames = fitNames ?? Set(scenario.fits.map(\.name))
    keys = ScenarioFileKeys(declarations)
    if let start = CalendarMonth(scenario.start), let end = CalendarMonth(scenario.end), start <= end {
      horizon = start...end
    } else {
      horizon = nil
    }
    ranks = Dictionary(scenario.files.enumerated().map { ($0.element.file, $0.offset) }) { $1 }
    for key in scenario.order {
      if let setting = scenario.settings[key] { check(setting) }
    }
    if isComplete {
      checkPresence(removals)
      checkCorrelations()
    }
  }

  /// What holds where a group leaves a key out; nil if the key must be set or the declared text cannot be read.
  public static func fallback(of declaration: Declaration) -> Quantity? {
    guard let text = declaration.fallback else { return nil }
    let value: Setting.Value
    if case .names = declaration.kind { value = .names(text.isEmpty ? [] : [text]) } else { value = .text(text) }
    let place = SourceLocation(file: declaration.pattern, line: 1, column: 1)
    let empty = Scenario(
      name: "", title: "", about: "", parents: [], start: "", end: "", horizonLocation: place, currency: "usd", settings: [:], order: [],
      fits: [], correlations: [], files: [])
    var check = SettingCheck(empty, declarations: [], isComplete: false)
    let setting = Setting(key: declaration.pattern, value: value, origin: Origin(), location: place)
    let quantity = check.quantity(of: setting, declaration: declaration)
    return check.diagnostics.contains { $0.severity == .mistake } ? nil : quantity
  }

  mutating func refuse(_ place: SourceLocation, _ problem: String, _ remedy: String) {
    diagnostics.append(Diagnostic(at: place, problem, remedy))
  }

  mutating func remark(_ place: SourceLocation, _ problem: String, _ remedy: String) {
    diagnostics.append(Diagnostic(.remark, at: place, problem, remedy))
  }

  private mutating func check(_ setting: Setting) {
    guard let declaration = keys.declaration(of: setting.key) else {
      return refuse(setting.location, "There is no key \"\(setting.key)\".", "`crossroads parameters` lists the keys.")
    }
    let quantity = quantity(of: setting, declaration: declaration)
    var known: [CheckedSetting.Known] = []
    for alternative in setting.known {
      let older = Setting(key: setting.key, value: .text(alternative.text), origin: alternative.origin, location: alternative.location)
      guard let day = CalendarDay(alternative.day) else {
        refuse(alternative.location, "\"\(alternative.day)\" is not a day.", "Write it such as 2023-03-31.")
        continue
      }
      if let quantity = self.quantity(of: older, declaration: declaration) {
        known.append(CheckedSetting.Known(day: day, quantity: quantity, alternative: alternative))
      }
    }
    if let quantity {
      checked[setting.key] = CheckedSetting(setting: setting, declaration: declaration, quantity: quantity, known: known)
    }
  }

  /// Reads one setting; nil, with a mistake recorded, if it is not as declared.
  mutating func quantity(of setting: Setting, declaration: Declaration) -> Quantity? {
    switch setting.value {
    case .text(let text): return quantity(text, setting, declaration)
    case .names(let names): return namesQuantity(names, setting, declaration)
    case .fit(let name, let coefficient): return fitQuantity(name, coefficient, setting, declaration)
    case .byDate(let dated): return byDate(dated, setting, declaration)
    }
  }

  private mutating func quantity(_ text: String, _ setting: Setting, _ declaration: Declaration) -> Quantity? {
    switch declaration.kind {
    case .number(let minimum, let maximum):
      return number(text, at: setting.location, key: setting.key, declaration, range: minimum...maximum).map { .number($0) }
    case .count(let minimum, let maximum): return count(text, setting, minimum, maximum)
    case .date:
      guard let day = CalendarDay(text) else {
        refuse(setting.location, "\(setting.key) is a day, not \"\(text)\".", "Write a day there is, such as 2026-07-01.")
        return nil
      }
      return isInHorizon(CalendarMonth(of: day), shown: text, setting) ? .day(day) : nil
    case .month:
      guard let month = CalendarMonth(text) else {
        refuse(setting.location, "\(setting.key) is a month, not \"\(text)\".", "Write a year and a month, such as 2026-07.")
        return nil
      }
      return isInHorizon(month, shown: text, setting) ? .month(month) : nil
    case .flag:
      if text == "true" || text == "false" { return .flag(text == "true") }
      refuse(setting.location, "\(setting.key) is true or false, not \"\(text)\".", "Write true or false.")
      return nil
    case .choice(let words): return choice(text, of: words, setting).map { .word($0) }
    case .name(let group, let extra): return choice(text, of: names(in: group) + extra, setting, isOpen: !isComplete).map { .word($0) }
    case .names: return namesQuantity([text], setting, declaration)
    case .word, .fact: return .word(text)
    }
  }

  private mutating func count(_ text: String, _ setting: Setting, _ minimum: Int, _ maximum: Int) -> Quantity? {
    guard let number = Int(text) else {
      refuse(setting.location, "\(setting.key) is a whole number, not \"\(text)\".", "Write one from \(minimum) to \(maximum).")
      return nil
    }
    guard number >= minimum, number <= maximum else {
      refuse(setting.location, "\(setting.key) is \(number), outside its range \(minimum) to \(maximum).", "Give one within.")
      return nil
    }
    return .count(number)
  }

  private mutating func choice(_ word: String, of words: [String], _ setting: Setting, isOpen: Bool = false) -> String? {
    if isOpen || words.contains(word) { return word }
    refuse(
      setting.location, "\(setting.key) cannot be \"\(word)\".\(Spelling.hint(word, among: words))",
      words.isEmpty ? "Declare it first." : "It is one of \(words.joined(separator: ", ")).")
    return nil
  }

  /// The names a file gives in a group, in reading order.
  private mutating func names(in group: String) -> [String] {
    if let known = groups[group] { return known }
    var result: [String] = []
    var seen: Set<Substring> = []
    for key in scenario.order where key.hasPrefix(group + ".") {
      let name = key.dropFirst(group.count + 1).prefix { $0 != "." }
      if seen.insert(name).inserted { result.append(String(name)) }
    }
    groups[group] = result
    return result
  }

  private mutating func namesQuantity(_ names: [String], _ setting: Setting, _ declaration: Declaration) -> Quantity? {
    guard case .names(let group) = declaration.kind else {
      refuse(setting.location, "\(setting.key) is one value, not a list.", "Write one.")
      return nil
    }
    let known = self.names(in: group)
    var seen: Set<String> = []
    for name in names {
      guard choice(name, of: known, setting, isOpen: !isComplete) != nil else { return nil }
      if !seen.insert(name).inserted {
        refuse(setting.location, "\(setting.key) names \(name) twice.", "Remove one.")
        return nil
      }
    }
    return .names(names)
  }

  private mutating func fitQuantity(_ name: String, _ coefficient: String, _ setting: Setting, _ declaration: Declaration) -> Quantity? {
    guard case .number = declaration.kind else {
      refuse(setting.location, "\(setting.key) is not a number and cannot come from a fit.", "Write its value.")
      return nil
    }
    guard !isComplete || fitNames.contains(name) else {
      let known = fitNames.sorted()
      refuse(
        setting.location, "There is no fit \"\(name)\".\(Spelling.hint(name, among: known))",
        known.isEmpty ? "Declare it under fits:." : "The fits are \(known.joined(separator: ", ")).")
      return nil
    }
    guard ["level", "rate"].contains(coefficient) else {
      refuse(setting.location, "A fit has no coefficient \"\(coefficient)\".", "Its coefficients are level and rate.")
      return nil
    }
    return .fit(name: name, coefficient: coefficient)
  }

  /// Whether a month lies in the horizon. A date outside is a mistake, but only a remark where a descendant of its file moved the horizon.
  private mutating func isInHorizon(_ month: CalendarMonth, shown: String, _ setting: Setting) -> Bool {
    guard let horizon, isComplete, !horizon.contains(month) else { return true }
    let problem = "\(setting.key) is \(shown), outside the horizon \(horizon.lowerBound) to \(horizon.upperBound)."
    let horizonRank = ranks[scenario.horizonLocation.file] ?? 0
    if (ranks[setting.location.file] ?? .max) < horizonRank {
      remark(setting.location, problem, "It never acts; `null` takes it away.")
      return true
    }
    refuse(setting.location, problem, "Mend the date or the horizon.")
    return false
  }
}
