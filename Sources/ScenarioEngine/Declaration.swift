/// What a model declares about one settable key, or about a family of keys of a file: the key, its unit, range and meaning.
///
/// Values never stand here; they live in scenario files.
public struct Declaration: Sendable {
  /// A key, such as `ad_revenue.recapture`, or a pattern in which `*` stands for a name given in the file, such as
  /// `regulation.regimes.*.engagement`.
  public let pattern: String
  /// The Sobol' dimension of a declared parameter, from 1, never reused. Keys declared in a file have none: they are keyed by their
  /// path in the file.
  public let number: Int?
  public let kind: Kind
  /// The unit, such as `usd/year`; `usd` stands for the scenario's currency. Empty for kinds other than numbers.
  public let unit: String
  /// What it means, one plain sentence or phrase.
  public let meaning: String
  /// The value, as it would be written, where a group of the file leaves the key out; nil: the key must be set.
  public let fallback: String?
  /// Whether values by date are accepted.
  public let mayVary: Bool
  /// Whether the model draws it anew each time it is needed, instead of once per path.
  public let redrawn: Bool
  /// A shipped scenario in which the key acts, if not `baseline`.
  public let actsIn: String?

  public enum Kind: Sendable, Equatable {
    /// A number that may be uncertain, within `minimum ... maximum`.
    case number(minimum: Double, maximum: Double)
    /// A whole number, certain.
    case count(minimum: Int, maximum: Int)
    /// A day, `2026-07-01`.
    case date
    /// A month, `2026-07`.
    case month
    /// `true` or `false`.
    case flag
    /// One of the listed words.
    case choice([String])
    /// One name declared in a group of the file (such as `regulation.regimes`), or one of the extra words.
    case name(group: String, or: [String])
    /// A list of names declared in a group of the file.
    case names(group: String)
    /// The id of a fact of the ledger.
    case fact
    /// The name of an output or a period, judged by the model.
    case word
  }

  public init(
    _ pattern: String, number: Int? = nil, kind: Kind, unit: String = "", meaning: String, fallback: String? = nil,
    mayVary: Bool = false, redrawn: Bool = false, actsIn: String? = nil
  ) {
    self.pattern = pattern
    self.number = number
    self.kind = kind
    self.unit = unit
    self.meaning = meaning
    self.fallback = fallback
    self.mayVary = mayVary
    self.redrawn = redrawn
    self.actsIn = actsIn
  }

  /// Whether a key is the pattern's own, or one of those that it stands for.
  public func covers(_ key: String) -> Bool {
    let parts = key.split(separator: "."), pieces = pattern.split(separator: ".")
    return parts.count == pieces.count && zip(parts, pieces).allSatisfy { $1 == "*" || $0 == $1 }
  }
}
