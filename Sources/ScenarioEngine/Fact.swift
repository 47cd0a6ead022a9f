/// A dated figure or event read out of a document: a row of `facts.csv`, with the corrections applied.
public struct Fact: Sendable, Hashable, Codable {
  public var id: String
  public var entity: String
  public var region: String
  public var metric: String
  /// The lower end, in `unit`; nil where none is printed or the figure is refused.
  public var low: Double?
  /// The figure, in `unit`.
  public var value: Double?
  /// The upper end, in `unit`.
  public var high: Double?
  public var unit: String
  /// The time that the figure is about, readable by `Period`; empty where the printed one is refused.
  public var period: String
  public var kind: Kind
  /// When it was known, a day, month or year.
  public var vintage: String
  /// The id of its document.
  public var document: String
  /// The line of the document, and what to look for there.
  public var locator: String
  /// What to beware of, with tags in capitals.
  public var caveat: String
  /// The printed fields that a correction changed or refused, `unit usd; value 6`; empty where there are none.
  public var printed: String
  /// Refused by a correction of its value.
  public var isWithdrawn: Bool
  public var location: SourceLocation

  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case reported, estimate, forecast, target, event
    case derivedBySource = "derived_by_source"
  }

  public enum Bound: String, Sendable, Hashable, Codable { case lower, upper }

  /// Whether the figure is only a bound, and on which side.
  public var bound: Bound? {
    caveat.contains("BOUND lower") ? .lower : caveat.contains("BOUND upper") ? .upper : nil
  }
  public var isBound: Bool { bound != nil }
  /// A weak source: wide errors.
  public var isSuspectSource: Bool { caveat.contains("SUSPECT_SOURCE") }
  public var isApproximate: Bool { caveat.contains("APPROX") }
  /// Whether its date, unit or value is doubtful as printed, so that a correction must say what to do.
  public var needsCorrection: Bool { ["SUSPECT_DATE", "SUSPECT_UNIT", "SUSPECT_VALUE"].contains { caveat.contains($0) } }
  /// Never fitted and never the source of a setting: withdrawn by a correction, or marked so in the caveat.
  public var isRefused: Bool { isWithdrawn || caveat.contains("do not fit") }

  /// The name of the series that it belongs to, entity/region/metric.
  public var series: String { "\(entity)/\(region)/\(metric)" }
  /// The day by which it was known: the last one of the vintage.
  public var vintageDay: String { Period(vintage)?.lastDay ?? vintage }

  public init(
    id: String, entity: String, region: String, metric: String, low: Double?, value: Double?, high: Double?, unit: String, period: String,
    kind: Kind, vintage: String, document: String, locator: String, caveat: String, printed: String = "", isWithdrawn: Bool = false,
    location: SourceLocation
  ) {
    self.id = id
    self.entity = entity
    self.region = region
    self.metric = metric
    self.low = low
    self.value = value
    self.high = high
    self.unit = unit
    self.period = period
    self.kind = kind
    self.vintage = vintage
    self.document = document
    self.locator = locator
    self.caveat = caveat
    self.printed = printed
    self.isWithdrawn = isWithdrawn
    self.location = location
  }
}
