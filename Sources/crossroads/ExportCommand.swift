import ArgumentParser
import Exchange
import Foundation
import Presentation
import ScenarioEngine

/// `export`: recorded runs in the formats of other programs.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write recorded runs in the formats of other programs.",
    usage: "crossroads export <format> <name|folder> ... --out <dir|file> [<options>]",
    discussion: """
      csv: one table of all runs. hubverse: a hub with quantiles and paired samples. iamc: tables for pyam with definitions for nomenclature. \
      ema: an archive of the EMA workbench. salib: uncertain settings for SALib. npy: every future's values for NumPy.
      A run is a result folder, or the name of one below results/. Formats that hold single futures make the runs again from their records. \
      docs/exchange.md says what each format holds and how it is read.

      Examples
        crossroads export csv ban divestiture joint-venture --out roads.csv
        crossroads export hubverse ban divestiture joint-venture --out hub --outputs 'user_growth.*,regulation.regime.*'
      """)

  @Argument(help: ArgumentHelp("csv, hubverse, iamc, ema, salib or npy.", valueName: "format")) var format: ExportFormat
  @Argument(help: ArgumentHelp("Result folders, or their names below results/.", valueName: "name|folder")) var names: [String]
  @Option(name: .long, help: ArgumentHelp("The folder to write; of csv and ema the file.", valueName: "dir|file")) var out: String?
  @Flag(name: .long, help: "Replace an earlier export.") var replace = false
  @OptionGroup var options: ExportOptions
  @Flag(name: .long, help: "No progress and no remarks: only errors.") var quiet = false
  @OptionGroup var projectOption: ProjectOption

  func run() throws {
    guard let out, !out.isEmpty else {
      throw ScenarioError("--out is missing.", "Say where to write, such as \(format.example).")
    }
    let chosen = try options.checked(for: format)
    let project = try Project(projectOption)
    let folders = try names.map { try folder($0, project) }
    let target = try ExportTarget(path: out, format: format, replaces: replace)
    let progress = ProgressLine(isQuiet: quiet)
    let notes = try Interrupt.watching {
      defer { progress.clear() }
      let writer = ExportWriter(project: project, format: format, options: chosen, progress: progress, isQuiet: quiet)
      return try writer.write(folders, to: target)
    }
    if quiet { return }
    for note in notes { Console.message("Left out or changed: \(note)") }
    Console.message("Written: \(out)")
  }

  /// A folder as typed, or the one of that name below `results/`.
  private func folder(_ name: String, _ project: Project) throws(ScenarioError) -> ResultFolder {
    if !name.contains("/") {
      let named = try ResultFolder(named: name, in: project.results)
      if named.holdsResult { return named }
    }
    let folder = ResultFolder(path: name)
    if folder.holdsResult { return folder }
    let known = ((try? FileManager.default.contentsOfDirectory(atPath: project.results)) ?? []).sorted()
    throw ScenarioError(
      "There is no result '\(name)'.\(name.contains("/") ? "" : Spelling.hint(name, among: known))",
      "Make one with `crossroads run \(name.contains("/") ? "NAME" : name)`, or name its folder.")
  }
}
