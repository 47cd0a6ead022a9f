extension RankedProbabilityScore {
  /// Of a point mass: the absolute error.
  ///
  /// - Throws: `NumericError.parameter` if the observation is not finite.
  public static func of(_ forecast: Constant, at y: Double) throws(NumericError) -> Double {
    try requireObservation(y)
    return (y - forecast.value).magnitude
  }

  /// Of a uniform distribution, F its cumulative probability: the distance of y to the interval + width · (F² - F + ⅓).
  ///
  /// - Throws: `NumericError.parameter` if the observation is not finite.
  ///
  /// **Accuracy**: relative error below 5e-16, measured against 50 digits.
  public static func of(_ forecast: Uniform, at y: Double) throws(NumericError) -> Double {
    try requireObservation(y)
    let width = forecast.maximum - forecast.minimum
    let distance = max(forecast.minimum - y, y - forecast.maximum, 0)
    return distance + width * (1.0 / 3 - forecast.cumulative(to: y) * forecast.survival(beyond: y))
  }

  /// Of an exponential distribution with rate λ: |y| - 2F(y)/λ + 1/(2λ).
  ///
  /// - Throws: `NumericError.parameter` if the observation is not finite.
  ///
  /// **Accuracy**: relative error below 1e-15, measured against 50 digits.
  public static func of(_ forecast: Exponential, at y: Double) throws(NumericError) -> Double {
    try requireObservation(y)
    return y.magnitude + (0.5 - 2 * forecast.cumulative(to: y)) / forecast.rate
  }

  /// Of a gamma distribution with shape k and scale θ, F its cumulative and f its density:
  /// (y - kθ) (2F(y) - 1) + 2θ y f(y) - θ Γ(k + ½)/(√π Γ(k)) (M. Scheuerer and D. Möller 2015, doi 10.1214/15-AOAS843).
  ///
  /// - Throws: `NumericError.parameter` if the observation is not finite.
  ///
  /// **Accuracy**: relative error below 1e-14 for shapes 0.1 to 1e4, measured against 50 digits.
  public static func of(_ forecast: Gamma, at y: Double) throws(NumericError) -> Double {
    try requireObservation(y)
    let spread = forecast.scale * gammaRatio(forecast.shape) * inverseRootPi
    guard y > 0 else { return forecast.mean - y - spread }
    let tails = Elementary.incompleteGamma(shape: forecast.shape, at: y / forecast.scale)
    let kernel = Elementary.gammaKernel(forecast.shape, y / forecast.scale)
    return (y - forecast.mean) * (tails.lower - tails.upper) + 2 * forecast.scale * kernel - spread
  }

  /// Of a beta distribution with mean m, F its cumulative and f its density:
  /// (y - m) (2F(y) - 1) + 2/(α + β) · (y (1 - y) f(y) - B(2α, 2β)/B(α, β)²); outside [0, 1] the distance to it comes on top.
  ///
  /// - Throws: `NumericError.parameter` if the observation is not finite.
  ///
  /// **Accuracy**: relative error below 5e-15 for shapes 0.1 to 1000, measured against 50 digits.
  public static func of(_ forecast: Beta, at y: Double) throws(NumericError) -> Double {
    try requireObservation(y)
    let (alpha, beta) = (forecast.alpha, forecast.beta)
    let sum = alpha + beta
    // B(2α, 2β)/B(α, β)²: the powers cancel and leave what Stirling's formula lacks.
    let doubled = Elementary.stirlingError(2 * alpha) + Elementary.stirlingError(2 * beta) - Elementary.stirlingError(2 * sum)
    let single = Elementary.stirlingError(alpha) + Elementary.stirlingError(beta) - Elementary.stirlingError(sum)
    let spread = 0.5 * inverseRootPi * (alpha * (beta / sum)).squareRoot() * Elementary.exp(doubled - 2 * single)
    let x = min(max(y, 0), 1)
    let tails = forecast.tails(at: x, complement: 1 - x)
    let kernel = x > 0 && x < 1 ? Elementary.betaKernel(alpha, beta, x, 1 - x) : 0
    return (y - x).magnitude + (x - forecast.mean) * (tails.lower - tails.upper) + 2 / sum * (kernel - spread)
  }
}
