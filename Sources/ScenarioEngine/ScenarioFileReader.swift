/// Walks the tree of a scenario file along the declared keys and collects what it says and every mistake.
struct ScenarioFileReader {
  var file: ScenarioFile
  let keys: ScenarioFileKeys
  let ledgerIDs: Set<String>

  init(file: ScenarioFile, keys: ScenarioFileKeys, ledgerIDs: Set<String>) {
    self.file = file
    self.keys = keys
    self.ledgerIDs = ledgerIDs
  }

  typealias Pair = (key: ScenarioFileNode, value: ScenarioFileNode)

  /// An origin that a group states for those of its numbers that have none, and whether any took it.
  private final class GroupOrigin {
    let origin: Origin
    var isUsed = false
    init(_ origin: Origin) { self.origin = origin }
  }

  mutating func read(_ root: ScenarioFileNode) {
    guard case .mapping(let pairs, let inBraces) = root.content else {
      file.isUnreadable = true
      if root.isMissing || root.isNull { return file.diagnostics = ScenarioFileTree.empty(file.file).diagnostics }
      return refuse(root, "A scenario file holds keys, not \(root.kind).", "Write `key: value`, beginning with `extends: baseline`.")
    }
    for pair in intact(pairs, inBraces: inBraces) {
      guard let key = name(of: pair.key, under: []) else { continue }
      switch key {
      case "title", "about": readSentence(key, pair.value)
      case "extends": readParents(pair.value)
      case "horizon": readHorizon(pair)
      case "currency": readWord(pair.value, path: ["currency"], at: pair.key.location)
      default: readChild(pair, name: key, of: keys, path: [], group: nil)
      }
    }
  }

  mutating func refuse(_ node: ScenarioFileNode, _ problem: String, _ remedy: String) {
    file.diagnostics.append(Diagnostic(at: node.location, problem, remedy))
  }

  /// The text of a key; anything else is refused.
  private mutating func name(of node: ScenarioFileNode, under path: [String]) -> String? {
    if case .text(let text, _) = node.content, !text.isEmpty { return text }
    refuse(node, "A key must be a word, not \(node.kind).", "Write `key: value`.")
    return nil
  }

  private mutating func readGroup(
    _ node: ScenarioFileNode, at location: SourceLocation, keys: ScenarioFileKeys, path: [String], group outer: GroupOrigin?
  ) {
    guard case .mapping(let pairs, let inBraces) = node.content else {
      let key = path.joined(separator: ".")
      if node.isMissing {
        return refuse(node, "\(key) holds nothing.", "Write its keys below it, indented, or remove the line.")
      }
      return refuse(node, "\(key) is a group of keys, not \(node.kind).", "Write its keys below it, indented\(examples(of: keys)).")
    }
    let whole = intact(pairs, inBraces: inBraces)
    let own = groupOrigin(whole, keys: keys)
    for pair in whole {
      guard let key = name(of: pair.key, under: path) else { continue }
      if isOrigin(key), keys.children[key] == nil { continue }
      readChild(pair, name: key, of: keys, path: path, group: own ?? outer)
    }
    if let own, !own.isUsed {
      let word = own.origin.judgement == nil ? "source" : "judgement"
      file.diagnostics.append(
        Diagnostic(
          at: location, "The \(word) of \(path.joined(separator: ".")) applies to nothing.",
          "Each number below it has its own, or there is none: remove it."))
    }
  }

  private func isOrigin(_ key: String) -> Bool { key == "judgement" || key == "source" }

  private mutating func groupOrigin(_ pairs: [Pair], keys: ScenarioFileKeys) -> GroupOrigin? {
    let origin = readOrigin(pairs.filter { pair in pair.key.text.map { isOrigin($0) && keys.children[$0] == nil } ?? false })
    return origin.isEmpty ? nil : GroupOrigin(origin)
  }

  private mutating func readChild(_ pair: Pair, name: String, of keys: ScenarioFileKeys, path: [String], group: GroupOrigin?) {
    guard let child = keys.child(name) else {
      return file.diagnostics.append(unknown(name, at: pair.key.location, keys: keys, path: path))
    }
    let key = path + [name]
    if keys.children[name] == nil, !isName(name, under: path) {
      return refuse(pair.key, "\"\(name)\" cannot be a name.", "Use lower-case letters, digits, _ and -, beginning with a letter.")
    }
    if pair.value.isNull {
      file.entries.append(ScenarioFile.Entry(path: key, setting: nil, location: pair.key.location))
    } else if let declaration = child.declaration {
      readSetting(pair, path: key, declaration: declaration, group: group)
    } else {
      readGroup(pair.value, at: pair.key.location, keys: child, path: key, group: group)
    }
  }

