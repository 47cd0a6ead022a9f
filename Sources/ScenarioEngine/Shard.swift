/// One of several parts of a run, each of neighbouring chunks of paths and as large as the others or by one larger; `2/3` the second of three.
public struct Shard: Sendable, Hashable, CustomStringConvertible {
  /// From 1.
  public let number: Int
  /// How many make the run.
  public let count: Int

  /// The whole of a run.
  public static let whole = Shard(number: 1, count: 1)

  private init(number: Int, count: Int) {
    self.number = number
    self.count = count
  }

  /// - Throws: `ScenarioError` for a number that is not from 1 to `count`.
  public init(number: Int, of count: Int) throws(ScenarioError) {
    guard count >= 1, (1...count).contains(number) else {
      throw ScenarioError(
        "--shard \(number)/\(count): there is no such shard\(count >= 1 ? " of \(count)" : "").",
        "Count from 1: --shard 1/3, --shard 2/3 and --shard 3/3 make one run.")
    }
    self.init(number: number, count: count)
  }

  /// - Parameter text: `2/3`.
  /// - Throws: `ScenarioError` for anything else.
  public init(_ text: String) throws(ScenarioError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let areDigits = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
    guard parts.count == 2, areDigits, let number = Int(parts[0]), let count = Int(parts[1]) else {
      throw ScenarioError("--shard '\(text)' is no shard of a run.", "Write which of how many, such as --shard 2/3.")
    }
    try self.init(number: number, of: count)
  }

  public var description: String { "\(number)/\(count)" }

  /// The name of its file.
  public var fileName: String { "shard-\(number)-of-\(count).partial" }

  /// Its chunks of so many.
  public func chunks(of total: Int) -> Range<Int> { start(number - 1, total)..<start(number, total) }

  /// number · total / count without overflow.
  private func start(_ number: Int, _ total: Int) -> Int {
    let product = number.multipliedFullWidth(by: total)
    return count.dividingFullWidth(product).quotient
  }

  /// - Parameter paths: of the whole run.
  /// - Throws: `ScenarioError` where some shards would be empty.
  public func check(paths: Int) throws(ScenarioError) {
    let chunks = (paths + Simulator.chunkPaths - 1) / Simulator.chunkPaths
    guard count > chunks else { return }
    throw ScenarioError(
      "--shard \(self): a run of \(NumberText.count(paths, "future")) is cut into \(chunks == 1 ? "one piece" : "\(chunks) pieces") of \(Simulator.chunkPaths).",
      chunks == 1 ? "Run it without --shard." : "Make at most \(chunks) shards of it.")
  }
}
