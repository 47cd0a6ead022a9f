import ArgumentParser
import Presentation
import ScenarioEngine

/// `new`: writes a short scenario file to be changed.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a scenario file of your own over another one.",
    discussion: """
      The file holds a title, a meaning, and the settings that matter most, commented out with their present values.

      Example
        crossroads new mine --from joint-venture
      """)

  @Argument(help: ArgumentHelp("The new scenario's name.", valueName: "name")) var name: String
  @Option(name: .customLong("from"), help: ArgumentHelp("The scenario to begin with.", valueName: "name")) var base = "baseline"
  @OptionGroup var project: ProjectOption

  func run() throws {
    let project = try Project(project)
    try ResultFolder.check(name)
    guard name.utf8.allSatisfy({ Character(UnicodeScalar($0)).isLetter || (48...57).contains($0) || $0 == 45 || $0 == 95 }) else {
      throw ScenarioError("'\(name)' cannot be a scenario's name.", "Use letters of the alphabet, digits, '-' and '_'.")
    }
    let shown = "scenarios/\(name).yaml"
    let path = project.folder + "/" + shown
    guard !AtomicFile.exists(path) else {
      throw ScenarioError("\(shown) is there already.", "Choose another name, or change that file.")
    }
    let scenario = try project.scenario(base)
    let keys = try Interrupt.watching { try project.engine.importantSettings(of: scenario, count: 5) }
    let text = ScenarioDraft.text(name: name, base: scenario, keys: keys)
    try AtomicFile.write(Array(text.utf8), to: path)
    try Console.out(
      """
      \(shown) is written. Change a line of it, then
        crossroads run \(name)
        crossroads compare \(base) \(name)

      """)
  }
}
