import ArgumentParser
import Presentation
import ScenarioEngine

/// `list`: the scenarios of the project.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the scenarios.",
    discussion: """
      Example
        crossroads list --format csv
      """)

  @OptionGroup var format: FormatOption
  @OptionGroup var project: ProjectOption

  func run() throws {
    let library = try Project(project).library
    var rows: [ListScreen.Row] = []
    for name in library.names {
      let (scenario, diagnostics) = library.read(name)
      guard let scenario else {
        // A scenario that cannot be read is no reason to hide the others.
        for diagnostic in diagnostics { Console.message(diagnostic.description) }
        continue
      }
      rows.append(
        ListScreen.Row(
          name: name, title: scenario.title, parents: scenario.parents, start: scenario.start, end: scenario.end,
          currency: scenario.currency, file: scenario.files.last?.file ?? ""))
    }
    let next = [
      NextCommand("crossroads show NAME", "what it assumes, from which documents"),
      NextCommand("crossroads run NAME", "its users, money and owner"),
      NextCommand("crossroads compare NAME NAME", "two or more side by side"),
    ]
    try format.write(ListScreen.rowTable(rows), screen: ListScreen.text(rows, style: Console.style, next: next))
  }
}
