/// The negative binomial distribution of the number of failures before a number of successes, which need not be whole.
///
/// With the probability p of a success, P(k) = Γ(k + r)/(k! Γ(r)) pʳ (1 - p)ᵏ. A probability of 1 gives the constant 0.
/// **Accuracy**: `Elementary.incompleteBeta`; the quantile is the right whole number unless p lies within a relative 1.4e-14 of a step.
public struct NegativeBinomial: Distribution, Equatable {
  /// r > 0.
  public let successes: Double
  /// Of a success in each trial.
  public let probability: Double

  /// - Throws: `NumericError.parameter` unless the successes are above 0 and up to 10⁹ and the probability is from 10⁻⁹ to 1.
  public init(successes: Double, probability: Double) throws(NumericError) {
    try NumericError.require(successes, "successes", of: "negativeBinomial", "> 0 and up to 1e9") { $0 > 0 && $0 <= 1e9 }
    try NumericError.require(probability, "probability", of: "negativeBinomial", "from 1e-9 to 1") { $0 >= 1e-9 && $0 <= 1 }
    self.successes = successes
    self.probability = probability
  }

  public var kind: DistributionKind { .discrete }
  public var support: ClosedRange<Double> { 0...(probability < 1 ? .infinity : 0) }
  public var mean: Double { successes * (1 - probability) / probability }
  public var variance: Double { mean / probability }
  /// NaN where the variance is 0.
  public var skewness: Double { probability < 1 ? (2 - probability) / (successes * (1 - probability)).squareRoot() : .nan }
  public var mode: Double {
    successes > 1 ? max(((successes - 1) * (1 - probability) / probability).rounded(.up) - 1, 0) : 0
  }

  public func density(at x: Double) -> Double { isInside(x) ? Elementary.exp(logDensity(at: x)) : x.isNaN ? x : 0 }

  public func logDensity(at x: Double) -> Double {
    guard isInside(x) else { return x.isNaN ? x : -.infinity }
    if probability == 1 { return 0 }
    if x == 0 { return successes * Elementary.log(probability) }
    return Elementary.logBetaKernel(successes, x, probability, 1 - probability) - Elementary.log(x)
  }

  public func cumulative(to x: Double) -> Double { tails(x).lower }
  public func survival(beyond x: Double) -> Double { tails(x).upper }
  public func quantile(_ p: Double) -> Double { DiscreteQuantile.lower(self, p, start: DiscreteQuantile.start) }
  public func upperQuantile(_ q: Double) -> Double { DiscreteQuantile.upper(self, q, start: DiscreteQuantile.start) }

  private func isInside(_ x: Double) -> Bool { support.contains(x) && x < .infinity && x == x.rounded() }

  private func tails(_ x: Double) -> TailPair {
    if x.isNaN { return .undefined }
    if x < 0 { return .below }
    if x >= support.upperBound { return .above }
    return Elementary.incompleteBeta(successes, x.rounded(.down) + 1, at: probability, complement: 1 - probability)
  }
}
