/// A quantity of a fitted growth curve with its uncertainty, in its own unit.
public struct GrowthEstimate: Equatable, Sendable {
  public let quantity: GrowthQuantity
  /// Infinite where the curve has no end within what a double can hold.
  public let value: Double
  /// By the linearised curve; nil where the fit does not give one.
  public let standardError: Double?
  /// value ± quantile of Student's t · standard error; nil without one. It may reach below 0 where the profile does not.
  public let covarianceInterval: ClosedRange<Double>?
  /// By the likelihood, open where the data do not refute.
  public let profile: ProfileInterval
  public let identification: GrowthIdentification

  init(
    _ quantity: GrowthQuantity, value: Double, standardError: Double?, deviate: Double, profile: ProfileInterval, isLimitingForm: Bool
  ) {
    self.quantity = quantity
    self.value = value
    self.standardError = standardError
    // A double that overflows is no end.
    let profile = ProfileInterval(
      lower: profile.lower.flatMap { $0.isFinite ? $0 : nil }, upper: profile.upper.flatMap { $0.isFinite ? $0 : nil },
      confidence: profile.confidence)
    self.profile = profile
    covarianceInterval = standardError.flatMap { error in
      let (low, high) = (value - deviate * error, value + deviate * error)
      return low <= high && high - low < .infinity ? low...high : nil
    }
    let name = quantity.name
    if isLimitingForm {
      identification = .unidentified(name, .limitingForm)
    } else {
      switch (profile.lower, profile.upper) {
      case (_?, _?): identification = .identified
      case (let lower?, nil): identification = .unidentified(name, .openAbove(lower: lower))
      case (nil, let upper?): identification = .unidentified(name, .openBelow(upper: upper))
      case (nil, nil): identification = .unidentified(name, .open)
      }
    }
  }
}
