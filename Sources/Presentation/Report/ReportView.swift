import ScenarioEngine

/// Everything that a report shows: one scenario, or several side by side.
public struct ReportView: Sendable {
  /// The results of all roads, one of them too; every pair of roads has its differences.
  public var summary: ComparisonSummary
  /// In the order of `summary.names`.
  public var roads: [Road]
  /// Every setting in effect, in reading order.
  public var settings: [Setting]
  /// Every fact that a setting rests on or that the results are checked against, in the ledger's order.
  public var evidence: [Evidence]
  /// What each output means, by its name.
  public var meanings: [String: String]
  /// What to type for the same report, and for the same tables.
  public var commands: [NextCommand]
  public var version: String
  public var seed: UInt64
  public var sampling: String
  public var lapack: String

  /// One scenario of the report.
  public struct Road: Sendable {
    public var name: String
    public var title: String
    public var about: String
    public var parents: [String]
    public var horizon: String
    public var currency: String
    /// What it sets otherwise than its parents, `--set` included; nil where the files have changed since its result was made.
    public var changes: [ShowScreen.Row]?
    /// Keys that it takes away from its parents.
    public var removed: [String]
    /// The settings that explain the spread of its own value.
    public var drivers: [Drivers]
    public var checks: [RunSummary.EvidenceCheck]
    /// The files that were read, each with the SHA-256 of its bytes.
    public var files: [Scenario.FileHash]
    /// The text of its `run.json`.
    public var record: String
    public init(
      name: String, title: String, about: String, parents: [String], horizon: String, currency: String, changes: [ShowScreen.Row]?,
      removed: [String] = [], drivers: [Drivers] = [], checks: [RunSummary.EvidenceCheck] = [], files: [Scenario.FileHash] = [],
      record: String
    ) {
      self.name = name
      self.title = title
      self.about = about
      self.parents = parents
      self.horizon = horizon
      self.currency = currency
      self.changes = changes
      self.removed = removed
      self.drivers = drivers
      self.checks = checks
      self.files = files
      self.record = record
    }
  }

  /// One setting with what each road says of it.
  public struct Setting: Sendable {
    public var key: String
    public var meaning: String
    /// In the order of the roads; nil: not set.
    public var values: [ShowScreen.Row?]
    public init(key: String, meaning: String, values: [ShowScreen.Row?]) {
      self.key = key
      self.meaning = meaning
      self.values = values
    }
  }

  /// One fact, with its document and corrections.
  public struct Evidence: Sendable {
    public var fact: EvidenceScreen.Row
    public var document: Document?
    public var corrections: [Correction]
    /// Keys of settings that rest on it.
    public var keys: [String]
    public init(fact: EvidenceScreen.Row, document: Document?, corrections: [Correction], keys: [String]) {
      self.fact = fact
      self.document = document
      self.corrections = corrections
      self.keys = keys
    }
  }

  public init(
    summary: ComparisonSummary, roads: [Road], settings: [Setting], evidence: [Evidence], meanings: [String: String] = [:],
    commands: [NextCommand],
    version: String, seed: UInt64, sampling: String, lapack: String
  ) {
    self.summary = summary
    self.roads = roads
    self.settings = settings
    self.evidence = evidence
    self.meanings = meanings
    self.commands = commands
    self.version = version
    self.seed = seed
    self.sampling = sampling
    self.lapack = lapack
  }
}
