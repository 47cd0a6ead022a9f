import Foundation
import NumericCore
import PlatformModel
import Presentation
import ScenarioEngine
import Synchronization

/// The platform model behind the commands.
struct PlatformEngine: Engine {
  let library: ScenarioLibrary
  let ledger: EvidenceLedger

  /// Every key that a scenario may set.
  static let declarations = PlatformModel.declarations

  /// The output whose spread is explained, and by which settings are ranked.
  static let target = OutputRow(output: "ownership.value_to_owner", period: "total")
  /// Settings named as drivers.
  static let driverCount = 5

  // MARK: - Preparing

  /// The plan and the model of a scenario under a request.
  ///
  /// - Throws: `ScenarioError` with every mistake.
  func prepare(_ scenario: Scenario, _ request: SimulationRequest) throws(ScenarioError) -> PreparedScenario {
    let plan = try PlanBuilder(
      declarations: Self.declarations, ledger: ledger, asOf: request.asOf.flatMap { CalendarDay($0) },
      start: request.start.flatMap { CalendarMonth($0) }, end: request.end.flatMap { CalendarMonth($0) }
    ).plan(scenario)
    return PreparedScenario(plan: plan, model: try PlatformModel(plan: plan))
  }

  /// What the simulator needs of a request.
  ///
  /// - Throws: where `--outputs` or `--periods` name nothing that the scenarios have.
  func settings(_ request: SimulationRequest, for prepared: [PreparedScenario]) throws(ScenarioError) -> SimulationSettings {
    var settings = SimulationSettings(
      paths: request.paths, seed: request.seed, sampling: Sampling(rawValue: request.sampling) ?? .sobol,
      threads: request.threads ?? ProcessInfo.processInfo.activeProcessorCount,
      by: ReportPeriod.Kind(rawValue: request.by).flatMap { $0 == .year ? nil : $0 },
      outputs: request.outputs, periods: request.periods, isExact: request.isExact,
      isTimed: request.isTimed)
    settings.shapes = request.drawsCharts ? Self.chartRows(request, prepared) : request.shapes
    let names = prepared.flatMap { $0.model.outputs.map(\.name) }
    for pattern in (request.outputs ?? "").split(separator: ",").map(String.init)
    where !names.contains(where: { SimulationSettings.matches($0, pattern: pattern) }) {
      throw ScenarioError(
        "--outputs '\(pattern)' matches no output.\(Spelling.hint(pattern, among: names))",
        "Write a name such as ad_revenue.revenue, or a pattern such as 'ad_revenue.*'.")
    }
    for period in request.periods ?? [] {
      let kinds: [ReportPeriod.Kind] = [.year, .total, .month] + (request.by == "quarter" ? [.quarter] : [])
      let known = prepared.contains { item in
        kinds.contains { kind in ReportPeriod.all(kind, in: item.plan.horizon).contains { $0.label == period } }
      }
      guard !known else { continue }
      let horizon = prepared[0].plan.horizon
      throw ScenarioError(
        "--periods '\(period)' is no whole period of the horizon, \(horizon.first) to \(horizon.last).",
        "Write years such as \(ReportPeriod.all(.year, in: horizon).first?.label ?? "2026"), total, or months; quarters with --by quarter.")
    }
    if let outputs = request.outputs, let periods = request.periods {
      let hasRow = prepared.contains { item in
        OutputLayout(
          outputs: item.model.outputs, horizon: item.plan.horizon, by: settings.by, isReported: settings.isReported, needed: []
        ).rows.contains(where: \.isReported)
      }
      guard hasRow else {
        throw ScenarioError(
          "No output of '\(outputs)' has a row for \(periods.joined(separator: ", ")).",
          "Questions and values have only the period total; other outputs have years and total, and months or quarters with --by.")
      }
    }
    return settings
  }

