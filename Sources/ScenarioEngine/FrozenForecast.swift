#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A dated, unchangeable record of one or more runs: what was said, of what, and from which settings.
///
/// The file is JSON. Its last member, `sha256`, is the hash of every byte before it, so that no alteration stays unseen.
public struct FrozenForecast: Sendable, Codable {
  /// The version of this format.
  public var format = 1
  /// The day of freezing, `2026-11-22`, in universal time.
  public var frozen: String
  public var runs: [Run]

  /// One scenario's part.
  public struct Run: Sendable, Codable {
    /// As in `run.json`.
    public var record: RunRecord
    /// How the months of each output become longer periods: `sum`, `mean`, `end`, `maximum`, `once`.
    public var aggregations: [String: String]
    /// The lines of `summary.csv`.
    public var summary: [String]
    /// The smallest and the largest value of all futures, `output,period,minimum,maximum`.
    public var extremes: [String]

    /// - Parameter extremes: by output and period.
    public init(record: RunRecord, outputs: [OutputDeclaration], table: ResultTable, extremes: [OutputRow: ClosedRange<Double>]) {
      let text = SummaryFile.text(of: table)
      self.record = record
      self.record.summarySHA256 = SHA256.hexadecimal(of: Array(text.utf8))
      aggregations = Dictionary(outputs.map { ($0.name, $0.aggregation.rawValue) }, uniquingKeysWith: { first, _ in first })
      summary = text.split(separator: "\n").map(String.init)
      self.extremes =
        ["output,period,minimum,maximum"]
        + table.series.compactMap { series in
          extremes[OutputRow(output: series.output, period: series.period)].map { range in
            String(CSVTable.line([series.output, series.period, "\(range.lowerBound)", "\(range.upperBound)"]).dropLast())
          }
        }
    }
  }

  /// What a run said, read back.
  public struct Content: Sendable {
    public var record: RunRecord
    public var aggregations: [String: String]
    public var table: ResultTable
    public var extremes: [OutputRow: ClosedRange<Double>]
  }

  public init(frozen: String, runs: [Run]) {
    self.frozen = frozen
    self.runs = runs
  }

  // MARK: - The file

  private static let hashName = ",\n  \"sha256\" : \""
  private static let ending = "\"\n}\n"
  /// Largest record read back, in bytes.
  private static let limit = 256 << 20

  /// The text of the file.
  /// - Throws: `ScenarioError` where a number of the record is not finite.
  public func text() throws(ScenarioError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      let body = String(decoding: try encoder.encode(self), as: UTF8.self)
      // The closing brace makes room for the last member.
      let content = body.hasSuffix("\n}") ? String(body.dropLast(2)) : body
      return content + Self.hashName + SHA256.hexadecimal(of: Array(content.utf8)) + Self.ending
    } catch {
      throw ScenarioError("The forecast cannot be frozen: \(error).", "Check its settings for numbers that are not finite.")
    }
  }

  /// Reads a record, and refuses one that is not as it was frozen.
  /// - Throws: `ScenarioError` where the file is missing, no record, altered, or of a later format.
  public init(path: String) throws(ScenarioError) {
    let bytes = try AtomicFile.read(path, limit: Self.limit)
    let tail = Self.hashName.utf8.count + 64 + Self.ending.utf8.count
    let foot = String(decoding: bytes.suffix(tail), as: UTF8.self)
    guard bytes.count > tail, foot.hasPrefix(Self.hashName), foot.hasSuffix(Self.ending) else {
      throw ScenarioError("\(path) is not a frozen forecast, or its end was altered.", "Name a file that `run --freeze` has written.")
    }
    let stated = foot.dropFirst(Self.hashName.count).dropLast(Self.ending.count)
    guard SHA256.hexadecimal(of: bytes.dropLast(tail)) == stated else {
      throw ScenarioError(
        "\(path) was altered since it was frozen: its contents do not have the hash that it states.",
        "Take the file as it was frozen, from a copy or from version control.")
    }
    do {
      self = try JSONDecoder().decode(FrozenForecast.self, from: Data(bytes))
    } catch {
      throw ScenarioError("\(path) is not a frozen forecast.", "Name a file that `run --freeze` has written.")
    }
    guard format == 1 else {
      throw ScenarioError("\(path) has the format \(format), which is younger than this program.", "Score it with a newer version.")
    }
  }

  /// What the runs said.
  /// - Throws: `ScenarioError` where a table cannot be read.
  public func contents(file: String) throws(ScenarioError) -> [Content] {
    var contents: [Content] = []
    for run in runs {
      let table = try SummaryFile.table(from: run.summary.joined(separator: "\n") + "\n", file: file)
      var extremes: [OutputRow: ClosedRange<Double>] = [:]
      for row in try CSVTable(text: run.extremes.joined(separator: "\n") + "\n", file: file).rows where row.fields.count == 4 {
        if let low = Double(row.fields[2]), let high = Double(row.fields[3]), low <= high {
          extremes[OutputRow(output: row.fields[0], period: row.fields[1])] = low...high
        }
      }
      contents.append(Content(record: run.record, aggregations: run.aggregations, table: table, extremes: extremes))
    }
    return contents
  }
}
