import ScenarioEngine

/// A model task: targets of the same kind that are asked for in the same scenarios and periods.
public struct HubTask: Sendable {
  /// All of one kind.
  public var targets: [HubTarget]
  public var location: String
  /// Places of the runs.
  public var runs: [Int]
  /// Labels of periods with the months from the round to their end, in order.
  public var horizons: [(period: String, months: Int)]
}

/// The tasks that some runs can answer.
public struct HubTasks: Sendable {
  /// The day from which months are counted, `2025-10-01`.
  public let round: String
  /// Of each run, in the order of the runs.
  public let locations: [String]
  /// In the order in which the runs hold them.
  public let tasks: [HubTask]
  /// Targets with their place, in the order in which their samples are numbered.
  public let sampled: [String: Int]
  /// What is not asked for, in words.
  public let leftOut: [String]

  private struct Place: Hashable {
    var target: HubTarget
    var location: String
  }
  private struct Group: Hashable {
    var step: ReportPeriod.Kind
    var kind: HubTarget.Kind
    var location: String
    var runs: [Int]
    var periods: [String]
  }

  /// - Throws: `ScenarioError` where runs differ in horizon or currency, a location is unknown, or a target has other periods in one run
  ///   than in another.
  public init(_ runs: [ExportedRun], _ options: HubOptions) throws(ScenarioError) {
    try Self.checkAlike(runs)
    let horizon = runs[0].horizon
    let locations = try runs.map { run throws(ScenarioError) in try Self.location(of: run, options) }
    round = options.round ?? Period("\(horizon.first)")?.firstDay ?? ""
    var leftOut: [String] = []
    let found = try Self.places(runs, locations, &leftOut)
    var order: [Group] = []
    var members: [Group: [HubTarget]] = [:]
    var sampled: [String: Int] = [:]
    for (place, holders) in found {
      let periods = holders[0].periods
      guard holders.allSatisfy({ $0.periods == periods }) else {
        throw ScenarioError(
          "'\(place.target.output)' has other periods in '\(runs[holders[0].run].name)' than in other runs.",
          "Run them with the same --periods and --by, or leave it out with --outputs.")
      }
      let group = Group(
        step: place.target.step, kind: place.target.kind, location: place.location, runs: holders.map(\.run), periods: periods)
      if members[group] == nil { order.append(group) }
      members[group, default: []].append(place.target)
      if case .number = place.target.kind { sampled[Self.key(place.target, place.location)] = sampled.count }
    }
    var tasks: [HubTask] = []
    for group in order {
      let horizons = Self.horizons(of: group, round: round, horizon, &leftOut)
      if !horizons.isEmpty {
        tasks.append(HubTask(targets: members[group] ?? [], location: group.location, runs: group.runs, horizons: horizons))
      }
    }
    guard !tasks.isEmpty else { throw ScenarioError("No row of the runs is a target of round \(round).", "Choose an earlier --round.") }
    self.tasks = tasks
    self.locations = locations
    self.sampled = sampled
    self.leftOut = leftOut.unique
  }

  /// The periods of a group that end in the round's month or later.
  private static func horizons(of group: Group, round: String, _ horizon: Horizon, _ leftOut: inout [String]) -> [(
    period: String, months: Int
  )] {
    let horizons = group.periods.compactMap { period in
      Self.months(from: round, toEndOf: period, horizon).map { (period: period, months: $0) }
    }
    let ended = group.periods.count - horizons.count
    if ended > 0 {
      leftOut.append(
        "\(NumberText.count(ended, "period")) of each '\(group.step.rawValue)' target, which \(ended == 1 ? "ends" : "end") before \(round)."
      )
    }
    return horizons
  }

  private static func checkAlike(_ runs: [ExportedRun]) throws(ScenarioError) {
    let first = runs[0]
    for run in runs.dropFirst() where run.horizon != first.horizon {
      throw ScenarioError(
        "'\(first.name)' covers \(first.horizon.first) to \(first.horizon.last), '\(run.name)' \(run.horizon.first) to \(run.horizon.last): "
          + "a round has one origin and one set of horizons.", "Export them apart.")
    }
    for run in runs.dropFirst() where run.record.scenario.currency != first.record.scenario.currency {
      throw ScenarioError(
        "'\(first.name)' is in \(first.record.scenario.currency), '\(run.name)' in \(run.record.scenario.currency): a target has one unit.",
        "Export them apart.")
    }
  }

