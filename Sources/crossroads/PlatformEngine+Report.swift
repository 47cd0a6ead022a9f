import NumericCore
import Presentation
import ScenarioEngine

extension PlatformEngine {
  func report(_ items: [ComparisonItem], _ request: SimulationRequest, progress: ProgressLine) throws -> ReportView {
    let recorded = try items.compactMap { item in
      if case .recorded(let folder) = item { (folder, try folder.read()) } else { nil }
    }
    var request = try self.request(request, recorded)
    let prepared = try items.map { try prepare(try scenario($0, request), request) }
    request.shapes = Self.reportedShapes(prepared)
    let pairs = Self.pairs(count: prepared.count, all: true)
    let start = ContinuousClock.now
    let result = try simulate(prepared, request, pairs: pairs, progress: progress)
    try check(recorded, against: result.tables, of: items)
    let summary = try comparison(of: prepared, request, pairs, result, seconds: (ContinuousClock.now - start).inSeconds)
    let settings = reportedSettings(prepared)
    let roads = try prepared.indices.map { index in
      try road(prepared[index], items[index], request, result.tables[index], result.drivers[index], result.checks[index])
    }
    return ReportView(
      summary: summary, roads: roads, settings: settings, evidence: evidence(prepared, settings, roads.flatMap(\.checks).map(\.fact)),
      meanings: Dictionary(
        prepared.flatMap { $0.model.outputs.map { ($0.name, $0.meaning) } }, uniquingKeysWith: { first, _ in first }),
      commands: commands(items, prepared, request), version: crossroadsVersion, seed: request.seed, sampling: request.sampling,
      lapack: LinearAlgebraLibrary.description)
  }

  /// What to simulate: what the options say, or what recorded results were made with.
  private func request(_ request: SimulationRequest, _ recorded: [(ResultFolder, ResultFolder.Content)]) throws(ScenarioError)
    -> SimulationRequest
  {
    guard let (folder, content) = recorded.first else { return request }
    if let departure = request.departure {
      throw ScenarioError("\(departure) says nothing to a recorded result.", "Report the scenarios themselves, or run them with it first.")
    }
    if let (folder, other) = recorded.first(where: { $0.1.record.version != crossroadsVersion }) {
      throw ScenarioError(
        "\(folder.path) was made by version \(other.record.version), and this is \(crossroadsVersion), which may draw other futures.",
        "Make it again with `crossroads run \(other.record.scenario.name) --replace`.")
    }
    guard Self.agree(recorded.map(\.1.record)) else {
      throw ScenarioError(
        "The recorded results differ in seed, paths, sampling or horizon (\(folder.path) has seed \(content.record.seed) and "
          + "\(NumberText.count(content.record.paths, "path"))), so they do not share their futures.",
        "Run them again with the same options, or report them one by one.")
    }
    var again = SimulationRequest(again: content.record)
    (again.threads, again.isQuiet) = (request.threads, request.isQuiet)
    return again
  }

  /// The value to the owner, and in every year users at its end and revenue: the rows whose distributions a report draws.
  private static func reportedShapes(_ prepared: [PreparedScenario]) -> [OutputRow] {
    let years = prepared.flatMap { ReportPeriod.all(.year, in: $0.plan.horizon).map(\.label) }.unique
    return [target] + years.map { OutputRow(output: "user_growth.monthly_users", period: $0 + "-12") }
      + years.map { OutputRow(output: "ad_revenue.revenue", period: $0) }
  }

  // MARK: - Roads

  private func road(
    _ prepared: PreparedScenario, _ item: ComparisonItem, _ request: SimulationRequest, _ table: ResultTable,
    _ shares: [OutputRow: [DriverShare]], _ checked: [CheckResult]
  ) throws -> ReportView.Road {
    let plan = prepared.plan, scenario = plan.scenario
    var record = record(prepared, request)
    record.summarySHA256 = SHA256.hexadecimal(of: Array(SummaryFile.text(of: table).utf8))
    let changes = changes(scenario, item)
    return ReportView.Road(
      name: scenario.name, title: scenario.title, about: scenario.about, parents: scenario.parents,
      horizon: "\(plan.horizon.first) to \(plan.horizon.last)", currency: plan.currency,
      changes: changes?.rows, removed: changes?.removed ?? [], drivers: drivers(shares, scenario: nil, against: nil),
      checks: checks(checked, plan), files: scenario.files, record: try record.text())
  }

