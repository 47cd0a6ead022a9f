/// A number with the error that more paths would remove, one standard error.
public struct Estimate: Sendable, Hashable {
  public var value: Double
  /// nil: unknown, as with a single path.
  public var standardError: Double?
  public init(_ value: Double, standardError: Double?) {
    self.value = value
    self.standardError = standardError
  }
}

/// What a model says about one of its outputs.
public struct OutputDeclaration: Sendable, Hashable {
  public enum Aggregation: String, Sendable {
    /// Of the months.
    case sum, mean, end, maximum
    /// A single number for the horizon.
    case once
  }
  public var name: String
  /// With `usd` for the scenario's currency already replaced.
  public var unit: String
  public var aggregation: Aggregation
  public var meaning: String
  /// Months are reported even where nobody asked for them.
  public var monthsByDefault: Bool
  /// The output is yes or no (a regime, a question): only its probability is reported.
  public var isEvent: Bool
  public init(
    _ name: String, unit: String, aggregation: Aggregation, meaning: String, monthsByDefault: Bool = false, isEvent: Bool = false
  ) {
    self.name = name
    self.unit = unit
    self.aggregation = aggregation
    self.meaning = meaning
    self.monthsByDefault = monthsByDefault
    self.isEvent = isEvent
  }
}

/// The distribution of one output over one period: a group of rows of `summary.csv`.
public struct ResultSeries: Sendable {
  public var output: String
  public var unit: String
  /// `2026`, `2026-Q3`, `2026-07` or `total`.
  public var period: String
  /// For an event: its probability; `mean`, `sd` and `quantiles` are then nil and empty.
  public var probability: Estimate?
  public var mean: Estimate?
  public var sd: Estimate?
  /// At `QuantileLevels.all`, in order.
  public var quantiles: [Estimate]
  public init(output: String, unit: String, period: String, probability: Estimate?, mean: Estimate?, sd: Estimate?, quantiles: [Estimate]) {
    self.output = output
    self.unit = unit
    self.period = period
    self.probability = probability
    self.mean = mean
    self.sd = sd
    self.quantiles = quantiles
  }
}

/// All series of one scenario, in stable order.
public struct ResultTable: Sendable {
  public var scenario: String
  public var series: [ResultSeries]
  public init(scenario: String, series: [ResultSeries]) {
    self.scenario = scenario
    self.series = series
  }
}

/// The difference `scenario - against` of one output and period, path by path where `paired`.
public struct DifferenceSeries: Sendable {
  public var output: String
  public var unit: String
  public var period: String
  public var scenario: String
  public var against: String
  public var paired: Bool
  public var difference: Estimate
  /// Share of paths on which `scenario` is higher; ties are neither above nor below. nil if unpaired.
  public var shareAbove: Estimate?
  public var shareBelow: Estimate?
  /// Of the difference, at `QuantileLevels.all`; empty if unpaired or for an event.
  public var quantiles: [Estimate]
  /// About how many paths would tell the difference from 0; nil where it is told already, or is 0.
  public var pathsNeeded: Double?
  public init(
    output: String, unit: String, period: String, scenario: String, against: String, paired: Bool, difference: Estimate,
    shareAbove: Estimate?, shareBelow: Estimate?, quantiles: [Estimate], pathsNeeded: Double? = nil
  ) {
    self.output = output
    self.unit = unit
    self.period = period
    self.scenario = scenario
    self.against = against
    self.paired = paired
    self.difference = difference
    self.shareAbove = shareAbove
    self.shareBelow = shareBelow
    self.quantiles = quantiles
    self.pathsNeeded = pathsNeeded
  }

  /// About how many paths would bring a difference to two of its errors, were it as large as it looks: n (2 s/d)², rounded up to two digits.
  ///
  /// Errors of independent paths fall with √n. Those of Sobol' points fall faster, so that fewer may do; and the difference is itself known
  /// to its error only.
  /// - Parameter paths: n, that it was found on.
  public static func pathsNeeded(toTell difference: Estimate, paths: Int) -> Double? {
    guard let error = difference.standardError, error > 0, difference.value != 0, difference.value.magnitude < 2 * error else { return nil }
    let ratio = 2 * error / difference.value
    let needed = Double(paths) * ratio * ratio
    guard needed.isFinite else { return nil }
    var unit = 1.0
    while needed / unit >= 100 { unit *= 10 }
    return (needed / unit).rounded(.up) * unit
  }
}

/// The share of an output's variance that one setting explains alone (first-order Sobol' index).
public struct DriverShare: Sendable {
  public var key: String
  public var share: Estimate
  public init(key: String, share: Estimate) {
    self.key = key
    self.share = share
  }
}

/// The 23 quantile levels of the forecast hubs.
public enum QuantileLevels {
  public static let names: [String] = [
    "0.01", "0.025", "0.05", "0.1", "0.15", "0.2", "0.25", "0.3", "0.35", "0.4", "0.45", "0.5", "0.55", "0.6", "0.65", "0.7", "0.75",
    "0.8", "0.85", "0.9", "0.95", "0.975", "0.99",
  ]
  public static let all: [Double] = names.map { Double($0)! }
  public static let p5 = 2
  public static let p50 = 11
  public static let p95 = 20
}
