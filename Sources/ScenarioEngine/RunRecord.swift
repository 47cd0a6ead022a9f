#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `run.json`: everything a run was made from, enough to make it again exactly. It holds no wall time.
public struct RunRecord: Sendable, Codable {
  /// The version of this program.
  public var version: String
  /// The scenario with every setting in effect, its origin and its place, those of `--set` too; and the files with their hashes.
  public var scenario: Scenario
  /// Every fact of the ledger that the run used.
  public var facts: [FactUsed]
  public var seed: UInt64
  public var paths: Int
  /// `sobol`, `random` or `latin-hypercube`.
  public var sampling: String
  /// The day of an as-of run.
  public var asOf: String?
  /// The first month, where it is not the file's.
  public var start: String?
  /// The last month, where it is not the file's.
  public var end: String?
  /// The pattern of `--outputs`.
  public var outputs: String?
  /// The periods of `--periods`.
  public var periods: [String]?
  /// `month` or `quarter`, where rows were asked for beyond years.
  public var by: String?
  /// The LAPACK library in use: results repeat to the bit only with the same one.
  public var lapack: String
  /// The SHA-256 of the `summary.csv` beside it.
  public var summarySHA256: String

  public struct FactUsed: Sendable, Hashable, Codable {
    public var id: String
    /// The day on which it was known, `2025-01-18`.
    public var vintage: String
    public init(id: String, vintage: String) {
      self.id = id
      self.vintage = vintage
    }
  }

  private enum CodingKeys: String, CodingKey {
    case version, scenario, facts, seed, paths, sampling, start, end, outputs, periods, by, lapack
    case asOf = "as_of"
    case summarySHA256 = "summary_sha256"
  }

  public init(
    version: String, scenario: Scenario, facts: [FactUsed], seed: UInt64, paths: Int, sampling: String, asOf: String? = nil,
    start: String? = nil, end: String? = nil, outputs: String? = nil, periods: [String]? = nil, by: String? = nil, lapack: String,
    summarySHA256: String = ""
  ) {
    self.version = version
    self.scenario = scenario
    self.facts = facts
    self.seed = seed
    self.paths = paths
    self.sampling = sampling
    self.asOf = asOf
    self.start = start
    self.end = end
    self.outputs = outputs
    self.periods = periods
    self.by = by
    self.lapack = lapack
    self.summarySHA256 = summarySHA256
  }

  /// The text of the file: JSON with sorted keys, one per line.
  /// - Throws: `ScenarioError` where a number of the record is not finite.
  public func text() throws(ScenarioError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    } catch {
      throw ScenarioError(
        "The record of '\(scenario.name)' cannot be written: \(error).", "Check its settings for numbers that are not finite.")
    }
  }

  /// Reads a record back.
  /// - Throws: `ScenarioError` where the bytes are not a record.
  public init(bytes: [UInt8], file: String) throws(ScenarioError) {
    do {
      self = try JSONDecoder().decode(RunRecord.self, from: Data(bytes))
    } catch {
      throw ScenarioError("\(file) is not the record of a run\(RunRecord.place(of: error)).", "Make it again with `run`.")
    }
  }

  /// In words, the first thing that the commands behind two records ask for differently; nil if they ask for the same.
  ///
  /// Compared are the scenario's name and what the options say, `--set` among them. What files say does not count: a file that was
  /// edited asks for a new result of the same name. Nor do versions, libraries and places.
  public func firstDifference(from other: RunRecord) -> String? {
    let plain: [(String, String?, String?)] = [
      ("scenario", scenario.name, other.scenario.name), ("seed", String(seed), String(other.seed)),
      ("paths", String(paths), String(other.paths)), ("sampling", sampling, other.sampling), ("as of", asOf, other.asOf),
      ("start", start, other.start), ("end", end, other.end), ("outputs", outputs, other.outputs),
      ("periods", periods?.joined(separator: ","), other.periods?.joined(separator: ",")), ("by", by, other.by),
    ]
    for (name, old, new) in plain where old != new { return "\(name) \(old ?? "as the file says"), now \(new ?? "as the file says")" }
    let (old, new) = (overrides, other.overrides)
    for key in Set(old.keys).union(new.keys).sorted() where old[key] != new[key] {
      return "\(key) \(old[key] ?? "as the file says"), now \(new[key] ?? "as the file says")"
    }
    return nil
  }

  /// In words, the first thing in which two records differ, whatever it is.
  public func anyDifference(from other: RunRecord) -> String {
    if let difference = firstDifference(from: other) { return difference.replacing(", now ", with: " there, here ") }
    if version != other.version { return "version \(version) there, here \(other.version)" }
    if lapack != other.lapack { return "the LAPACK is \(lapack) there, here \(other.lapack)" }
    for key in Set(scenario.settings.keys).union(other.scenario.settings.keys).sorted() {
      let (old, new) = (scenario.settings[key], other.scenario.settings[key])
      if old?.value != new?.value { return "\(key) is \(old?.written ?? "not set") there, here \(new?.written ?? "not set")" }
    }
    return facts == other.facts ? "the files of the scenario have changed" : "the facts of the evidence differ"
  }

  /// Whether settings come from `--set`.
  public var hasOverrides: Bool { !overrides.isEmpty }

  /// The settings of `--set`, by key.
  private var overrides: [String: String] {
    scenario.settings.filter { $0.value.location.file == "--set" }.mapValues(\.written)
  }

  /// Where a decoder stopped, in words, without its own message.
  private static func place(of error: any Error) -> String {
    guard let error = error as? DecodingError else { return "" }
    let (context, key): (DecodingError.Context, String?) =
      switch error {
      case .keyNotFound(let key, let context): (context, key.stringValue)
      case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context): (context, nil)
      @unknown default: (DecodingError.Context(codingPath: [], debugDescription: ""), nil)
      }
    let path = (context.codingPath.map(\.stringValue) + (key.map { [$0] } ?? [])).joined(separator: ".")
    return path.isEmpty ? "" : ": '\(path)' is missing or wrong"
  }
}
