import ArgumentParser
import Foundation
import Presentation
import ScenarioEngine

/// `report`: one scenario, or several side by side, as a page to read, print and pass on.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write a report: one HTML file, with charts, evidence and the record to make it again.",
    usage: "crossroads report <name|file|folder> ... [<options>]",
    discussion: """
      Scenarios, scenario files and result folders may be named; the first is the reference. The file needs no network and no script: open it \
      in a browser, print it, send it. It is reports/NAME.html, or NAME-and-NAME.html, unless --out names another. A file that is no report is \
      not replaced, unless with --replace. A report shows every output and year.

      Examples
        crossroads report joint-venture
        crossroads report ban divestiture joint-venture --out roads.html
      """)

  @Argument(help: ArgumentHelp("Scenarios, scenario files or result folders.", valueName: "name|file|folder")) var names: [String]
  @OptionGroup var futures: FutureOptions
  @Option(name: .long, help: ArgumentHelp("Write this file instead of reports/NAME.html.", valueName: "file.html")) var out: String?
  @Flag(name: .long, help: "Replace a file that is not a report.") var replace = false

  /// More would not be told apart in a chart.
  static let mostRoads = 6

  func run() throws {
    guard names.count <= ReportCommand.mostRoads else {
      throw ScenarioError(
        "A report shows up to \(ReportCommand.mostRoads) scenarios, and \(names.count) were named.",
        "Name fewer, or use `crossroads compare`, which takes any number.")
    }
    let request = try futures.request()
    let project = try Project(futures.project)
    let items = try names.map { try ComparisonItem($0, request, project) }
    let path = try path(items, project)
    try refuseReplacing(path)
    let made = try makeFolder(of: path)
    do {
      let progress = ProgressLine(isQuiet: futures.quiet)
      let view = try Interrupt.watching {
        defer { progress.clear() }
        return try project.engine.report(items, request, progress: progress)
      }
      try AtomicFile.write(Array(ReportPage.text(view).utf8), to: path)
    } catch {
      AtomicFile.removeEmptyFolders(made)
      throw error
    }
    if !futures.quiet { Console.message("Written: \(path)") }
  }

  /// Where the report belongs.
  private func path(_ items: [ComparisonItem], _ project: Project) throws(ScenarioError) -> String {
    if let out {
      guard !out.isEmpty, out != "-", !out.hasSuffix("/") else {
        throw ScenarioError("--out '\(out)' names no file.", "Name one, such as --out roads.html.")
      }
      return out
    }
    let label = items.map(\.label).joined(separator: "-and-")
    try ResultFolder.check(label)
    return project.reports + "/" + label + ".html"
  }

  private func refuseReplacing(_ path: String) throws(ScenarioError) {
    guard !replace, AtomicFile.exists(path) else { return }
    // Opening a pipe would wait for its other end.
    let isPlain = (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType == .typeRegular
    guard isPlain, let start = FileHandle(forReadingAtPath: path).flatMap({ try? $0.read(upToCount: 600) }), ReportPage.isReport(start)
    else {
      throw ScenarioError("\(path) is there already and is not a report.", "Name another file with --out, or replace it with --replace.")
    }
  }

  /// Made first, so that nobody waits for a report that cannot be written.
  private func makeFolder(of path: String) throws(ScenarioError) -> [String] {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return [] }
    return try AtomicFile.makeFolder(String(path[..<slash]))
  }
}
