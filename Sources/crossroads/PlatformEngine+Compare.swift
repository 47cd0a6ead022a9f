import NumericCore
import Presentation
import ScenarioEngine

extension PlatformEngine {
  func compare(_ items: [ComparisonItem], _ request: SimulationRequest, allPairs: Bool, progress: ProgressLine) throws -> ComparisonSummary
  {
    let recorded = try items.compactMap { item in
      if case .recorded(let folder) = item { (folder, try folder.read()) } else { nil }
    }
    guard let first = recorded.first?.1.record else {
      return try comparePaired(try items.map { try scenario($0, request) }, request, allPairs, progress)
    }
    if let departure = request.departure {
      throw ScenarioError(
        "\(departure) says nothing to a recorded result.", "Compare the scenarios themselves, or run them with it first.")
    }
    if Self.agree(recorded.map(\.1.record)) {
      return try compareAgain(items, recorded, first, request, allPairs, progress)
    }
    guard recorded.count == items.count else {
      throw ScenarioError(
        "The recorded results differ in seed, paths, sampling, horizon or version, so no scenario can be paired with all of them.",
        "Run the scenario too, and compare the result folders.")
    }
    return unpaired(recorded.map(\.1), allPairs)
  }

  /// Whether recorded results can be made again on the same futures.
  static func agree(_ records: [RunRecord]) -> Bool {
    guard let first = records.first else { return true }
    return records.allSatisfy { record in
      record.seed == first.seed && record.sampling == first.sampling && record.version == first.version
        && record.version == crossroadsVersion
        && record.paths == first.paths && record.by == first.by && record.asOf == first.asOf && record.start == first.start
        && record.end == first.end && record.exact == first.exact
    }
  }

  func scenario(_ item: ComparisonItem, _ request: SimulationRequest) throws -> Scenario {
    switch item {
    case .recorded(let folder): return try folder.read().record.scenario
    case .scenario(let name):
      let scenario = try library.load(name)
      return request.overrides.isEmpty ? scenario : try library.applying(overrides: request.overrides, to: scenario)
    }
  }

  /// Simulates recorded results again from their records, which must give their tables again.
  private func compareAgain(
    _ items: [ComparisonItem], _ recorded: [(ResultFolder, ResultFolder.Content)], _ first: RunRecord, _ asked: SimulationRequest,
    _ allPairs: Bool, _ progress: ProgressLine
  ) throws -> ComparisonSummary {
    var request = SimulationRequest(again: first)
    (request.threads, request.drawsCharts, request.isQuiet) = (asked.threads, asked.drawsCharts, asked.isQuiet)
    let summary = try comparePaired(try items.map { try scenario($0, request) }, request, allPairs, progress)
    try check(recorded, against: summary.tables, of: items)
    return summary
  }

  /// Recorded results must give their tables again.
  func check(_ recorded: [(ResultFolder, ResultFolder.Content)], against tables: [ResultTable], of items: [ComparisonItem])
    throws(ScenarioError)
  {
    for (folder, content) in recorded {
      guard let place = items.firstIndex(where: { if case .recorded(let other) = $0 { other.path == folder.path } else { false } }) else {
        continue
      }
      let made = Set(SummaryFile.text(of: tables[place]).split(separator: "\n").dropFirst().map(Self.withoutScenario))
      let kept = SummaryFile.text(of: content.table).split(separator: "\n").dropFirst().map(Self.withoutScenario)
      if let missing = kept.first(where: { !made.contains($0) }), content.record.lapack == LinearAlgebraLibrary.description {
        throw ScenarioError(
          "\(folder.summaryPath) does not follow from its own run.json: simulated again, the row '\(missing)' comes out otherwise.",
          "Run it again with --replace; if that does not help, please report a defect.")
      }
    }
  }

  private static func withoutScenario(_ line: Substring) -> Substring { line.drop { $0 != "," } }

  /// Every scenario on the same futures.
  private func comparePaired(_ scenarios: [Scenario], _ asked: SimulationRequest, _ allPairs: Bool, _ progress: ProgressLine) throws
    -> ComparisonSummary
  {
    let prepared = try scenarios.map { try prepare($0, asked) }
    let pairs = Self.pairs(count: scenarios.count, all: allPairs)
    let start = ContinuousClock.now
    let result: SimulationResult
    var request = asked, reached: PrecisionGoal.Outcome?
    if let goal = asked.precision {
      let found = try simulate(prepared, asked, pairs: pairs, progress: progress, to: goal)
      (result, reached, request.paths) = (found.result, found.outcome, found.outcome.paths)
    } else {
      result = try simulate(prepared, asked, pairs: pairs, progress: progress)
    }
    var summary = try comparison(of: prepared, request, pairs, result, seconds: (ContinuousClock.now - start).inSeconds)
    if let goal = asked.precision, let reached {
      (summary.precision, summary.precisionIsMet) = (reached.sentence(goal), reached.isMet)
    }
    return summary
  }

