import Testing

@testable import NumericCore

@Suite struct PackedCountsTests {
  static let cells = 1000

  /// Cells of a hump, most of them many times, as a chunk gives them.
  static func chunk(_ number: Int) -> [Int16] {
    (0..<1024).map { i in
      let x = (0..<6).reduce(0) { $0 + Int(UInt32(truncatingIfNeeded: (i * 6 + $1 + number * 6144) &* 2_654_435_761) >> 16) % 160 }
      return Int16(x - 32768)
    }
  }

  static func counts(_ chunks: Range<Int>) -> (packed: PackedCounts, bytes: ByteCounts) {
    var packed = PackedCounts(cells: cells), bytes = ByteCounts(cells: cells)
    for number in chunks {
      chunk(number).withUnsafeBufferPointer {
        guard let base = $0.baseAddress else { return }
        packed.increment(base, count: $0.count)
        bytes.increment(base, count: $0.count)
      }
    }
    return (packed, bytes)
  }

  static func list(_ read: ((Int, Int) -> Void) -> Void) -> [Int] {
    var list = [Int](repeating: 0, count: cells)
    read { list[$0] = $1 }
    return list
  }

  @Test(arguments: [1, 7, 300]) func countsAreThoseOfBytes(chunks: Int) {
    let (packed, bytes) = Self.counts(0..<chunks)
    let list = Self.list(packed.forEachFilled)
    #expect(list == Self.list(bytes.forEachFilled) && list.reduce(0, +) == 1024 * chunks)
    #expect((0..<Self.cells).allSatisfy { packed.count(of: $0) == list[$0] && bytes.count(of: $0) == list[$0] })
  }

  /// Numbers of one to fifty bits in any order of cells, in parts, against plain sums.
  @Test func countsAreSumsWhateverTheirSize() {
    var whole = PackedCounts(cells: Self.cells), parts = [whole, whole, whole]
    var expected = [Int](repeating: 0, count: Self.cells)
    for step in 0..<4000 {
      let cell = step * step % 997, number = (1 << (step * 7 % 50)) + step % 3 - 1
      whole.add(number, to: cell)
      parts[step % 3].add(number, to: cell)
      expected[cell] += number
    }
    parts[2].merge(parts[0])
    parts[2].merge(PackedCounts(cells: Self.cells))
    parts[2].merge(parts[1])
    #expect(Self.list(whole.forEachFilled) == expected && Self.list(parts[2].forEachFilled) == expected)
    #expect(expected.contains { $0 > 1 << 49 })
  }

  /// The largest number of 32 bits, and one more.
  @Test func whatIsCarriedIsCounted() {
    var counts = PackedCounts(cells: 70)
    counts.add((1 << 32) - 1, to: 69)
    counts.add(5, to: 68)
    [69, 69, 0].map { Int16($0 - 32768) }.withUnsafeBufferPointer {
      if let base = $0.baseAddress { counts.increment(base, count: 3) }
    }
    #expect(counts.count(of: 69) == 1 << 32 + 1 && counts.count(of: 68) == 5 && counts.count(of: 0) == 1)
  }

  /// Pages given up one after the other, counted on, and given up again beside and between others: sums and all other counts stay.
  @Test func pagesGivenUpKeepTheirSum() {
    let page = PackedCounts.page
    var (packed, _) = Self.counts(0..<20)
    packed.giveUp([3, 7])
    Self.chunk(20).withUnsafeBufferPointer { if let base = $0.baseAddress { packed.increment(base, count: $0.count) } }
    packed.giveUp([4, 6, 9])
    packed.add(10, to: 3 * page + 1)
    packed.add(1000, to: 8 * page)
    for number in 21..<50 {
      Self.chunk(number).withUnsafeBufferPointer { if let base = $0.baseAddress { packed.increment(base, count: $0.count) } }
    }
    var expected = Self.list(Self.counts(0..<50).bytes.forEachFilled)
    expected[3 * page + 1] += 10
    expected[8 * page] += 1000
    let sums = [3..<5, 6..<8, 9..<10].map { expected[$0.lowerBound * page..<$0.upperBound * page].reduce(0, +) }
    #expect(packed.gaps.map(\.pages) == [3..<5, 6..<8, 9..<10] && packed.gaps.map(\.count) == sums)
    for gap in packed.gaps { for cell in gap.pages.lowerBound * page..<gap.pages.upperBound * page { expected[cell] = 0 } }
    #expect(Self.list(packed.forEachFilled) == expected)
  }
}
