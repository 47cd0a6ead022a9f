import ArgumentParser
import Presentation
import ScenarioEngine

/// `merge`: adds up the shards of a run.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Join the shards of a run to one result, with the bytes of the run in one go.",
    usage: "crossroads merge <file> ... [<options>]",
    discussion: """
      `run --shard 1/3` writes shard-1-of-3.partial in place of a table. All shards of one run, in any order, make summary.csv and run.json; \
      with options that make other numbers, such as --paths, say where: --as LABEL for results/LABEL, or --out DIR for DIR/NAME.

      Example
        crossroads run ban --paths 1000000 --shard 1/2 --as long
        crossroads run ban --paths 1000000 --shard 2/2 --as long
        crossroads merge results/long/shard-*.partial --as long
      """)

  @Argument(help: ArgumentHelp("The files of all shards of one run.", valueName: "file")) var files: [String]
  @OptionGroup var result: ResultOptions
  @OptionGroup var format: FormatOption
  @OptionGroup var chart: ChartOption
  @Flag(name: .long, help: "No table: only errors.") var quiet = false
  @OptionGroup var project: ProjectOption

  func run() throws {
    let draws = try chart.draws(format.format) && !quiet
    let project = try Project(project)
    let merge = try ShardMerge(files, version: crossroadsVersion)
    let request = SimulationRequest(of: merge.record)
    let folder = try result.folder(
      for: merge.record.scenario.name, departure: merge.record.hasOverrides ? "--set" : request.departure, project)
    try result.check(folder, merge.record)
    let outcome = try Interrupt.watching { try project.engine.merge(merge, drawsCharts: draws) }
    try folder.write(outcome.summary.table, record: outcome.record)
    if quiet { return }
    if let text = format.format.text(of: ResultRows.table([outcome.summary.table])) {
      try Console.out(text)
    } else {
      try chart.show(outcome.summary, draws: draws)
    }
    Console.message("Written: \(folder.summaryPath), \(folder.recordPath)")
  }
}
