import Dispatch
import NumericCore

/// Every value of every row, for exact quantiles: room for all paths, filled from several threads, each its own paths.
final class KeptValues: @unchecked Sendable {
  /// Rows of values of each set.
  let rows: [Int]
  private let paths: Int
  private let values: UnsafeMutablePointer<Double>
  private let starts: [Int]
  private var isSorted = false

  init(rows: [Int], paths: Int) {
    self.rows = rows
    self.paths = paths
    var starts = [0]
    for own in rows { starts.append(starts[starts.count - 1] + own) }
    self.starts = starts
    values = .allocate(capacity: max(1, starts[rows.count] * paths))
  }

  deinit { values.deallocate() }

  private func row(_ set: Int, _ row: Int) -> UnsafeMutablePointer<Double> { values + (starts[set] + row) * paths }

  func put(_ source: UnsafePointer<Double>, count: Int, at firstPath: Int, set: Int, row number: Int) {
    (row(set, number) + firstPath).update(from: source, count: count)
  }

  /// Sorts every row. To be called once every path is there, and by one thread.
  func sort(threads: Int) {
    guard !isSorted else { return }
    isSorted = true
    let count = starts[rows.count]
    let share = max(1, min(threads, count))
    DispatchQueue.concurrentPerform(iterations: share) { number in
      for row in stride(from: number, to: count, by: share) {
        var buffer = UnsafeMutableBufferPointer(start: self.values + row * self.paths, count: self.paths)
        buffer.sort()
      }
    }
  }

  /// Quantiles of a sorted row by definition 7 of Hyndman and Fan, as `SampleQuantiles` reads them.
  func quantiles(_ levels: [Double], set: Int, row number: Int, count: Int) -> [Double] {
    let sorted = UnsafeBufferPointer(start: row(set, number), count: count)
    return levels.map { SampleQuantiles.quantile($0, sorted: sorted) }
  }
}
