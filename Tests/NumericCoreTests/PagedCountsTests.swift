import Testing

@testable import NumericCore

@Suite struct PagedCountsTests {
  /// Numbers of one to eight digits at keys near and far, added and merged in parts, against plain sums.
  @Test func countsAreSumsWhateverTheirSize() {
    var whole = PagedCounts(), parts = [PagedCounts(), PagedCounts(), PagedCounts()]
    var expected: [Int: Int] = [:]
    for step in 0..<4000 {
      let key = step * step % 977 + step % 5 * 1_000_003, number = (1 << (step * 7 % 50)) + step % 3 - 1
      whole.add(number, to: key)
      parts[step % 3].add(number, to: key)
      expected[key, default: 0] += number
    }
    var sum = parts[2]
    sum.merge(parts[0])
    sum.merge(PagedCounts())
    sum.merge(parts[1])
    for counts in [whole, sum] {
      #expect(counts.filled.map(\.key) == expected.keys.filter { expected[$0] != 0 }.sorted())
      #expect(counts.filled.allSatisfy { $0.count == expected[$0.key] })
      #expect(expected.allSatisfy { counts.count(of: $0.key) == $0.value })
    }
    #expect(expected.values.contains { $0 > 1 << 49 })
  }

  @Test func aDigitThatBecomesZeroCarries() {
    var counts = PagedCounts()
    for _ in 0..<65_536 { counts.add(1, to: 255) }
    #expect(counts.filled.map(\.key) == [255] && counts.count(of: 255) == 65_536)
    #expect(counts.count(of: 256) == 0 && counts.counts(ofPage: 1).isEmpty)
  }
}
