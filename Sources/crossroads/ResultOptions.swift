import ArgumentParser
import ScenarioEngine

/// Where `run` and `merge` write, and what they may replace.
struct ResultOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Write DIR/NAME instead of results/NAME.", valueName: "dir")) var out: String?
  @Option(
    name: .customLong("as"), parsing: .unconditional, help: ArgumentHelp("Write results/LABEL; for one scenario.", valueName: "label"))
  var label: String?
  @Flag(name: .long, help: "Replace a result that was made with other settings.") var replace = false

  /// Where the result of a scenario belongs.
  /// - Parameter departure: the option that makes other numbers than the shipped ones.
  func folder(for name: String, departure: String?, _ project: Project) throws(ScenarioError) -> ResultFolder {
    if out == nil, label == nil, !replace, let departure {
      throw ScenarioError(
        "\(departure) makes other numbers than the shipped ones of '\(name)', which would stand under its name.",
        "Add --as LABEL for results/LABEL, or --out DIR.")
    }
    if let out, out.isEmpty { throw ScenarioError("--out is empty.", "Name a folder, such as --out results-of-mine.") }
    return try ResultFolder(named: label ?? name, in: out ?? project.results)
  }

  /// Refuses to replace a result of other settings that is not the user's own to replace.
  func check(_ folder: ResultFolder, _ record: @autoclosure () throws -> RunRecord) throws {
    if out == nil, !replace { try folder.checkReplacement(by: try record()) }
  }
}
