import NumericCore

/// Makes plans: resolves what was known by a day, checks every setting, solves the fits, and lays the numbers out in columns.
public struct PlanBuilder {
  public var declarations: [Declaration]
  public var ledger: EvidenceLedger
  /// Only facts known by this day, `2023-03-31`.
  public var asOf: CalendarDay?
  /// Months that replace the file's first and last.
  public var start: CalendarMonth?
  public var end: CalendarMonth?

  public init(
    declarations: [Declaration], ledger: EvidenceLedger, asOf: CalendarDay? = nil, start: CalendarMonth? = nil, end: CalendarMonth? = nil
  ) {
    self.declarations = declarations
    self.ledger = ledger
    self.asOf = asOf
    self.start = start
    self.end = end
  }

  /// Every mistake of a scenario that can be seen without simulating it, and its plan if there is none.
  ///
  /// - Parameter earlier: mistakes already found in its files, reported together with those found here.
  public func plan(_ written: Scenario, earlier: [Diagnostic] = []) throws(ScenarioError) -> Plan {
    var diagnostics = earlier
    let scenario = asOfSettings(written, &diagnostics)
    let (checked, found) = SettingCheck.check(scenario, declarations: declarations)
    diagnostics += found
    let horizon = horizon(scenario, &diagnostics)
    diagnostics += sourceMistakes(scenario) + factMistakes(scenario, checked) + idleAlternatives(scenario)
    let fits = fits(scenario, horizon, &diagnostics)
    if diagnostics.contains(where: { $0.severity == .mistake }) { throw ScenarioError(diagnostics.filter { $0.severity == .mistake }) }
    guard let horizon else {
      throw ScenarioError(at: scenario.horizonLocation, "The horizon is not readable.", "Write {start: 2025-10, end: 2030-12}.")
    }

    var columns = columns(scenario, checked, fits, horizon, &diagnostics)
    let groups = try correlate(scenario, &columns)
    if diagnostics.contains(where: { $0.severity == .mistake }) { throw ScenarioError(diagnostics.filter { $0.severity == .mistake }) }
    return Plan(
      scenario: scenario, horizon: horizon,
      horizonIsCut: horizon.first.description != scenario.start || horizon.last.description != scenario.end, asOf: asOf?.description,
      columns: columns, fits: fits, correlations: groups, factsUsed: factsUsed(scenario, fits), partlyYounger: partlyYounger(scenario),
      remarks: diagnostics, checked: checked,
      redrawn: redrawn(checked), declarations: declarations)
  }

  // MARK: - What was known

  private func isVisible(_ id: String) -> Bool {
    guard let asOf, let fact = ledger.fact(id: id) else { return true }
    return fact.vintageDay <= asOf.description
  }

  /// The settings as a run as of the day sees them: an older alternative where every source is younger.
  private func asOfSettings(_ scenario: Scenario, _ diagnostics: inout [Diagnostic]) -> Scenario {
    guard let asOf else { return scenario }
    var result = scenario
    for key in scenario.order {
      guard let setting = scenario.settings[key], !setting.origin.sources.isEmpty, !setting.origin.sources.contains(where: isVisible) else {
        continue
      }
      let known = setting.known.last {
        $0.day <= asOf.description && ($0.origin.sources.isEmpty || $0.origin.sources.contains(where: isVisible))
      }
      if let known {
        result.settings[key] = Setting(key: key, value: .text(known.text), origin: known.origin, location: known.location)
      } else {
        diagnostics.append(
          Diagnostic(
            at: setting.location,
            "Nobody knew `\(key)` by \(asOf): its sources are younger (\(setting.origin.sources.joined(separator: ", "))).",
            "Add an alternative under `known` with a day by then, set it with --set, or run as of a later day."))
      }
    }
    return result
  }

  private func factsUsed(_ scenario: Scenario, _ fits: [FittedTrend]) -> [Plan.FactUse] {
    var ids = scenario.order.flatMap { scenario.settings[$0]?.origin.sources ?? [] }
    ids += fits.flatMap { $0.rows.flatMap(\.origin.sources) } + scenario.correlations.flatMap(\.origin.sources)
    return Set(ids).filter(isVisible).sorted().compactMap { id in ledger.fact(id: id).map { Plan.FactUse(id: id, vintage: $0.vintageDay) } }
  }

  /// Settings of a run as of a day that rest on known and on younger facts: their values may know more than the day did.
  private func partlyYounger(_ scenario: Scenario) -> [String] {
    scenario.order.filter { key in
      guard let sources = scenario.settings[key]?.origin.sources else { return false }
      return sources.contains(where: isVisible) && !sources.allSatisfy(isVisible)
    }
  }

