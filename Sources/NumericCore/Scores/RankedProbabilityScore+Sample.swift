extension RankedProbabilityScore {
  /// What a sample stands for.
  public enum SampleKind: Sendable {
    /// The sample is the forecast: CRPS of its step function, never negative.
    case ordinary
    /// The sample was drawn from the forecast: an unbiased estimate of that forecast's CRPS, which can fall below 0
    /// (C. A. T. Ferro 2014, doi 10.1002/qj.2270).
    case fair
  }

  /// Of a sample x₁ ≤ … ≤ xₙ, in O(n log n).
  ///
  ///     ordinary = 2/n² Σᵢ (xᵢ - y) (n·[y < xᵢ] - i + ½)          fair = ordinary - Σ_{i<j} (xⱼ - xᵢ) / (n² (n - 1))
  ///
  /// No term of the first sum is negative, so nothing cancels.
  ///
  /// - Parameter sample: in any order.
  /// - Throws: `NumericError.size` without values, or for a fair score with fewer than two; `.notFinite` if a value is not finite;
  ///   `.parameter` if the observation is not.
  ///
  /// **Accuracy**: both to a relative error below 3e-15 on samples up to 1,000, measured against exact fractions; a fair score near 0 to
  /// 1e-15 of the ordinary one.
  public static func of(sample: [Double], at y: Double, _ kind: SampleKind) throws(NumericError) -> Double {
    try requireObservation(y)
    guard !sample.isEmpty else { throw .size("ranked probability score: no values") }
    guard kind == .ordinary || sample.count > 1 else { throw .size("ranked probability score: 1 value; a fair score needs two") }
    guard sample.allSatisfy(\.isFinite) else { throw .notFinite("ranked probability score: a value of the sample") }
    let sorted = sample.sorted()
    let count = Double(sorted.count)
    var score = 0.0
    var spread = 0.0
    for (index, value) in sorted.enumerated() {
      let rank = Double(index) + 0.5
      score += y < value ? (value - y) * (count - rank) / count : (y - value) * rank / count
      // Centred on the observation: the coefficients sum to zero.
      spread += (value - y) * (2 * rank - count) / count
    }
    let ordinary = 2 * score / count
    return kind == .ordinary ? ordinary : ordinary - spread / (count * (count - 1))
  }
}
