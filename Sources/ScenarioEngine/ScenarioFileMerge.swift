/// Several scenario files merged into one scenario: a file and its ancestors, each applied once, parents before children.
struct ScenarioFileMerge {
  /// In the order of application; the last is the scenario itself.
  let files: [ScenarioFile]
  /// For each file, the positions of all its ancestors.
  let ancestors: [Set<Int>]

  private(set) var diagnostics: [Diagnostic] = []
  /// Keys that are not set because a file took them away, with the place.
  private(set) var removals: [String: SourceLocation] = [:]

  private var settings: [[String]: Setting] = [:]
  private var order: [[String]] = []
  private var met: Set<[String]> = []

  init(files: [ScenarioFile], ancestors: [Set<Int>]) {
    self.files = files
    self.ancestors = ancestors
    for index in files.indices { apply(index) }
    order = order.filter { settings[$0] != nil }
    reportConflicts()
  }

  private mutating func apply(_ index: Int) {
    for entry in files[index].entries {
      if let setting = entry.setting {
        settings[entry.path] = setting
        if met.insert(entry.path).inserted { order.append(entry.path) }
        removals[entry.key] = nil
      } else {
        remove(entry, in: index)
      }
    }
  }

  private mutating func remove(_ entry: ScenarioFile.Entry, in index: Int) {
    for path in settings.keys where path.starts(with: entry.path) {
      settings[path] = nil
      removals[path.joined(separator: ".")] = entry.location
    }
    let isKnown = ancestors[index].contains { files[$0].entries.contains { $0.setting != nil && $0.path.starts(with: entry.path) } }
    if !isKnown {
      diagnostics.append(
        Diagnostic(at: entry.location, "There is no \(entry.key) to take away: no parent sets it.", "Remove this line."))
    }
  }

  /// Two files, neither an ancestor of the other, must not set one key differently, unless a common descendant settles it.
  private mutating func reportConflicts() {
    guard files.count > 2 else { return }
    var claims: [[String]: [(file: Int, entry: ScenarioFile.Entry)]] = [:]
    var paths: [[String]] = []
    var removed: [(file: Int, entry: ScenarioFile.Entry)] = []
    for (index, file) in files.enumerated() {
      for entry in file.entries {
        if entry.setting == nil {
          removed.append((index, entry))
        } else {
          if claims[entry.path] == nil { paths.append(entry.path) }
          claims[entry.path, default: []].append((index, entry))
        }
      }
    }
    for path in paths {
      let all = (claims[path] ?? []) + removed.filter { path.starts(with: $0.entry.path) }
      let last = all.filter { claim in !all.contains { ancestors[$0.file].contains(claim.file) } }
      guard let first = last.first, let other = last.first(where: { Self.differ($0.entry, first.entry) }) else { continue }
      report(path.joined(separator: "."), first, other)
    }
  }

  private static func differ(_ a: ScenarioFile.Entry, _ b: ScenarioFile.Entry) -> Bool {
    guard let first = a.setting, let second = b.setting else { return (a.setting == nil) != (b.setting == nil) }
    return !first.says(sameAs: second)
  }

  private mutating func report(
    _ key: String, _ a: (file: Int, entry: ScenarioFile.Entry), _ b: (file: Int, entry: ScenarioFile.Entry)
  ) {
    let heirs = files.indices.filter { ancestors[$0].contains(a.file) && ancestors[$0].contains(b.file) }
    guard let heir = heirs.first, let place = files[heir].parents.last?.location else { return }
    func words(_ entry: ScenarioFile.Entry) -> String {
      "\(entry.setting?.location ?? entry.location) (\(entry.setting?.written ?? "null"))"
    }
    diagnostics.append(
      Diagnostic(
        at: place, "\(key) is set differently by \(words(a.entry)) and by \(words(b.entry)).",
        "Set it in \(files[heir].file), or extend only one of the two."))
  }
}

