import ScenarioEngine

/// Growth curves fitted to one series: parameters with their errors, what the data leave open, and the fitted values beside the data.
public enum FitScreen {
  /// A parameter, or a quantity that follows from parameters.
  public struct Quantity: Sendable {
    public var name: String
    public var meaning: String
    public var unit: String
    /// nil where the best fit has no finite one.
    public var value: Double?
    public var standardError: Double?
    public var covarianceLow: Double?
    public var covarianceHigh: Double?
    /// nil where the profile stays open.
    public var profileLow: Double?
    public var profileHigh: Double?
    /// Why the data do not determine it, a phrase; nil if they do.
    public var unidentified: String?
    public init(
      name: String, meaning: String, unit: String, value: Double?, standardError: Double?, covarianceLow: Double?, covarianceHigh: Double?,
      profileLow: Double?, profileHigh: Double?, unidentified: String?
    ) {
      self.name = name
      self.meaning = meaning
      self.unit = unit
      self.value = value
      self.standardError = standardError
      self.covarianceLow = covarianceLow
      self.covarianceHigh = covarianceHigh
      self.profileLow = profileLow
      self.profileHigh = profileHigh
      self.unidentified = unidentified
    }
  }

  /// An observation beside the curve.
  public struct Value: Sendable {
    public var period: String
    public var observed: Double
    public var fitted: Double
    public var standardError: Double?
    public init(period: String, observed: Double, fitted: Double, standardError: Double?) {
      self.period = period
      self.observed = observed
      self.fitted = fitted
      self.standardError = standardError
    }
  }

  /// A fitted curve.
  public struct Curve: Sendable {
    public var name: String
    public var formula: String
    public var parameters: [Quantity]
    public var derived: [Quantity]
    /// How the fit ended, in words.
    public var outcome: String
    public var isLimitingForm: Bool
    /// AICc; nil with too few points for it.
    public var criterion: Double?
    public var residualDeviation: Double?
    public var explainedShare: Double
    public var degreesOfFreedom: Int
    /// The decimal year from which the curve counts, if it does.
    public var launch: Double?
    public var values: [Value]
    public init(
      name: String, formula: String, parameters: [Quantity], derived: [Quantity], outcome: String, isLimitingForm: Bool, criterion: Double?,
      residualDeviation: Double?, explainedShare: Double, degreesOfFreedom: Int, launch: Double?, values: [Value]
    ) {
      self.name = name
      self.formula = formula
      self.parameters = parameters
      self.derived = derived
      self.outcome = outcome
      self.isLimitingForm = isLimitingForm
      self.criterion = criterion
      self.residualDeviation = residualDeviation
      self.explainedShare = explainedShare
      self.degreesOfFreedom = degreesOfFreedom
      self.launch = launch
      self.values = values
    }

    /// Parameters and what follows from them.
    public var quantities: [Quantity] { parameters + derived }
    public var ceiling: Quantity? { quantities.first { $0.name == "ceiling" } }
  }

  /// A curve that could not be fitted.
  public struct Refusal: Sendable {
    public var curve: String
    public var reason: String
    public init(curve: String, reason: String) {
      self.curve = curve
      self.reason = reason
    }
  }

  /// What the screen shows.
  public struct View: Sendable {
    public var series: String
    public var unit: String
    public var asOf: String?
    public var confidence: Double
    /// `absolute` or `relative`.
    public var errors: String
    /// Whether all curves are compared; the first is shown in full either way.
    public var isComparison: Bool
    /// The best first.
    public var curves: [Curve]
    public var refused: [Refusal]
    public var leftOut: [String]
    public var notes: [String]
    public init(
      series: String, unit: String, asOf: String?, confidence: Double, errors: String, isComparison: Bool, curves: [Curve],
      refused: [Refusal], leftOut: [String], notes: [String]
    ) {
      self.series = series
      self.unit = unit
      self.asOf = asOf
      self.confidence = confidence
      self.errors = errors
      self.isComparison = isComparison
      self.curves = curves
      self.refused = refused
      self.leftOut = leftOut
      self.notes = notes
    }
  }

  /// The order of a comparison: those with a criterion before those without, the smallest first.
  public static func ranked(_ curves: [Curve]) -> [Curve] {
    curves.enumerated().sorted { a, b in
      let (x, y) = (a.element.criterion ?? .infinity, b.element.criterion ?? .infinity)
      return x == y ? a.offset < b.offset : x < y
    }.map(\.element)
  }

  /// For a machine: every curve's parameters, what follows from them, its goodness of fit and its values beside the data.
  public static func rowTable(_ view: View) -> RowTable {
    var table = RowTable(columns: [
      "series", "curve", "kind", "name", "unit", "value", "standard_error", "covariance_low", "covariance_high", "profile_low",
      "profile_high", "observed", "words",
    ])
    for curve in view.curves {
      for (kind, quantities) in [("parameter", curve.parameters), ("derived", curve.derived)] {
        for one in quantities {
          let cell = { (value: Double?) -> RowTable.Cell in value.map { one.unit == "year" ? .year($0) : .number($0) } ?? .missing }
          table.add([
            .text(view.series), .text(curve.name), .text(kind), .text(one.name), .text(one.unit), cell(one.value),
            .init(one.standardError), cell(one.covarianceLow), cell(one.covarianceHigh), cell(one.profileLow), cell(one.profileHigh),
            .missing, .text(one.unidentified ?? "identified"),
          ])
        }
      }
      let goodness: [(String, String, Double?)] = [
        ("aicc", "1", curve.criterion), ("residual_sd", view.errors == "absolute" ? view.unit : "1", curve.residualDeviation),
        ("explained_share", "share", curve.explainedShare), ("degrees_of_freedom", "1", Double(curve.degreesOfFreedom)),
      ]
      for (name, unit, value) in goodness {
        table.add(
          [.text(view.series), .text(curve.name), .text("fit"), .text(name), .text(unit), .init(value)]
            + [RowTable.Cell](repeating: .missing, count: 6) + [.text(name == "aicc" ? curve.outcome : "")])
      }
      for one in curve.values {
        table.add(
          [
            .text(view.series), .text(curve.name), .text("value"), .text(one.period), .text(view.unit), .init(one.fitted),
            .init(one.standardError),
          ] + [RowTable.Cell](repeating: .missing, count: 4) + [.init(one.observed), .text("")])
      }
    }
    for one in view.refused {
      table.add(
        [.text(view.series), .text(one.curve), .text("refused")] + [RowTable.Cell](repeating: .missing, count: 9) + [.text(one.reason)])
    }
    return table
  }
}