  private static func location(of run: ExportedRun, _ options: HubOptions) throws(ScenarioError) -> String {
    if let location = options.location ?? run.region?.uppercased() { return location }
    throw ScenarioError("'\(run.name)' is fitted to no series, so its location is unknown.", "Say it, such as --location US.")
  }

  static func key(_ target: HubTarget, _ location: String) -> String { "\(target.id)\n\(location)" }

  /// The last day of a period.
  public static func end(of period: String, _ horizon: Horizon) -> String {
    Period(period == "total" ? "\(horizon.last)" : period)?.lastDay ?? ""
  }

  /// Whole months from a day to the end of a period; nil where it ends before.
  static func months(from round: String, toEndOf period: String, _ horizon: Horizon) -> Int? {
    let last = end(of: period, horizon)
    guard last >= round, let day = CalendarDay(round), let end = CalendarDay(last) else { return nil }
    // The day after the end is the first of a month.
    let whole = CalendarMonth(of: day).months(to: CalendarMonth(of: end).advanced(by: 1))
    return round.hasSuffix("-01") ? whole : whole - 1
  }

  // MARK: - What the runs hold

  private static func places(_ runs: [ExportedRun], _ locations: [String], _ leftOut: inout [String]) throws(ScenarioError) -> [(
    Place, [(run: Int, periods: [String])]
  )] {
    var order: [Place] = []
    var holders: [Place: [(run: Int, periods: [String])]] = [:]
    for (number, run) in runs.enumerated() {
      for (target, period) in try targets(of: run, &leftOut) {
        let place = Place(target: target, location: locations[number])
        var own = holders[place] ?? []
        if own.isEmpty { order.append(place) }
        if own.last?.run == number {
          own[own.count - 1].periods.append(period)
        } else {
          own.append((number, [period]))
        }
        holders[place] = own
      }
    }
    return order.map { ($0, holders[$0] ?? []) }
  }

  /// The targets of a run, with a period each; legal states together, sums over the horizon not at all.
  private static func targets(of run: ExportedRun, _ leftOut: inout [String]) throws(ScenarioError) -> [(HubTarget, String)] {
    var found: [(HubTarget, String)] = []
    let states = run.outputs.filter { $0.name.hasPrefix(HubTarget.statePrefix) }.map(\.name)
    let held = run.table.series.map(\.output).unique.filter { $0.hasPrefix(HubTarget.statePrefix) }
    let hasStates = held == states
    if !held.isEmpty, !hasStates {
      leftOut.append(
        "the legal states of \(run.name): only \(held.count) of its \(states.count) \(held.count == 1 ? "is" : "are") in the result, and the sum is not 1."
      )
    }
    for series in run.table.series {
      guard let step = HubTarget.step(of: series.period), let output = run.declaration(of: series.output) else { continue }
      if step == .total, output.aggregation != .once { continue }
      if series.output.hasPrefix(HubTarget.statePrefix) {
        guard hasStates, series.output == states[0] else { continue }
        let names = states.map { String($0.dropFirst(HubTarget.statePrefix.count)) }
        found.append(
          (
            HubTarget(
              step: step, output: HubTarget.stateOutput, unit: "legal state", meaning: "legal state at the end of the period",
              kind: .state(names)), series.period
          ))
        continue
      }
      let atLeastZero = HubTarget.isAtLeastZero(series.unit)
      if atLeastZero, let low = series.quantiles.first, low.value < 0 {
        throw ScenarioError(
          "'\(series.output)' of \(series.period) in '\(run.name)' is \(low.value.sixDigits) \(series.unit) at its 1 % quantile, but cannot be "
            + "negative.", "Leave it out with --outputs.")
      }
      let kind: HubTarget.Kind =
        output.isEvent ? .answer : .number(atLeastZero: atLeastZero, isCount: series.unit == "1")
      found.append(
        (HubTarget(step: step, output: series.output, unit: series.unit, meaning: output.meaning, kind: kind), series.period))
    }
    return found
  }
}
