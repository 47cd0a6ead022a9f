/// How often intervals held what was observed.
public struct IntervalCoverage: Equatable, Sendable {
  public let hits: Int
  public let count: Int

  /// - Throws: `NumericError.size` for arrays of different lengths or without elements; `.parameter` for an interval out of order or a
  ///   value that is NaN. Infinite ends are allowed.
  public init(lower: [Double], upper: [Double], observations: [Double]) throws(NumericError) {
    guard lower.count == observations.count, upper.count == observations.count else {
      throw .size("coverage: \(lower.count) lower ends, \(upper.count) upper ends, \(observations.count) observations")
    }
    var hits = 0
    for (index, y) in observations.enumerated() {
      try NumericError.require(y, "observation", of: "coverage", "finite")
      guard lower[index] <= upper[index] else {
        throw .parameter(of: "coverage", name: "upper end", value: upper[index], allowed: "≥ the lower end = \(lower[index])")
      }
      if y >= lower[index] && y <= upper[index] { hits += 1 }
    }
    try self.init(hits: hits, count: observations.count)
  }

  /// - Throws: `NumericError.size` unless 0 ≤ hits ≤ count and count > 0.
  public init(hits: Int, count: Int) throws(NumericError) {
    guard count > 0, hits >= 0, hits <= count else { throw .size("coverage: \(hits) hits among \(count) observations") }
    self.hits = hits
    self.count = count
  }

  /// Share of observations inside.
  public var share: Double { Double(hits) / Double(count) }

  /// The probability of a share at least as far on its side as this one, doubled and at most 1, if each interval independently holds its
  /// observation with the nominal probability (Clopper and Pearson's two-sided binomial test, doi 10.1093/biomet/26.4.404).
  ///
  /// - Throws: `NumericError.parameter` unless 0 < nominal < 1.
  ///
  /// **Accuracy**: relative error below 5e-15, measured against exact sums up to 1,000 observations.
  public func chance(ifNominal nominal: Double) throws(NumericError) -> Double {
    try NumericError.require(nominal, "nominal coverage", of: "coverage", "strictly between 0 and 1") { $0 > 0 && $0 < 1 }
    // P(hits or fewer) = I_{1-p}(n - hits, hits + 1), P(hits or more) = I_p(hits, n - hits + 1).
    let (k, n) = (Double(hits), Double(count))
    let fewer = hits == count ? 1 : Elementary.incompleteBeta(n - k, k + 1, at: 1 - nominal, complement: nominal).lower
    let more = hits == 0 ? 1 : Elementary.incompleteBeta(k, n - k + 1, at: nominal, complement: 1 - nominal).lower
    return min(1, 2 * min(fewer, more))
  }
}
