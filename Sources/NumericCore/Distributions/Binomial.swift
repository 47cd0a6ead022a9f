/// The binomial distribution of the number of successes in independent trials; no trials, or a probability of 0 or 1, give a constant.
///
/// **Accuracy**: `Elementary.incompleteBeta`; the quantile is the right whole number unless p lies within a relative 1.4e-14 of a step.
public struct Binomial: Distribution, Equatable {
  /// A whole number.
  public let trials: Double
  /// Of a success.
  public let probability: Double

  /// - Throws: `NumericError.parameter` unless the trials are a whole number from 0 to 10⁹ and the probability is from 0 to 1.
  public init(trials: Double, probability: Double) throws(NumericError) {
    try NumericError.require(trials, "trials", of: "binomial", "a whole number from 0 to 1e9") {
      $0 >= 0 && $0 <= 1e9 && $0 == $0.rounded()
    }
    try NumericError.require(probability, "probability", of: "binomial", "from 0 to 1") { $0 >= 0 && $0 <= 1 }
    self.trials = trials
    self.probability = probability
  }

  public var kind: DistributionKind { .discrete }
  public var support: ClosedRange<Double> { (probability == 1 ? trials : 0)...(probability == 0 ? 0 : trials) }
  public var mean: Double { trials * probability }
  public var variance: Double { trials * probability * (1 - probability) }
  /// NaN where the variance is 0.
  public var skewness: Double { variance > 0 ? (1 - 2 * probability) / variance.squareRoot() : .nan }
  public var mode: Double { min(max(((trials + 1) * probability).rounded(.up) - 1, 0), trials) }

  public func density(at x: Double) -> Double { isInside(x) ? Elementary.exp(logDensity(at: x)) : x.isNaN ? x : 0 }

  public func logDensity(at x: Double) -> Double {
    guard isInside(x) else { return x.isNaN ? x : -.infinity }
    if support.lowerBound == support.upperBound { return 0 }
    if x == 0 { return trials * Elementary.log(onePlus: -probability) }
    if x == trials { return trials * Elementary.log(probability) }
    return Elementary.logBetaKernel(x, trials - x, probability, 1 - probability) + Elementary.log(trials / x / (trials - x))
  }

  public func cumulative(to x: Double) -> Double { tails(x).lower }
  public func survival(beyond x: Double) -> Double { tails(x).upper }
  public func quantile(_ p: Double) -> Double { DiscreteQuantile.lower(self, p, start: DiscreteQuantile.start) }
  public func upperQuantile(_ q: Double) -> Double { DiscreteQuantile.upper(self, q, start: DiscreteQuantile.start) }

  private func isInside(_ x: Double) -> Bool { support.contains(x) && x == x.rounded() }

  private func tails(_ x: Double) -> TailPair {
    if x.isNaN { return .undefined }
    if x < support.lowerBound { return .below }
    if x >= support.upperBound { return .above }
    let k = x.rounded(.down)
    return Elementary.incompleteBeta(k + 1, trials - k, at: probability, complement: 1 - probability).swapped
  }
}
