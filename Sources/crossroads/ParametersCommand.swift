import ArgumentParser
import Presentation
import ScenarioEngine

/// `parameters`: what may be set.
struct ParametersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parameters", abstract: "List the parameters that may be set, with units and ranges.",
    discussion: """
      The csv holds the parameters that can be set as they stand, with --set or in a file; the table also the families of keys in which
      * stands for a name given in a file.

      Example
        crossroads parameters ad_revenue
      """)

  @Argument(help: ArgumentHelp("Only keys that begin with this.", valueName: "prefix")) var prefix = ""
  @OptionGroup var format: FormatOption

  func run() throws {
    let rows = PlatformEngine.declarations.map(ParametersScreen.Row.init).filter { $0.key.hasPrefix(prefix) }
    guard !rows.isEmpty else {
      let keys = PlatformEngine.declarations.map(\.pattern)
      throw ScenarioError("No key begins with '\(prefix)'.\(Spelling.hint(prefix, among: keys))", "`crossroads parameters` lists all.")
    }
    let next = [NextCommand("crossroads show baseline KEY", "its value there, with its evidence")]
    try format.write(
      ParametersScreen.rowTable(rows.filter { !$0.minimum.isEmpty }),
      screen: ParametersScreen.text(rows, style: Console.style, next: next))
  }
}
