/// The curve chosen for a series, and why.
public struct TrendChoice: Sendable {
  public let curve: any TrendCurve
  /// In words: "logistic: fits best for its number of quantities (AICc against it: damped +2.1, linear +8.0)".
  public let reason: String
  /// Name and AICc of every candidate that could be fitted, the smallest first.
  public let candidates: [(name: String, criterion: Double)]
}
