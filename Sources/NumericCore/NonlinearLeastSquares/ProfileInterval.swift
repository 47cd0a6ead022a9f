/// A likelihood interval: all values of a quantity at which the best fit of everything else is not significantly worse.
public struct ProfileInterval: Equatable, Sendable {
  /// nil where the profile stays open: the fit does not become significantly worse however small the quantity.
  public let lower: Double?
  /// nil where the profile stays open: the fit does not become significantly worse however large the quantity.
  public let upper: Double?
  /// The probability that the interval is made for.
  public let confidence: Double

  public init(lower: Double?, upper: Double?, confidence: Double) {
    self.lower = lower
    self.upper = upper
    self.confidence = confidence
  }

  /// Whether both sides close, so that the data determine the quantity.
  public var isClosed: Bool { lower != nil && upper != nil }

  /// The interval of an increasing function of the quantity.
  public func mapped(_ function: (Double) -> Double) -> ProfileInterval {
    ProfileInterval(lower: lower.map(function), upper: upper.map(function), confidence: confidence)
  }
}
