import ScenarioEngine
import Synchronization

/// The values of the first futures of a run, by output and period. Chunks may come in any order and from several threads.
public final class FutureValues: Sendable {
  /// How many futures are kept.
  public let count: Int
  private let columns: [OutputRow: Int]
  private let width: Int
  private let values: Mutex<[Double]>

  /// - Parameter rows: what each value of a future is, in the order of a path sink.
  public init(count: Int, rows: [OutputRow]) {
    self.count = count
    width = rows.count
    columns = Dictionary(rows.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    values = Mutex([Double](repeating: 0, count: count * rows.count))
  }

  /// Keeps what belongs to the first futures.
  public func add(firstPath: Int, _ chunk: [Double]) {
    guard firstPath < count else { return }
    let kept = min(chunk.count, (count - firstPath) * width)
    values.withLock { $0.replaceSubrange(firstPath * width..<firstPath * width + kept, with: chunk[..<kept]) }
  }

  /// The values of one output and period, a future after the other; nil where the run has no such row.
  public func column(_ output: String, _ period: String) -> [Double]? {
    guard let column = columns[OutputRow(output: output, period: period)] else { return nil }
    return values.withLock { all in (0..<count).map { all[$0 * width + column] } }
  }
}
