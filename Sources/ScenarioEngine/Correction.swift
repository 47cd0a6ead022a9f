/// What is used instead of a printed field of a fact: a row of `corrections.csv`.
public struct Correction: Sendable, Hashable, Codable {
  /// The id of the fact.
  public var fact: String
  public var field: Field
  /// The field as the document prints it, as it stands in `facts.csv`.
  public var printed: String
  /// What is used; nil: the printed field is refused and nothing takes its place.
  public var used: String?
  public var reason: String

  /// The fields that may be corrected, named as the columns of `facts.csv`.
  public enum Field: String, Sendable, Hashable, Codable, CaseIterable {
    case low, value, high, unit, period, metric
  }

  public init(fact: String, field: Field, printed: String, used: String?, reason: String) {
    self.fact = fact
    self.field = field
    self.printed = printed
    self.used = used
    self.reason = reason
  }
}
