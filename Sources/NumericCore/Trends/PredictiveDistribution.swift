/// What a fitted curve says about a new observation.
///
/// Two sources of error share one standard deviate: that of the curve, on the scale where it is straight, and that of the observation,
/// in logarithms (absolute on the identity scale). At each level the two deviations of log v are combined as the root of the sum of
/// their squares. This is exact where the scale is the logarithm or the identity; below a ceiling it keeps the observation's error
/// from vanishing as the curve flattens.
public struct PredictiveDistribution: Distribution {
  /// Student's t with the degrees of freedom of the residuals, or normal if the errors are stated.
  public let standard: any Distribution
  public let scale: TrendScale
  /// Of the curve, on the scale.
  public let centre: Double
  /// Of an observation from the curve, in logarithms; absolute on the identity scale.
  public var shift = 0.0
  /// Standard error of the curve, on the scale.
  public let curveError: Double
  /// Standard deviation of an observation, in logarithms; absolute on the identity scale. > 0.
  public let observationError: Double

  /// The value of the curve, shifted.
  public var median: Double { scale.value(measured: scale.measure(centre).value + shift) }

  public var support: ClosedRange<Double> {
    scale == .identity ? -.infinity ... .infinity : 0 ... .infinity
  }

  /// Infinite where Student's t stands in the logarithm, which has no mean there: quote the median.
  public var mean: Double {
    if scale == .identity { return standard.mean.isFinite ? centre + shift : .nan }
    guard standard is Normal else { return .infinity }
    if scale == .logarithm { return Elementary.exp(centre + shift + 0.5 * totalVariance) }
    return QuantileIntegral.expectation(of: self) { $0 }
  }

  public var variance: Double {
    if scale == .identity { return standard.variance * totalVariance }
    guard standard is Normal else { return mean == .infinity ? .infinity : .nan }
    if scale == .logarithm { return mean * mean * Elementary.expMinusOne(totalVariance) }
    let middle = mean
    return QuantileIntegral.expectation(of: self) { ($0 - middle) * ($0 - middle) }
  }

  public func density(at x: Double) -> Double {
    if x.isNaN { return x }
    guard scale == .identity || x > 0, x.magnitude < .infinity else { return 0 }
    let t = deviate(of: x)
    let perUnit = scale == .identity ? 1 : x
    return standard.density(at: t) / (place(t).slope * perUnit)
  }

  public func cumulative(to x: Double) -> Double {
    if x.isNaN { return x }
    return scale != .identity && x <= 0 ? 0 : standard.cumulative(to: deviate(of: x))
  }

  public func survival(beyond x: Double) -> Double {
    if x.isNaN { return x }
    return scale != .identity && x <= 0 ? 1 : standard.survival(beyond: deviate(of: x))
  }

  public func quantile(_ p: Double) -> Double { value(at: standard.quantile(p)) }
  public func upperQuantile(_ q: Double) -> Double { value(at: standard.upperQuantile(q)) }

  private var totalVariance: Double { curveError * curveError + observationError * observationError }

  private func value(at t: Double) -> Double {
    if t.magnitude == .infinity { return t > 0 ? support.upperBound : support.lowerBound }
    return scale.value(measured: place(t).measured)
  }

  /// log v (v on the identity scale) at a standard deviate, and its slope.
  private func place(_ t: Double) -> (measured: Double, slope: Double) {
    let middle = scale.measure(centre)
    let moved = scale.measure(centre.addingProduct(curveError, t))
    let curve = moved.value - middle.value
    let noise = observationError * t
    let distance = (curve * curve + noise * noise).squareRoot()
    guard distance > 0, distance < .infinity else {
      let slope = (middle.slope * curveError * middle.slope * curveError + observationError * observationError).squareRoot()
      return (middle.value + shift + (t < 0 ? -distance : distance), slope)
    }
    let slope = (curve.magnitude * moved.slope * curveError + noise.magnitude * observationError) / distance
    return (middle.value + shift + (t < 0 ? -distance : distance), slope)
  }

  /// The standard deviate of a value: `place` inverted by Newton's method inside a bracket.
  private func deviate(of x: Double) -> Double {
    let target = scale.measured(value: x)
    if target.magnitude == .infinity { return target }
    let limit = ((target - scale.measure(centre).value - shift).magnitude / observationError).nextUp
    var low = -limit
    var high = limit
    var t = 0.0
    for _ in 0..<200 {
      let (measured, slope) = place(t)
      let excess = measured - target
      if excess == 0 { return t }
      if excess > 0 { high = t } else { low = t }
      let next = t - excess / slope
      if (next - t).magnitude <= 0x1p-50 * max(t.magnitude, 0x1p-20) { return next }
      t = next > low && next < high ? next : 0.5 * (low + high)
      if t == low || t == high { return t }
    }
    return t
  }
}
