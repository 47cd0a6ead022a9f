import NumericCore
import PlatformModel
import Presentation
import ScenarioEngine
import Synchronization

/// A run of the whole model to be held against what became known later.
struct ModelBacktest: Sendable, Hashable {
  /// A scenario's name, or the path of its file.
  var scenario: String
  /// The last day of which anything may be known, `2023-03-31`.
  var asOf: String

  /// The scenarios and days for which older values are shipped.
  static let shipped = [
    ModelBacktest(scenario: "baseline", asOf: "2023-03-31"), ModelBacktest(scenario: "baseline", asOf: "2025-01-18"),
    ModelBacktest(scenario: "kuaishou-baseline", asOf: "2022-12-31"),
  ]
}

extension PlatformEngine {
  /// Runs scenarios as of days, each from the month of the next day on, and scores their outputs against facts that became known later.
  ///
  /// Scored are the facts under `evidence_checks`, each at its own period: reported or estimated figures with a later vintage whose
  /// period lies wholly at or after the start. Everything else is listed with the reason.
  ///
  /// - Parameter request: paths, seed, sampling, threads and overrides; its days and months are not read.
  /// - Throws: `ScenarioError`, as `run`, and where a day is refused because a number was not known by then.
  func backtestModel(_ runs: [ModelBacktest], _ request: SimulationRequest, progress: ProgressLine) throws -> ModelBacktestScreen.View {
    var view = ModelBacktestScreen.View(paths: request.paths, seed: request.seed)
    for run in runs {
      guard let day = CalendarDay(run.asOf) else { continue }
      var own = request
      own.asOf = run.asOf
      own.start = CalendarMonth.following(day).description
      own.end = nil
      let read = try library.load(run.scenario)
      let scenario = request.overrides.isEmpty ? read : try library.applying(overrides: request.overrides, to: read)
      // The file may end before the month after the day.
      if let end = CalendarMonth(scenario.end), let start = CalendarMonth(own.start ?? ""), end < start {
        throw ScenarioError("'\(run.scenario)' ends in \(end), before \(start), the month after \(run.asOf).", "Give an earlier day.")
      }
      let targets = try targets(of: scenario, own, day: run.asOf, name: run.scenario, &view.leftOut)
      view.runs.append("\(run.scenario) as of \(run.asOf), from \(own.start ?? "")")
      // One simulation for each kind of period: months and quarters are not reported together.
      for kind in [ReportPeriod.Kind.year, .quarter, .month] {
        let chosen = targets.filter { $0.kind == kind }
        if chosen.isEmpty { continue }
        view.points += try score(chosen, scenario, own, name: run.scenario, day: run.asOf, progress)
      }
    }
    return view
  }

  /// A fact to be scored, and the row of the model that stands for it.
  private struct Target {
    var fact: Fact
    var figure: Double
    var row: OutputRow
    var multiple: Double
    var kind: ReportPeriod.Kind
    var lastMonth: CalendarMonth
  }

  private func targets(
    of scenario: Scenario, _ request: SimulationRequest, day: String, name: String, _ leftOut: inout [String]
  ) throws -> [Target] {
    let prepared = try prepare(scenario, request)
    guard let model = prepared.model as? PlatformModel else { return [] }
    var found: [Target] = []
    for check in model.declaredChecks {
      guard let fact = ledger.fact(id: check.fact) else { continue }
      switch Self.judge(fact, check, asOf: day, horizon: prepared.plan.horizon, outputs: model.outputs) {
      case .success(let target): found.append(target)
      case .failure(let reason): leftOut.append("\(name) as of \(day): \(fact.id): \(reason.text)")
      }
    }
    return found
  }

  /// Why a fact is not scored.
  private struct Reason: Error {
    var text: String
  }

  private static func judge(
    _ fact: Fact, _ check: EvidenceCheck, asOf day: String, horizon: Horizon, outputs: [OutputDeclaration]
  ) -> Result<Target, Reason> {
    if let reason = reasonNotToScore(fact, asOf: day) { return .failure(Reason(text: reason)) }
    guard let figure = fact.value, let period = Period(fact.period), let declared = Period(check.row.period) else {
      return .failure(Reason(text: "the output has no row for \(fact.period)"))
    }
    let kind: ReportPeriod.Kind? =
      switch period {
      case .year: .year
      case .quarter: .quarter
      case .month: .month
      default: nil
      }
    guard let kind, ReportPeriod.all(kind, in: horizon).contains(where: { $0.label == fact.period }),
      let last = CalendarMonth(period.lastDay.dropLast(3))
    else { return .failure(Reason(text: "its period, \(fact.period), is no whole period from \(horizon.first) on")) }
    let isSum = outputs.first { $0.name == check.row.output }?.aggregation == .sum
    guard check.multiple == 1 || !isSum || days(of: period) == days(of: declared) else {
      return .failure(Reason(text: "the multiple \(check.multiple) is for \(declared), which has other days than \(period)"))
    }
    return .success(
      Target(
        fact: fact, figure: figure, row: OutputRow(output: check.row.output, period: fact.period), multiple: check.multiple, kind: kind,
        lastMonth: last))
  }

