import ScenarioEngine

/// What the options of `run` and `compare` ask of the engine, checked as far as words can be.
struct SimulationRequest: Sendable {
  static let usualPaths = SimulationSettings.defaultPaths
  static let usualSeed: UInt64 = 1

  var paths = SimulationRequest.usualPaths
  var seed = SimulationRequest.usualSeed
  /// `--set`, in the order given.
  var overrides: [(key: String, text: String)] = []
  /// A day, `2023-03-31`.
  var asOf: String?
  /// First and last month, `2026-01`, where they are not the scenario's.
  var start: String?
  var end: String?
  /// `sobol`, `random` or `latin-hypercube`.
  var sampling = "sobol"
  /// nil: one for each processor.
  var threads: Int?
  /// Names of outputs, or patterns with `*`, commas between; nil: all.
  var outputs: String?
  /// nil: years and the total, and months by default for some outputs.
  var periods: [String]?
  /// `year`, `quarter` or `month`.
  var by = "year"
  /// Whether charts are drawn, which need the shapes of what they draw; no number depends on it.
  var drawsCharts = false
  /// Rows whose shapes are wanted where no charts of the screen are drawn; no number depends on it.
  var shapes: [OutputRow] = []
  /// The result tells where its time went.
  var isTimed = false

  init() {}

  /// What a recorded run asked for, but for its settings, which its scenario holds.
  init(of record: RunRecord, threads: Int? = nil) {
    self.threads = threads
    paths = record.paths
    seed = record.seed
    sampling = record.sampling
    asOf = record.asOf
    start = record.start
    end = record.end
    outputs = record.outputs
    periods = record.periods
    by = record.by ?? "year"
  }

  /// A recorded run made again with all its rows, those that were left out then too.
  init(again record: RunRecord) {
    self.init(of: record)
    (outputs, periods) = (nil, nil)
  }

  /// The option that makes the numbers other than those of the shipped tables; nil where none does.
  var departure: String? {
    if !overrides.isEmpty { return "--set" }
    if paths != SimulationRequest.usualPaths { return "--paths" }
    if seed != SimulationRequest.usualSeed { return "--seed" }
    if asOf != nil { return "--as-of" }
    if start != nil { return "--start" }
    if end != nil { return "--end" }
    if sampling != "sobol" { return "--sampling" }
    if outputs != nil { return "--outputs" }
    if periods != nil { return "--periods" }
    return by == "year" ? nil : "--by"
  }
}
