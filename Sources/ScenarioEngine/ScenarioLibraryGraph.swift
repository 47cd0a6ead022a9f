import Foundation

extension ScenarioLibrary {
  /// A scenario file with its ancestors, in the order of application.
  struct Graph {
    var files: [ScenarioFile] = []
    var ancestors: [Set<Int>] = []
    /// Mistakes in naming parents.
    var diagnostics: [Diagnostic] = []
    fileprivate var positions: [String: Int] = [:]
    fileprivate var path: [(real: String, name: String)] = []
  }

  /// A scenario with everything found wrong in its files; `isComplete` unless a file or a parent could not be read.
  struct Reading {
    var scenario: Scenario?
    var isComplete: Bool
    var diagnostics: [Diagnostic]
    var removals: [String: SourceLocation]
    /// The fits that the files name, broken ones included.
    var fitNames: Set<String>
  }

  /// A file where it lies and as it is shown.
  struct Located {
    var path: String
    var shown: String
  }

  static let longestAncestry = 32

  func reading(of nameOrPath: String) -> Reading {
    var graph = graph(of: nameOrPath)
    guard !graph.files.isEmpty else {
      return Reading(scenario: nil, isComplete: false, diagnostics: graph.diagnostics, removals: [:], fitNames: [])
    }
    let isComplete = graph.diagnostics.isEmpty && graph.files.allSatisfy { !$0.isUnreadable }
    var merge = ScenarioFileMerge(files: graph.files, ancestors: graph.ancestors)
    let scenario = merge.scenario()
    graph.diagnostics += graph.files.flatMap(\.diagnostics)
    // What is missing after a merge without all its parents is no mistake of the file.
    if isComplete { graph.diagnostics += merge.diagnostics }
    return Reading(
      scenario: scenario, isComplete: isComplete, diagnostics: graph.diagnostics, removals: merge.removals,
      fitNames: Set(merge.fitNames))
  }

  func graph(of nameOrPath: String) -> Graph {
    var graph = Graph()
    do throws(ScenarioError) {
      _ = gather(try locate(nameOrPath), into: &graph)
    } catch {
      graph.diagnostics += error.diagnostics
    }
    return graph
  }

  /// Reads a file after its ancestors, each once, and returns its position.
  private func gather(_ located: Located, into graph: inout Graph) -> Int {
    let real = Self.realPath(located.path)
    if let known = graph.positions[real] { return known }
    let file = ScenarioFile(path: located.path, file: located.shown, keys: keys, ledgerIDs: ledgerIDs)
    graph.path.append((real, file.name))
    var ancestors: Set<Int> = []
    for parent in file.parents {
      do throws(ScenarioError) {
        let position = gather(try locate(parent, of: file, in: located, path: graph.path), into: &graph)
        ancestors.formUnion(graph.ancestors[position])
        ancestors.insert(position)
      } catch {
        graph.diagnostics += error.diagnostics
      }
    }
    graph.path.removeLast()
    graph.files.append(file)
    graph.ancestors.append(ancestors)
    graph.positions[real] = graph.files.count - 1
    return graph.files.count - 1
  }

  /// The file of a scenario that a user names.
  private func locate(_ nameOrPath: String) throws(ScenarioError) -> Located {
    if Self.isPath(nameOrPath) {
      guard nameOrPath.hasSuffix(".yaml") else {
        throw ScenarioError("\(nameOrPath) is not a scenario file.", "A scenario file ends in .yaml; a name contains no /.")
      }
      return Located(path: Self.absolute(nameOrPath, from: currentDirectory), shown: nameOrPath)
    }
    guard Self.isName(nameOrPath) else { throw Self.oddName(nameOrPath, at: nil) }
    let located = inProject(nameOrPath)
    guard Self.isThere(located) else { throw missing(nameOrPath, at: nil, known: names) }
    return located
  }

  /// The file of a parent: beside the file that names it, then in the project.
  private func locate(
    _ parent: ScenarioFile.Parent, of file: ScenarioFile, in child: Located, path: [(real: String, name: String)]
  ) throws(ScenarioError) -> Located {
    let name = parent.name
    let isPath = Self.isPath(name)
    guard isPath ? name.hasSuffix(".yaml") : Self.isName(name) else { throw Self.oddName(name, at: parent.location) }
    let fileName = isPath ? name : "\(name).yaml"
    let shownFolder = child.shown.contains("/") ? Self.folder(of: child.shown) + "/" : ""
    let beside = Located(
      path: Self.absolute(fileName, from: Self.folder(of: child.path)), shown: fileName.hasPrefix("/") ? fileName : shownFolder + fileName)
    let candidates = isPath ? [beside] : [beside, inProject(name)]
    guard let found = candidates.first(where: { Self.isThere($0) }) else {
      throw missing(name, at: parent.location, known: names.filter { $0 != file.name })
    }
    try checkAncestry(Self.realPath(found.path), of: file, at: parent.location, path: path)
    return found
  }

  private func checkAncestry(
    _ real: String, of file: ScenarioFile, at place: SourceLocation, path: [(real: String, name: String)]
  ) throws(ScenarioError) {
    if let start = path.firstIndex(where: { $0.real == real }) {
      let chain = path[start...].map(\.name) + [path[start].name]
      let problem =
        chain.count == 2
        ? "\(file.name) extends itself." : "The scenarios extend each other in a circle: \(chain.joined(separator: " \u{2192} "))."
      throw ScenarioError(
        at: place, problem, chain.count == 2 ? "Name another parent, such as baseline." : "Remove one of these `extends`.")
    }
    guard path.count < Self.longestAncestry else {
      throw ScenarioError(
        at: place, "The chain of parents is longer than \(Self.longestAncestry).", "Extend a scenario nearer to baseline.")
    }
  }

  private func inProject(_ name: String) -> Located {
    Located(path: "\(project)/scenarios/\(name).yaml", shown: "scenarios/\(name).yaml")
  }

  private static func isThere(_ located: Located) -> Bool { FileManager.default.fileExists(atPath: located.path) }

  static func isPath(_ text: String) -> Bool { text.contains("/") || text.hasSuffix(".yaml") }

  private static func oddName(_ name: String, at place: SourceLocation?) -> ScenarioError {
    ScenarioError(
      at: place, "\"\(name)\" cannot be the name of a scenario.",
      "A name has letters, digits, - and _; a file is named with its path and .yaml, such as ./mine.yaml.")
  }

  private func missing(_ name: String, at place: SourceLocation?, known: [String]) -> ScenarioError {
    let list = known.isEmpty ? "The project has no scenarios." : "The scenarios are \(known.joined(separator: ", "))."
    return ScenarioError(at: place, "There is no scenario \"\(name)\".\(Spelling.hint(name, among: known))", list)
  }
}