  /// What a scenario changes against its parents, `--set` included, and the keys that it takes away; nil where its files are not those that
  /// it was made from.
  private func changes(_ scenario: Scenario, _ item: ComparisonItem) -> (rows: [ShowScreen.Row], removed: [String])? {
    let name: String
    switch item {
    case .scenario(let word): name = word
    case .recorded: name = typed(scenario)
    }
    guard let present = try? library.load(name), present.files == scenario.files, let written = try? library.changes(of: name) else {
      return nil
    }
    let overridden = scenario.order.compactMap { scenario.settings[$0] }.filter { $0.location.file == "--set" }
    let overriddenKeys = Set(overridden.map(\.key))
    let kept = written.filter { !overriddenKeys.contains($0.key) }
    var rows = kept.compactMap { change -> ShowScreen.Row? in
      guard let new = change.new else { return nil }
      // A run as of a day may use an older value than the file's.
      return row(scenario.settings[change.key] ?? new, scenario.currency, before: change.old?.written)
    }
    for setting in overridden {
      let change = written.first { $0.key == setting.key }
      let parents = change == nil ? present.settings[setting.key] : change?.old
      rows.append(row(setting, scenario.currency, before: parents?.written))
    }
    return (rows, kept.filter { $0.new == nil }.map(\.key))
  }

  private func row(_ setting: Setting, _ currency: String, before: String? = nil) -> ShowScreen.Row {
    ShowScreen.Row(
      key: setting.key, value: setting.written, unit: (declaration(of: setting.key)?.unit ?? "").replacing("usd", with: currency),
      origin: setting.origin, file: setting.location.file, line: setting.location.line, before: before)
  }

  private func declaration(of key: String) -> Declaration? {
    (Self.declarations + ScenarioLibrary.commonDeclarations).first { $0.covers(key) }
  }

  // MARK: - Settings and evidence

  private func reportedSettings(_ prepared: [PreparedScenario]) -> [ReportView.Setting] {
    let all = prepared.map { item in
      item.plan.scenario.changes(from: nil).compactMap(\.new).map { row($0, item.plan.currency) }
    }
    let byKey = all.map { rows in Dictionary(rows.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first }) }
    return all.flatMap { $0.map(\.key) }.unique.map { key in
      ReportView.Setting(key: key, meaning: declaration(of: key)?.meaning ?? "", values: byKey.map { $0[key] })
    }
  }

  /// The facts that settings rest on or are checked against, in the ledger's order.
  private func evidence(_ prepared: [PreparedScenario], _ settings: [ReportView.Setting], _ checked: [String]) -> [ReportView.Evidence] {
    var keys: [String: [String]] = [:]
    for setting in settings {
      for source in setting.values.compactMap({ $0?.origin.sources }).flatMap({ $0 }).unique {
        keys[source, default: []].append(setting.key)
      }
    }
    let wanted = Set(prepared.flatMap { $0.plan.factsUsed.map(\.id) }).union(keys.keys).union(checked)
    return ledger.facts.filter { wanted.contains($0.id) }.map { fact in
      ReportView.Evidence(
        fact: Project.row(fact), document: ledger.document(id: fact.document), corrections: ledger.corrections(of: fact.id),
        keys: keys[fact.id] ?? [])
    }
  }

  // MARK: - Commands

  /// What to type for the same numbers.
  private func commands(_ items: [ComparisonItem], _ prepared: [PreparedScenario], _ request: SimulationRequest) -> [NextCommand] {
    func line(_ words: [String]) -> String { words.map(Self.quoted).joined(separator: " ") }
    let plain = options(request)
    let overrides = prepared.map { Self.overrides(of: $0.plan.scenario) }
    var names: [String] = []
    var runs: [NextCommand] = []
    for (index, item) in items.enumerated() {
      let scenario = typed(prepared[index].plan.scenario)
      switch item {
      case .scenario: names.append(scenario)
      case .recorded(let folder):
        names.append(folder.path)
        let options = overrides[index] + plain
        let label = options.isEmpty && item.label == scenario ? [] : ["--as", item.label]
        runs.append(NextCommand(line(["crossroads", "run", scenario] + options + label), "the result"))
      }
    }
    let common = runs.isEmpty ? (overrides.first ?? []) + plain : []
    return runs + [NextCommand(line(["crossroads", "report"] + names + common), "this report")]
  }

  /// The options that are not the usual ones.
  private func options(_ request: SimulationRequest) -> [String] {
    var words: [String] = []
    if request.paths != SimulationRequest.usualPaths { words += ["--paths", String(request.paths)] }
    if request.seed != SimulationRequest.usualSeed { words += ["--seed", String(request.seed)] }
    if request.sampling != "sobol" { words += ["--sampling", request.sampling] }
    for (option, value) in [("--as-of", request.asOf), ("--start", request.start), ("--end", request.end)] {
      if let value { words += [option, value] }
    }
    if request.by != "year" { words += ["--by", request.by] }
    if request.isExact { words.append("--exact") }
    return words
  }

  private static func overrides(of scenario: Scenario) -> [String] {
    scenario.order.compactMap { scenario.settings[$0] }.filter { $0.location.file == "--set" }.flatMap {
      ["--set", "\($0.key)=\($0.written)"]
    }
  }

  /// A word as a shell reads it.
  private static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.unicodeScalars.allSatisfy { $0.isASCII && ($0.properties.isAlphabetic || "0123456789-_./=:,+@%".unicodeScalars.contains($0)) }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
