/// A histogram of probability integral transforms: where observations fell in their forecasts, from 0 (below all) to 1 (above all).
///
/// Flat if the forecasts were calibrated; a hollow shape means too narrow, a hump too wide, a slope a bias
/// (A. P. Dawid 1984, doi 10.2307/2981683).
public struct TransformHistogram: Equatable, Sendable {
  /// Observations in each of the equal bins of [0, 1].
  public let counts: [Int]

  /// - Parameters:
  ///   - transforms: each between 0 and 1; a value on a border counts in the bin above, 1 in the last.
  ///   - bins: at least 2.
  /// - Throws: `NumericError.size` without transforms or with fewer than 2 bins, `.parameter` for one outside [0, 1].
  public init(_ transforms: [Double], bins: Int) throws(NumericError) {
    guard !transforms.isEmpty else { throw .size("transform histogram: no values") }
    guard bins >= 2 else { throw .size("transform histogram: \(bins) bins; at least 2") }
    var counts = [Int](repeating: 0, count: bins)
    for value in transforms {
      try NumericError.require(value, "transform", of: "transform histogram", "between 0 and 1") { $0 >= 0 && $0 <= 1 }
      counts[min(Int(value * Double(bins)), bins - 1)] += 1
    }
    self.counts = counts
  }

  public var count: Int { counts.reduce(0, +) }

  /// Pearson's χ² against equal shares: Σ (count - expected)²/expected.
  public var chiSquare: Double {
    let expected = Double(count) / Double(counts.count)
    return counts.reduce(0) { $0 + (Double($1) - expected) * ((Double($1) - expected) / expected) }
  }

  /// The probability of a χ² at least as large if the transforms are independent and uniform: small means miscalibrated.
  ///
  /// From the χ² distribution with one degree of freedom fewer than bins, which holds from about five expected in each bin.
  ///
  /// - Throws: `NumericError.size` with fewer than five expected in each bin: nothing can be said of so few.
  ///
  /// **Accuracy**: that of `Elementary.incompleteGamma`.
  public func uniformityChance() throws(NumericError) -> Double {
    guard count >= 5 * counts.count else {
      throw .size("transform histogram: \(count) values in \(counts.count) bins; a check of uniformity needs five for each bin")
    }
    return Elementary.incompleteGamma(shape: 0.5 * Double(counts.count - 1), at: 0.5 * chiSquare).upper
  }
}
