/// The curve chosen for a series, and why.
public struct TrendChoice: Sendable {
  public let curve: any TrendCurve
  /// In words: "log-linear: missed each left-out point by 4.1 % (damped 4.4 %, linear 7 %)".
  public let reason: String
  /// Name and leave-one-out error of every candidate, the smallest first; the error is a root mean square in logarithms.
  public let candidates: [(name: String, error: Double)]
}
