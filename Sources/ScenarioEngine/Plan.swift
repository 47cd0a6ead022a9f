import NumericCore

/// A scenario ready to be simulated: complete, checked, columnar. Printing it shows what a run will do.
public struct Plan: Sendable {
  /// A numeric setting as a column of a block.
  public struct Column: Sendable {
    public var key: String
    public var range: ClosedRange<Double>
    /// In order; the first holds from the start.
    public var segments: [Segment]
    public struct Segment: Sendable {
      /// The month from which on it holds, from 0.
      public var month: Int
      public var source: Source
    }
    public enum Source: Sendable {
      case constant(Double)
      case drawn(ColumnQuantile, PathStream)
      /// A drawn setting that is correlated with others: row of a correlation group.
      case correlated(ColumnQuantile, group: Int, row: Int)
      /// A coefficient of a fit, 0 the level and 1 the rate.
      case fit(Int, coefficient: Int)
    }
    public var isUncertain: Bool {
      segments.contains { if case .constant = $0.source { false } else { true } }
    }
  }

  /// Settings drawn jointly through a Gaussian copula, in the order of their numbers.
  public struct CorrelationGroup: Sendable {
    public var streams: [PathStream]
    public var copula: GaussianCopula
  }

  public let scenario: Scenario
  public let horizon: Horizon
  /// Whether `--start` or `--end` differ from the file's horizon.
  public let horizonIsCut: Bool
  public let currency: String
  /// The day by which facts were known, if the run is as of one.
  public let asOf: String?
  public let columns: [Column]
  public let fits: [FittedTrend]
  public let correlations: [CorrelationGroup]
  /// The facts that settings and fits rest on, by id, with their vintages.
  public let factsUsed: [FactUse]
  /// Keys of a run as of a day that rest on younger facts beside known ones, in the order of the files.
  public let partlyYounger: [String]
  /// What a person should know of, such as a prior that spills a little over its range.
  public let remarks: [Diagnostic]
  let checked: [String: CheckedSetting]
  private let declarations: [Declaration]
  private let indices: [String: Int]
  private let redrawnQuantities: [String: RedrawnQuantity]
  private let groupNames: [String: [String]]

  public struct FactUse: Sendable, Hashable, Codable {
    public var id: String
    public var vintage: String
    public init(id: String, vintage: String) {
      self.id = id
      self.vintage = vintage
    }
  }

  init(
    scenario: Scenario, horizon: Horizon, horizonIsCut: Bool, asOf: String?, columns: [Column], fits: [FittedTrend],
    correlations: [CorrelationGroup], factsUsed: [FactUse], partlyYounger: [String], remarks: [Diagnostic],
    checked: [String: CheckedSetting],
    redrawn: [String: RedrawnQuantity], declarations: [Declaration]
  ) {
    self.declarations = declarations
    self.scenario = scenario
    self.horizon = horizon
    self.horizonIsCut = horizonIsCut
    currency = scenario.currency
    self.asOf = asOf
    self.columns = columns
    self.fits = fits
    self.correlations = correlations
    self.factsUsed = factsUsed
    self.partlyYounger = partlyYounger
    self.remarks = remarks
    self.checked = checked
    redrawnQuantities = redrawn
    indices = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1.key, $0) })
    groupNames = Self.groupNames(scenario)
  }

  /// Names given in the file under each prefix of a key, in the file's order.
  static func groupNames(_ scenario: Scenario) -> [String: [String]] {
    var names: [String: [String]] = [:]
    for key in scenario.order where scenario.settings[key] != nil {
      let parts = key.split(separator: ".").map(String.init)
      var prefix = ""
      for part in parts {
        if names[prefix]?.contains(part) != true { names[prefix, default: []].append(part) }
        prefix = prefix.isEmpty ? part : prefix + "." + part
      }
    }
    return names
  }

  /// Months at which some column changes, from 0.
  public var segmentStarts: [Int] { Set(columns.flatMap { $0.segments.map(\.month) } + [0]).sorted() }

  /// The column of a numeric setting.
  ///
  /// - Precondition: the model declared it.
  public func columnIndex(_ key: String) -> Int {
    guard let index = indices[key] else { preconditionFailure("the model reads '\(key)', which it did not declare") }
    return index
  }

  /// Names under a group such as `regulation.regimes`, in the file's order.
  public func names(in group: String) -> [String] { groupNames[group] ?? [] }

  /// Whether a file says something of the key.
  public func isSet(_ key: String) -> Bool { checked[key] != nil }

  /// The place of a key, or of the first key below it.
  public func location(under key: String) -> SourceLocation? {
    if let setting = scenario.settings[key] { return setting.location }
    let prefix = key.hasSuffix(".") ? key : key + "."
    return scenario.order.first { $0.hasPrefix(prefix) && scenario.settings[$0] != nil }.flatMap { scenario.settings[$0]?.location }
  }

  /// The value of a numeric setting that is certain and the same in every month.
  public func constant(_ key: String) -> Double? {
    guard let index = indices[key], columns[index].segments.count == 1, case .constant(let value) = columns[index].segments[0].source
    else { return nil }
    return value
  }

  /// A number that is drawn anew each time.
  public func redrawn(_ key: String) -> RedrawnQuantity {
    guard let quantity = redrawnQuantities[key] else { preconditionFailure("the model redraws '\(key)', which it did not declare so") }
    return quantity
  }

  /// Whether a period outside the horizon is no mistake of whoever wrote the key: the horizon is cut, or a younger file set it.
  public func mayLieOutside(_ key: String) -> Bool {
    let files = scenario.files.map(\.file)
    guard let own = location(under: key).flatMap({ files.firstIndex(of: $0.file) }),
      let horizon = files.firstIndex(of: scenario.horizonLocation.file)
    else { return horizonIsCut }
    return horizonIsCut || own < horizon
  }

  public func word(_ key: String) -> String {
    if case .word(let word)? = checked[key]?.quantity { return word }
    return fallback(key) ?? ""
  }
  public func flag(_ key: String) -> Bool {
    if case .flag(let flag)? = checked[key]?.quantity { return flag }
    return fallback(key) == "true"
  }
  public func list(_ key: String) -> [String]? {
    if case .names(let names)? = checked[key]?.quantity { return names }
    return nil
  }
  public func integer(_ key: String) -> Int {
    if case .count(let count)? = checked[key]?.quantity { return count }
    return fallback(key).flatMap { Int($0) } ?? 0
  }

  /// What holds where a group of the file leaves a key out.
  private func fallback(_ key: String) -> String? { declarations.first { $0.covers(key) }?.fallback }
  /// Days from the start of the horizon to a date; nil where it is not set.
  public func dayOffset(_ key: String) -> Int? {
    if case .day(let day)? = checked[key]?.quantity { return horizon.offset(of: day) }
    return nil
  }

  /// Months from the start of the horizon to a month.
  ///
  /// - Precondition: the key is declared as a month without a fallback, so that it is always set.
  public func monthIndex(_ key: String) -> Int {
    guard case .month(let month)? = checked[key]?.quantity else { preconditionFailure("'\(key)' is not a month") }
    return horizon.index(of: month)
  }
}

/// A number that a model draws anew each time it needs it, such as the length of an extension.
public struct RedrawnQuantity: Sendable {
  let quantile: ColumnQuantile
  let range: ClosedRange<Double>

  /// The value at a uniform, clamped to the setting's range.
  public func value(uniform: Double) -> Double { min(max(quantile.value(atUniform: uniform), range.lowerBound), range.upperBound) }
}
