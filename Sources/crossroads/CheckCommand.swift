import ArgumentParser
import Presentation
import ScenarioEngine

/// `check`: reads scenarios and reports every mistake.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check scenario files; without names, all of the project and the ledger.",
    discussion: """
      Mistakes are named with file, line and column; what only the whole scenario can show, such as facts and correlations, is looked at once \
      the file has no other mistake. Remarks need nothing done. With --schema, the JSON Schema of scenario files is printed instead: editors \
      that know it complete keys and mark mistakes.

      Example
        crossroads check ./mine.yaml
      """)

  @Argument(help: ArgumentHelp("Scenarios, or paths of their files.", valueName: "name|file")) var names: [String] = []
  @Flag(name: .long, help: "Print the JSON Schema of scenario files.") var schema = false
  @OptionGroup var project: ProjectOption

  func run() throws {
    if schema {
      guard names.isEmpty else {
        throw ScenarioError("--schema is the same for all scenarios.", "Write `crossroads check --schema` without names.")
      }
      return try Console.out(JSONSchema.text(PlatformEngine.declarations))
    }
    let project = try Project(project)
    let wanted = names.isEmpty ? project.library.names : names
    var mistakes: [Diagnostic] = []
    var remarks: [Diagnostic] = []
    for name in wanted {
      let (scenario, _, diagnostics) = project.library.examine(name)
      let own = scenario?.files.last?.file
      var found = diagnostics.filter { $0.severity == .mistake }
      // What only the whole can show: facts, fits, correlations, the graph of regimes, questions.
      if found.isEmpty, let scenario {
        do {
          _ = try project.engine.record(of: scenario, SimulationRequest())
        } catch let error as ScenarioError {
          found = error.diagnostics
        }
      }
      // A mistake in a parent is found again in every child; once is enough.
      mistakes += found.filter { !mistakes.contains($0) }
      // Remarks on a parent are for those who ask about the parent.
      remarks += diagnostics.filter { $0.severity == .remark && !remarks.contains($0) && (own == nil || $0.location?.file == own) }
    }
    for remark in remarks { Console.message("\(remark)") }
    guard mistakes.isEmpty else { throw ScenarioError(mistakes) }
    let facts = names.isEmpty ? " and \(NumberFormat().count(project.ledger.facts.count, "fact"))" : ""
    let count = wanted.count == 1 ? "\(wanted[0]) is" : "\(wanted.count) scenarios\(facts) are"
    try Console.out("\(count) in order.\n")
  }
}
