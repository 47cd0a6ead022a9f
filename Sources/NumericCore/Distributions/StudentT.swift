/// Student's t distribution, shifted and scaled.
///
/// Mean, variance and skewness do not exist (NaN) up to 1, 1 and 3 degrees of freedom; the variance is infinite above 1 and up to 2.
/// **Accuracy**: `Elementary.incompleteBeta` and its inverse; from 10⁸ degrees of freedom the normal distribution with two
/// terms of R. A. Fisher's expansion, which is as exact there.
public struct StudentT: Distribution, Equatable {
  public let degreesOfFreedom: Double
  public let location: Double
  public let scale: Double

  /// - Throws: `NumericError.parameter` unless all are finite, the degrees of freedom and the scale positive.
  public init(degreesOfFreedom: Double, location: Double = 0, scale: Double = 1) throws(NumericError) {
    try NumericError.require(degreesOfFreedom, "degrees of freedom", of: "studentT", "> 0") { $0 > 0 }
    try NumericError.require(location, "location", of: "studentT", "finite")
    try NumericError.require(scale, "scale", of: "studentT", "> 0") { $0 > 0 }
    self.degreesOfFreedom = degreesOfFreedom
    self.location = location
    self.scale = scale
  }

  public var support: ClosedRange<Double> { -.infinity ... .infinity }
  public var mean: Double { degreesOfFreedom > 1 ? location : .nan }
  public var variance: Double {
    if degreesOfFreedom <= 1 { return .nan }
    return degreesOfFreedom > 2 ? scale * scale * (degreesOfFreedom / (degreesOfFreedom - 2)) : .infinity
  }
  public var skewness: Double { degreesOfFreedom > 3 ? 0 : .nan }
  public var mode: Double { location }

  public func density(at x: Double) -> Double { 0.3989422804014327 * Elementary.exp(exponent(at: x)) / scale }
  public func logDensity(at x: Double) -> Double { exponent(at: x) - Elementary.halfLogTwoPi - Elementary.log(scale) }

  /// The logarithm of the standard density, less that of the normal density at 0.
  private func exponent(at x: Double) -> Double {
    let t = (x - location) / scale
    let ratio = t * t / degreesOfFreedom
    let half = 0.5 * degreesOfFreedom
    // Γ((ν + 1)/2)/(Γ(ν/2) √(νπ)) from the terms that Stirling's formula lacks, so that a large ν loses nothing.
    let growth = half * Elementary.logOnePlusMinusArgument(0.5 / half)
    let correction = Elementary.stirlingError(half + 0.5) - Elementary.stirlingError(half)
    let logarithm = ratio < 1e300 ? Elementary.log(onePlus: ratio) : 2 * Elementary.log(t.magnitude) - Elementary.log(degreesOfFreedom)
    return growth + correction - (half + 0.5) * logarithm
  }

  public func cumulative(to x: Double) -> Double { standardSurvival(-(x - location) / scale) }
  public func survival(beyond x: Double) -> Double { standardSurvival((x - location) / scale) }
  public func quantile(_ p: Double) -> Double { location.addingProduct(-scale, standardUpperQuantile(p)) }
  public func upperQuantile(_ q: Double) -> Double { location.addingProduct(scale, standardUpperQuantile(q)) }

  private var isNearlyNormal: Bool { degreesOfFreedom >= 1e8 }

  private func standardSurvival(_ t: Double) -> Double {
    if t.isNaN { return t }
    if t < 0 { return 1 - standardSurvival(-t) }
    if t == .infinity { return 0 }
    if isNearlyNormal {
      let square = t * t
      let second = ((13 * square + 8) * square + 3) / 96 / degreesOfFreedom
      return Elementary.normalSurvival(t * (1 - (0.25 * (square + 1) - second) / degreesOfFreedom))
    }
    // t²/ν may overflow or vanish; the ratio r = t/√ν does so later.
    let r = t / degreesOfFreedom.squareRoot()
    let x = r < 1 ? 1 / 1.0.addingProduct(r, r) : 1 / r / (1 / r + r)
    let y = r < 1 ? r * r / 1.0.addingProduct(r, r) : r / (1 / r + r)
    return 0.5 * Elementary.incompleteBeta(0.5 * degreesOfFreedom, 0.5, at: x, complement: y).lower
  }

  private func standardUpperQuantile(_ q: Double) -> Double {
    guard q >= 0 && q <= 1 else { return .nan }
    if q > 0.5 { return -standardUpperQuantile(1 - q) }
    if q == 0 { return .infinity }
    if isNearlyNormal {
      let z = Elementary.normalUpperQuantile(q)
      let square = z * z
      let second = ((5 * square + 16) * square + 3) / 96 / degreesOfFreedom
      return z.addingProduct(z, (0.25 * (square + 1) + second) / degreesOfFreedom)
    }
    let point = Elementary.inverseIncompleteBeta(0.5 * degreesOfFreedom, 0.5, TailPair(lower: 2 * q, upper: 1 - 2 * q))
    return degreesOfFreedom.squareRoot() * (point.complement.squareRoot() / point.x.squareRoot())
  }
}
