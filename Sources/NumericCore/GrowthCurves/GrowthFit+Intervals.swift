extension GrowthFit {
  /// Every parameter of the curve.
  ///
  /// - Throws: `NumericError.parameter` for a confidence outside 0 to 1.
  public func estimates(confidence: Double) throws(NumericError) -> [GrowthEstimate] {
    var result: [GrowthEstimate] = []
    for (j, quantity) in curve.quantities.enumerated() {
      let index = j
      result.append(
        try estimate(
          quantity, .parameter(j), isLogarithm: quantity.isPositive, confidence,
          isLimitingForm: fit.atBound.contains(index) || isUndetermined(index)))
    }
    return result
  }

  /// The ceiling; nil for a curve that has none.
  ///
  /// - Throws: `NumericError.parameter` for a confidence outside 0 to 1.
  public func ceiling(confidence: Double) throws(NumericError) -> GrowthEstimate? {
    guard curve.ceiling(frame.scaled(fit.parameters.map { Dual($0) })) != nil else { return nil }
    let (curve, frame) = (curve, frame)
    let function = ParameterFunction { fitted in log(curve.ceiling(frame.scaled(fitted)) ?? Dual(.nan)) }
    return try estimate(.ceiling, function, isLogarithm: true, confidence, isLimitingForm: isLimit(.ceiling))
  }

  /// When half of the ceiling is reached; nil for a curve without a ceiling.
  ///
  /// - Throws: `NumericError.parameter` for a confidence outside 0 to 1.
  public func midpoint(confidence: Double) throws(NumericError) -> GrowthEstimate? {
    guard curve.midpoint(frame.scaled(fit.parameters.map { Dual($0) })) != nil else { return nil }
    let (curve, frame) = (curve, frame)
    let function = ParameterFunction { fitted in curve.midpoint(frame.scaled(fitted)) ?? Dual(.nan) }
    return try estimate(.midpoint, function, isLogarithm: false, confidence, isLimitingForm: isLimit(.midpoint))
  }

  /// The curve itself at a decimal year: where it lies, not where a further observation would.
  ///
  /// - Throws: `NumericError.parameter` for a confidence outside 0 to 1 or a year that is not after the launch.
  public func prediction(at year: Double, confidence: Double) throws(NumericError) -> GrowthEstimate {
    try NumericError.require(year, "year", of: curve.name, "after the launch") { $0 > (launch ?? -.infinity) }
    let (curve, time, frame) = (curve, frame.time(year), frame)
    let function = ParameterFunction { fitted in log(curve.value(at: time, frame.scaled(fitted))) }
    return try estimate(
      GrowthQuantity("value", "the curve", .value, isPositive: true), function, isLogarithm: true, confidence, isLimitingForm: false)
  }

  /// Whether a parameter of this name was pressed against a limit of the search or is not determined.
  private func isLimit(_ quantity: GrowthQuantity) -> Bool {
    guard let index = curve.quantities.firstIndex(where: { $0.name == quantity.name }) else { return isLimitingForm }
    return fit.atBound.contains(index) || isUndetermined(index)
  }

  private func isUndetermined(_ index: Int) -> Bool {
    switch fit.outcome {
    case .singular(let parameters), .diverged(let parameters): parameters.contains(index)
    case .converged, .stalled, .iterationLimit: false
    }
  }

  /// - Parameter function: of the fitted parameters, as scaled number or as its logarithm.
  private func estimate(
    _ quantity: GrowthQuantity, _ function: ParameterFunction, isLogarithm: Bool, _ confidence: Double, isLimitingForm: Bool
  ) throws(NumericError) -> GrowthEstimate {
    let deviate = try NonlinearLeastSquares.criticalValue(fit, confidence: confidence)
    let asFitted = GrowthQuantity(quantity.name, quantity.meaning, quantity.dimension, isPositive: isLogarithm)
    let value = function.value(fit.parameters)
    let profile = try NonlinearLeastSquares.profile(
      problem, fit, of: function, confidence: confidence, reach: isLogarithm ? Self.factorSearched : Self.lengthsSearched)
    let error = isLimitingForm ? nil : fit.standardError(of: function).map { ($0 * frame.slope(value, asFitted)).magnitude }
    return GrowthEstimate(
      quantity, value: frame.natural(value, asFitted), standardError: error, deviate: deviate,
      profile: profile.mapped { frame.natural($0, asFitted) }, isLimitingForm: isLimitingForm)
  }

  /// How far a profile is searched: in logarithms, a factor of 10⁷.
  private static let factorSearched = 16.0
  /// And in lengths of the series, or growth over one such length.
  private static let lengthsSearched = 1000.0
}