  /// Sources that the ledger refuses.
  private func sourceMistakes(_ scenario: Scenario) -> [Diagnostic] {
    var mistakes: [Diagnostic] = []
    func look(_ ids: [String], _ location: SourceLocation) {
      for id in ids {
        guard let fact = ledger.fact(id: id), fact.isRefused else { continue }
        mistakes.append(
          Diagnostic(at: location, "The fact '\(id)' is refused by the ledger.", "See `crossroads evidence \(id)`; name another source."))
      }
    }
    for key in scenario.order { if let setting = scenario.settings[key] { look(setting.origin.sources, setting.location) } }
    for fit in scenario.fits { for row in fit.rows { look(row.origin.sources, row.location) } }
    return mistakes
  }

  /// Ids of facts that are not in the ledger, where a setting is one.
  private func factMistakes(_ scenario: Scenario, _ checked: [String: CheckedSetting]) -> [Diagnostic] {
    scenario.order.compactMap { key in
      guard let setting = checked[key], setting.declaration.kind == .fact, case .word(let id) = setting.quantity, ledger.fact(id: id) == nil
      else { return nil }
      return Diagnostic(
        at: setting.setting.location, "There is no fact '\(id)' in the ledger.\(Spelling.hint(id, among: ledger.facts.map(\.id)))",
        "`crossroads evidence` lists them.")
    }
  }

  /// Older values of settings that rest on no fact, and so are known on any day.
  private func idleAlternatives(_ scenario: Scenario) -> [Diagnostic] {
    scenario.order.compactMap { key in
      guard let setting = scenario.settings[key], setting.origin.sources.isEmpty, let first = setting.known.first else { return nil }
      return Diagnostic(
        at: first.location, "`known` has no effect: `\(key)` names no source, so its value was known on any day.",
        "Name the facts that it rests on under `source`, or remove `known`.")
    }
  }

  private func horizon(_ scenario: Scenario, _ diagnostics: inout [Diagnostic]) -> Horizon? {
    guard let written = CalendarMonth(scenario.start), let last = CalendarMonth(scenario.end) else { return nil }
    let first = start ?? written
    let end = end ?? last
    guard first <= end else {
      diagnostics.append(
        Diagnostic(
          at: start == nil && self.end == nil ? scenario.horizonLocation : nil, "The horizon ends (\(end)) before it starts (\(first)).",
          "Give a later end or an earlier start."))
      return nil
    }
    guard first.months(to: end) < CalendarMonth.longestHorizon else {
      diagnostics.append(
        Diagnostic(
          at: start == nil && self.end == nil ? scenario.horizonLocation : nil,
          "The horizon from \(first) to \(end) is longer than \(CalendarMonth.longestHorizon) months.",
          "Give an earlier end or a later start."))
      return nil
    }
    return Horizon(first: first, last: end)
  }

  /// The fits in use, solved with the rows known. In a run as of a day their origin moves to the start of the run, so that it starts
  /// from where the known counts put it then, and not at the level that the file takes for its own start.
  private func fits(_ scenario: Scenario, _ horizon: Horizon?, _ diagnostics: inout [Diagnostic]) -> [FittedTrend] {
    let used = Set(
      scenario.settings.values.compactMap { setting -> String? in
        if case .fit(let name, _) = setting.value { name } else { nil }
      })
    return scenario.fits.filter { used.contains($0.name) }.compactMap { written in
      var declaration = written
      if asOf != nil, let first = horizon?.first { declaration.originYear = Period.month(first.month, year: first.year).start }
      do throws(ScenarioError) {
        return try FittedTrend(declaration) { row in row.origin.sources.allSatisfy(isVisible) }
      } catch {
        diagnostics += error.diagnostics
        return nil
      }
    }
  }

  // MARK: - Columns

  private func columns(
    _ scenario: Scenario, _ checked: [String: CheckedSetting], _ fits: [FittedTrend], _ horizon: Horizon, _ diagnostics: inout [Diagnostic]
  ) -> [Plan.Column] {
    var columns: [Plan.Column] = []
    let names = Plan.groupNames(scenario)
    for declaration in declarations {
      guard case .number(let low, let high) = declaration.kind, !declaration.redrawn else { continue }
      for key in Self.instances(of: declaration.pattern, names: names) {
        let stream = declaration.number.map(PathStream.dimension) ?? .key(key)
        var segments: [Plan.Column.Segment] = []
        if let setting = checked[key] {
          segments = self.segments(setting, stream, fits, horizon, &diagnostics)
        } else if let fallback = declaration.fallback.flatMap(Double.init) {
          segments = [Plan.Column.Segment(month: 0, source: .constant(fallback))]
        } else {
          continue
        }
        columns.append(Plan.Column(key: key, range: low...high, segments: segments))
      }
    }
    return columns
  }

