extension SettingCheck {
  /// Every declared key that has no fallback must be set: once if it stands alone, in each group of its kind otherwise.
  mutating func checkPresence(_ removals: [String: SourceLocation]) {
    let place = SourceLocation(file: scenario.files.last?.file ?? scenario.name, line: 1, column: 1)
    for declaration in declarations where declaration.fallback == nil {
      let parts = declaration.pattern.split(separator: ".").map(String.init)
      guard let last = parts.lastIndex(of: "*") else {
        if scenario.settings[declaration.pattern] == nil { missing(declaration, declaration.pattern, removals, place) }
        continue
      }
      guard last + 1 < parts.count else { continue }
      for instance in instances(of: Array(parts[...last])) {
        let key = instance.prefix + "." + parts[(last + 1)...].joined(separator: ".")
        if scenario.settings[key] == nil { missing(declaration, key, removals, instance.place) }
      }
    }
  }

  private mutating func missing(
    _ declaration: Declaration, _ key: String, _ removals: [String: SourceLocation], _ place: SourceLocation
  ) {
    let unit = declaration.unit.isEmpty ? "" : ", in \(Self.shownUnit(declaration.unit, currency: scenario.currency))"
    if let removal = removals[key] {
      refuse(removal, "\(key) is taken away here, but is needed: \(declaration.meaning)\(unit).", "Give it a value instead of null.")
    } else {
      refuse(place, "\(key) is not set: \(declaration.meaning)\(unit).", "Set it here or in a parent.")
    }
  }

  /// The groups of a scenario that fit a pattern ending in `*`, each with the place of its first key, in reading order.
  private func instances(of pattern: [String]) -> [(prefix: String, place: SourceLocation)] {
    var result: [(prefix: String, place: SourceLocation)] = []
    var seen: Set<String> = []
    for key in scenario.order {
      let parts = key.split(separator: ".").map(String.init)
      guard parts.count > pattern.count, zip(pattern, parts).allSatisfy({ $0 == "*" || $0 == $1 }) else { continue }
      let prefix = parts.prefix(pattern.count).joined(separator: ".")
      if seen.insert(prefix).inserted, let place = scenario.settings[key]?.location { result.append((prefix, place)) }
    }
    return result
  }

  /// Only declared parameters that are drawn from a distribution of their own can be correlated.
  mutating func checkCorrelations() {
    for correlation in scenario.correlations {
      checkCorrelated(correlation.first, with: correlation.second, correlation)
      checkCorrelated(correlation.second, with: correlation.first, correlation)
    }
  }

  private mutating func checkCorrelated(_ key: String, with other: String, _ correlation: CorrelationDeclaration) {
    guard let setting = scenario.settings[key], let declaration = keys.declaration(of: key) else {
      return refuse(
        correlation.location, "There is no setting \"\(key)\" to correlate.\(Spelling.hint(key, among: scenario.order))",
        "`crossroads parameters` lists the keys.")
    }
    guard declaration.number != nil else {
      return refuse(correlation.location, "\(key) cannot be correlated: it is drawn by itself.", "Only declared parameters can be.")
    }
    let isFit = if case .fit = setting.value { true } else { false }
    guard isFit || checked[key].map({ !Self.isUncertain($0.quantity) }) ?? false else { return }
    let state = isFit ? "drawn with its fit" : "certain"
    // A user who fixes one number of a shipped scenario need not mend its correlations.
    if ranks[setting.location.file] ?? .max > ranks[correlation.location.file] ?? .max {
      remark(
        correlation.location, "\(key) is \(state) here; its correlation with \(other) has no effect.", "`null` takes it away.")
    } else {
      refuse(correlation.location, "\(key) cannot be correlated: it is \(state).", "Give it a distribution, or remove the correlation.")
    }
  }

  private static func isUncertain(_ quantity: Quantity) -> Bool {
    switch quantity {
    case .number(let expression): expression.isUncertain
    case .byDate(let values): values.contains { $0.expression.isUncertain }
    default: false
    }
  }
}
