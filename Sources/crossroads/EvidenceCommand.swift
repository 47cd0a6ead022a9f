import ArgumentParser
import Presentation
import ScenarioEngine

/// `evidence`: the ledger.
struct EvidenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence", abstract: "Show the dated facts, or those that match.",
    usage: "crossroads evidence [<fact|text>] [<options>]",
    discussion: """
      A word is looked for in the ids, places and caveats of facts; the id of a fact shows it in full.

      Examples
        crossroads evidence --entity tiktok --metric monthly_active_users
        crossroads evidence tiktok-ad-revenue-us-2025
      """)

  @Argument(help: ArgumentHelp("The id of a fact, or a text to look for.", valueName: "fact|text")) var text: String?
  @Option(name: .long, help: ArgumentHelp("Only facts of this entity, such as tiktok.", valueName: "name")) var entity: String?
  @Option(name: .long, help: ArgumentHelp("Only this metric.", valueName: "name")) var metric: String?
  @Option(name: .long, help: ArgumentHelp("Only this region, such as us.", valueName: "name")) var region: String?
  @Option(
    name: .long, help: ArgumentHelp("Only what is reported, estimate, forecast, target, event or derived_by_source.", valueName: "kind"))
  var kind: FactKind?
  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("Only what was known by this day.", valueName: "date")) var asOf: String?
  @OptionGroup var format: FormatOption
  @OptionGroup var project: ProjectOption

  /// The kinds of facts as words of the command line.
  enum FactKind: String, CaseIterable, ExpressibleByArgument {
    case reported, estimate, forecast, target, event
    case derivedBySource = "derived_by_source"
  }

  func run() throws {
    let day = try asOf.map { try OptionValues.day($0, option: "--as-of") }
    let ledger = try Project(project).ledger
    let matching = ledger.filter(
      entity: entity, metric: metric, region: region, kind: kind.flatMap { Fact.Kind(rawValue: $0.rawValue) }, asOf: day, text: text)
    let exact = matching.first { $0.id == text }
    let found = exact.map { [$0] } ?? matching
    guard !found.isEmpty else { throw nothing(in: ledger) }
    let rows = found.map(Project.row)
    let next = [
      NextCommand("crossroads evidence FACT", "one fact in full"), NextCommand("crossroads forecast SERIES --to 2027", "where it may go"),
    ]
    let screen =
      exact == nil
      ? EvidenceScreen.text(rows, asOf: day, style: Console.style, next: next)
      : EvidenceScreen.lines(rows[0], Console.style).joined(separator: "\n") + "\n"
    try format.write(EvidenceScreen.rowTable(rows), screen: screen)
  }

  /// The sentence for a search without a result, with the word that may have been meant.
  private func nothing(in ledger: EvidenceLedger) -> ScenarioError {
    let known: [(String?, [String])] = [
      (entity, ledger.facts.map(\.entity)), (metric, ledger.facts.map(\.metric)), (region, ledger.facts.map(\.region)),
      (text, ledger.facts.map(\.id)),
    ]
    let hint = known.lazy.compactMap { word, all in word.map { all.contains($0) ? "" : Spelling.hint($0, among: Set(all)) } }.first {
      !$0.isEmpty
    }
    return ScenarioError("No fact matches.\(hint ?? "")", "`crossroads evidence` lists all of them.")
  }
}
