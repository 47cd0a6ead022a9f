import NumericCore
import Synchronization

extension Simulator {
  /// What is counted of some neighbouring rows of values of a set: one for all threads, which add to it one at a time.
  final class Shelf: Sendable {
    static let rows = 16
    let set: Int
    /// Its first row.
    let first: Int
    let counts: Mutex<[RowCounts]>

    private init(set: Int, first: Int, counts: [RowCounts]) {
      self.set = set
      self.first = first
      self.counts = Mutex(counts)
    }

    /// The shelves of a set.
    static func shelves(of set: Int, _ values: [RowCounts]) -> [Shelf] {
      stride(from: 0, to: values.count, by: rows).map { first in
        Shelf(set: set, first: first, counts: Array(values[first..<min(first + rows, values.count)]))
      }
    }
  }
}
