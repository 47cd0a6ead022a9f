/// The continuous ranked probability score (CRPS): how far a forecast distribution F lies from what was observed, in its unit.
///
///     CRPS(F, y) = ∫ (F(x) - [y ≤ x])² dx = E|X - y| - ½ E|X - X′|,   X, X′ independent from F
///
/// Smaller is better; 0 is a point mass at the observation. It is proper: no one gains by stating another distribution than the one
/// believed. For a point mass it is the absolute error. T. Gneiting and A. E. Raftery 2007, doi 10.1198/016214506000001437; the closed
/// forms after A. Jordan, F. Krüger and S. Lerch 2019, doi 10.18637/jss.v090.i12, each rearranged so that no two large terms cancel.
public enum RankedProbabilityScore {
  static func requireObservation(_ y: Double) throws(NumericError) {
    try NumericError.require(y, "observation", of: "ranked probability score", "finite")
  }
}