  /// What a simulation says of scenarios and of their pairs; of one scenario too, which has no pairs.
  func comparison(
    of prepared: [PreparedScenario], _ request: SimulationRequest, _ pairs: [(scenario: Int, against: Int)], _ result: SimulationResult,
    seconds: Double
  ) throws -> ComparisonSummary {
    let scenarios = prepared.map(\.plan.scenario)
    let names = Self.distinctNames(scenarios)
    var tables = result.tables
    for index in tables.indices { tables[index].scenario = names[index] }
    var differences: [DifferenceSeries] = []
    for (number, pair) in pairs.enumerated() {
      differences += result.differences[number].map {
        var series = $0
        (series.scenario, series.against) = (names[pair.scenario], names[pair.against])
        return series
      }
    }
    let currencies = prepared.map(\.plan.currency).unique.joined(separator: " and ")
    // The most telling difference: the largest against the first.
    func size(_ pair: Int) -> Double {
      let series = result.differences[pair].first { $0.output == Self.target.output && $0.period == Self.target.period }
      return series.map { abs($0.difference.value) } ?? 0
    }
    let telling = pairs.indices.filter { pairs[$0].against == 0 }.max { size($0) < size($1) }
    return ComparisonSummary(
      headline: headline(prepared), names: names, titles: scenarios.map(\.title),
      horizon: prepared.map { "\($0.plan.horizon.first) to \($0.plan.horizon.last)" }.unique.joined(separator: ", "),
      evidenceTo: prepared.compactMap { evidenceDay($0.plan) }.max(), paths: request.paths, seconds: seconds, tables: tables,
      differences: differences, words: words(prepared[0]), rows: rows(request, tables), settingDifferences: settingDifferences(prepared),
      drivers: telling.map { number in
        let pair = pairs[number]
        guard canDiffer(prepared[pair.scenario], prepared[pair.against]) else { return [] }
        return drivers(result.differenceDrivers[number], scenario: names[pair.scenario], against: names[pair.against])
      } ?? [],
      odds: try odds(prepared, request), notes: (prepared.flatMap(notes) + unmatched(prepared)).unique,
      foot: OutputWords.moneyFoot(currency: currencies), next: nextCommands(prepared), shapes: result.shapes,
      differenceShapes: zip(pairs, result.differenceShapes).map {
        ComparisonSummary.PairShapes(scenario: names[$0.scenario], against: names[$0.against], shapes: $1)
      })
  }

  static func pairs(count: Int, all: Bool) -> [(scenario: Int, against: Int)] {
    (0..<count).flatMap { a in ((a + 1)..<max(count, a + 1)).filter { _ in all || a == 0 }.map { (scenario: $0, against: a) } }
  }

  /// Names, told apart where one occurs twice.
  private static func distinctNames(_ scenarios: [Scenario]) -> [String] {
    var seen: [String: Int] = [:]
    return scenarios.map { scenario in
      seen[scenario.name, default: 0] += 1
      let count = seen[scenario.name]!
      return count == 1 ? scenario.name : "\(scenario.name) (\(count))"
    }
  }

  private func headline(_ prepared: [PreparedScenario]) -> String? {
    let names = prepared.map(\.name)
    return names == ["ban", "divestiture", "joint-venture"] ? "Three roads for TikTok in the United States" : nil
  }

  private func rows(_ request: SimulationRequest, _ tables: [ResultTable]) -> [ComparisonSummary.Row]? {
    guard request.outputs != nil || request.periods != nil else { return nil }
    return tables[0].series.filter { $0.period.count != 7 || request.periods != nil }.map { ComparisonSummary.Row($0.output, $0.period) }
  }

  /// Rows cannot be paired across currencies, nor totals across horizons.
  private func unmatched(_ prepared: [PreparedScenario]) -> [String] {
    let currencies = prepared.map(\.plan.currency).unique
    return (currencies.count == 1 ? [] : ["Amounts in \(currencies.joined(separator: " and ")) are not compared with each other."])
      + (prepared.map(\.plan.horizon).unique.count == 1
        ? [] : ["The horizons differ: only years and months that both have are compared, no totals."])
  }

  /// Whether the values of two scenarios, totals in money, have a difference.
  private func canDiffer(_ a: PreparedScenario, _ b: PreparedScenario) -> Bool {
    a.plan.currency == b.plan.currency && a.plan.horizon == b.plan.horizon
  }

