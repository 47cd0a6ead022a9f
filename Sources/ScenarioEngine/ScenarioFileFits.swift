/// Gathers what the merged files say under `fits` and `correlations` and checks its structure.
struct ScenarioFileFits {
  private var fits: [String: [[String]: Setting]] = [:]
  private var fitOrder: [String] = []
  private var rowOrder: [String: [String]] = [:]
  private var metRows: Set<[String]> = []
  private var pairs: [(first: String, second: String, setting: Setting)] = []
  private var diagnostics: [Diagnostic] = []

  /// Takes in a setting if it stands under `fits` or `correlations`.
  mutating func add(_ setting: Setting, path: [String]) {
    if path[0] == "correlations", path.count == 3 {
      pairs.append((path[1], path[2], setting))
    } else if path[0] == "fits", path.count >= 3 {
      if fits[path[1]] == nil { fitOrder.append(path[1]) }
      fits[path[1], default: [:]][Array(path.dropFirst(2))] = setting
      if path.count == 5, metRows.insert([path[1], path[3]]).inserted { rowOrder[path[1], default: []].append(path[3]) }
    }
  }

  mutating func build() -> (fits: [FitDeclaration], correlations: [CorrelationDeclaration], diagnostics: [Diagnostic]) {
    let built = fitOrder.compactMap { fit($0) }
    let correlations = correlations()
    return (built, correlations, diagnostics)
  }

  private mutating func refuse(_ setting: Setting, _ problem: String, _ remedy: String) {
    diagnostics.append(Diagnostic(at: setting.location, problem, remedy))
  }

  /// A number that is certain.
  private mutating func number(_ setting: Setting) -> Double? {
    guard case .text(let text) = setting.value, setting.known.isEmpty else {
      refuse(setting, "\(setting.key) must be a single number.", "Write it behind the colon.")
      return nil
    }
    do throws(ExpressionError) {
      let expression = try Expression.parse(text)
      if case .constant(let number) = expression.value, expression.unit.isEmpty { return number }
      refuse(setting, "\(setting.key) must be a number without unit, not \"\(text)\".", "Write a number; its error belongs into `sd`.")
    } catch {
      diagnostics.append(error.diagnostic(at: setting.location))
    }
    return nil
  }

  private mutating func word(_ setting: Setting) -> String? {
    if case .text(let text) = setting.value { return text }
    refuse(setting, "\(setting.key) must be a word.", "Write it behind the colon.")
    return nil
  }

  private static func isBefore(_ a: SourceLocation, _ b: SourceLocation) -> Bool {
    (a.file, a.line, a.column) < (b.file, b.line, b.column)
  }

  private mutating func fit(_ name: String) -> FitDeclaration? {
    let parts = fits[name] ?? [:]
    guard let anchor = parts.values.map(\.location).min(by: Self.isBefore) else { return nil }
    var isWhole = true
    for part in ["series", "curve", "origin"] where parts[[part]] == nil {
      diagnostics.append(Diagnostic(at: anchor, "The fit \(name) has no \(part).", "Write `\(part):` below `\(name):`."))
      isWhole = false
    }
    guard isWhole, let series = parts[["series"]].flatMap({ word($0) }), let curveSetting = parts[["curve"]],
      let curveName = word(curveSetting), let originSetting = parts[["origin"]], let origin = year(originSetting, monthShare: 0)
    else { return nil }
    guard let curve = FitDeclaration.Curve(rawValue: curveName) else {
      let curves = FitDeclaration.Curve.allCases.map(\.rawValue)
      refuse(
        curveSetting, "There is no curve \"\(curveName)\".\(Spelling.hint(curveName, among: curves))",
        "The curves are \(curves.joined(separator: ", ")).")
      return nil
    }
    guard let capacity = capacity(parts[["capacity"]], curve: curve, name: name, at: curveSetting) else { return nil }
    let rows = (rowOrder[name] ?? []).compactMap { row($0, of: name, parts: parts, curve: curve, capacity: capacity.value) }
    if rows.count == (rowOrder[name] ?? []).count { checkRows(rows, name: name, at: anchor) }
    return FitDeclaration(
      name: name, series: series, curve: curve, capacity: capacity.value, originYear: origin, rows: rows, location: anchor)
  }

  private mutating func checkRows(_ rows: [FitDeclaration.Row], name: String, at place: SourceLocation) {
    let hasLevel = rows.contains { if case .level = $0.observation { true } else { false } }
    if !hasLevel || rows.count < 2 {
      diagnostics.append(
        Diagnostic(
          at: place, "The fit \(name) cannot tell its level and its rate.", "Give it a row with a level and one more row at least."))
    }
  }

  private mutating func capacity(
    _ setting: Setting?, curve: FitDeclaration.Curve, name: String, at curveSetting: Setting
  ) -> (value: Double?, Void)? {
    guard curve == .logistic else {
      guard let setting else { return (nil, ()) }
      refuse(setting, "A \(curve.rawValue) curve has no capacity.", "Remove it, or write `curve: logistic`.")
      return nil
    }
    guard let setting else {
      refuse(curveSetting, "The logistic fit \(name) has no capacity.", "Write `capacity:` below `\(name):`.")
      return nil
    }
    guard let value = number(setting) else { return nil }
    guard value > 0 else {
      refuse(setting, "The capacity of \(name) must be above 0.", "Give the level at which growth ends.")
      return nil
    }
    return (value, ())
  }

