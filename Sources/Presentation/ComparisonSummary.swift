import NumericCore
import ScenarioEngine

/// What the screen of a comparison shows: scenarios side by side, and their differences future by future.
public struct ComparisonSummary: Sendable {
  /// `Three roads for TikTok in the United States`; nil: the scenarios' names.
  public var headline: String?
  /// The reference first.
  public var names: [String]
  public var titles: [String]
  public var horizon: String
  public var evidenceTo: String?
  public var paths: Int
  public var seconds: Double?
  /// The futures of all scenarios share their luck.
  public var paired: Bool
  /// In the order of `names`.
  public var tables: [ResultTable]
  public var differences: [DifferenceSeries]
  public var words: OutputWords
  /// The rows to show; nil: `ComparisonSummary.headlineRows`.
  public var rows: [Row]?
  public var settingDifferences: [SettingDifference]
  public var drivers: [Drivers]
  public var odds: Odds?
  public var notes: [String]
  public var foot: String
  public var next: [NextCommand]
  /// What a precision that was asked for took, a sentence, and whether it was met.
  public var precision: String?
  public var precisionIsMet = true
  /// Of the rows that charts show, in the order of `names`; empty where nothing is drawn.
  public var shapes: [[OutputRow: DistributionShape]]
  /// Of their differences, future by future.
  public var differenceShapes: [PairShapes]

  /// The distributions of the differences of a pair.
  public struct PairShapes: Sendable {
    public var scenario: String
    public var against: String
    public var shapes: [OutputRow: DistributionShape]
    public init(scenario: String, against: String, shapes: [OutputRow: DistributionShape]) {
      self.scenario = scenario
      self.against = against
      self.shapes = shapes
    }
  }

  /// One line of the tables.
  public struct Row: Sendable, Hashable {
    public var output: String
    public var period: String
    public init(_ output: String, _ period: String) {
      self.output = output
      self.period = period
    }
  }

  /// A setting that the scenarios set differently.
  public struct SettingDifference: Sendable, Hashable {
    public var key: String
    /// One for each scenario, in order; nil: not set.
    public var values: [Value?]
    public struct Value: Sendable, Hashable {
      public var text: String
      /// `scenarios/ban.yaml:9`.
      public var place: String
      public init(text: String, place: String) {
        self.text = text
        self.place = place
      }
    }
    public init(key: String, values: [Value?]) {
      self.key = key
      self.values = values
    }
  }

  /// How likely each road is held to be: a judgement, with its place.
  public struct Odds: Sendable, Hashable {
    public var place: String
    /// Most likely first.
    public var shares: [Share]
    public struct Share: Sendable, Hashable {
      public var name: String
      public var probability: Double
      public init(_ name: String, _ probability: Double) {
        self.name = name
        self.probability = probability
      }
    }
    public init(place: String, shares: [Share]) {
      self.place = place
      self.shares = shares
    }
  }

  public init(
    headline: String? = nil, names: [String], titles: [String], horizon: String, evidenceTo: String?, paths: Int, seconds: Double? = nil,
    paired: Bool = true, tables: [ResultTable], differences: [DifferenceSeries], words: OutputWords = OutputWords(), rows: [Row]? = nil,
    settingDifferences: [SettingDifference] = [], drivers: [Drivers] = [], odds: Odds? = nil, notes: [String] = [], foot: String = "",
    next: [NextCommand] = [], shapes: [[OutputRow: DistributionShape]] = [], differenceShapes: [PairShapes] = []
  ) {
    self.headline = headline
    self.names = names
    self.titles = titles
    self.horizon = horizon
    self.evidenceTo = evidenceTo
    self.paths = paths
    self.seconds = seconds
    self.paired = paired
    self.tables = tables
    self.differences = differences
    self.words = words
    self.rows = rows
    self.settingDifferences = settingDifferences
    self.drivers = drivers
    self.odds = odds
    self.notes = notes
    self.foot = foot
    self.next = next
    self.shapes = shapes
    self.differenceShapes = differenceShapes
  }

  /// Users at the end of the first whole year, that year's revenue, and the values.
  public static func headlineRows(of tables: [ResultTable]) -> [Row] {
    guard let first = tables.first else { return [] }
    let present = Set(first.series.map { Row($0.output, $0.period) })
    let year = first.series.filter { $0.output == "ad_revenue.revenue" && ScreenText.isYear($0.period) }.map(\.period).min() ?? "total"
    let wanted = [
      Row("user_growth.monthly_users", year + "-12"), Row("ad_revenue.revenue", year), Row("ad_revenue.displaced", year),
      Row("commerce.gmv", year), Row("regulation.days_dark", "total"), Row("ownership.value_to_owner", "total"),
      Row("ownership.terminal_value_to_owner", "total"), Row("ownership.value_of_us_business", "total"),
    ].filter(present.contains)
    return wanted.isEmpty ? first.series.filter { $0.probability == nil }.map { Row($0.output, $0.period) } : wanted
  }
}
