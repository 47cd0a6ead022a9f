/// The probability integral transform: the share of a forecast below what was observed.
public enum ProbabilityTransform {
  /// P(X < y) and P(X ≤ y) under a sample, which differ by the share of values equal to y. Their mean is the usual choice; where ties
  /// are common a draw between them keeps a calibrated forecast's transforms uniform.
  ///
  /// - Throws: `NumericError.size` without values, `.notFinite` if one is not finite, `.parameter` if the observation is not.
  public static func bounds(of y: Double, in sample: [Double]) throws(NumericError) -> ClosedRange<Double> {
    try NumericError.require(y, "observation", of: "probability integral transform", "finite")
    guard !sample.isEmpty else { throw .size("probability integral transform: no values") }
    guard sample.allSatisfy(\.isFinite) else { throw .notFinite("probability integral transform: a value of the sample") }
    var (below, upTo) = (0, 0)
    for value in sample {
      if value < y { below += 1 }
      if value <= y { upTo += 1 }
    }
    return Double(below) / Double(sample.count)...Double(upTo) / Double(sample.count)
  }
}
