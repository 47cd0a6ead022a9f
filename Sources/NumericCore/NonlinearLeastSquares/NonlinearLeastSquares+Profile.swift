extension NonlinearLeastSquares {
  /// The profile-likelihood interval of a quantity (D. M. Bates and D. G. Watts 1988, doi 10.1002/9780470316757, chapter 6).
  ///
  /// The fit is repeated with a row that pulls the quantity outwards. Its end is a point of the profile, whatever the pull; the pull is
  /// varied until the sum of squares has risen by errorScale² q², with q the quantile of Student's t (normal where the standard
  /// deviations are stated).
  ///
  /// - Parameters:
  ///   - fit: of this problem; its sum of squares should be the least.
  ///   - confidence: of the interval, such as 0.95.
  ///   - reach: how far from the estimate a side is searched before it is called open.
  /// - Throws: `NumericError.parameter` for a confidence outside 0 to 1, a reach that is not positive or a fit without degrees of
  ///   freedom, `.notFinite` if the quantity is not finite at the fit.
  /// - Returns: the estimate itself on both sides if the residuals are 0.
  public static func profile(
    _ problem: NonlinearProblem, _ fit: NonlinearFit, of quantity: ParameterFunction, confidence: Double, reach: Double
  ) throws(NumericError) -> ProfileInterval {
    let trace = try profileTrace(problem, fit, of: quantity, confidence: confidence, reach: reach)
    guard let trace else {
      let estimate = quantity.value(fit.parameters)
      return ProfileInterval(lower: estimate, upper: estimate, confidence: confidence)
    }
    return ProfileInterval(
      lower: trace.end(direction: -1)?.quantity, upper: trace.end(direction: 1)?.quantity, confidence: confidence)
  }

  /// nil if the residuals are 0.
  static func profileTrace(
    _ problem: NonlinearProblem, _ fit: NonlinearFit, of quantity: ParameterFunction, confidence: Double, reach: Double
  ) throws(NumericError) -> ProfileTrace? {
    let limit = try criticalValue(fit, confidence: confidence)
    try NumericError.require(reach, "reach", of: "profile", "> 0") { $0 > 0 }
    guard quantity.value(fit.parameters).isFinite else { throw .notFinite("the quantity of a profile") }
    guard let scale = fit.errorScale, scale > 0 else { return nil }
    return ProfileTrace(problem: problem, fit: fit, errorScale: scale, quantity: quantity, limit: limit, reach: reach)
  }

  /// The quantile of the deviate that an interval of this confidence reaches to on either side.
  ///
  /// - Throws: `NumericError.parameter` for a confidence outside 0 to 1, or a fit without degrees of freedom whose errors are not stated.
  public static func criticalValue(_ fit: NonlinearFit, confidence: Double) throws(NumericError) -> Double {
    try NumericError.require(confidence, "confidence", of: "interval", "> 0 and < 1") { $0 > 0 && $0 < 1 }
    let tail = 0.5 * (1 - confidence)
    if fit.errorsAreStated { return Elementary.normalUpperQuantile(tail) }
    return try StudentT(degreesOfFreedom: Double(fit.degreesOfFreedom)).upperQuantile(tail)
  }
}
