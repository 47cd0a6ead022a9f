/// A document from which facts were read: a row of `documents.csv`.
public struct Document: Sendable, Hashable, Codable {
  public var id: String
  public var title: String
  /// What kind of text it is.
  public var kind: String
  /// Language codes, in words where there are several.
  public var language: String
  /// When it was written, in words, as exactly as it is known.
  public var dates: String
  /// How far to trust it, in words.
  public var trust: String

  public init(id: String, title: String, kind: String, language: String, dates: String, trust: String) {
    self.id = id
    self.title = title
    self.kind = kind
    self.language = language
    self.dates = dates
    self.trust = trust
  }
}
