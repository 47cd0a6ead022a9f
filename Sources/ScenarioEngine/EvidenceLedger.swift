/// The dated facts on which scenarios rest, with their documents and corrections: the folder `evidence/`.
public struct EvidenceLedger: Sendable {
  /// In the order of `facts.csv`, corrections applied.
  public let facts: [Fact]
  /// In the order of `documents.csv`.
  public let documents: [Document]
  /// In the order of `corrections.csv`.
  public let corrections: [Correction]
  /// In the order of `growth_priors.csv`.
  public let growthPriors: [ReferenceClass]

  private let factPlaces: [String: Int]
  private let documentPlaces: [String: Int]

  /// Reads `facts.csv`, `documents.csv`, `corrections.csv` and, where there is one, `growth_priors.csv` of a folder.
  ///
  /// Throws: `ScenarioError` with every mistake found, each with file and line: a missing file or column, a duplicate or unknown id, a
  /// number, period or day that is none, a correction that does not fit its fact, a doubtful row without a correction.
  public init(folder: String, shownAs shown: String? = nil) throws(ScenarioError) {
    var reader = EvidenceReader(folder: folder, shown: shown ?? folder)
    try reader.read()
    self.init(facts: reader.facts, documents: reader.documents, corrections: reader.corrections, growthPriors: reader.growthPriors)
  }

  /// A ledger of facts at hand, corrections already applied. Where ids repeat, the first counts.
  public init(facts: [Fact], documents: [Document] = [], corrections: [Correction] = [], growthPriors: [ReferenceClass] = []) {
    self.facts = facts
    self.documents = documents
    self.corrections = corrections
    self.growthPriors = growthPriors
    factPlaces = Dictionary(facts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    documentPlaces = Dictionary(documents.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public func fact(id: String) -> Fact? { factPlaces[id].map { facts[$0] } }

  public func document(id: String) -> Document? { documentPlaces[id].map { documents[$0] } }

  /// The corrections of one fact.
  public func corrections(of fact: String) -> [Correction] { corrections.filter { $0.fact == fact } }

  /// The facts known by the end of a day, `2023-03-31`; all of them where the day is nil.
  public func facts(asOf day: String?) -> [Fact] {
    guard let day else { return facts }
    return facts.filter { $0.vintageDay <= day }
  }

  /// The facts that match everything asked for. `text` is looked for in the id, the locator and the caveat, whatever the case.
  public func filter(
    entity: String? = nil, metric: String? = nil, region: String? = nil, kind: Fact.Kind? = nil, asOf day: String? = nil,
    text: String? = nil
  ) -> [Fact] {
    let wanted = text?.lowercased()
    return facts(asOf: day).filter { fact in
      (entity == nil || fact.entity == entity) && (metric == nil || fact.metric == metric) && (region == nil || fact.region == region)
        && (kind == nil || fact.kind == kind)
        && (wanted.map { text in [fact.id, fact.locator, fact.caveat].contains { $0.lowercased().contains(text) } } ?? true)
    }
  }

  /// The names entity/region/metric of all series with at least one point known by the day, in alphabetical order.
  public func seriesNames(asOf day: String? = nil) -> [String] {
    Dictionary(grouping: facts(asOf: day), by: \.series).filter { !EvidenceSeries(name: $0.key, facts: $0.value).points.isEmpty }.keys
      .sorted()
  }

  /// The series of that name as it was known by the end of a day; nil where the ledger had no fact of it.
  public func series(named name: String, asOf day: String? = nil) -> EvidenceSeries? {
    let members = facts(asOf: day).filter { $0.series == name }
    return members.isEmpty ? nil : EvidenceSeries(name: name, facts: members)
  }

  /// The growth prior stated for a metric, or else the one for every other metric.
  public func growthPrior(for metric: String) -> ReferenceClass? {
    growthPriors.first { $0.metric == metric } ?? growthPriors.first { $0.metric == "*" }
  }
}
