/// How fast quantities of a kind may grow, for a series that is itself too short to tell: a row of `growth_priors.csv`.
public struct ReferenceClass: Sendable, Hashable, Codable {
  /// A metric of the ledger, or `*` for every other.
  public var metric: String
  /// The growth rate in logs per year that is undercut with a probability of 5 %.
  public var p5: Double
  /// The growth rate in logs per year that is exceeded with a probability of 5 %.
  public var p95: Double
  public var judgement: String

  public init(metric: String, p5: Double, p95: Double, judgement: String) {
    self.metric = metric
    self.p5 = p5
    self.p95 = p95
    self.judgement = judgement
  }
}
