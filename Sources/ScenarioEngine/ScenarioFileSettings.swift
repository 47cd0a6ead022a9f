extension ScenarioFileReader {
  /// What a node says of a declared key; nil, with a mistake recorded, if that cannot be told.
  mutating func setting(of node: ScenarioFileNode, key: String, declaration: Declaration) -> Setting? {
    switch node.content {
    case .text:
      guard let text = node.text else {
        refuse(node, "\(key) has no value.", "Write one behind the colon, or `null` to take away what a parent says.")
        return nil
      }
      return Setting(key: key, value: .text(text), origin: Origin(), location: node.location)
    case .list:
      guard let names = names(node, key: key, declaration: declaration) else { return nil }
      return Setting(key: key, value: .names(names), origin: Origin(), location: node.location)
    case .mapping(let pairs, let inBraces):
      return writtenOut(pairs, inBraces: inBraces, at: node, key: key, declaration: declaration)
    }
  }

  private mutating func names(_ node: ScenarioFileNode, key: String, declaration: Declaration) -> [String]? {
    guard case .names = declaration.kind else {
      refuse(node, "\(key) is one value, not a list.", "Write a value or a distribution; for a chance of several, `mixture(…)`.")
      return nil
    }
    guard case .list(let items) = node.content else { return nil }
    var names: [String] = []
    for item in items {
      guard let text = item.text else {
        refuse(item, "\(key) lists names, not \(item.kind).", "Write `[a, b]`.")
        return nil
      }
      names.append(text)
    }
    return names
  }

  /// A setting in its long form: exactly one of value, fit with coefficient, and values; with judgement, source and known.
  private mutating func writtenOut(
    _ pairs: [Pair], inBraces: Bool, at node: ScenarioFileNode, key: String, declaration: Declaration
  ) -> Setting? {
    let mistakesBefore = file.diagnostics.count
    let whole = intact(pairs, inBraces: inBraces)
    var parts: [String: ScenarioFileNode] = [:]
    for pair in whole {
      guard let word = name(ofPart: pair.key, key: key) else { continue }
      parts[word] = pair.value
    }
    let origin = readOrigin(whole.filter { ["judgement", "source"].contains($0.key.text ?? "") })
    let known = parts["known"].map { alternatives($0, key: key) } ?? []
    guard let found = value(parts, at: node, key: key, declaration: declaration, isDamaged: file.diagnostics.count > mistakesBefore) else {
      return nil
    }
    return Setting(key: key, value: found.value, origin: origin, location: found.location, known: known)
  }

  private mutating func name(ofPart node: ScenarioFileNode, key: String) -> String? {
    guard case .text(let word, _) = node.content else {
      refuse(node, "A key must be a word, not \(node.kind).", "Write `value:`, `judgement:` or `source:`.")
      return nil
    }
    guard Self.forms.contains(word) else {
      let guess = Spelling.hint(word, among: Self.forms.sorted())
      refuse(
        node, "\(key) has no part \"\(word)\".\(guess)",
        "It may have value, or fit and coefficient, or values, and judgement, source, known.")
      return nil
    }
    return word
  }

  private mutating func value(
    _ parts: [String: ScenarioFileNode], at node: ScenarioFileNode, key: String, declaration: Declaration, isDamaged: Bool
  ) -> (value: Setting.Value, location: SourceLocation)? {
    let given = ["value", "fit", "values"].filter { parts[$0] != nil }
    guard given.count == 1 else {
      // A value lost to a mistake that is already told is not missed a second time.
      if !(given.isEmpty && isDamaged) {
        let problem = given.isEmpty ? "\(key) has no value." : "\(key) has both \(given.joined(separator: " and "))."
        refuse(node, problem, "Give exactly one of value, fit (with coefficient) and values.")
      }
      return nil
    }
    if let extra = parts["coefficient"], given != ["fit"] {
      refuse(extra, "\(key) has a coefficient without a fit.", "Name the fit too: `fit: NAME`.")
      return nil
    }
    if let value = parts["value"] { return single(value, key: key, declaration: declaration) }
    if let values = parts["values"] { return byDate(values, key: key).map { (.byDate($0), values.location) } }
    guard let fit = parts["fit"], let name = fit.text, let coefficient = parts["coefficient"]?.text else {
      refuse(
        parts["fit"] ?? node, "\(key) needs the name of a fit and a coefficient.", "Write `fit: NAME` and `coefficient: level` or `rate`.")
      return nil
    }
    return (.fit(name: name, coefficient: coefficient), fit.location)
  }

  private mutating func single(
    _ node: ScenarioFileNode, key: String, declaration: Declaration
  ) -> (value: Setting.Value, location: SourceLocation)? {
    if case .list = node.content { return names(node, key: key, declaration: declaration).map { (.names($0), node.location) } }
    guard let text = node.text else {
      refuse(node, "\(key) must have a value, not \(node.kind).", "Write a number, a distribution or a word behind `value:`.")
      return nil
    }
    return (.text(text), node.location)
  }

  private mutating func byDate(_ node: ScenarioFileNode, key: String) -> [Setting.Dated]? {
    guard case .mapping(let pairs, let inBraces) = node.content, !pairs.isEmpty else {
      refuse(node, "The values of \(key) must be given by month.", "Write `values: {2025-10: 1, 2027-01: 2}`.")
      return nil
    }
    var dated: [(month: CalendarMonth, value: Setting.Dated)] = []
    for pair in intact(pairs, inBraces: inBraces) {
      guard let month = pair.key.text.flatMap({ CalendarMonth($0) }) else {
        refuse(pair.key, "\"\(pair.key.text ?? pair.key.kind)\" is not a month.", "Write a year and a month, such as 2025-10.")
        continue
      }
      guard let text = pair.value.text else {
        refuse(pair.value, "\(key) must have a value for \(month), not \(pair.value.kind).", "Write a number or a distribution.")
        continue
      }
      dated.append((month, Setting.Dated(month: month.description, text: text, location: pair.value.location)))
    }
    return dated.isEmpty ? nil : dated.sorted { $0.month < $1.month }.map(\.value)
  }

  private mutating func alternatives(_ node: ScenarioFileNode, key: String) -> [Setting.Alternative] {
    guard case .mapping(let pairs, let inBraces) = node.content, !pairs.isEmpty else {
      refuse(node, "What was known of \(key) must be given by day.", "Write `known: {2023-03-31: {value: …, judgement: …}}`.")
      return []
    }
    var result: [(day: CalendarDay, value: Setting.Alternative)] = []
    for pair in intact(pairs, inBraces: inBraces) {
      guard let day = pair.key.text.flatMap({ CalendarDay($0) }) else {
        refuse(pair.key, "\"\(pair.key.text ?? pair.key.kind)\" is not a day.", "Write it such as 2023-03-31.")
        continue
      }
      if let alternative = alternative(pair.value, day: day, key: key) { result.append((day, alternative)) }
    }
    return result.sorted { $0.day < $1.day }.map(\.value)
  }

  private mutating func alternative(_ node: ScenarioFileNode, day: CalendarDay, key: String) -> Setting.Alternative? {
    if let text = node.text {
      return Setting.Alternative(day: day.description, text: text, origin: Origin(), location: node.location)
    }
    guard case .mapping(let pairs, let inBraces) = node.content else {
      refuse(node, "What was known of \(key) on \(day) must be a value, not \(node.kind).", "Write `{value: …, judgement: …}`.")
      return nil
    }
    let mistakesBefore = file.diagnostics.count
    let whole = intact(pairs, inBraces: inBraces)
    for pair in whole where !["value", "judgement", "source"].contains(pair.key.text ?? "") {
      refuse(pair.key, "An older value has no part \"\(pair.key.text ?? pair.key.kind)\".", "It has value, judgement and source.")
    }
    let origin = readOrigin(whole.filter { $0.key.text != "value" })
    guard let value = whole.first(where: { $0.key.text == "value" })?.value, let text = value.text else {
      if file.diagnostics.count == mistakesBefore {
        refuse(node, "What was known of \(key) on \(day) has no value.", "Write `{value: …, judgement: …}`.")
      }
      return nil
    }
    return Setting.Alternative(day: day.description, text: text, origin: origin, location: value.location)
  }

  /// Judgement and sources among the pairs of a setting or a group; evidence that the ledger lacks is a mistake.
  mutating func readOrigin(_ pairs: [Pair]) -> Origin {
    var origin = Origin()
    for pair in pairs {
      if pair.key.text == "judgement" {
        if let text = pair.value.text {
          origin.judgement = text
        } else {
          refuse(pair.value, "A judgement is a text, not \(pair.value.kind).", "Say in a few words why the value is as it is.")
        }
      } else if pair.key.text == "source" {
        origin.sources = readSources(pair.value)
      }
    }
    return origin
  }

  private mutating func readSources(_ node: ScenarioFileNode) -> [String] {
    let items: [ScenarioFileNode]
    if case .list(let list) = node.content { items = list } else { items = [node] }
    var sources: [String] = []
    for item in items {
      guard let id = item.text else {
        refuse(item, "A source is the id of a fact, not \(item.kind).", "`crossroads evidence` lists the facts.")
        continue
      }
      if !ledgerIDs.contains(id) {
        refuse(item, "The evidence has no fact \"\(id)\".\(Spelling.hint(id, among: ledgerIDs))", "`crossroads evidence` lists the facts.")
      } else if sources.contains(id) {
        refuse(item, "\(id) is named twice.", "Remove one.")
      } else {
        sources.append(id)
      }
    }
    return sources
  }
}
