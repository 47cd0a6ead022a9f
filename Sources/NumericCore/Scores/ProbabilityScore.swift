/// Scores of a stated probability of a yes; smaller is better.
public enum ProbabilityScore {
  /// The Brier score (p - o)², o 1 for yes and 0 for no: from 0 to 1, ¼ for a shrug of 0.5
  /// (G. W. Brier 1950, doi 10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2).
  ///
  /// - Throws: `NumericError.parameter` unless 0 ≤ probability ≤ 1.
  public static func brier(_ probability: Double, outcome: Bool) throws(NumericError) -> Double {
    try requireProbability(probability)
    let error = outcome ? 1 - probability : probability
    return error * error
  }

  /// The logarithmic score -ln P(what happened), in nats: 0 for certainty that was right, 0.693 for 0.5
  /// (I. J. Good 1952, doi 10.1111/j.2517-6161.1952.tb00104.x).
  ///
  /// ∞ where the outcome had been called impossible: one such forecast spoils every mean, and should. A probability counted over
  /// simulated futures that is 0 says only "below one in their number": report that instead of clipping it here.
  ///
  /// - Throws: `NumericError.parameter` unless 0 ≤ probability ≤ 1.
  public static func logarithmic(_ probability: Double, outcome: Bool) throws(NumericError) -> Double {
    try requireProbability(probability)
    // 0 - x rather than -x: certainty scores 0, not -0.
    return 0 - (outcome ? Elementary.log(probability) : Elementary.log(onePlus: -probability))
  }

  private static func requireProbability(_ value: Double) throws(NumericError) {
    try NumericError.require(value, "probability", of: "probability score", "between 0 and 1") { $0 >= 0 && $0 <= 1 }
  }
}
