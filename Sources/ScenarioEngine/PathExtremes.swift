import Synchronization

/// The smallest and the largest value of every reported row over all paths, filled from several threads.
public final class PathExtremes: Sendable {
  private let ends: Mutex<(low: [Double], high: [Double])>
  private let columns: Int

  /// - Parameter columns: reported rows of a scenario.
  public init(columns: Int) {
    self.columns = columns
    ends = Mutex(
      (
        [Double](repeating: .infinity, count: columns), [Double](repeating: -.infinity, count: columns)
      ))
  }

  /// Takes the values of neighbouring paths, a path after the other, as `Simulator.PathSink` gives them.
  public func add(_ values: [Double]) {
    var low = [Double](repeating: .infinity, count: columns)
    var high = [Double](repeating: -.infinity, count: columns)
    var column = 0
    for value in values {
      low[column] = min(low[column], value)
      high[column] = max(high[column], value)
      column = column + 1 == columns ? 0 : column + 1
    }
    ends.withLock { all in
      for column in 0..<columns {
        all.low[column] = min(all.low[column], low[column])
        all.high[column] = max(all.high[column], high[column])
      }
    }
  }

  /// In the order of the rows; nil before the first path.
  public func range(column: Int) -> ClosedRange<Double>? {
    ends.withLock { all in all.low[column] <= all.high[column] ? all.low[column]...all.high[column] : nil }
  }
}
