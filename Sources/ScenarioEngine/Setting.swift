/// A place in a file: what an error message begins with.
public struct SourceLocation: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The path as a person would write it; `--set` for the command line.
  public var file: String
  /// From 1.
  public var line: Int
  /// From 1.
  public var column: Int
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
  /// `scenarios/x.yaml:14:7`; the command line has no lines.
  public var description: String { file == "--set" ? file : "\(file):\(line):\(column)" }
}

/// Where a number comes from: facts of the ledger, a judgement with its reason, or both.
public struct Origin: Sendable, Hashable, Codable {
  public var judgement: String?
  /// Ids of facts.
  public var sources: [String]
  public init(judgement: String? = nil, sources: [String] = []) {
    self.judgement = judgement
    self.sources = sources
  }
  public var isEmpty: Bool { judgement == nil && sources.isEmpty }
}

/// What a file says of one key.
public struct Setting: Sendable, Hashable, Codable {
  public var key: String
  public var value: Value
  public var origin: Origin
  public var location: SourceLocation
  /// Older values for as-of runs, each usable from its day on, oldest first.
  public var known: [Alternative]

  public enum Value: Sendable, Hashable {
    /// A scalar as it was written: a number, a distribution, a word, a date.
    case text(String)
    /// A list of names.
    case names([String])
    /// A coefficient of a fit, `level` or `rate`.
    case fit(name: String, coefficient: String)
    /// Values from the first day of a month on (`2027-01`), oldest first.
    case byDate([Dated])
  }
  /// In `run.json` as in a file: `value`, `names`, `fit` with `coefficient`, or `values`.
  private enum CodingKeys: String, CodingKey {
    case key, value, names, fit, coefficient, values, judgement, source, file, line, column, known
  }

  public init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: CodingKeys.self)
    key = try box.decode(String.self, forKey: .key)
    if let text = try box.decodeIfPresent(String.self, forKey: .value) {
      value = .text(text)
    } else if let names = try box.decodeIfPresent([String].self, forKey: .names) {
      value = .names(names)
    } else if let fit = try box.decodeIfPresent(String.self, forKey: .fit) {
      value = .fit(name: fit, coefficient: try box.decode(String.self, forKey: .coefficient))
    } else {
      value = .byDate(try box.decode([Dated].self, forKey: .values))
    }
    origin = Origin(
      judgement: try box.decodeIfPresent(String.self, forKey: .judgement),
      sources: try box.decodeIfPresent([String].self, forKey: .source) ?? [])
    location = SourceLocation(
      file: try box.decode(String.self, forKey: .file), line: try box.decode(Int.self, forKey: .line),
      column: try box.decode(Int.self, forKey: .column))
    known = try box.decodeIfPresent([Alternative].self, forKey: .known) ?? []
  }

  public func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: CodingKeys.self)
    try box.encode(key, forKey: .key)
    switch value {
    case .text(let text): try box.encode(text, forKey: .value)
    case .names(let names): try box.encode(names, forKey: .names)
    case .fit(let name, let coefficient):
      try box.encode(name, forKey: .fit)
      try box.encode(coefficient, forKey: .coefficient)
    case .byDate(let values): try box.encode(values, forKey: .values)
    }
    try box.encodeIfPresent(origin.judgement, forKey: .judgement)
    if !origin.sources.isEmpty { try box.encode(origin.sources, forKey: .source) }
    try box.encode(location.file, forKey: .file)
    try box.encode(location.line, forKey: .line)
    try box.encode(location.column, forKey: .column)
    if !known.isEmpty { try box.encode(known, forKey: .known) }
  }

  public struct Dated: Sendable, Hashable, Codable {
    public var month: String
    public var text: String
    public var location: SourceLocation
    public init(month: String, text: String, location: SourceLocation) {
      self.month = month
      self.text = text
      self.location = location
    }
  }
  public struct Alternative: Sendable, Hashable, Codable {
    /// The day from which on it was known, `2023-03-31`.
    public var day: String
    public var text: String
    public var origin: Origin
    public var location: SourceLocation
    public init(day: String, text: String, origin: Origin, location: SourceLocation) {
      self.day = day
      self.text = text
      self.origin = origin
      self.location = location
    }
  }
  public init(key: String, value: Value, origin: Origin, location: SourceLocation, known: [Alternative] = []) {
    self.key = key
    self.value = value
    self.origin = origin
    self.location = location
    self.known = known
  }
}

