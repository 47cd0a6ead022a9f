extension GrowthFit {
  /// Every parameter of the curve.
  ///
  /// - Throws: `NumericError.parameter` for a confidence outside 0 to 1.
  public func estimates(confidence: Double) throws(NumericError) -> [GrowthEstimate] {
    var result: [GrowthEstimate] = []
    for (j, quantity) in curve.quantities.enumerated() {
      result.append(try estimate(quantity, .parameter(j), isLogarithm: quantity.isPositive, confidence, index: j))
    }
    return result
  }

  /// The ceiling; nil for a curve that has none.
  ///
  /// - Throws: `NumericError.parameter` for a confidence outside 0 to 1.
  public func ceiling(confidence: Double) throws(NumericError) -> GrowthEstimate? {
    guard curve.logarithmOfCeiling(frame.scaled(fit.parameters.map { Dual($0) })) != nil else { return nil }
    let (curve, frame) = (curve, frame)
    let function = ParameterFunction { fitted in curve.logarithmOfCeiling(frame.scaled(fitted)) ?? Dual(.nan) }
    return try estimate(.ceiling, function, isLogarithm: true, confidence)
  }

  /// When half of the ceiling is reached; nil for a curve without a ceiling.
  ///
  /// - Throws: `NumericError.parameter` for a confidence outside 0 to 1.
  public func midpoint(confidence: Double) throws(NumericError) -> GrowthEstimate? {
    guard curve.midpoint(frame.scaled(fit.parameters.map { Dual($0) })) != nil else { return nil }
    let (curve, frame) = (curve, frame)
    let function = ParameterFunction { fitted in curve.midpoint(frame.scaled(fitted)) ?? Dual(.nan) }
    return try estimate(.midpoint, function, isLogarithm: false, confidence)
  }

  /// The curve itself at a decimal year: where it lies, not where a further observation would.
  ///
  /// - Throws: `NumericError.parameter` for a confidence outside 0 to 1 or a year that is not after the launch.
  public func prediction(at year: Double, confidence: Double) throws(NumericError) -> GrowthEstimate {
    try NumericError.require(year, "year", of: curve.name, "after the launch") { $0 > (launch ?? -.infinity) }
    let (curve, time, frame) = (curve, frame.time(year), frame)
    let function = ParameterFunction { fitted in log(curve.value(at: time, frame.scaled(fitted))) }
    return try estimate(GrowthQuantity("value", "the curve", .value, isPositive: true), function, isLogarithm: true, confidence)
  }

  /// - Parameters:
  ///   - function: of the fitted parameters, as scaled number or as its logarithm.
  ///   - index: of the parameter, if it is one.
  private func estimate(
    _ quantity: GrowthQuantity, _ function: ParameterFunction, isLogarithm: Bool, _ confidence: Double, index: Int? = nil
  ) throws(NumericError) -> GrowthEstimate {
    let deviate = try NonlinearLeastSquares.criticalValue(fit, confidence: confidence)
    let asFitted = GrowthQuantity(quantity.name, quantity.meaning, quantity.dimension, isPositive: isLogarithm)
    let value = function.value(fit.parameters)
    let linear = fit.standardError(of: function)
    let isLimitingForm = isAtLimit(function, value, linear, index)
    let reach = isLogarithm ? Self.factorSearched + value.magnitude : Self.lengthsSearched
    let profile = try profile(function, confidence, reach: reach)
    return GrowthEstimate(
      quantity, value: frame.natural(value, asFitted),
      standardError: isLimitingForm ? nil : linear.map { ($0 * frame.slope(value, asFitted)).magnitude }, deviate: deviate,
      profile: profile.mapped { frame.natural($0, asFitted) }, isLimitingForm: isLimitingForm)
  }

  /// Whether the value is one that the data do not determine, or that moves with the limits of the search.
  private func isAtLimit(_ function: ParameterFunction, _ value: Double, _ error: Double?, _ index: Int?) -> Bool {
    if let index {
      if fit.atBound.contains(index) { return true }
      if case .singular(let parameters) = fit.outcome, parameters.contains(index) { return true }
      if case .diverged(let parameters) = fit.outcome, parameters.contains(index) { return true }
    }
    guard let widerParameters else { return false }
    let movement = (function.value(widerParameters) - value).magnitude
    return !(movement <= Self.noticeable * (error ?? 0))
  }

  /// The profile, open where its end moves with the limits of the search.
  private func profile(_ function: ParameterFunction, _ confidence: Double, reach: Double) throws(NumericError) -> ProfileInterval {
    let trace = try NonlinearLeastSquares.profileTrace(problem, fit, of: function, confidence: confidence, reach: reach)
    let estimate = function.value(fit.parameters)
    guard let trace else { return ProfileInterval(lower: estimate, upper: estimate, confidence: confidence) }
    let wider = ProfileTrace(
      problem: widerProblem, fit: fit, errorScale: trace.errorScale, quantity: function, limit: trace.limit, reach: reach)
    let ends = [-1.0, 1].map { direction -> Double? in
      guard let end = trace.end(direction: direction) else { return nil }
      guard end.isAtBound else { return end.quantity }
      guard let other = wider.end(direction: direction) else { return nil }
      let movement = (other.quantity - end.quantity).magnitude
      return movement <= Self.noticeable * (end.quantity - estimate).magnitude ? end.quantity : nil
    }
    return ProfileInterval(lower: ends[0], upper: ends[1], confidence: confidence)
  }

  /// What moves by more than this part of its error, as the limits of the search move, depends on them.
  private static let noticeable = 0.1
  /// How far a profile is searched: in logarithms, a factor of 100,000 beyond the largest observation.
  private static let factorSearched = 11.5
  /// And in lengths of the series, or growth over one such length.
  private static let lengthsSearched = 1000.0
}