  /// Settings whose text or origin file differs between scenarios.
  private func settingDifferences(_ prepared: [PreparedScenario]) -> [ComparisonSummary.SettingDifference] {
    let scenarios = prepared.map(\.plan.scenario)
    let keys = scenarios.flatMap(\.order).unique
    return keys.compactMap { key in
      let settings = scenarios.map { $0.settings[key] }
      guard settings.contains(where: { $0?.value != settings[0]?.value }) else { return nil }
      return ComparisonSummary.SettingDifference(
        key: key,
        values: settings.map { setting in
          setting.map { ComparisonSummary.SettingDifference.Value(text: $0.written, place: "\($0.location.file):\($0.location.line)") }
        })
    }
  }

  /// How likely the roads are held to be: the legal states that `baseline` ends its first whole year in.
  private func odds(_ prepared: [PreparedScenario], _ request: SimulationRequest) throws -> ComparisonSummary.Odds? {
    guard !prepared.contains(where: { $0.name == "baseline" }), request.asOf == nil, request.start == nil, request.end == nil,
      let baseline = try? library.load("baseline"),
      prepared.allSatisfy({ $0.plan.scenario.files.contains { $0.file.hasSuffix("baseline.yaml") } }),
      prepared.allSatisfy({ $0.plan.currency == baseline.currency }),
      let place = baseline.order.first(where: { $0.hasPrefix("regulation.transitions.") })
    else { return nil }
    var smaller = SimulationRequest()
    smaller.paths = 8192
    (smaller.seed, smaller.threads) = (request.seed, request.threads)
    let ready = try prepare(baseline, smaller)
    let year = ReportPeriod.all(.year, in: ready.plan.horizon).first?.label ?? "total"
    smaller.outputs = "regulation.regime.*"
    smaller.periods = [year]
    let table = try simulate([ready], smaller, wantsDrivers: false).tables[0]
    let shares = table.series.compactMap { series in
      series.probability.map { ComparisonSummary.Odds.Share(words(ready).name(of: series.output), $0.value) }
    }
    let location = baseline.settings[place]!.location
    return ComparisonSummary.Odds(
      place: "\(location.file):\(location.line), at the end of \(year)",
      shares: shares.filter { $0.probability >= 0.005 }.sorted { $0.probability > $1.probability })
  }

  private func nextCommands(_ prepared: [PreparedScenario]) -> [NextCommand] {
    let name = typed(prepared.last!.plan.scenario)
    let taken = prepared.map(\.name) + library.names
    let new = (["mine"] + (2...99).map { "mine-\($0)" }).first { !taken.contains($0) } ?? "another"
    return [
      NextCommand("crossroads show \(name)", "what it assumes, from which documents"),
      NextCommand("crossroads new \(new) --from \(name)", "change a line of scenarios/\(new).yaml"),
      NextCommand("crossroads compare \(name) \(new)", "and see what that line does"),
    ]
  }

  /// Recorded results with different luck: differences of means, as of independent samples.
  private func unpaired(_ contents: [ResultFolder.Content], _ allPairs: Bool) -> ComparisonSummary {
    let names = Self.distinctNames(contents.map(\.record.scenario))
    var differences: [DifferenceSeries] = []
    for pair in Self.pairs(count: contents.count, all: allPairs) {
      for series in contents[pair.scenario].table.series {
        let other = contents[pair.against].table.series.first {
          $0.output == series.output && $0.period == series.period && $0.unit == series.unit
        }
        guard let other, let b = series.mean ?? series.probability, let a = other.mean ?? other.probability else { continue }
        var error: Double?
        if let eb = b.standardError, let ea = a.standardError { error = (eb * eb + ea * ea).squareRoot() }
        let difference = Estimate(b.value - a.value, standardError: error)
        let paths = min(contents[pair.scenario].record.paths, contents[pair.against].record.paths)
        differences.append(
          DifferenceSeries(
            output: series.output, unit: series.unit, period: series.period, scenario: names[pair.scenario], against: names[pair.against],
            paired: false, difference: difference, shareAbove: nil, shareBelow: nil, quantiles: [],
            pathsNeeded: DifferenceSeries.pathsNeeded(toTell: difference, paths: paths)))
      }
    }
    var tables = contents.map(\.table)
    for index in tables.indices { tables[index].scenario = names[index] }
    let scenario = contents[0].record.scenario
    return ComparisonSummary(
      names: names, titles: contents.map(\.record.scenario.title), horizon: "\(scenario.start) to \(scenario.end)",
      evidenceTo: contents.flatMap { $0.record.facts.map(\.vintage) }.max(), paths: contents.map(\.record.paths).min()!, paired: false,
      tables: tables, differences: differences, settingDifferences: [],
      notes: ["The recorded runs differ in seed, paths, sampling, horizon or version: they are compared unpaired, so errors add up."],
      foot: OutputWords.moneyFoot(currency: contents.map(\.record.scenario.currency).unique.joined(separator: " and ")))
  }
}