  /// Simulates, and turns what the simulator says into what a user reads.
  func simulate(
    _ prepared: [PreparedScenario], _ request: SimulationRequest, pairs: [(scenario: Int, against: Int)] = [],
    progress: ProgressLine? = nil,
    sink: Simulator.PathSink? = nil, wantsDrivers: Bool = true
  ) throws -> SimulationResult {
    let simulator = try Simulator(
      prepared, settings: try settings(request, for: prepared), pairs: pairs, targets: wantsDrivers ? [Self.target] : [], pathSink: sink)
    try tellMemory(simulator, request)
    let name = prepared.map(\.name).joined(separator: ", ")
    do {
      return try simulator.run(
        progress: { progress?.report(name, done: $0, of: request.paths) }, isInterrupted: { Interrupt.isRequested })
    } catch {
      throw Self.sentence(for: error)
    }
  }

  /// What to say of a simulation that did not end.
  static func sentence(for error: SimulationError) -> any Error {
    switch error {
    case .interrupted: CancellationError()
    case .notFinite(let scenario, let output, let period, let path):
      ScenarioError(
        "'\(scenario)' has a future (path \(path)) in which \(output) of \(period) is beyond what a number can hold.",
        "Narrow the settings that grow without bound over this horizon, such as rates and effects.")
    }
  }

  func record(of scenario: Scenario, _ request: SimulationRequest) throws -> RunRecord { record(try prepare(scenario, request), request) }

  func record(_ prepared: PreparedScenario, _ request: SimulationRequest) -> RunRecord {
    RunRecord(
      version: crossroadsVersion, scenario: prepared.plan.scenario,
      facts: prepared.plan.factsUsed.map { RunRecord.FactUsed(id: $0.id, vintage: $0.vintage) }, seed: request.seed, paths: request.paths,
      sampling: request.sampling, asOf: request.asOf, start: request.start, end: request.end, outputs: request.outputs,
      periods: request.periods, by: request.by == "year" ? nil : request.by, exact: request.isExact ? true : nil,
      precision: request.precision?.targets.map(\.text), atMost: request.precision?.ceiling, lapack: LinearAlgebraLibrary.description)
  }

  func summary(_ prepared: PreparedScenario, _ request: SimulationRequest, _ result: SimulationResult, seconds: Double?)
    -> RunSummary
  {
    let plan = prepared.plan
    let scenario = plan.scenario
    return RunSummary(
      name: scenario.name, title: scenario.title, about: scenario.about, horizon: "\(plan.horizon.first) to \(plan.horizon.last)",
      evidenceTo: evidenceDay(plan), paths: request.paths, seed: request.seed, seconds: seconds, table: result.tables[0],
      words: words(prepared), outputs: request.outputs == nil ? nil : result.tables[0].series.map(\.output).unique,
      periods: request.periods,
      drivers: drivers(result.drivers[0], scenario: nil, against: nil), evidenceCheck: checks(result.checks[0], plan),
      notes: notes(prepared),
      foot: OutputWords.moneyFoot(currency: plan.currency), next: nextCommands(scenario), shapes: result.shapes[0])
  }

  /// The rows whose distributions charts show: the value to the owner, or the first three quantities asked for that have a total.
  static func chartRows(_ request: SimulationRequest, _ prepared: [PreparedScenario]) -> [OutputRow] {
    guard let outputs = request.outputs else { return [target] }
    let names = prepared.flatMap { $0.model.outputs.filter { !$0.isEvent }.map(\.name) }.unique
    return names.filter { SimulationSettings.matches($0, pattern: outputs) }.prefix(3).map { OutputRow(output: $0, period: target.period) }
  }

  /// The last day of which a fact was used, or the day of an as-of run.
  func evidenceDay(_ plan: Plan) -> String? { plan.asOf ?? plan.factsUsed.map(\.vintage).max() }

  func words(_ prepared: PreparedScenario) -> OutputWords {
    var words: [String: String] = [:]
    for regime in prepared.plan.names(in: "regulation.regimes") { words["regulation.regime." + regime] = regime.replacing("_", with: " ") }
    return OutputWords(words)
  }