/// One mistake in a file or in the words of a command: where, what is wrong, what to do.
public struct Diagnostic: Sendable, Hashable, CustomStringConvertible {
  public enum Severity: Sendable { case mistake, remark }
  public var severity: Severity
  public var location: SourceLocation?
  /// What is wrong, a sentence with its full stop.
  public var problem: String
  /// What to do, a sentence with its full stop.
  public var remedy: String
  public init(_ severity: Severity = .mistake, at location: SourceLocation?, _ problem: String, _ remedy: String) {
    self.severity = severity
    self.location = location
    self.problem = problem
    self.remedy = remedy
  }
  public var description: String { (location.map { "\($0): " } ?? "") + problem + (remedy.isEmpty ? "" : " " + remedy) }
}

/// The mistakes of a user, all that were found at once.
public struct ScenarioError: Error, CustomStringConvertible {
  public var diagnostics: [Diagnostic]
  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
  public init(at location: SourceLocation? = nil, _ problem: String, _ remedy: String) {
    diagnostics = [Diagnostic(at: location, problem, remedy)]
  }
  public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}

/// A least-squares fit that a scenario declares: `fits.NAME`.
public struct FitDeclaration: Sendable, Hashable, Codable {
  public enum Curve: String, Sendable, Codable, CaseIterable {
    /// Straight in ln(v/(c - v)).
    case logistic
    /// Straight in ln v.
    case logLinear = "log_linear"
    case linear
  }
  public enum Observation: Sendable, Hashable, Codable {
    /// The series' value at a time in years.
    case level(value: Double, year: Double)
    /// The rate itself, per year.
    case rate(Double)
    /// A relative growth over `perYear`-th parts of a year, around a level: rate = perYear ln(1 + growth)/(1 - around/c).
    case growth(Double, perYear: Double, around: Double)
  }
  public struct Row: Sendable, Hashable, Codable {
    public var name: String
    public var observation: Observation
    /// Standard deviation of the row in the fitted scale (log-odds, logs, or the series' unit).
    public var sd: Double
    public var origin: Origin
    public var location: SourceLocation
    public init(name: String, observation: Observation, sd: Double, origin: Origin, location: SourceLocation) {
      self.name = name
      self.observation = observation
      self.sd = sd
      self.origin = origin
      self.location = location
    }
  }
  public var name: String
  /// The series fitted, entity/region/metric.
  public var series: String
  public var curve: Curve
  /// The stated capacity c of a logistic curve, in the series' unit.
  public var capacity: Double?
  /// The time of the level, in years.
  public var originYear: Double
  public var rows: [Row]
  public var location: SourceLocation
  public init(
    name: String, series: String, curve: Curve, capacity: Double?, originYear: Double, rows: [Row], location: SourceLocation
  ) {
    self.name = name
    self.series = series
    self.curve = curve
    self.capacity = capacity
    self.originYear = originYear
    self.rows = rows
    self.location = location
  }
}

/// A rank correlation between two settings, -1...1.
public struct CorrelationDeclaration: Sendable, Hashable, Codable {
  public var first: String
  public var second: String
  public var rho: Double
  public var origin: Origin
  public var location: SourceLocation
  public init(first: String, second: String, rho: Double, origin: Origin, location: SourceLocation) {
    self.first = first
    self.second = second
    self.rho = rho
    self.origin = origin
    self.location = location
  }
}

/// A scenario as it was written, with what its ancestors said merged in: nothing is interpreted but the structure.
public struct Scenario: Sendable, Codable {
  public var name: String
  public var title: String
  public var about: String
  /// Direct parents, in the order written.
  public var parents: [String]
  /// The horizon, first and last month as written, `2025-10`.
  public var start: String
  public var end: String
  public var horizonLocation: SourceLocation
  public var currency: String
  /// Every setting in effect, by key. Keys left out of a group are absent here; their `fallback` holds.
  public var settings: [String: Setting]
  /// Keys in reading order: as first met from the oldest ancestor on.
  public var order: [String]
  public var fits: [FitDeclaration]
  public var correlations: [CorrelationDeclaration]
  /// The files read, oldest ancestor first, each with the SHA-256 of its bytes.
  public var files: [FileHash]
  public struct FileHash: Sendable, Hashable, Codable {
    public var file: String
    public var sha256: String
    public init(file: String, sha256: String) {
      self.file = file
      self.sha256 = sha256
    }
  }
  public init(
    name: String, title: String, about: String, parents: [String], start: String, end: String, horizonLocation: SourceLocation,
    currency: String, settings: [String: Setting], order: [String], fits: [FitDeclaration], correlations: [CorrelationDeclaration],
    files: [FileHash]
  ) {
    self.name = name
    self.title = title
    self.about = about
    self.parents = parents
    self.start = start
    self.end = end
    self.horizonLocation = horizonLocation
    self.currency = currency
    self.settings = settings
    self.order = order
    self.fits = fits
    self.correlations = correlations
    self.files = files
  }
}
