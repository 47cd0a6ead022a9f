import NumericCore
import Presentation
import ScenarioEngine

extension PlatformEngine {
  func fit(_ request: FitRequest) throws -> FitScreen.View {
    let series =
      try request.source.hasSuffix(".csv") ? Self.series(ofFile: request.source) : series(named: request.source, asOf: request.asOf)
    let curves = try Self.growthCurves(request)
    let points = series.points.map { TrendPoint(year: $0.time, value: $0.value, relativeError: $0.isWeak ? Self.weakError : nil) }
    var fits: [FitScreen.Curve] = []
    var refused: [FitScreen.Refusal] = []
    var errors: [NumericError] = []
    for curve in curves {
      do throws(NumericError) {
        let fit = try GrowthFit(curve, to: points, errors: request.errors, launch: request.launch)
        fits.append(try Self.shown(fit, series, confidence: request.confidence))
      } catch {
        errors.append(error)
        refused.append(FitScreen.Refusal(curve: curve.name, reason: Self.reason(error, curve)))
      }
    }
    // The last curve refused is not the one that asks least: the first is.
    if fits.isEmpty, let error = errors.first { throw Self.fitRefusal(error, series, curves[0]) }
    return FitScreen.View(
      series: series.name, unit: series.unit, asOf: request.asOf, confidence: request.confidence, errors: request.errors.rawValue,
      isComparison: request.curve == nil, curves: FitScreen.ranked(fits), refused: refused,
      leftOut: series.leftOut.map { "\($0.id): \($0.reason)" }, notes: Self.fitNotes(points, request))
  }

  private static func growthCurves(_ request: FitRequest) throws(ScenarioError) -> [any GrowthCurve] {
    guard let name = request.curve else { return GrowthCurves.all }
    guard let curve = GrowthCurves.all.first(where: { $0.name == name }) else {
      let names = GrowthCurves.all.map(\.name)
      throw ScenarioError(
        "--curve '\(name)' is unknown.\(Spelling.hint(name, among: names))", "Write one of \(names.joined(separator: ", ")), or all.")
    }
    if request.launch != nil, !curve.countsFromLaunch {
      throw ScenarioError("--launch does nothing for the \(name) curve.", "Leave it out: only bass and weibull count from a launch.")
    }
    return [curve]
  }

  /// A fit as the screen shows it.
  private static func shown(_ fit: GrowthFit, _ series: EvidenceSeries, confidence: Double) throws(NumericError) -> FitScreen.Curve {
    let parameters = try fit.estimates(confidence: confidence)
    var derived: [GrowthEstimate] = []
    for estimate in [try fit.ceiling(confidence: confidence), try fit.midpoint(confidence: confidence)].compactMap({ $0 })
    where !parameters.contains(where: { $0.quantity.name == estimate.quantity.name }) {
      derived.append(estimate)
    }
    return FitScreen.Curve(
      name: fit.curve.name, formula: fit.curve.formula, parameters: parameters.map { shown($0, series.unit) },
      derived: derived.map { shown($0, series.unit) }, outcome: fit.sentence, isLimitingForm: fit.isLimitingForm,
      criterion: fit.informationCriterion.flatMap { $0.isFinite ? $0 : nil }, residualDeviation: fit.residualStandardDeviation,
      explainedShare: fit.explainedShare, degreesOfFreedom: fit.fit.degreesOfFreedom, launch: fit.launch,
      values: series.points.map { point in
        FitScreen.Value(
          period: point.period.description, observed: point.value, fitted: fit.value(at: point.time),
          standardError: fit.standardError(at: point.time))
      })
  }

  private static func shown(_ estimate: GrowthEstimate, _ unit: String) -> FitScreen.Quantity {
    let reason: String? =
      if case .unidentified(_, let why) = estimate.identification { why.description } else { nil }
    let isLimitingForm = estimate.identification == .unidentified(estimate.quantity.name, .limitingForm)
    return FitScreen.Quantity(
      name: estimate.quantity.name, meaning: estimate.quantity.meaning, unit: Self.unit(estimate.quantity.dimension, unit),
      value: isLimitingForm ? nil : estimate.value, standardError: estimate.standardError,
      covarianceLow: estimate.covarianceInterval?.lowerBound, covarianceHigh: estimate.covarianceInterval?.upperBound,
      profileLow: estimate.profile.lower, profileHigh: estimate.profile.upper, unidentified: reason)
  }

  private static func unit(_ dimension: GrowthQuantity.Dimension, _ unit: String) -> String {
    switch dimension {
    case .value: unit
    case .rate: "per year"
    case .duration: "years"
    case .time: "year"
    case .number: "1"
    }
  }

  private static func fitNotes(_ points: [TrendPoint], _ request: FitRequest) -> [String] {
    var notes = ["Errors are \(request.errors == .absolute ? "the same everywhere" : "in proportion to the curve") and independent."]
    if points.contains(where: { $0.relativeError != nil }) {
      let times = Int((weakError / Trend.assumedObservationDeviation).rounded())
      notes.append("Points from weak sources weigh as if their errors were \(times) times the others'.")
    }
    notes.append("A fit describes the past; `crossroads forecast` looks ahead, with errors that grow.")
    return notes
  }

  // MARK: - Refusals

  /// A phrase for a list.
  private static func reason(_ error: NumericError, _ curve: any GrowthCurve) -> String {
    switch error {
    case .tooFewRows(let rows, let columns):
      "it has \(curve.quantities.count) parameters and needs points of \(columns) times, there \(rows == 1 ? "is" : "are") \(rows)"
    case .parameter(_, let name, let value, let allowed): "\(name) is \(value), but must be \(allowed)"
    default: "it cannot be fitted to such figures"
    }
  }

  private static func fitRefusal(_ error: NumericError, _ series: EvidenceSeries, _ curve: any GrowthCurve) -> ScenarioError {
    switch error {
    case .tooFewRows(let rows, let columns):
      return ScenarioError(
        "'\(series.name)' has points of \(NumberText.count(rows, "time")); "
          + "a curve of \(curve.quantities.count) parameters (\(curve.name)) needs \(columns).",
        "Give a longer series, or a curve with fewer parameters; `crossroads forecast` can work with fewer points and a prior.")
    case .parameter(_, "every value", let value, _):
      return ScenarioError("All figures of '\(series.name)' are \(value): there is no growth to fit.", "Give a series that changes.")
    case .parameter(_, "launch", let value, let allowed):
      return ScenarioError("The launch, \(value), must be \(allowed).", "Give --launch an earlier period.")
    case .parameter(_, let name, let value, let allowed):
      return ScenarioError(
        "'\(series.name)': \(name) is \(value), but must be \(allowed).", "Growth curves are for positive figures: leave such points out.")
    default:
      return ScenarioError(
        "The \(curve.name) curve cannot be fitted to '\(series.name)': its figures are too small, too large or too far apart.",
        "Choose another --curve, or check the figures.")
    }
  }
}
