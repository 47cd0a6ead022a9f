import NumericCore
import ScenarioEngine

/// Standard normals of a block, drawn anew each month: two months at a time, since they share their random words.
final class NormalShocks {
  private let stream: ShockStream
  private let store = ColumnStore(count: 2)
  /// The normals of the month at hand.
  private(set) var current: Column

  init(stream: ShockStream) {
    self.stream = stream
    current = store[0]
  }

  /// Makes the normals of a month the current ones. Months come in order, from 0 or an even one.
  func prepare(month: Int, firstPath: UInt64) {
    current = store[month & 1]
    guard month & 1 == 0 else { return }
    let even = store[0], odd = store[1]
    for v in 0..<store.vectors {
      (even[v], odd[v]) = stream.twoMonths(firstPath: firstPath + UInt64(v * Vector.count), month: month)
    }
    for v in 0..<store.vectors { even[v] = normalQuantile(even[v]) }
    for v in 0..<store.vectors { odd[v] = normalQuantile(odd[v]) }
  }
}
