import Foundation

/// Reads the tables of the evidence folder, checks them against each other and applies the corrections.
struct EvidenceReader {
  private(set) var facts: [Fact] = []
  private(set) var documents: [Document] = []
  private(set) var corrections: [Correction] = []
  private(set) var growthPriors: [ReferenceClass] = []

  private let folder: String
  private let shown: String
  private var mistakes: [Diagnostic] = []
  private var factPlaces: [String: Int] = [:]

  init(folder: String, shown: String) {
    self.folder = folder
    self.shown = shown
  }

  mutating func read() throws(ScenarioError) {
    try readDocuments()
    try readFacts()
    try readCorrections()
    try readGrowthPriors()
    for fact in facts where fact.needsCorrection && !corrections.contains(where: { $0.fact == fact.id }) {
      note(
        fact.location, "The caveat of \(fact.id) calls it suspect, and no correction says what to use.",
        "Add a row to corrections.csv; an empty \"used\" refuses the figure.")
    }
    if !mistakes.isEmpty { throw ScenarioError(mistakes) }
  }

  private mutating func note(_ location: SourceLocation, _ problem: String, _ remedy: String) {
    mistakes.append(Diagnostic(at: location, problem, remedy))
  }

  private func table(_ name: String) throws(ScenarioError) -> CSVTable {
    try CSVTable(path: "\(folder)/\(name)", shownAs: "\(shown)/\(name)")
  }

  private mutating func readDocuments() throws(ScenarioError) {
    let table = try table("documents.csv")
    let column = try table.columns(["id", "title", "kind", "language", "dates", "trust"])
    for row in table.rows {
      func text(_ name: String) -> String { row.fields[column[name]!] }
      let document = Document(
        id: text("id"), title: text("title"), kind: text("kind"), language: text("language"), dates: text("dates"), trust: text("trust"))
      checkID(document.id, among: documents.map(\.id), at: table.location(of: column["id"]!, in: row))
      documents.append(document)
    }
  }

