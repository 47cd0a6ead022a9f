import NumericCore
import ScenarioEngine

/// What the screen of one run shows.
public struct RunSummary: Sendable {
  public var name: String
  public var title: String
  public var about: String
  /// `2025-10 to 2030-12`.
  public var horizon: String
  /// The last day of which a fact was used, or the day of an as-of run.
  public var evidenceTo: String?
  public var paths: Int
  public var seed: UInt64
  /// Wall time in seconds; shown, never recorded.
  public var seconds: Double?
  public var table: ResultTable
  public var words: OutputWords
  /// The outputs and periods to show; nil: the headline outputs, years and totals.
  public var outputs: [String]?
  public var periods: [String]?
  public var drivers: [Drivers]
  public var evidenceCheck: [EvidenceCheck]
  /// Clamped spill, dropped questions and the like, one sentence each.
  public var notes: [String]
  /// The sentence about money; empty where no money is shown.
  public var foot: String
  public var next: [NextCommand]
  /// Of the rows that charts show.
  public var shapes: [OutputRow: DistributionShape]

  /// A fact about the platform that the model can reproduce, beside the model's own distribution of the same quantity.
  public struct EvidenceCheck: Sendable {
    public var fact: String
    /// As used, in `unit`.
    public var printed: Double
    public var unit: String
    public var median: Double
    public var p5: Double
    public var p95: Double
    public init(fact: String, printed: Double, unit: String, median: Double, p5: Double, p95: Double) {
      self.fact = fact
      self.printed = printed
      self.unit = unit
      self.median = median
      self.p5 = p5
      self.p95 = p95
    }
  }

  public init(
    name: String, title: String, about: String, horizon: String, evidenceTo: String?, paths: Int, seed: UInt64, seconds: Double? = nil,
    table: ResultTable, words: OutputWords = OutputWords(), outputs: [String]? = nil, periods: [String]? = nil, drivers: [Drivers] = [],
    evidenceCheck: [EvidenceCheck] = [], notes: [String] = [], foot: String = "", next: [NextCommand] = [],
    shapes: [OutputRow: DistributionShape] = [:]
  ) {
    self.name = name
    self.title = title
    self.about = about
    self.horizon = horizon
    self.evidenceTo = evidenceTo
    self.paths = paths
    self.seed = seed
    self.seconds = seconds
    self.table = table
    self.words = words
    self.outputs = outputs
    self.periods = periods
    self.drivers = drivers
    self.evidenceCheck = evidenceCheck
    self.notes = notes
    self.foot = foot
    self.next = next
    self.shapes = shapes
  }
}
