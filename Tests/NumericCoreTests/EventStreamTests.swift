import Testing

@testable import NumericCore

@Suite struct EventStreamTests {
  private static let stream = EventStream(seed: 7, name: "regulation.hazard.a>b")

  @Test func aPathsDrawDoesNotDependOnItsLane() {
    for month in [0, 1, 7, 8, 15, 16, 61] {
      let eight = Self.stream.uniforms(firstPath: 1000, month: month)
      for lane in 0..<8 { #expect(eight[lane] == Self.stream.uniform(path: 1000 + UInt64(lane), month: month)) }
    }
  }

  @Test func lanesMayBeInDifferentMonths() {
    let paths = SIMD8<UInt64>(3, 3, 3, 90, 17, 1 << 40, 5, 5), months = SIMD8<UInt64>(0, 1, 40, 40, 15, 16, 599, 0)
    var leading = SIMD8<UInt64>()
    for lane in 0..<8 { leading[lane] = Self.stream.leadingDigits(path: paths[lane], block: Int(months[lane]) / 16)[Int(months[lane])] }
    let eight = Self.stream.uniforms(paths: paths, months: months, leading: leading)
    for lane in 0..<8 { #expect(eight[lane] == Self.stream.uniform(path: paths[lane], month: Int(months[lane]))) }
  }

  /// The leading 8 digits of months 16 k to 16 k + 15 are the bytes of one Philox block, the 44 below the top of a block of the month's own.
  @Test func sixteenMonthsShareTheBlockOfTheirLeadingDigits() {
    let first = SIMD8<UInt64>(repeating: 5)
    for month in 32..<48 {
      let leading = Philox.words(paths: first, third: 2, fourth: 0, key: Self.stream.key)
      let trailing = Philox.words(paths: first, third: UInt32(month), fourth: 1, key: Self.stream.key)
      let byte = ((month < 40 ? leading.0[0] : leading.1[0]) >> UInt64(8 * (month % 8))) & 0xff
      let k = byte << 44 | trailing.0[0] >> 20
      #expect(Self.stream.uniform(path: 5, month: month) == (Double(k) + 0.5) * 0x1p-52)
    }
  }

  /// Means over 800,000 draws lie within 5 standard errors of ½, products of neighbouring months within 5 of ¼ (false alarm 3e-6 together).
  @Test func drawsAreUniformAndMonthsApart() {
    let n = 100_000
    for month in [4, 5, 6, 7, 15] {
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

  /// Chi-square of the 4,096 cells of the twelve leading digits, which come from both blocks, over 800,000 draws: within 5 standard errors
  /// of 4,095, for two months (false alarm 1e-6).
  @Test func digitsOfBothBlocksAreEvenTogether() {
    let n = 100_000
    for month in [3, 12] {
      var counts = [Int](repeating: 0, count: 4096)
      for group in 0..<n {
        let u = Self.stream.uniforms(firstPath: UInt64(group * 8), month: month)
        for lane in 0..<8 { counts[Int(u[lane] * 4096)] += 1 }
      }
      let expected = Double(8 * n) / 4096
      let chiSquare = counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
      #expect((chiSquare - 4095).magnitude < 5 * (2 * 4095.0).squareRoot(), "\(chiSquare)")
    }
  }

  /// Whatever the probability, a draw below it has leading digits up to the limit, also next to the borders of the digits.
  @Test func noDrawBelowAProbabilityExceedsItsLimit() {
    let ulps = [1 - 0x1p-53, 1, 1 + 0x1p-52]
    let borders = (0...256).flatMap { k in ulps.map { Double(k) / 256 * $0 } }
    for p in borders + [0x1p-60, 1e-5, 0.3, 1.7, 40] {
      let limit = EventStream.limits(Vector(p))[3]
      let last = limit & 0xff
      #expect(limit == last &* 0x0101_0101_0101_0101)
      // The smallest draw above the limit, and the largest within it.
      let above = (Double((last + 1) << 44) + 0.5) * 0x1p-52, within = (Double(last << 44) + 0.5) * 0x1p-52
      #expect(last == 255 || above > p, "p \(p)")
      #expect(last == 0 || within < p || within - p < 0x1p-52, "p \(p)")
    }
  }

  @Test func whatLimitsFindIsWhatTheDigitsSay() {
    var found = 0
    for block in 0..<4 {
      for group in 0..<100 as Range<UInt64> {
        let paths = SIMD8<UInt64>(0, 1, 2, 3, 4, 5, 6, 7) &+ 8 * group
        var limits = SIMD8<UInt64>()
        for lane in 0..<8 { limits[lane] = EventStream.limits(Vector(Double(lane) * 0.0051))[0] }
        let digits = Self.stream.leadingDigits(paths: paths, block: block)
        let early = EventStream.places(digits.early, upTo: limits), late = EventStream.places(digits.late, upTo: limits)
        for lane in 0..<8 {
          let one = Self.stream.leadingDigits(path: paths[lane], block: block)
          let months = one.months(upTo: limits[lane])
          for month in 0..<16 {
            let expected = one[month] <= limits[lane] & 0xff
            #expect(digits[month][lane] == one[month])
            #expect((months >> UInt16(month) & 1 == 1) == expected)
            #expect(((month < 8 ? early : late) >> UInt64(8 * lane + month % 8) & 1 == 1) == expected)
            found += expected ? 1 : 0
          }
        }
      }
    }
    #expect(found > 1000)
  }

  @Test func inMediansModeEveryDrawIsFixed() {
    let fixed = EventStream(seed: 1, name: "x", fixed: 1)
    #expect(fixed.uniform(path: 3, month: 4) == 1 && fixed.uniforms(firstPath: 0, month: 0)[7] == 1)
  }
}