  private mutating func readFacts() throws(ScenarioError) {
    let names = [
      "id", "entity", "region", "metric", "low", "value", "high", "unit", "period", "kind", "vintage", "document", "locator", "caveat",
    ]
    let table = try table("facts.csv")
    let column = try table.columns(names)
    for row in table.rows {
      func text(_ name: String) -> String { row.fields[column[name]!] }
      func place(_ name: String) -> SourceLocation { table.location(of: column[name]!, in: row) }
      let kind = Fact.Kind(rawValue: text("kind"))
      if kind == nil {
        note(
          place("kind"), "\"\(text("kind"))\" is no kind of fact." + Spelling.hint(text("kind"), among: Fact.Kind.allCases.map(\.rawValue)),
          "The kinds are \(Fact.Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
      let fact = Fact(
        id: text("id"), entity: text("entity"), region: text("region"), metric: text("metric"),
        low: number(text("low"), at: place("low")), value: number(text("value"), at: place("value")),
        high: number(text("high"), at: place("high")), unit: text("unit"), period: text("period"), kind: kind ?? .reported,
        vintage: text("vintage"), document: text("document"), locator: text("locator"), caveat: text("caveat"), location: place("id"))
      if factPlaces[fact.id] != nil || fact.id.isEmpty {
        checkID(fact.id, among: [fact.id], at: place("id"))
      } else {
        factPlaces[fact.id] = facts.count
      }
      check(fact, hasFigure: !["low", "value", "high"].allSatisfy { text($0).isEmpty }, place: place)
      facts.append(fact)
    }
  }

  private mutating func check(_ fact: Fact, hasFigure: Bool, place: (String) -> SourceLocation) {
    for (name, text) in [("entity", fact.entity), ("region", fact.region), ("metric", fact.metric), ("unit", fact.unit)] where text.isEmpty
    {
      note(place(name), "The \(name) is missing.", "Every fact has one.")
    }
    if Period(fact.period) == nil {
      note(
        place("period"), "\"\(fact.period)\" is no period.", "Write 2024, 2024-Q3, 2024-03, 2024-03-31 or a range of two, 2021-01/2021-09.")
    }
    switch Period(fact.vintage) {
    case .year, .month, .day: break
    default: note(place("vintage"), "\"\(fact.vintage)\" is no day, month or year.", "Write 2024-03-31, 2024-03 or 2024.")
    }
    if !documents.contains(where: { $0.id == fact.document }) {
      note(
        place("document"), "There is no document \"\(fact.document)\"." + Spelling.hint(fact.document, among: documents.map(\.id)),
        "Add it to documents.csv.")
    }
    let figures = [fact.low, fact.value, fact.high].compactMap { $0 }
    if figures != figures.sorted() { note(place("low"), "The figures are not in the order low, value, high.", "Swap them.") }
    if !hasFigure, fact.kind != .event {
      note(place("value"), "The fact has no figure.", "Give a value, or low or high, or call it an event.")
    }
  }

  private mutating func readCorrections() throws(ScenarioError) {
    let table = try table("corrections.csv")
    let column = try table.columns(["fact", "field", "printed", "used", "reason"])
    for row in table.rows {
      func text(_ name: String) -> String { row.fields[column[name]!] }
      func place(_ name: String) -> SourceLocation { table.location(of: column[name]!, in: row) }
      guard let index = factPlaces[text("fact")] else {
        note(
          place("fact"), "There is no fact \"\(text("fact"))\"." + Spelling.hint(text("fact"), among: factPlaces.keys),
          "Name a row of facts.csv.")
        continue
      }
      let fields = Correction.Field.allCases.map(\.rawValue)
      guard let field = Correction.Field(rawValue: text("field")) else {
        note(
          place("field"), "The field \"\(text("field"))\" cannot be corrected." + Spelling.hint(text("field"), among: fields),
          "Those that can are \(fields.joined(separator: ", ")).")
        continue
      }
      let correction = Correction(
        fact: text("fact"), field: field, printed: text("printed"), used: text("used").isEmpty ? nil : text("used"), reason: text("reason"))
      if corrections.contains(where: { $0.fact == correction.fact && $0.field == field }) {
        note(place("fact"), "The \(field.rawValue) of \(correction.fact) is corrected twice.", "Remove one of the two rows.")
        continue
      }
      if correction.reason.isEmpty { note(place("reason"), "The correction has no reason.", "Say why the printed figure is not used.") }
      apply(correction, to: index, place: place)
      corrections.append(correction)
    }
  }

  private mutating func apply(_ correction: Correction, to index: Int, place: (String) -> SourceLocation) {
    let field = correction.field
    switch field {
    case .low, .value, .high:
      let path: WritableKeyPath<Fact, Double?> = field == .low ? \.low : field == .value ? \.value : \.high
      guard let printed = number(correction.printed, at: place("printed")), facts[index][keyPath: path] == printed else {
        return mismatch(correction, place: place)
      }
      facts[index][keyPath: path] = correction.used.flatMap { number($0, at: place("used")) }
      if field == .value, correction.used == nil {
        facts[index].low = nil
        facts[index].high = nil
        facts[index].isWithdrawn = true
      }
    case .unit, .period, .metric:
      let path: WritableKeyPath<Fact, String> = field == .unit ? \.unit : field == .period ? \.period : \.metric
      guard facts[index][keyPath: path] == correction.printed else { return mismatch(correction, place: place) }
      if let used = correction.used, field == .period, Period(used) == nil {
        note(place("used"), "\"\(used)\" is no period.", "Write 2024, 2024-Q3, 2024-03, 2024-03-31 or a range of two.")
      }
      if correction.used == nil, field != .period {
        note(place("used"), "A \(field.rawValue) cannot be refused.", "Refuse the value instead.")
      }
      facts[index][keyPath: path] = correction.used ?? ""
    }
    facts[index].printed += (facts[index].printed.isEmpty ? "" : "; ") + "\(field.rawValue) \(correction.printed)"
  }

  private mutating func mismatch(_ correction: Correction, place: (String) -> SourceLocation) {
    note(
      place("printed"), "\(correction.fact) does not print \(correction.field.rawValue) \"\(correction.printed)\".",
      "Write the field as it stands in facts.csv.")
  }

  private mutating func readGrowthPriors() throws(ScenarioError) {
    guard FileManager.default.fileExists(atPath: "\(folder)/growth_priors.csv") else { return }
    let table = try table("growth_priors.csv")
    let column = try table.columns(["metric", "p5", "p95", "judgement"])
    for row in table.rows {
      func text(_ name: String) -> String { row.fields[column[name]!] }
      func place(_ name: String) -> SourceLocation { table.location(of: column[name]!, in: row) }
      checkID(text("metric"), among: growthPriors.map(\.metric), at: place("metric"))
      let p5 = number(text("p5"), at: place("p5")) ?? .nan
      let p95 = number(text("p95"), at: place("p95")) ?? .nan
      if !(p5 < p95) { note(place("p5"), "The 5 % point must be a number below the 95 % point.", "Give both, the smaller one first.") }
      growthPriors.append(ReferenceClass(metric: text("metric"), p5: p5, p95: p95, judgement: text("judgement")))
    }
  }

  private mutating func checkID(_ id: String, among known: [String], at place: SourceLocation) {
    if id.isEmpty {
      note(place, "The row has no name in its first column.", "Give it one of its own.")
    } else if known.contains(id) {
      note(place, "\"\(id)\" stands there twice.", "Rename or remove one of the two rows.")
    }
  }

  /// The number of a field, nil where it is empty; a mistake is noted where it is none.
  private mutating func number(_ text: String, at place: SourceLocation) -> Double? {
    if text.isEmpty { return nil }
    let isDecimal = text.utf8.allSatisfy { (48...57).contains($0) || "+-.eE".utf8.contains($0) }
    if isDecimal, let number = Double(text), number.isFinite { return number }
    note(place, "\"\(text)\" is no number.", "Write digits with a decimal point, without separators or units.")
    return nil
  }
}
