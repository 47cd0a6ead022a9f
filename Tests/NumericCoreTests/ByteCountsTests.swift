import Testing

@testable import NumericCore

@Suite struct ByteCountsTests {
  /// Cells in the first page, at the end of one and in the last, which is no whole page.
  private static let cells = [0, 63, 64, 127, 1000]

  private static func counts(_ rounds: Int) -> ByteCounts {
    var counts = ByteCounts(cells: 1001)
    let cells = Self.cells.map { Int16($0 - 32768) }
    for _ in 0..<rounds { cells.withUnsafeBufferPointer { counts.increment($0.baseAddress!, count: $0.count) } }
    return counts
  }

  @Test(arguments: [1, 255, 256, 257, 70_000]) func aByteCarries(rounds: Int) {
    let counts = Self.counts(rounds)
    for cell in 0..<counts.cells { #expect(counts.count(of: cell) == (Self.cells.contains(cell) ? rounds : 0)) }
  }

  @Test func filledCellsAscend() {
    var found: [Int: Int] = [:], order: [Int] = []
    Self.counts(300).forEachFilled {
      found[$0] = $1
      order.append($0)
    }
    #expect(order == Self.cells && found.values.allSatisfy { $0 == 300 })
  }

  @Test func mergingAddsAndSoDoLargeNumbers() {
    var counts = Self.counts(200)
    counts.merge(Self.counts(100))
    counts.add(1 << 40, to: 64)
    #expect(counts.count(of: 63) == 300 && counts.count(of: 64) == 300 + 1 << 40 && counts.count(of: 65) == 0)
  }
}
