import NumericCore
import Testing

/// Known answers of Philox4x32-10: the three vectors of Random123 1.09 (`kat_vectors`, Copyright 2010-2012, D. E. Shaw Research; terms in
/// docs/third-party.md) and 64 consecutive counters under the key (42, 7).
@Suite struct PhiloxTests {
  @Test func everyKnownAnswerIsGivenInEveryLane() throws {
    let rows = try ReferenceTable("philox.csv").rows
    #expect(rows.count == 67)
    for row in rows {
      let words = try row.map { try #require(UInt32($0, radix: 16)) }
      let path = UInt64(words[1]) << 32 | UInt64(words[0]), key = UInt64(words[5]) << 32 | UInt64(words[4])
      let (first, second) = Philox.words(paths: SIMD8(repeating: path), third: words[2], fourth: words[3], key: key)
      for lane in 0..<8 {
        #expect(first[lane] == UInt64(words[7]) << 32 | UInt64(words[6]))
        #expect(second[lane] == UInt64(words[9]) << 32 | UInt64(words[8]))
      }
    }
  }

  @Test func lanesDoNotMeet() {
    let paths: [UInt64] = [0, 1, 0x1_0000_0000, .max, 42, 1 << 63, 7, 0xffff_ffff]
    let (first, second) = Philox.words(paths: SIMD8(paths), third: 5, fourth: 6, key: 7)
    for (lane, path) in paths.enumerated() {
      let (a, b) = Philox.words(paths: SIMD8(repeating: path), third: 5, fourth: 6, key: 7)
      #expect(first[lane] == a[0] && second[lane] == b[0])
    }
  }
}
