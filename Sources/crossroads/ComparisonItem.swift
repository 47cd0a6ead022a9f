import ScenarioEngine

/// One thing to compare or to report.
enum ComparisonItem: Sendable {
  /// A name, or the path of a scenario file.
  case scenario(String)
  case recorded(ResultFolder)

  /// What a word names: a folder with a result, or a scenario, which is checked at once.
  /// - Throws: `ScenarioError` with every mistake of the scenario, or of a folder without a result.
  init(_ name: String, _ request: SimulationRequest, _ project: Project) throws {
    let folder = ResultFolder(path: name.count > 1 && name.hasSuffix("/") ? String(name.dropLast()) : name)
    guard name.contains("/"), AtomicFile.exists(folder.path + "/.") else {
      _ = try project.scenario(name, overrides: request.overrides)
      self = .scenario(name)
      return
    }
    switch (AtomicFile.exists(folder.recordPath), AtomicFile.exists(folder.summaryPath)) {
    case (true, true): self = .recorded(folder)
    case (true, false), (false, true):
      let (there, missing) = AtomicFile.exists(folder.recordPath) ? ("run.json", "summary.csv") : ("summary.csv", "run.json")
      throw ScenarioError(
        "\(folder.path) holds \(there) but no \(missing): its run was interrupted, or only a part of it was copied.",
        "Make it again with `crossroads run`.")
    case (false, false):
      throw ScenarioError(
        "\(folder.path) holds no result: neither run.json nor summary.csv.",
        "Name a folder that `crossroads run` has written, or a scenario.")
    }
  }

  /// A short name for files: that of the scenario or of the folder.
  var label: String {
    let path =
      switch self {
      case .scenario(let name): name
      case .recorded(let folder): folder.path
      }
    let last = path.split(separator: "/").last.map(String.init) ?? path
    return last.hasSuffix(".yaml") ? String(last.dropLast(5)) : last
  }
}
