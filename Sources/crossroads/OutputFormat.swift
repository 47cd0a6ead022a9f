import ArgumentParser
import Presentation
import ScenarioEngine

/// How a command writes its table.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case table, csv, json, markdown

  /// The text of rows for a machine; nil for `table`, which each command draws itself.
  func text(of rows: @autoclosure () throws -> RowTable) rethrows -> String? {
    switch self {
    case .table: nil
    case .csv: try CSVText.text(of: rows())
    case .json: try JSONText.text(of: rows())
    case .markdown: try MarkdownTable.text(of: rows())
    }
  }
}

/// `--format`, for commands that print one table.
struct FormatOption: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("table, csv, json or markdown.", valueName: "format")) var format: OutputFormat = .table

  /// Writes the rows, or the screen where a person reads.
  func write(_ rows: @autoclosure () throws -> RowTable, screen: @autoclosure () throws -> String) throws {
    try Console.out(format.text(of: rows()) ?? screen())
  }
}

/// `--project`, for every command.
struct ProjectOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The folder that holds scenarios/ and evidence/ (default: CROSSROADS_HOME, or the nearest one upward).", valueName: "dir"))
  var project: String?
}
