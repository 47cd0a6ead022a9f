import Foundation

/// Series of figures read from a table, one or thousands of them.
///
/// Three layouts, told apart by the header: `series,period,value` or `period,value`, a row for each figure; a column `values` with the
/// figures of a series between spaces; or a name followed by a column for each figure. Files that end in `.gz` are unpacked by `gzip -dc`.
public struct SeriesTable: Sendable {
  /// One series, its figures oldest first.
  public struct Series: Sendable {
    public let name: String
    /// The line on which it begins.
    public let line: Int
    public var values: [Double]
    /// One for each value; empty where the table has no periods.
    public var periods: [Period]
    /// Periods a year, where the table says so.
    public var season: Int?
    /// What is wrong with it; a series with mistakes is not to be used.
    public var mistakes: [Diagnostic] = []
    /// What was done about it, such as sorting.
    public var remarks: [Diagnostic] = []

    /// Whether each period is the next one after its predecessor; true where there are no periods.
    public var isEven: Bool {
      guard let first = periods.first else { return true }
      if periods.count == 1 { return first.advanced(by: 1) != nil }
      return zip(periods, periods.dropFirst()).allSatisfy { $0.advanced(by: 1) == $1 }
    }
  }

  /// The path as a person would write it.
  public let file: String
  /// In the order of their first rows.
  public let series: [Series]
  /// Whether figures stand one to a row, with their periods.
  public let hasPeriods: Bool

  /// The largest table, unpacked.
  static let largest = 1 << 30

  /// Whether a word names a file rather than a series of the ledger.
  public static func isPath(_ word: String) -> Bool {
    word.hasSuffix(".csv") || word.hasSuffix(".csv.gz") || word.hasSuffix(".gz")
  }

  /// Reads a table.
  ///
  /// Throws: `ScenarioError` where the file is missing, unreadable, too large, not a gzip file though named so, or has no header that
  /// fits a layout. What is wrong with one series stands in its `mistakes`.
  public init(path: String) throws(ScenarioError) {
    let bytes = try SeriesTable.bytes(of: path)
    var parser = SeriesTableParser(file: path)
    let problem = bytes.withUnsafeBytes { raw -> ScenarioError? in
      do throws(ScenarioError) {
        try parser.parse(raw)
        return nil
      } catch {
        return error
      }
    }
    if let problem { throw problem }
    file = path
    hasPeriods = parser.hasPeriods
    series = parser.finished()
  }

  private static func bytes(of path: String) throws(ScenarioError) -> Data {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
      throw ScenarioError("There is no file \(path).", "Check the path.")
    }
    let tooLarge = ScenarioError("\(path) has more than \(largest >> 20) MiB.", "Cut it into smaller tables.")
    if let size = (attributes[.size] as? NSNumber)?.intValue, size > largest { throw tooLarge }
    guard attributes[.type] as? FileAttributeType != .typeDirectory, let handle = FileHandle(forReadingAtPath: path) else {
      throw ScenarioError("The file \(path) cannot be read.", "Check its path and its permissions.")
    }
    guard path.hasSuffix(".gz") else {
      let data: Data? = try? handle.read(upToCount: largest + 1)
      if data == nil, (attributes[.size] as? NSNumber)?.intValue ?? 0 > 0 {
        throw ScenarioError("The file \(path) cannot be read.", "Check its path and its permissions.")
      }
      guard (data?.count ?? 0) <= largest else { throw tooLarge }
      return data ?? Data()
    }
    let (process, pipe) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc"]
    process.standardInput = handle
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { throw ScenarioError("gzip cannot be started to unpack \(path).", "Unpack it first.") }
    let data = (try? pipe.fileHandleForReading.read(upToCount: largest + 1)) ?? Data()
    guard data.count <= largest else {
      process.terminate()
      throw tooLarge
    }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw ScenarioError("\(path) is not a whole gzip file.", "Pack it anew with gzip, or give the plain table.")
    }
    return data
  }
}
