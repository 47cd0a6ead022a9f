/// How small standard errors are to become: of which numbers of a result, and to what.
///
/// `ownership.value_to_owner:total:mean=0.1B usd`: output or pattern, period, statistic as in `summary.csv`, and the error, in the output's unit or in
/// percent of the number itself. Without a statistic it is the mean, of events the probability; without a period every period.
public struct PrecisionTarget: Sendable, Hashable {
  /// As written.
  public let text: String
  private let outputs: String
  private let period: String?
  private let statistic: String?
  private let size: Double
  private let isRelative: Bool
  private let unit: String

  /// A number whose error is too large still.
  public struct Shortfall: Sendable, Hashable {
    /// `ownership.value_to_owner, total, mean`.
    public var name: String
    public var unit: String
    /// nil: not known.
    public var error: Double?
    /// What the error is to be at most.
    public var wanted: Double
  }

  /// A number of a result as a target sees it.
  private struct Candidate {
    var output: String
    var unit: String
    var period: String
    var statistic: String
    var estimate: Estimate
    /// In front of its name: of a difference, between which.
    var pair = ""
  }

  /// - Parameter usual: what an error alone is meant of.
  /// - Throws: `ScenarioError` where the text cannot be read or the error is no error.
  public init(_ text: String, usual: OutputRow) throws(ScenarioError) {
    self.text = text
    let example = "Write an error such as 0.5%, or of what it is: --precision 'ownership.value_to_owner:total:q0.05=0.1B usd'."
    let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { $0.trimmed }
    let number: Expression
    do throws(ExpressionError) { number = try Expression.parse(sides[sides.count - 1]) } catch {
      throw ScenarioError("--precision '\(text)': \(error.problem)", example)
    }
    guard case .constant(let size) = number.value, size.isFinite else {
      throw ScenarioError("--precision '\(text)' holds no single number.", example)
    }
    isRelative = number.body.trimmed.hasSuffix("%")
    unit = number.unit
    self.size = size
    try Self.check(size, isRelative: isRelative, text)
    guard sides.count == 2 else {
      (outputs, period, statistic) = (usual.output, usual.period, nil)
      return
    }
    let parts = sides[0].split(separator: ":", omittingEmptySubsequences: false).map { $0.trimmed }
    guard parts.count <= 3, parts.allSatisfy({ !$0.isEmpty }) else {
      throw ScenarioError("--precision '\(text)' is not OUTPUT:PERIOD:STATISTIC=ERROR.", example)
    }
    outputs = parts[0]
    period = parts.count > 1 && parts[1] != "*" ? parts[1] : nil
    statistic = parts.count > 2 ? parts[2] : nil
    if let statistic, !Self.statistics.contains(statistic) {
      throw ScenarioError(
        "--precision '\(text)': there is no statistic '\(statistic)'.\(Spelling.hint(statistic, among: Self.statistics))",
        "There are mean, sd, probability and quantiles such as q0.05.")
    }
  }

  private static let statistics = ["mean", "sd", "probability"] + SummaryFile.quantileNames

  private static func check(_ size: Double, isRelative: Bool, _ text: String) throws(ScenarioError) {
    guard size > 0 else {
      throw ScenarioError(
        "--precision '\(text)': an error of \(size == 0 ? "0" : "less than 0") is never reached.", "Give one above 0, such as 0.5%.")
    }
    guard isRelative, !(1e-6...0.5).contains(size) else { return }
    throw ScenarioError(
      "--precision '\(text)': \(size > 0.5 ? "so large an error says nothing" : "so small an error is never reached").",
      "Give one from 0.0001% to 50%.")
  }

  // MARK: - Looking at results

  /// The numbers of a table whose errors are too large still.
  /// - Throws: `ScenarioError` where nothing in the table is meant.
  public func shortfalls(in table: ResultTable) throws(ScenarioError) -> [Shortfall] {
    try shortfalls(
      among: table.series.flatMap { series in
        SummaryFile.statistics(of: series).map {
          Candidate(output: series.output, unit: series.unit, period: series.period, statistic: $0.name, estimate: $0.estimate)
        }
      })
  }

  /// The differences whose errors are too large still.
  /// - Throws: `ScenarioError` where no difference is meant.
  public func shortfalls(in differences: [DifferenceSeries]) throws(ScenarioError) -> [Shortfall] {
    try shortfalls(
      among: differences.flatMap { series in
        let pair = "\(series.scenario) less \(series.against), "
        let centre = series.quantiles.isEmpty ? "probability" : "mean"
        return ([(centre, series.difference)] + zip(SummaryFile.quantileNames, series.quantiles)).map {
          Candidate(output: series.output, unit: series.unit, period: series.period, statistic: $0.0, estimate: $0.1, pair: pair)
        }
      })
  }

  private func shortfalls(among candidates: [Candidate]) throws(ScenarioError) -> [Shortfall] {
    let meant = candidates.filter {
      SimulationSettings.matches($0.output, pattern: outputs) && (period ?? $0.period) == $0.period
        && (statistic.map { [$0] } ?? ["mean", "probability"]).contains($0.statistic)
    }
    guard let first = meant.first else {
      let names = candidates.map(\.output)
      let isKnown = names.contains { SimulationSettings.matches($0, pattern: outputs) }
      throw ScenarioError(
        "--precision '\(text)' means no number of the result.\(isKnown ? "" : Spelling.hint(outputs, among: Set(names)))",
        "Name an output, a period and a statistic that it has, as in summary.csv.")
    }
    if !unit.isEmpty, let other = meant.first(where: { $0.unit != unit }) {
      throw ScenarioError(
        "--precision '\(text)': \(other.output) is in \(other.unit), not in \(unit).", "Give the error in \(first.unit), or in %.")
    }
    return meant.compactMap { candidate in
      let wanted = isRelative ? size * candidate.estimate.value.magnitude : size
      if let error = candidate.estimate.standardError, error <= wanted { return nil }
      return Shortfall(
        name: "\(candidate.pair)\(candidate.output), \(candidate.period), \(candidate.statistic)", unit: candidate.unit,
        error: candidate.estimate.standardError, wanted: wanted)
    }
  }
}

extension StringProtocol {
  /// Without blanks around it.
  fileprivate var trimmed: String {
    let start = drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }
}
