/// `results/NAME/`: the table of a run and its record, which belong together or are seen not to.
public struct ResultFolder: Sendable {
  /// The folder's path.
  public let path: String

  /// What the folder holds once read.
  public struct Content: Sendable {
    public var table: ResultTable
    public var record: RunRecord
  }

  /// Largest file read back, in bytes.
  static let limit = 256 << 20

  public init(path: String) { self.path = path }

  public var summaryPath: String { path + "/summary.csv" }
  public var recordPath: String { path + "/run.json" }
  /// The per-path values, if asked for, and the meaning of their columns.
  public var pathsPath: String { path + "/paths.npy" }
  public var columnsPath: String { path + "/columns.csv" }

  /// The folder of a run below `results`, under the scenario's name or a label.
  /// - Throws: `ScenarioError` for a name that cannot be a folder's.
  public init(named name: String, in folder: String) throws(ScenarioError) {
    try ResultFolder.check(name)
    path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// Refuses a label that is empty, hidden, too long, or could lead elsewhere.
  public static func check(_ name: String) throws(ScenarioError) {
    let fault: String? =
      if name.isEmpty {
        "is empty"
      } else if name.contains("/") || name.contains("\\") {
        "holds a slash"
      } else if name.contains("..") {
        "holds '..'"
      } else if name.hasPrefix(".") || name.hasPrefix("-") {
        "begins with '\(name.prefix(1))'"
      } else if name.unicodeScalars.contains(where: {
        $0.properties.generalCategory == .control || $0.properties.generalCategory == .format
      }) {
        "holds a control character"
      } else if name.utf8.count > 200 {
        "is longer than 200 bytes"
      } else {
        nil
      }
    if let fault {
      let shown = String(
        String.UnicodeScalarView(name.unicodeScalars.prefix(60).map { $0.properties.generalCategory == .control ? "?" : $0 }))
      throw ScenarioError("The name '\(shown)' \(fault).", "Use letters, digits, '-' and '_', such as dear-hours.")
    }
  }

  /// Refuses to replace a result that was made with other settings. To be asked before a run, so that none is in vain.
  /// - Throws: `ScenarioError` that says what differs and names `--replace` and `--as`.
  public func checkReplacement(by record: RunRecord) throws(ScenarioError) {
    let hasRecord = exists(recordPath)
    guard hasRecord || exists(summaryPath) else { return }
    let remedy = "Keep both with `--as LABEL`, or replace it with `--replace`."
    guard hasRecord, let bytes = try? AtomicFile.read(recordPath, limit: ResultFolder.limit),
      let old = try? RunRecord(bytes: bytes, file: recordPath)
    else { throw ScenarioError("\(path) holds a result without a readable run.json.", remedy) }
    if let difference = old.firstDifference(from: record) {
      throw ScenarioError("\(path) holds a result made with other settings: \(difference).", remedy)
    }
  }

  /// Writes the table, then its record with the table's hash, so that a torn pair is seen.
  /// - Throws: `ScenarioError`; folders that were made for the result are removed again, older files are untouched or replaced whole.
  ///
  /// - Parameter keepsPaths: the values of every path were just written beside them; otherwise older ones, of another run, go.
  public func write(_ table: ResultTable, record: RunRecord, keepsPaths: Bool = false) throws(ScenarioError) {
    let summary = Array(SummaryFile.text(of: table).utf8)
    var record = record
    record.summarySHA256 = SHA256.hexadecimal(of: summary)
    let text = try record.text()
    let made = try AtomicFile.makeFolder(path)
    do {
      if !keepsPaths { for old in [pathsPath, columnsPath] where exists(old) { try AtomicFile.remove(old) } }
      try AtomicFile.write(summary, to: summaryPath)
      try AtomicFile.write(Array(text.utf8), to: recordPath)
    } catch {
      AtomicFile.removeEmptyFolders(made)
      throw error
    }
  }

  /// Reads a result back and checks that table and record belong together.
  /// - Throws: `ScenarioError` where a file is missing, malformed, or not of the same run.
  public func read() throws(ScenarioError) -> Content {
    let recordBytes = try AtomicFile.read(recordPath, limit: ResultFolder.limit)
    let summary = try AtomicFile.read(summaryPath, limit: ResultFolder.limit)
    let record = try RunRecord(bytes: recordBytes, file: recordPath)
    guard SHA256.hexadecimal(of: summary) == record.summarySHA256 else {
      throw ScenarioError(
        "\(summaryPath) is not the table that run.json was written for: the run was interrupted, or the table was changed since.",
        "Make both again with `run`.")
    }
    let table = try SummaryFile.table(from: String(decoding: summary, as: UTF8.self), file: summaryPath)
    return Content(table: table, record: record)
  }

  /// Whether the path holds the record or the table of a run.
  public var holdsResult: Bool { exists(recordPath) || exists(summaryPath) }

  private func exists(_ file: String) -> Bool { AtomicFile.exists(file) }
}
