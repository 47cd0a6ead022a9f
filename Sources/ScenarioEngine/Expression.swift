import NumericCore

/// A number as a scenario file writes it: a constant or a distribution, with the unit that may follow.
public struct Expression: Sendable {
  /// A certain number or an uncertain one.
  public enum Value: Sendable {
    /// A number without uncertainty, suffix applied.
    case constant(Double)
    /// A prior.
    case distribution(any Distribution)
  }
  /// What was written.
  public let value: Value
  /// The words behind the number, such as `per year`; empty if there are none.
  public let unit: String
  /// The text without the unit.
  public let body: String

  /// Reads `0.6 to 3 per year`, `170M`, `beta(8, 2)`, `truncate(0.24 to 0.54, 0, 1)` and the like.
  ///
  /// Suffixes K, M, B and % scale a number exactly: `333.3M` is the double nearest to 333300000.
  ///
  /// - Throws: `ExpressionError` with the place in the text, what is wrong and what to do.
  public static func parse(_ text: String) throws(ExpressionError) -> Expression {
    var parser = ExpressionParser(text)
    return try parser.whole()
  }

  /// The probability of values below and above a range; 0 for a constant within.
  public func mass(outside range: ClosedRange<Double>) -> Double {
    switch value {
    case .constant(let number): range.contains(number) ? 0 : 1
    case .distribution(let distribution):
      // A step at the very edge is inside.
      (range.lowerBound == -.infinity ? 0 : distribution.cumulative(to: range.lowerBound.nextDown))
        + (range.upperBound == .infinity ? 0 : distribution.survival(beyond: range.upperBound))
    }
  }

  /// Whether it may take more than one value.
  public var isUncertain: Bool {
    if case .distribution(let distribution) = value { return distribution.support.lowerBound < distribution.support.upperBound }
    return false
  }
}
