import ArgumentParser
import Presentation
import ScenarioEngine

/// `parameters`: what may be set.
struct ParametersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parameters", abstract: "List the parameters that may be set, with units and ranges.",
    discussion: """
      The csv holds the parameters that can be set as they stand, with --set or in a file; the table also the families of keys in which \
      * stands for a name given in a file; markdown the reference page, docs/parameters.md, with the values of the baseline.

      Example
        crossroads parameters ad_revenue
      """)

  @Argument(help: ArgumentHelp("Only keys that begin with this.", valueName: "prefix")) var prefix = ""
  @OptionGroup var format: FormatOption
  @OptionGroup var project: ProjectOption

  func run() throws {
    let project = try Project(project)
    let declarations = PlatformEngine.declarations + ScenarioLibrary.commonDeclarations
    let rows = try declarations.filter { $0.pattern.hasPrefix(prefix) }.map { try row($0, project) }
    guard !rows.isEmpty else {
      let hint = Spelling.hint(prefix, among: declarations.map(\.pattern))
      throw ScenarioError("No key begins with '\(prefix)'.\(hint)", "`crossroads parameters` lists all.")
    }
    if format.format == .markdown {
      return try Console.out(ParametersReference.text(rows, uses: uses(of: declarations, project)))
    }
    let next = [NextCommand("crossroads show baseline KEY", "its value there, with its evidence")]
    try format.write(
      ParametersScreen.rowTable(rows.filter { !$0.minimum.isEmpty }),
      screen: ParametersScreen.text(rows, style: Console.style, next: next))
  }

  /// A declaration as a row; a day that can be set as it stands lies within the horizon of the scenario in which it acts.
  private func row(_ declaration: Declaration, _ project: Project) throws -> ParametersScreen.Row {
    var row = ParametersScreen.Row(declaration)
    guard case .date = declaration.kind, !row.isFamily else { return row }
    let scenario = try project.library.load(declaration.actsIn ?? "baseline")
    guard let start = CalendarMonth(scenario.start), let end = CalendarMonth(scenario.end) else { return row }
    row.minimum = "\(start)-01"
    row.maximum = "\(end)-\(end.days)"
    return row
  }

  /// For each key what the baseline says of it; for a family, of its first key. Certain dates, which the baseline has none of, are the
  /// ban's.
  private func uses(of declarations: [Declaration], _ project: Project) throws -> [String: ShowScreen.Row] {
    var uses: [String: ShowScreen.Row] = [:]
    let patterns = declarations.map { ($0.pattern, $0.pattern.split(separator: ".")) }
    for name in ["baseline", "ban"] {
      let examined = project.library.examine(name)
      guard let scenario = examined.scenario else { continue }
      for key in scenario.order {
        let parts = key.split(separator: ".")
        let pattern = patterns.first { $0.1.count == parts.count && zip($0.1, parts).allSatisfy { $0 == "*" || $0 == $1 } }
        guard let pattern, uses[pattern.0] == nil, let setting = scenario.settings[key] else { continue }
        uses[pattern.0] = project.rows([setting], of: scenario, checked: examined.checked)[0]
      }
    }
    return uses
  }
}
