import NumericCore

/// How many futures are drawn, how, and what is reported of them.
public struct SimulationSettings: Sendable {
  public var paths: Int
  public var seed: UInt64
  public var sampling: Sampling
  public var threads: Int
  /// Finer periods for every output.
  public var by: ReportPeriod.Kind?
  /// Outputs wanted: patterns with `*`, separated by commas, or nil for all.
  public var outputs: String?
  /// Labels of periods wanted, or nil for all.
  public var periods: [String]?
  /// Rows whose shapes are wanted, such as for charts; those that are not reported have none.
  public var shapes: [OutputRow] = []
  /// Every value is kept, and quantiles are those of the sample.
  public var isExact: Bool
  /// The result tells where the time went.
  public var isTimed: Bool
  /// Bytes that the rows of a thread may take before chunks are simulated in slices, which moves no bit of the result.
  var sliceBytes = 12 << 20

  public static let defaultPaths = 65_536
  public static let largestPaths = 1_000_000_000

  public init(
    paths: Int = defaultPaths, seed: UInt64 = 1, sampling: Sampling = .sobol, threads: Int = 1, by: ReportPeriod.Kind? = nil,
    outputs: String? = nil, periods: [String]? = nil, isExact: Bool = false, isTimed: Bool = false
  ) {
    self.paths = paths
    self.seed = seed
    self.sampling = sampling
    self.threads = threads
    self.by = by
    self.outputs = outputs
    self.periods = periods
    self.isExact = isExact
    self.isTimed = isTimed
  }

  /// Whether rows of an output and period are wanted.
  public func isReported(_ output: String, _ period: ReportPeriod) -> Bool {
    // Periods first: patterns take far longer.
    (periods.map { $0.contains(period.label) } ?? true) && (outputs.map { Self.matches(output, pattern: $0) } ?? true)
  }

  /// Whether a name matches one of several patterns separated by commas, in which `*` stands for any text.
  public static func matches(_ name: String, pattern: String) -> Bool {
    pattern.split(separator: ",").contains { part in
      let pieces = part.split(separator: "*", omittingEmptySubsequences: false)
      guard pieces.count > 1 else { return name == part }
      guard name.hasPrefix(pieces[0]), name.hasSuffix(pieces[pieces.count - 1]),
        name.count >= pieces[0].count + pieces[pieces.count - 1].count
      else { return false }
      var rest = name.dropFirst(pieces[0].count)
      for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
        guard let found = rest.firstRange(of: piece) else { return false }
        rest = rest[found.upperBound...]
      }
      return rest.count >= pieces[pieces.count - 1].count
    }
  }
}

/// A scenario ready to run: its plan and the model built from it.
public struct PreparedScenario: Sendable {
  public let plan: Plan
  public let model: any ScenarioModel
  public init(plan: Plan, model: any ScenarioModel) {
    self.plan = plan
    self.model = model
  }
  public var name: String { plan.scenario.name }
}

/// A row of the result: an output and a period.
public struct OutputRow: Sendable, Hashable {
  public var output: String
  public var period: String
  public init(output: String, period: String) {
    self.output = output
    self.period = period
  }
}

/// A fact that a model reproduces: the row that stands for it, and how many of the fact's units the row counts.
public struct EvidenceCheck: Sendable, Hashable {
  public var fact: String
  public var row: OutputRow
  /// The row over the fact, such as 31 for sales a day against those of a month.
  public var multiple: Double
  public init(fact: String, row: OutputRow, multiple: Double) {
    self.fact = fact
    self.row = row
    self.multiple = multiple
  }
}

/// What a model says of a fact.
public struct CheckResult: Sendable {
  public var check: EvidenceCheck
  public var series: ResultSeries
}

/// What a simulation found.
public struct SimulationResult: Sendable {
  public var tables: [ResultTable]
  /// By pair, in the order asked for.
  public var differences: [[DifferenceSeries]]
  /// Shares of variance by scenario and target, largest first.
  public var drivers: [[OutputRow: [DriverShare]]]
  public var differenceDrivers: [[OutputRow: [DriverShare]]]
  /// By scenario.
  public var checks: [[CheckResult]]
  /// Of the rows that `SimulationSettings.shapes` names, by scenario, and of their differences by pair.
  public var shapes: [[OutputRow: DistributionShape]]
  public var differenceShapes: [[OutputRow: DistributionShape]]
  /// Where a timed run has spent its time; 0 without `isTimed`.
  public var seconds = StageSeconds()
}

/// Why a simulation did not end.
public enum SimulationError: Error, Equatable {
  case interrupted
  /// A value that is not finite: of which scenario, output and period, on which path.
  case notFinite(scenario: String, output: String, period: String, path: UInt64)
}
