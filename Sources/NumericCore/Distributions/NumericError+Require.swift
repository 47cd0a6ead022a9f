extension NumericError {
  /// Requires a finite parameter that meets a condition.
  static func require(
    _ value: Double, _ name: String, of distribution: String, _ allowed: String, _ condition: (Double) -> Bool = { _ in true }
  ) throws(NumericError) {
    guard value.isFinite, condition(value) else {
      throw .parameter(of: distribution, name: name, value: value, allowed: allowed)
    }
  }

  /// Requires two finite parameters in strictly increasing order.
  static func require(
    _ low: Double, _ lowName: String, below high: Double, _ highName: String, of distribution: String
  ) throws(NumericError) {
    try require(low, lowName, of: distribution, "finite")
    try require(high, highName, of: distribution, "finite and > \(lowName) = \(low)") { $0 > low }
  }

  /// Requires the width of an interval to be a finite number.
  static func requireWidth(_ low: Double, _ high: Double, _ highName: String, of distribution: String) throws(NumericError) {
    guard (high - low).isFinite else {
      throw .parameter(of: distribution, name: highName, value: high, allowed: "an interval of finite width")
    }
  }
}
