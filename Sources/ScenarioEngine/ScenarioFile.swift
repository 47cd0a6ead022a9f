import Foundation

/// One scenario file as it was written: what it says of each key, with places, before any merging.
struct ScenarioFile: Sendable {
  /// What a file says of one key or of all keys below it.
  struct Entry: Sendable {
    /// The parts of the key; the names under `correlations` contain dots.
    var path: [String]
    /// nil: `null`, which takes the key, or all keys below it, away.
    var setting: Setting?
    /// Where the key stands.
    var location: SourceLocation

    var key: String { path.joined(separator: ".") }
  }
  struct Parent: Sendable {
    var name: String
    var location: SourceLocation
  }

  var name: String
  /// The path as a person would write it.
  var file: String
  var sha256 = ""
  var title: String?
  var about: String?
  var parents: [Parent] = []
  var entries: [Entry] = []
  var diagnostics: [Diagnostic] = []
  /// Whether there is nothing to merge: no such file, not text, not YAML.
  var isUnreadable = false

  static let largestSize = 1_000_000

  /// Reads a file; what is wrong with it stands in `diagnostics`, and `entries` holds what could be read all the same.
  ///
  /// - Parameters:
  ///   - path: where to find it.
  ///   - file: the path to show.
  init(path: String, file: String, keys: ScenarioFileKeys, ledgerIDs: Set<String>) {
    name = Self.name(of: file)
    self.file = file
    do throws(ScenarioError) {
      let bytes = try Self.bytes(of: path, file: file)
      sha256 = SHA256.hexadecimal(of: bytes)
      read(try Self.text(of: bytes, file: file), keys: keys, ledgerIDs: ledgerIDs)
    } catch {
      diagnostics = error.diagnostics
      isUnreadable = true
    }
  }

  /// Reads a text as if it stood in a file.
  init(text: String, file: String, keys: ScenarioFileKeys, ledgerIDs: Set<String>) {
    name = Self.name(of: file)
    self.file = file
    sha256 = SHA256.hexadecimal(of: text.utf8)
    read(text, keys: keys, ledgerIDs: ledgerIDs)
  }

  private mutating func read(_ text: String, keys: ScenarioFileKeys, ledgerIDs: Set<String>) {
    switch ScenarioFileTree.parse(text, file: file) {
    case .failure(let error):
      diagnostics = error.diagnostics
      isUnreadable = true
    case .success(let root):
      var reader = ScenarioFileReader(file: self, keys: keys, ledgerIDs: ledgerIDs)
      reader.read(root)
      self = reader.file
      diagnostics = Diagnostic.shortened(diagnostics)
    }
  }

  /// The scenario's name: the file's, without folder and ending.
  static func name(of path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    return last.hasSuffix(".yaml") ? String(last.dropLast(5)) : last
  }

  private static func bytes(of path: String, file: String) throws(ScenarioError) -> [UInt8] {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let reason = String(cString: strerror(errno))
      throw ScenarioError("\(file) cannot be read: \(reason).", "Check the path; `crossroads list` names the scenarios there are.")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ScenarioError("\(file) is not a file.", "Name a scenario or a scenario file.")
    }
    guard status.st_size <= largestSize else { throw tooLarge(file) }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ScenarioError("\(file) cannot be read.", "Check that you may read it.")
    }
    guard data.count <= largestSize else { throw tooLarge(file) }
    return Array(data)
  }

  private static func tooLarge(_ file: String) -> ScenarioError {
    ScenarioError("\(file) is larger than 1 MB and was not read.", "A scenario file is a few kilobytes; check that this is one.")
  }

  private static func text(of bytes: [UInt8], file: String) throws(ScenarioError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let place = firstInvalidByte(of: bytes, file: file)
      throw ScenarioError(at: place, "The file is not UTF-8 text.", "Save it as UTF-8.")
    }
    return text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }

  private static func firstInvalidByte(of bytes: [UInt8], file: String) -> SourceLocation {
    var place = SourceLocation(file: file, line: 1, column: 1)
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      place.column += 1
      if scalar == "\n" {
        place.line += 1
        place.column = 1
      }
    }
    return place
  }
}

extension Diagnostic {
  static let most = 100

  /// The first of many: a file that is wrong from end to end needs no sentence for each line.
  static func shortened(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    guard diagnostics.count > most, let last = diagnostics[..<most].last?.location else { return diagnostics }
    let rest = diagnostics.count - most
    return diagnostics[..<most] + [
      Diagnostic(at: last, "\(NumberText.count(rest, "more mistake")) \(rest == 1 ? "follows" : "follow").", "Mend these first.")
    ]
  }
}
