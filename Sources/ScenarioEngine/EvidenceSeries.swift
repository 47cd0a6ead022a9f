/// The figures of one quantity of one entity in one region, in order of time.
public struct EvidenceSeries: Sendable, Hashable {
  /// entity/region/metric
  public let name: String
  /// The unit of the points.
  public let unit: String
  /// What may be fitted, oldest first.
  public let points: [Point]
  /// The other facts of the series, each with the reason why it is no point, in the order of the ledger.
  public let leftOut: [LeftOut]

  public struct Point: Sendable, Hashable {
    /// The middle of the period, in years.
    public let time: Double
    /// In the unit of the series.
    public let value: Double
    /// The day by which it was known.
    public let vintage: String
    /// The id of the fact.
    public let id: String
    /// From a weak source: to be given a wide error.
    public let isWeak: Bool
    public let period: Period

    public init(time: Double, value: Double, vintage: String, id: String, isWeak: Bool, period: Period) {
      self.time = time
      self.value = value
      self.vintage = vintage
      self.id = id
      self.isWeak = isWeak
      self.period = period
    }
  }

  public struct LeftOut: Sendable, Hashable {
    public let id: String
    /// A phrase, such as "a bound".
    public let reason: String

    public init(id: String, reason: String) {
      self.id = id
      self.reason = reason
    }
  }

  /// A series made elsewhere, such as from a table of the user's own; its points oldest first.
  public init(name: String, unit: String, points: [Point], leftOut: [LeftOut] = []) {
    self.name = name
    self.unit = unit
    self.points = points
    self.leftOut = leftOut
  }

  /// Sorts the facts of one series into points and others.
  ///
  /// A point is a reported, estimated or derived single figure that is neither a bound nor refused nor zero. Of several figures for one
  /// period the better one counts (reported before derived before estimated, firm before weak, then the order of the ledger). Of several
  /// units the one with most figures counts. Sums of money over periods of different lengths are no common series: the length with most
  /// figures counts, of two equally frequent ones the later figure's.
  init(name: String, facts: [Fact]) {
    var leftOut: [String: String] = [:]
    var candidates: [(fact: Fact, point: Point, place: Int)] = []
    for (place, fact) in facts.enumerated() {
      if let reason = Self.objection(to: fact) {
        leftOut[fact.id] = reason
      } else if let value = fact.value, let period = Period(fact.period) {
        let point = Point(
          time: period.middle, value: value, vintage: fact.vintageDay, id: fact.id, isWeak: fact.isSuspectSource, period: period)
        candidates.append((fact, point, place))
      }
    }
    let unit = Self.mostFrequent(candidates.map(\.fact.unit)) ?? facts.first?.unit ?? ""
    for (fact, _, _) in candidates where fact.unit != unit { leftOut[fact.id] = "in another unit, \(fact.unit)" }
    candidates.removeAll { $0.fact.unit != unit }
    candidates.sort { ($0.point.time, Self.rank($0.fact), $0.place) < ($1.point.time, Self.rank($1.fact), $1.place) }
    if Self.isMoney(unit), let months = Self.mostFrequent(candidates.reversed().map(\.point.period.months)) {
      for (fact, point, _) in candidates where point.period.months != months { leftOut[fact.id] = "a sum over a period of another length" }
      candidates.removeAll { $0.point.period.months != months }
    }
    var points: [Point] = []
    for (fact, point, _) in candidates {
      if let last = points.last, last.period == point.period {
        leftOut[fact.id] = "the same figure as \(last.id)"
      } else {
        points.append(point)
      }
    }
    self.name = name
    self.unit = unit
    self.points = points
    self.leftOut = facts.compactMap { fact in leftOut[fact.id].map { LeftOut(id: fact.id, reason: $0) } }
  }

  /// Why a fact can be no point on its own account; nil if it can.
  private static func objection(to fact: Fact) -> String? {
    switch fact.kind {
    case .event: return "an event"
    case .target: return "a target"
    case .forecast: return "a forecast"
    case .reported, .estimate, .derivedBySource: break
    }
    if fact.isRefused { return "refused" }
    if fact.isBound { return "a bound" }
    guard let value = fact.value else { return "a range without a figure" }
    if value == 0 { return "zero" }
    if Period(fact.period) == nil { return "without a period" }
    return nil
  }

  private static func rank(_ fact: Fact) -> Int {
    (fact.isSuspectSource ? 3 : 0) + (fact.kind == .reported ? 0 : fact.kind == .derivedBySource ? 1 : 2)
  }

  /// A plain currency, neither per user nor per day: such a figure grows with the length of its period.
  private static func isMoney(_ unit: String) -> Bool { unit == "usd" || unit == "rmb" }

  /// The most frequent element, of several the one met first.
  private static func mostFrequent<Element: Hashable>(_ elements: [Element]) -> Element? {
    var counts: [Element: Int] = [:]
    for element in elements { counts[element, default: 0] += 1 }
    let most = counts.values.max()
    return elements.first { counts[$0] == most }
  }
}
