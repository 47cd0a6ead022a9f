/// A probability and its complement, each computed without subtracting the other where that would cancel.
public struct TailPair: Equatable, Sendable {
  /// P(X ≤ x).
  public var lower: Double
  /// P(X > x).
  public var upper: Double

  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  static let undefined = TailPair(lower: .nan, upper: .nan)
  static let below = TailPair(lower: 0, upper: 1)
  static let above = TailPair(lower: 1, upper: 0)

  init(lower: Double) { self.init(lower: lower, upper: 1 - lower) }
  init(upper: Double) { self.init(lower: 1 - upper, upper: upper) }

  /// The two sides exchanged.
  var swapped: TailPair { TailPair(lower: upper, upper: lower) }
}
