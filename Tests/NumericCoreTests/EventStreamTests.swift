import Testing

@testable import NumericCore

@Suite struct EventStreamTests {
  private static let stream = EventStream(seed: 7, name: "regulation.hazard.a>b")

  @Test func aPathsDrawDoesNotDependOnItsLane() {
    for month in [0, 1, 2, 3, 61] {
      let eight = Self.stream.uniforms(firstPath: 1000, month: month)
      for lane in 0..<8 { #expect(eight[lane] == Self.stream.uniform(path: 1000 + UInt64(lane), month: month)) }
    }
  }

  /// The leading digits of months 4k to 4k + 3 are the words of one Philox block, those below the same words of a second one.
  @Test func fourMonthsShareABlock() {
    for month in 8..<12 {
      let first = SIMD8<UInt64>(repeating: 5)
      let leading = Philox.words(paths: first, third: 2, fourth: 0, key: Self.stream.key)
      let trailing = Philox.words(paths: first, third: 2, fourth: 1, key: Self.stream.key)
      func word(_ words: (SIMD8<UInt64>, SIMD8<UInt64>)) -> UInt64 {
        let pair = month & 2 == 0 ? words.0[0] : words.1[0]
        return month & 1 == 0 ? pair & 0xffff_ffff : pair >> 32
      }
      let k = (word(leading) << 32 | word(trailing)) >> 12
      #expect(Self.stream.uniform(path: 5, month: month) == (Double(k) + 0.5) * 0x1p-52)
    }
  }

  /// Means over 800,000 draws lie within 5 standard errors of ½, products of neighbouring months within 5 of ¼ (false alarm 3e-6 together).
  @Test func drawsAreUniformAndMonthsApart() {
    let n = 100_000
    for month in 4..<8 {
      var sum = 0.0, product = 0.0
      for group in 0..<n {
        let u = Self.stream.uniforms(firstPath: UInt64(group * 8), month: month)
        sum += u.sum
        product += (u * Self.stream.uniforms(firstPath: UInt64(group * 8), month: month + 1)).sum
      }
      let count = Double(8 * n)
      #expect((sum / count - 0.5).magnitude < 5 * (1 / 12.0 / count).squareRoot())
      #expect((product / count - 0.25).magnitude < 5 * (7 / 144.0 / count).squareRoot())
    }
  }

  @Test func inMediansModeEveryDrawIsFixed() {
    let fixed = EventStream(seed: 1, name: "x", fixed: 1)
    #expect(fixed.uniform(path: 3, month: 4) == 1)
  }
}
