import ScenarioEngine

extension Declaration {
  /// A declared parameter with its number, which is never reused.
  static func parameter(
    _ number: Int, _ key: String, _ range: ClosedRange<Double>, _ unit: String, _ meaning: String, atStart: Bool = false,
    actsIn: String? = nil
  ) -> Declaration {
    Declaration(
      key, number: number, kind: .number(minimum: range.lowerBound, maximum: range.upperBound), unit: unit, meaning: meaning,
      mayVary: !atStart, actsIn: actsIn)
  }

  /// A number of a group that the file names; keyed by its path in the file.
  static func family(
    _ pattern: String, _ range: ClosedRange<Double>, _ unit: String, _ meaning: String, fallback: String? = nil, atStart: Bool = false,
    redrawn: Bool = false
  ) -> Declaration {
    Declaration(
      pattern, kind: .number(minimum: range.lowerBound, maximum: range.upperBound), unit: unit, meaning: meaning, fallback: fallback,
      mayVary: !atStart && !redrawn, redrawn: redrawn)
  }
}
