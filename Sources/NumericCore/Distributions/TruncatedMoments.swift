/// Mean, variance and skewness of a truncated distribution, found together.
struct TruncatedMoments {
  let mean: Double
  let variance: Double
  let skewness: Double

  /// More whole numbers than this are not added up one by one.
  private static let mostTerms = 1e6

  init(of distribution: any Distribution) {
    mean = distribution.mean
    variance = distribution.variance
    skewness = distribution.skewness
  }

  /// By integrating over the quantiles.
  init(integrating distribution: any Distribution) {
    self.init { QuantileIntegral.expectation(of: distribution, $0) }
  }

  /// By adding up whole numbers, of an infinite tail those up to an upper probability of 1e-40. Where they are more than a million, steps
  /// are so small that the integral serves: 1e-6 of the standard deviation.
  init(summing distribution: any Distribution) {
    let (first, last) = (distribution.quantile(1e-40), distribution.upperQuantile(1e-40))
    guard last - first < Self.mostTerms else {
      self.init(integrating: distribution)
      return
    }
    let masses = (0...Int(last - first)).map { distribution.density(at: first + Double($0)) }
    let total = masses.reduce(0, +)
    self.init { value in
      masses.indices.reduce(0) { $0 + value(first + Double($1)) * masses[$1] } / total
    }
  }

  private init(expectation: ((Double) -> Double) -> Double) {
    let centre = expectation { $0 }
    let spread = expectation { ($0 - centre) * ($0 - centre) }
    let deviation = spread.squareRoot()
    mean = centre
    variance = spread
    skewness = expectation {
      let deviate = ($0 - centre) / deviation
      return deviate * deviate * deviate
    }
  }
}