  /// Days of a period, both ends included.
  private static func days(of period: Period) -> Int? {
    guard let first = CalendarDay(period.firstDay), let last = CalendarDay(period.lastDay) else { return nil }
    return last.number - first.number + 1
  }

  /// Why a fact is no observation that came after the day; nil if it is one.
  private static func reasonNotToScore(_ fact: Fact, asOf day: String) -> String? {
    if fact.vintageDay <= day { return "known since \(fact.vintage), so no forecast of it" }
    if fact.isRefused { return "refused by the ledger" }
    if fact.isBound { return "only a bound" }
    switch fact.kind {
    case .forecast, .target, .event: return "a \(fact.kind.rawValue), no observation"
    case .reported, .estimate, .derivedBySource: break
    }
    return fact.value == nil ? "without a single figure" : nil
  }

  private func score(
    _ targets: [Target], _ scenario: Scenario, _ request: SimulationRequest, name: String, day: String, _ progress: ProgressLine
  ) throws -> [ModelBacktestScreen.Point] {
    var own = request
    own.end = targets.map(\.lastMonth).max()?.description
    own.outputs = targets.map(\.row.output).unique.joined(separator: ",")
    own.periods = targets.map(\.row.period).unique
    own.by = targets[0].kind.rawValue
    let prepared = try prepare(scenario, own)
    let rows = try Simulator([prepared], settings: try settings(own, for: [prepared])).reportedRows(scenario: 0)
    let values = PathValues(paths: own.paths, columns: rows.count)
    _ = try simulate(
      [prepared], own, progress: progress,
      sink: { _, first, part in
        values.set(part, firstPath: first)
        return true
      }, wantsDrivers: false)
    return try targets.map { target in
      guard let column = rows.firstIndex(where: { $0.output.name == target.row.output && $0.period == target.row.period }) else {
        throw ScenarioError(
          "'\(name)' does not report \(target.row.output) for \(target.row.period).", "Name another output under evidence_checks.")
      }
      return try Self.point(target, sample: values.column(column).map { $0 / target.multiple }, name: name, day: day)
    }
  }

  /// The scores of one fact, in its own unit.
  private static func point(_ target: Target, sample: [Double], name: String, day: String) throws -> ModelBacktestScreen.Point {
    do throws(NumericError) {
      let forecast = try Empirical(values: sample)
      let score = try RankedProbabilityScore.of(sample: sample, at: target.figure, .ordinary)
      let transform = try ProbabilityTransform.bounds(of: target.figure, in: sample)
      return ModelBacktestScreen.Point(
        scenario: name, asOf: day, fact: target.fact.id, output: target.row.output, period: target.row.period, unit: target.fact.unit,
        vintage: target.fact.vintage, actual: target.figure, quantiles: QuantileLevels.all.map(forecast.quantile),
        score: Estimate(score, standardError: try scoreError(sample, at: target.figure)),
        transform: 0.5 * (transform.lowerBound + transform.upperBound))
    } catch {
      throw ScenarioError(
        "\(target.row.output) of '\(name)' as of \(day) has a future that is not finite.", "Narrow the settings that grow without bound.")
    }
  }

  /// One standard error of a sample's score, from the sixteen scrambles; nil below two paths in each.
  private static func scoreError(_ sample: [Double], at y: Double) throws(NumericError) -> Double? {
    let scrambles = 16
    guard sample.count >= 2 * scrambles else { return nil }
    var scores: [Double] = []
    for scramble in 0..<scrambles {
      let own = stride(from: scramble, to: sample.count, by: scrambles).map { sample[$0] }
      scores.append(try RankedProbabilityScore.of(sample: own, at: y, .fair))
    }
    let mean = scores.reduce(0, +) / Double(scrambles)
    let squares = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(scrambles * (scrambles - 1))).squareRoot()
  }
}

/// The values of every path, filled from several threads.
private final class PathValues: Sendable {
  private let columns: Int
  private let stored: Mutex<[Double]>

  init(paths: Int, columns: Int) {
    self.columns = columns
    stored = Mutex([Double](repeating: .nan, count: paths * columns))
  }

  func set(_ values: [Double], firstPath: Int) {
    stored.withLock { all in
      for (index, value) in values.enumerated() { all[firstPath * columns + index] = value }
    }
  }

  /// In the order of the paths.
  func column(_ column: Int) -> [Double] {
    stored.withLock { all in stride(from: column, to: all.count, by: columns).map { all[$0] } }
  }
}