  private func isName(_ name: String, under path: [String]) -> Bool {
    if path.first == "correlations" { return true }
    let letters = name.unicodeScalars
    return letters.first.map { ("a"..."z").contains($0) } ?? false
      && letters.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "_" || $0 == "-" }
  }

  private mutating func readSetting(_ pair: Pair, path: [String], declaration: Declaration, group: GroupOrigin?) {
    guard var setting = setting(of: pair.value, key: path.joined(separator: "."), declaration: declaration) else { return }
    if setting.origin.isEmpty, let group {
      setting.origin = group.origin
      group.isUsed = true
    }
    file.entries.append(ScenarioFile.Entry(path: path, setting: setting, location: pair.key.location))
  }
}

extension ScenarioFileReader {
  private mutating func readSentence(_ key: String, _ node: ScenarioFileNode) {
    guard let text = node.text else {
      return refuse(
        node, "\(key) must be a text, not \(node.kind).", "Write a sentence; in quotes if it contains a colon followed by a blank.")
    }
    if key == "title" { file.title = text } else { file.about = text }
  }

  private static let mostParents = 16

  private mutating func readParents(_ node: ScenarioFileNode) {
    let items: [ScenarioFileNode]
    if case .list(let list) = node.content { items = list } else { items = [node] }
    guard items.count <= Self.mostParents else {
      return refuse(node, "extends names \(items.count) scenarios; at most \(Self.mostParents) are accepted.", "Name fewer.")
    }
    for item in items {
      guard let name = item.text else {
        refuse(item, "extends names scenarios, not \(item.kind).", "Write `extends: baseline`, or several in brackets.")
        continue
      }
      if file.parents.contains(where: { $0.name == name }) {
        refuse(item, "\(name) is named twice.", "Remove one.")
      } else {
        file.parents.append(ScenarioFile.Parent(name: name, location: item.location))
      }
    }
  }

  private mutating func readHorizon(_ pair: Pair) {
    guard case .mapping(let pairs, let inBraces) = pair.value.content else {
      return refuse(pair.value, "horizon is not \(pair.value.kind).", "Write `horizon: {start: 2025-10, end: 2030-12}`.")
    }
    for pair in intact(pairs, inBraces: inBraces) {
      guard let key = name(of: pair.key, under: ["horizon"]) else { continue }
      guard key == "start" || key == "end" else {
        refuse(pair.key, "horizon.\(key) is not a key.", "The horizon has `start` and `end`, its first and last month.")
        continue
      }
      if let text = pair.value.text, CalendarMonth(text) == nil {
        let month = CalendarDay(text).map { "; a horizon is in months: \(CalendarMonth(of: $0))" } ?? ""
        refuse(pair.value, "\"\(text)\" is not a month\(month).", "Write a year and a month, such as 2025-10.")
      } else {
        readWord(pair.value, path: ["horizon", key], at: pair.key.location)
      }
    }
  }

  /// A single word that has no origin: a month of the horizon, the currency.
  private mutating func readWord(_ node: ScenarioFileNode, path: [String], at location: SourceLocation) {
    let key = path.joined(separator: ".")
    guard let text = node.text else {
      return refuse(node, "\(key) must be a word, not \(node.kind).", "Write it behind the colon.")
    }
    if path == ["currency"], text.utf8.count > 8 || !text.unicodeScalars.allSatisfy({ ("a"..."z").contains($0) }) {
      return refuse(node, "\"\(text)\" cannot be a currency.", "Write a short label in lower-case letters, such as usd.")
    }
    let setting = Setting(key: key, value: .text(text), origin: Origin(), location: node.location)
    file.entries.append(ScenarioFile.Entry(path: path, setting: setting, location: location))
  }

  /// The pairs of a group without those that a comma in braces has cut in two.
  ///
  /// In braces `{value: beta(8, 10), judgement: one, two}` is read as the keys `value`, `10)`, `judgement` and `two`, of which the second
  /// and the last have nothing behind them.
  mutating func intact(_ pairs: [Pair], inBraces: Bool) -> [Pair] {
    guard inBraces else { return pairs }
    var result: [Pair] = []
    var isCut = false
    for pair in pairs {
      let isFragment = pair.value.isMissing && !Self.forms.contains(pair.key.text ?? "")
      if isFragment, let last = result.last, !isCut, last.value.text != nil {
        refuse(last.value, "The comma cuts this value in two.", "Put it in quotes or on a line of its own.")
        result.removeLast()
        isCut = true
      } else if !(isFragment && isCut) {
        result.append(pair)
        isCut = false
      }
    }
    return result
  }

  /// The keys by which a setting is written out.
  static let forms: Set<String> = ["value", "fit", "coefficient", "values", "judgement", "source", "known"]
}
