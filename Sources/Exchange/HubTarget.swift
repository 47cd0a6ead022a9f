import ScenarioEngine

/// What a hub asks for: an output over months, quarters, years or the horizon.
public struct HubTarget: Sendable, Hashable {
  /// What is said of a target.
  public enum Kind: Sendable, Hashable {
    /// Mean, quantiles and samples; `atLeastZero` where the output cannot be negative.
    case number(atLeastZero: Bool, isCount: Bool)
    /// Yes or no.
    case answer
    /// One of several names.
    case state([String])
  }
  public var step: ReportPeriod.Kind
  public var output: String
  public var unit: String
  public var meaning: String
  public var kind: Kind

  /// `month user_growth.monthly_users`.
  public var id: String { "\(step.rawValue) \(output)" }

  /// Steps of a time series, counted in months; the horizon as a whole is none.
  public var isStepAhead: Bool { step != .total }

  /// The legal states of a run as one output.
  static let stateOutput = "regulation.regime"
  static let statePrefix = stateOutput + "."

  /// Units of what cannot be below 0.
  static func isAtLeastZero(_ unit: String) -> Bool { ["users", "hours", "days", "1", "share"].contains(unit) }

  /// The step of a period's label.
  static func step(of period: String) -> ReportPeriod.Kind? {
    switch Period(period) {
    case .year: .year
    case .quarter: .quarter
    case .month: .month
    case nil where period == "total": .total
    default: nil
    }
  }
}
