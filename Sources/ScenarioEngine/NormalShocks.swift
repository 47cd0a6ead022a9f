import NumericCore

/// Standard normals of a block, drawn anew each month: two months at a time, since they share their random words.
public final class NormalShocks {
  private let stream: ShockStream
  /// Those of two months, or of every month where several scenarios read them one after the other.
  private let store: ColumnStore
  private let isKept: Bool
  /// The block whose first months are at hand, and how many of them.
  private var block: UInt64?
  private var known = 0
  /// The normals of the month at hand.
  public private(set) var current: Column

  /// - Parameter months: months to keep, an even number; 2 for one reader.
  init(stream: ShockStream, months: Int) {
    self.stream = stream
    store = ColumnStore(count: months)
    isKept = months > 2
    current = store[0]
  }

  /// Makes the normals of a month the current ones. Months come in order, from 0 or an even one.
  public func prepare(month: Int, firstPath: UInt64) {
    if isKept, block != firstPath { (block, known) = (firstPath, 0) }
    current = store[isKept ? month : month & 1]
    guard month & 1 == 0, !isKept || month >= known else { return }
    let even = current, odd = store[isKept ? month + 1 : 1]
    stream.fillTwoMonths(firstPath: firstPath, month: month, vectors: store.vectors, even: even, odd: odd)
    replaceByNormalQuantiles(even, count: store.vectors)
    replaceByNormalQuantiles(odd, count: store.vectors)
    known = month + 2
  }
}