  /// Keys that a pattern stands for in a scenario: one for each group that the file names, whether or not it sets this key of it.
  static func instances(of pattern: String, names: [String: [String]]) -> [String] {
    let parts = pattern.split(separator: ".").map(String.init)
    var prefixes = [""]
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      prefixes = prefixes.flatMap { prefix -> [String] in
        let next = part == "*" ? names[prefix] ?? [] : isLast || names[prefix]?.contains(part) == true ? [part] : []
        return next.map { prefix.isEmpty ? $0 : prefix + "." + $0 }
      }
    }
    return prefixes
  }

  private func segments(
    _ setting: CheckedSetting, _ stream: PathStream, _ fits: [FittedTrend], _ horizon: Horizon, _ diagnostics: inout [Diagnostic]
  ) -> [Plan.Column.Segment] {
    switch setting.quantity {
    case .number(let expression): return [.init(month: 0, source: Self.source(expression, stream))]
    case .fit(let name, let coefficient):
      guard let index = fits.firstIndex(where: { $0.declaration.name == name }) else { return [] }
      return [.init(month: 0, source: .fit(index, coefficient: coefficient == "level" ? 0 : 1))]
    case .byDate(let dated):
      var segments: [Plan.Column.Segment] = []
      for (month, expression) in dated {
        let index = horizon.index(of: month)
        guard index < horizon.count else { continue }
        if index <= 0 { segments.removeAll() }
        segments.append(.init(month: max(0, index), source: Self.source(expression, stream)))
      }
      if segments.first?.month != 0 {
        diagnostics.append(
          Diagnostic(
            at: setting.setting.location, "`\(setting.setting.key)` has no value at the start, \(horizon.first).",
            "Add one from \(horizon.first) on or earlier."))
      }
      return segments
    default: return []
    }
  }

  private static func source(_ expression: Expression, _ stream: PathStream) -> Plan.Column.Source {
    switch expression.value {
    case .constant(let value): .constant(value)
    case .distribution(let distribution):
      expression.isUncertain ? .drawn(ColumnQuantile(distribution), stream) : .constant(distribution.mean)
    }
  }

  private func redrawn(_ checked: [String: CheckedSetting]) -> [String: RedrawnQuantity] {
    var result: [String: RedrawnQuantity] = [:]
    for (key, setting) in checked where setting.declaration.redrawn {
      guard case .number(let expression) = setting.quantity, case .number(let low, let high) = setting.declaration.kind else { continue }
      let quantile: ColumnQuantile
      switch expression.value {
      case .constant(let value): quantile = .constant(value)
      case .distribution(let distribution): quantile = ColumnQuantile(distribution)
      }
      result[key] = RedrawnQuantity(quantile: quantile, range: low...high)
    }
    return result
  }

  // MARK: - Correlations

  /// Turns correlated columns into rows of a Gaussian copula, in the order of their numbers.
  private func correlate(_ scenario: Scenario, _ columns: inout [Plan.Column]) throws(ScenarioError) -> [Plan.CorrelationGroup] {
    // A setting that was made certain, such as with --set, has nothing left to correlate; `check` says so.
    let certain = Set(columns.filter { !$0.isUncertain }.map(\.key))
    let pairs = scenario.correlations.filter { !certain.contains($0.first) && !certain.contains($0.second) }
    guard let any = pairs.first else { return [] }
    let numbers = Dictionary(declarations.compactMap { d in d.number.map { (d.pattern, $0) } }, uniquingKeysWith: { a, _ in a })
    let keys = Set(pairs.flatMap { [$0.first, $0.second] }).sorted {
      (numbers[$0] ?? .max, $0) < (numbers[$1] ?? .max, $1)
    }
    let place = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })
    let joined = pairs.map { GaussianCopula.Pair(place[$0.first]!, place[$0.second]!, rankCorrelation: $0.rho) }
    let copula: GaussianCopula
    do throws(NumericError) {
      copula = try GaussianCopula(count: keys.count, pairs: joined)
    } catch {
      guard case .notPositiveDefinite(let order) = error else {
        throw ScenarioError(at: any.location, "The correlations cannot be used: \(error).", "Give each a number from -1 to 1.")
      }
      throw ScenarioError(
        at: GaussianCopula.offender(ofOrder: order, in: joined).map { pairs[$0].location } ?? any.location,
        "The correlations contradict each other: their matrix is not positive definite.",
        "Bring this one nearer to 0, or leave out another that its settings share.")
    }
    var streams: [PathStream] = []
    for key in keys {
      let index = columns.firstIndex { $0.key == key }
      guard let index, columns[index].segments.count == 1, case .drawn(let quantile, let stream) = columns[index].segments[0].source else {
        let pair = pairs.first { $0.first == key || $0.second == key }!
        throw ScenarioError(
          at: pair.location, "`\(key)` cannot be correlated: it is not drawn from one distribution.",
          "Correlate settings that are a distribution for the whole horizon.")
      }
      columns[index].segments[0].source = .correlated(quantile, group: 0, row: streams.count)
      streams.append(stream)
    }
    return [Plan.CorrelationGroup(streams: streams, copula: copula)]
  }
}
