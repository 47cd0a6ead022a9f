import Exchange
import Presentation
import ScenarioEngine

/// Writes recorded runs in one of the formats.
struct ExportWriter {
  let project: Project
  let format: ExportFormat
  let options: ExportOptions.Chosen
  let progress: ProgressLine
  /// Only errors are said.
  let isQuiet: Bool

  /// - Returns: what the format does not hold, in words.
  func write(_ folders: [ResultFolder], to target: ExportTarget) throws -> [String] {
    let request = ExportRequest(
      folders: folders, format: format, outputs: options.outputs, futures: options.futures, threads: options.threads, isQuiet: isQuiet)
    var (runs, notes) = try project.engine.exported(request, progress: progress)
    switch target {
    case .file(let path): notes += try write(runs, toFile: path)
    case .folder(let folder):
      notes += try write(runs, folders, to: folder)
      try folder.commit(version: crossroadsVersion, runs: runs)
    }
    return notes
  }

  private func write(_ runs: [ExportedRun], toFile path: String) throws -> [String] {
    if format == .csv {
      try AtomicFile.write(Array(TidyTable.text(of: runs).utf8), to: path)
      return []
    }
    let archive = try EMAArchive(runs, futures: options.futures ?? 0)
    try GzipFile.write(try archive.tar(), to: path)
    return archive.leftOut
  }

  private func write(_ runs: [ExportedRun], _ folders: [ResultFolder], to folder: ExportFolder) throws -> [String] {
    switch format {
    case .hubverse:
      guard let hub = options.hub else { return [] }
      return try HubExport.write(runs, hub, actuals: options.actuals, version: crossroadsVersion, to: folder)
    case .iamc:
      let table = try IAMCTable(
        runs, model: "crossroads \(crossroadsVersion)", step: options.step, region: options.location)
      let baseline = PlatformEngine.likelihoods(runs, results: project.results)
      try IAMCExport.write(table, IAMCIndicators(runs, baseline: baseline), runs, layout: options.layout, to: folder)
      return table.leftOut
    case .salib: return try writeProblems(runs, to: folder)
    case .npy:
      var notes: [String] = []
      for (run, result) in zip(runs, folders) {
        try ResultFolder.check(run.name)
        _ = try folder.place(of: run.name + "/paths.npy")
        _ = try folder.place(of: run.name + "/columns.csv")
        notes += try project.engine.exportArray(
          result, into: ResultFolder(path: folder.partialPath + "/" + run.name), threads: options.threads, progress: progress)
      }
      return notes
    case .csv, .ema: return []
    }
  }

  private func writeProblems(_ runs: [ExportedRun], to folder: ExportFolder) throws -> [String] {
    var notes: [String] = []
    for run in runs {
      try ResultFolder.check(run.name)
      let problem = SALibProblem(run.uncertain)
      try folder.write(problem.parameterFile, to: run.name + ".csv")
      try folder.write(problem.json, to: run.name + ".json")
      try folder.write(problem.notes, to: run.name + "-notes.csv")
      notes += problem.entries.flatMap { entry in entry.remarks.map { "\(run.name): \(entry.setting.key): \($0)" } }
    }
    return notes
  }
}
