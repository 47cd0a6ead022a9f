import Foundation

/// The scenarios of a project and the scenario files of a user: finds, reads, merges and checks them.
public struct ScenarioLibrary: Sendable {
  /// The project's folder, the one that holds `scenarios/`.
  public let project: String
  /// The keys of the model.
  public let declarations: [Declaration]
  let keys: ScenarioFileKeys
  let ledgerIDs: Set<String>
  let currentDirectory: String

  /// - Parameters:
  ///   - project: the folder that holds `scenarios/`, found by `findProject`.
  ///   - declarations: the keys of the model.
  ///   - ledgerIDs: the ids of all facts; a source that is not among them is a mistake.
  ///   - currentDirectory: the folder that relative paths start from; the process's own if nil.
  public init(project: String, declarations: [Declaration], ledgerIDs: Set<String>, currentDirectory: String? = nil) {
    self.project = project
    self.declarations = declarations
    keys = ScenarioFileKeys(declarations)
    self.ledgerIDs = ledgerIDs
    self.currentDirectory = currentDirectory ?? FileManager.default.currentDirectoryPath
  }

  /// The keys under `fits` and `correlations`, which are the same for every model.
  public static var commonDeclarations: [Declaration] { ScenarioFileKeys.common }

  /// The names of the project's scenarios, in alphabetical order.
  public var names: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(project)/scenarios")) ?? []
    return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.filter { Self.isName($0) }.sorted()
  }

  /// A scenario by its name or its file's path, with all ancestors merged in.
  ///
  /// A path contains `/` or ends in `.yaml`; its parents are looked for beside it, then in the project. Values are not interpreted: see
  /// `examine`.
  ///
  /// - Throws: `ScenarioError` with every mistake of all files read.
  public func load(_ nameOrPath: String) throws(ScenarioError) -> Scenario {
    let reading = reading(of: nameOrPath)
    let mistakes = reading.diagnostics.filter { $0.severity == .mistake }
    guard mistakes.isEmpty, reading.isComplete, let scenario = reading.scenario else { throw ScenarioError(mistakes) }
    return scenario
  }

  /// As `load`, with what could be read in spite of mistakes; nil where a file or a parent is missing.
  public func read(_ nameOrPath: String) -> (scenario: Scenario?, diagnostics: [Diagnostic]) {
    let reading = reading(of: nameOrPath)
    return (reading.isComplete ? reading.scenario : nil, reading.diagnostics)
  }

  /// Reads a scenario, replaces settings as `--set` does, and checks every setting: mistakes of structure and of values together, in the
  /// order of files and lines.
  ///
  /// The scenario is nil where a file or a parent is missing, and `checked` then holds what could be checked all the same. Remarks are
  /// among the diagnostics.
  public func examine(
    _ nameOrPath: String, overrides: [(key: String, text: String)] = []
  ) -> (scenario: Scenario?, checked: [String: CheckedSetting], diagnostics: [Diagnostic]) {
    let reading = reading(of: nameOrPath)
    guard let merged = reading.scenario else { return (nil, [:], reading.diagnostics) }
    let (scenario, mistakes) = replacing(overrides, in: merged)
    let check = SettingCheck(
      scenario, declarations: declarations, removals: reading.removals, isComplete: reading.isComplete, fitNames: reading.fitNames)
    let diagnostics = Self.sorted(reading.diagnostics + mistakes + check.diagnostics, files: scenario.files.map(\.file))
    return (reading.isComplete ? scenario : nil, check.checked, Diagnostic.shortened(diagnostics))
  }

  /// What a scenario changes against its parents merged, in reading order.
  public func changes(of nameOrPath: String) throws(ScenarioError) -> [Scenario.Change] {
    let whole = try load(nameOrPath)
    var graph = graph(of: nameOrPath)
    graph.files[graph.files.count - 1].entries = []
    var merge = ScenarioFileMerge(files: graph.files, ancestors: graph.ancestors)
    guard whole.files.count > 1, let before = merge.scenario() else { return whole.changes(from: nil) }
    return whole.changes(from: before)
  }

  private static func sorted(_ diagnostics: [Diagnostic], files: [String]) -> [Diagnostic] {
    let positions = Dictionary(files.enumerated().map { ($0.element, $0.offset) }) { $1 }
    func isBefore(_ a: (offset: Int, element: Diagnostic), _ b: (offset: Int, element: Diagnostic)) -> Bool {
      let first = a.element.location
      let second = b.element.location
      let ranks = [first, second].map { place in place.map { positions[$0.file] ?? files.count } ?? -1 }
      return (ranks[0], first?.line ?? 0, first?.column ?? 0, a.offset) < (ranks[1], second?.line ?? 0, second?.column ?? 0, b.offset)
    }
    var seen: Set<Diagnostic> = []
    let unique = diagnostics.filter { seen.insert($0).inserted }
    return unique.enumerated().sorted(by: isBefore).map(\.element)
  }
}

extension ScenarioLibrary {
  /// The project's folder: the one named by `--project`, else by the variable CROSSROADS_HOME, else the nearest folder upward from the
  /// current one that holds `scenarios/baseline.yaml`, else the nearest upward from the program's own.
  ///
  /// - Throws: `ScenarioError` if there is none, or if the folder named holds no `scenarios/baseline.yaml`.
  public static func findProject(
    option: String?, environment: [String: String], currentDirectory: String, executable: String?
  ) throws(ScenarioError) -> String {
    let named = [("--project", option), ("CROSSROADS_HOME", environment["CROSSROADS_HOME"])].first { $0.1?.isEmpty == false }
    if let (source, folder) = named, let folder {
      let path = absolute(folder, from: currentDirectory)
      guard isProject(path) else {
        throw ScenarioError("\(source) names \(folder), which holds no scenarios/baseline.yaml.", "Name the folder that holds scenarios/.")
      }
      return path
    }
    let program = executable.map { realPath(absolute($0, from: currentDirectory)) }
    for start in [currentDirectory, program.map(folder)] {
      var candidate = start ?? "/"
      while true {
        if isProject(candidate) { return candidate }
        if candidate == "/" || candidate.isEmpty { break }
        candidate = folder(of: candidate)
      }
    }
    throw ScenarioError(
      "No project was found: neither \(currentDirectory) nor a folder above it holds scenarios/baseline.yaml.",
      "Go into the project's folder, or name it with --project DIR or the variable CROSSROADS_HOME.")
  }

  private static func isProject(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(folder)/scenarios/baseline.yaml")
  }

  static func absolute(_ path: String, from folder: String) -> String { path.hasPrefix("/") ? path : "\(folder)/\(path)" }

  /// The path without links, `.` and `..`; the path itself where there is no such file.
  static func realPath(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Letters, digits, `-` and `_`, beginning with a letter or digit.
  static func isName(_ name: String) -> Bool {
    func isWord(_ scalar: Unicode.Scalar) -> Bool { scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)) }
    guard let first = name.unicodeScalars.first, isWord(first), name.utf8.count <= 100 else { return false }
    return name.unicodeScalars.allSatisfy { isWord($0) || $0 == "-" || $0 == "_" }
  }
}
