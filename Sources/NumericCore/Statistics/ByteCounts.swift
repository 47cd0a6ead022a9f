/// Whole numbers by cell: a byte each, and what is carried beyond it apart.
struct ByteCounts: Sendable {
  /// Counts modulo 256, and how often they passed it: of a million values most cells hold fewer.
  private var counts: [UInt8]
  private var carries = PagedCounts()

  init(cells: Int) { counts = [UInt8](repeating: 0, count: cells) }

  var cells: Int { counts.count }

  /// Adds 1 to each of some cells, which are counted from -32768.
  mutating func increment(_ cells: UnsafePointer<Int16>, count: Int) {
    counts.withUnsafeMutableBufferPointer { counts in
      guard let base = counts.baseAddress else { return }
      let centre = base + 32768
      for i in 0..<count {
        let cell = Int(cells[i])
        let sum = centre[cell] &+ 1
        centre[cell] = sum
        if sum == 0 { carries.add(1, to: cell + 32768) }
      }
    }
  }

  /// - Parameter number: 0 or more.
  mutating func add(_ number: Int, to cell: Int) {
    let sum = Int(counts[cell]) + number
    counts[cell] = UInt8(truncatingIfNeeded: sum)
    if sum > 255 { carries.add(sum >> 8, to: cell) }
  }

  mutating func merge(_ other: ByteCounts) { other.forEachFilled { add($1, to: $0) } }

  func count(of cell: Int) -> Int { Int(counts[cell]) + carries.count(of: cell) << 8 }

  /// Calls for each cell that holds something, ascending. Most hold nothing, so eight are looked at in one.
  func forEachFilled(_ body: (_ cell: Int, _ count: Int) -> Void) {
    counts.withUnsafeBytes { counts in
      for page in 0...(counts.count - 1) / PagedCounts.page {
        let cells = page * PagedCounts.page..<min((page + 1) * PagedCounts.page, counts.count)
        let carried = carries.counts(ofPage: page)
        var cell = cells.lowerBound
        while cell < cells.upperBound {
          if carried.isEmpty, cell + 8 <= cells.upperBound, counts.loadUnaligned(fromByteOffset: cell, as: UInt64.self) == 0 {
            cell += 8
            continue
          }
          let count = Int(counts[cell]) + (carried.isEmpty ? 0 : carried[cell - cells.lowerBound] << 8)
          if count > 0 { body(cell, count) }
          cell += 1
        }
      }
    }
  }
}