  /// A time in years, or a month, of which the given share has passed.
  private mutating func year(_ setting: Setting, monthShare: Double) -> Double? {
    guard let text = word(setting) else { return nil }
    if let month = CalendarMonth(text) { return Double(month.year) + (Double(month.month - 1) + monthShare) / 12 }
    if let year = Double(text), year >= 1, year < 10_000 { return year }
    refuse(setting, "\"\(text)\" is not a time.", "Write a month, such as 2025-10, or a time in years, such as 2020.5.")
    return nil
  }
}

extension ScenarioFileFits {
  private mutating func row(
    _ row: String, of name: String, parts: [[String]: Setting], curve: FitDeclaration.Curve, capacity: Double?
  ) -> FitDeclaration.Row? {
    var own: [String: Setting] = [:]
    for (path, setting) in parts where path.count == 3 && path[1] == row { own[path[2]] = setting }
    let kinds = ["level", "growth", "rate"].filter { own[$0] != nil }
    guard let kind = kinds.first, kinds.count == 1, let main = own[kind] else {
      if let any = own.values.min(by: { Self.isBefore($0.location, $1.location) }) {
        refuse(any, "The row \(row) of \(name) must have exactly one of level, growth and rate.", "Split it, or add the one that is meant.")
      }
      return nil
    }
    let needed = ["level": ["at"], "growth": curve == .logLinear ? ["per"] : ["per", "around"], "rate": []][kind] ?? []
    for part in needed + ["sd"] where own[part] == nil {
      refuse(main, "The row \(row) of \(name) has no \(part).", "Write `\(part):` beside `\(kind):`.")
      return nil
    }
    for part in own.keys.sorted() where part != kind && part != "sd" && !needed.contains(part) {
      refuse(own[part] ?? main, "A row with a \(kind) has no \(part) on a \(curve.rawValue) curve.", "Remove it.")
      return nil
    }
    guard let sdSetting = own["sd"], let sd = number(sdSetting), let value = number(main) else { return nil }
    guard sd > 0 else {
      refuse(sdSetting, "The sd of \(row) must be above 0.", "Give the row's standard deviation in the fitted scale.")
      return nil
    }
    guard let observation = observation(kind, value, main, own, curve: curve, capacity: capacity) else { return nil }
    return FitDeclaration.Row(name: row, observation: observation, sd: sd, origin: main.origin, location: main.location)
  }

  private mutating func observation(
    _ kind: String, _ value: Double, _ main: Setting, _ own: [String: Setting], curve: FitDeclaration.Curve, capacity: Double?
  ) -> FitDeclaration.Observation? {
    switch kind {
    case "level":
      guard isFitting(value, main, curve: curve, capacity: capacity), let at = own["at"], let year = year(at, monthShare: 0.5) else {
        return nil
      }
      return .level(value: value, year: year)
    case "growth":
      guard value > -1 else {
        refuse(main, "A growth of \(main.written) leaves nothing.", "A relative growth is above -1.")
        return nil
      }
      guard let per = own["per"], let span = word(per) else { return nil }
      guard let perYear = ["year": 1.0, "quarter": 4, "month": 12][span] else {
        refuse(per, "\"\(span)\" is not a span of time here.", "Write year, quarter or month.")
        return nil
      }
      guard let aroundSetting = own["around"] else { return .growth(value, perYear: perYear, around: 0) }
      guard let around = number(aroundSetting), isFitting(around, aroundSetting, curve: curve, capacity: capacity) else { return nil }
      return .growth(value, perYear: perYear, around: around)
    default: return .rate(value)
    }
  }

  /// Whether a level can lie on the curve.
  private mutating func isFitting(_ level: Double, _ setting: Setting, curve: FitDeclaration.Curve, capacity: Double?) -> Bool {
    let isFitting = curve == .linear || level > 0 && level < capacity ?? .infinity
    if !isFitting {
      let range = capacity == nil ? "above 0" : "between 0 and the capacity, both excluded"
      refuse(
        setting, "\(setting.key) is \(setting.written); on a \(curve.rawValue) curve a level lies \(range).",
        "Mend the level or the capacity.")
    }
    return isFitting
  }

  private mutating func correlations() -> [CorrelationDeclaration] {
    var result: [CorrelationDeclaration] = []
    var seen: Set<[String]> = []
    for pair in pairs {
      guard let rho = number(pair.setting) else { continue }
      if !(-1...1).contains(rho) {
        refuse(pair.setting, "A rank correlation of \(pair.setting.written) is outside -1 to 1.", "Give one between.")
      } else if pair.first == pair.second {
        refuse(pair.setting, "\(pair.first) cannot be correlated with itself.", "Name two parameters.")
      } else if !seen.insert([pair.first, pair.second].sorted()).inserted {
        refuse(pair.setting, "The correlation of \(pair.second) and \(pair.first) stands in the file already.", "Remove one of the two.")
      } else {
        result.append(
          CorrelationDeclaration(
            first: pair.first, second: pair.second, rho: rho, origin: pair.setting.origin, location: pair.setting.location))
      }
    }
    return result
  }
}