  /// What a person should know of how a plan was read.
  func notes(_ prepared: PreparedScenario) -> [String] {
    let plan = prepared.plan
    var notes = prepared.model.notes
    if plan.horizonIsCut {
      notes.append(
        "The horizon is \(plan.horizon.first) to \(plan.horizon.last), the file's \(plan.scenario.start) to \(plan.scenario.end): dates outside "
          + "never act, and what holds at the start holds at the new start with the same values"
          + (plan.asOf == nil || plan.fits.isEmpty ? "." : ", but for fits: they are evaluated there."))
    }
    return notes + asOfNotes(plan)
  }

  /// What a run as of a day knew, what it did not, and what in it may know more than the day did.
  private func asOfNotes(_ plan: Plan) -> [String] {
    guard let asOf = plan.asOf, let day = CalendarDay(asOf) else { return [] }
    let left = plan.fits.flatMap { fit in fit.leftOut.map { "\(fit.declaration.name).\($0.name)" } }
    var notes = [
      "Known by \(asOf): \(NumberText.count(plan.factsUsed.count, "fact"))."
        + (left.isEmpty ? "" : " Not yet known: \(left.joined(separator: ", ")).")
    ]
    if !plan.partlyYounger.isEmpty {
      notes.append("Rests partly on younger facts, and may know more than the day did: \(plan.partlyYounger.joined(separator: ", ")).")
    }
    let next = CalendarMonth.following(day)
    if plan.horizon.first > next {
      notes.append("The run begins in \(plan.horizon.first), though the day is \(asOf): --start \(next) begins where its knowledge ends.")
    }
    return notes
  }

  /// The settings that explain most of the spread, and the rest.
  func drivers(_ found: [OutputRow: [DriverShare]], scenario: String?, against: String?) -> [Drivers] {
    guard let all = found[Self.target], all.contains(where: { $0.share.value > 0 }) else { return [] }
    let shares = Array(all.prefix(Self.driverCount).filter { $0.share.value > 2 * ($0.share.standardError ?? 0) })
    let named = shares.reduce(0) { $0 + $1.share.value }
    let error = shares.reduce(0) { $0 + ($1.share.standardError ?? 0) * ($1.share.standardError ?? 0) }.squareRoot()
    return [
      Drivers(
        output: Self.target.output, period: Self.target.period, scenario: scenario, against: against, shares: shares,
        rest: Estimate(max(0, 1 - named), standardError: error))
    ]
  }

  /// Facts beside the model's own figures: those known by the day of an as-of run, and only at the start that the file gives.
  func checks(_ results: [CheckResult], _ plan: Plan) -> [RunSummary.EvidenceCheck] {
    guard plan.horizon.first.description == plan.scenario.start else { return [] }
    return results.compactMap { result in
      guard let fact = ledger.fact(id: result.check.fact), let value = fact.value,
        result.series.quantiles.count == QuantileLevels.all.count,
        plan.asOf.map({ fact.vintageDay <= $0 }) ?? true
      else { return nil }
      let multiple = result.check.multiple
      let q = result.series.quantiles.map { $0.value / multiple }
      return RunSummary.EvidenceCheck(
        fact: fact.id, printed: value, unit: fact.unit, median: q[QuantileLevels.p50], p5: q[QuantileLevels.p5], p95: q[QuantileLevels.p95])
    }
  }

  private func nextCommands(_ scenario: Scenario) -> [NextCommand] {
    let name = typed(scenario)
    return [
      NextCommand("crossroads show \(name)", "what it assumes, from which documents"),
      NextCommand("crossroads new mine --from \(name)", "change a line of scenarios/mine.yaml"),
      NextCommand("crossroads compare \(name) mine", "and see what that line does"),
    ]
  }

  /// What to type for a scenario: its name, or the path of a file outside the project.
  func typed(_ scenario: Scenario) -> String {
    let path = scenario.files.last?.file ?? scenario.name
    return path == "scenarios/\(scenario.name).yaml" ? scenario.name : path
  }

  func importantSettings(of scenario: Scenario, count: Int) throws -> [String] {
    var request = SimulationRequest()
    request.paths = 8192
    let result = try simulate([try prepare(scenario, request)], request)
    return (result.drivers[0][Self.target] ?? []).prefix(count).map(\.key)
  }
}

extension Duration {
  var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