extension ScenarioFileMerge {
  /// The merged scenario. What is wrong with its horizon, fits and correlations is added to `diagnostics`.
  mutating func scenario() -> Scenario? {
    guard let own = files.last else { return nil }
    let start = word(["horizon", "start"])
    let end = word(["horizon", "end"])
    let horizonLocation = checkHorizon(start: start, end: end, own: own)
    var fits = ScenarioFileFits()
    for path in order {
      guard let setting = settings[path] else { continue }
      fits.add(setting, path: path)
    }
    let built = fits.build()
    diagnostics += built.diagnostics
    let declared = order.filter { !["fits", "correlations", "horizon", "currency"].contains($0[0]) }
    let pairs = declared.compactMap { path in settings[path].map { ($0.key, $0) } }
    return Scenario(
      name: own.name, title: own.title ?? own.name, about: own.about ?? "", parents: own.parents.map(\.name),
      start: start?.text ?? "", end: end?.text ?? "", horizonLocation: horizonLocation,
      currency: word(["currency"])?.text ?? "usd", settings: Dictionary(pairs) { $1 }, order: pairs.map(\.0),
      fits: built.fits, correlations: built.correlations,
      files: files.map { Scenario.FileHash(file: $0.file, sha256: $0.sha256) })
  }

  /// The fits that the files name.
  var fitNames: [String] { order.filter { $0[0] == "fits" && $0.count > 1 }.map { $0[1] } }

  private func word(_ path: [String]) -> (text: String, location: SourceLocation, file: Int)? {
    guard let setting = settings[path], case .text(let text) = setting.value else { return nil }
    return (text, setting.location, files.lastIndex { $0.file == setting.location.file } ?? 0)
  }

  /// The place of the horizon: where the younger file sets its end or start.
  private mutating func checkHorizon(
    start: (text: String, location: SourceLocation, file: Int)?, end: (text: String, location: SourceLocation, file: Int)?,
    own: ScenarioFile
  ) -> SourceLocation {
    let top = SourceLocation(file: own.file, line: 1, column: 1)
    guard let start, let end, let first = CalendarMonth(start.text), let last = CalendarMonth(end.text) else {
      if own.diagnostics.isEmpty {
        let missing = start == nil ? "start" : "end"
        diagnostics.append(
          Diagnostic(
            at: top, "The horizon has no \(missing).", "Write `horizon: {start: 2025-10, end: 2030-12}`, or extend a scenario that does."))
      }
      return top
    }
    let place = start.file > end.file ? start.location : end.location
    let months = first.months(to: last) + 1
    if months < 1 {
      diagnostics.append(
        Diagnostic(at: place, "The horizon ends in \(last), before it starts in \(first).", "Exchange the two, or mend one."))
    } else if months > CalendarMonth.longestHorizon {
      diagnostics.append(
        Diagnostic(
          at: place, "The horizon from \(first) to \(last) has \(months) months; at most \(CalendarMonth.longestHorizon) are accepted.",
          "Bring its end forward."))
    }
    return place
  }
}

extension Setting {
  /// Whether two settings say the same, wherever they stand and whatever their origin.
  func says(sameAs other: Setting) -> Bool {
    guard known.map(\.day) == other.known.map(\.day), known.map(\.text) == other.known.map(\.text) else { return false }
    switch (value, other.value) {
    case (.byDate(let a), .byDate(let b)): return a.map(\.month) == b.map(\.month) && a.map(\.text) == b.map(\.text)
    default: return value == other.value
    }
  }

  /// The value in one line, as a person would write it.
  public var written: String {
    switch value {
    case .text(let text): text
    case .names(let names): "[\(names.joined(separator: ", "))]"
    case .fit(let name, let coefficient): "\(coefficient) of fit \(name)"
    case .byDate(let dated): dated.map { "\($0.text) from \($0.month)" }.joined(separator: ", ")
    }
  }
}
