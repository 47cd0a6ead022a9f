import NumericCore
import Testing

@Suite struct MomentsTests {
  /// The samples of Reference/moments.py.
  static func sample(_ name: String) -> [Double] {
    let places = (0..<4000).map { (i: Int) -> Double in Double(i * 7919 % 4001) }
    return switch name {
    case "offset": places.map { 1e9 + ($0 - 2000) * 0x1p-20 }
    case "alternating": (0..<4000).map { (i: Int) -> Double in (i % 2 == 0 ? 0.125 : -0.125) * Double(1 + i * i) }
    case "skewed": places.map { $0 * $0 * $0 * $0 * 0x1p-30 }
    case "sorted": (0..<4000).map { (i: Int) -> Double in 1e15 + Double(i) }
    case "outlier": [0x1p60] + places[1...].map { $0 * 0x1p-10 }
    case "tiny": places.map { ($0 - 700) * 0x1p-250 }
    case "huge": places.map { ($0 - 700) * 0x1p230 }
    case "two": [1, 1 + 0x1p-52]
    default: []
    }
  }

  /// In one go, and merged from parts of 1, 2, 3, … values: within a few units of the last place of rational arithmetic. A skewness or
  /// kurtosis near 0 is compared absolutely.
  @Test(arguments: [false, true]) func momentsAreThoseOfRationalArithmetic(merged: Bool) throws {
    let rows = try ReferenceTable("moments.csv").rows
    #expect(rows.count == 8)
    for row in rows {
      let values = Self.sample(row[0])
      var moments = Moments()
      if merged {
        var first = 0, size = 1
        while first < values.count {
          moments.merge(try Moments(values[first..<min(first + size, values.count)]))
          first += size
          size += 1
        }
      } else {
        moments = try Moments(values)
      }
      let expected = try row.dropFirst().map { try #require(Double($0)) }
      let (mean, sd, skewness, kurtosis) = (
        try moments.mean(), try moments.standardDeviation(), try moments.skewness(), try moments.excessKurtosis()
      )
      let size = max(moments.smallest.magnitude, moments.largest.magnitude)
      #expect((mean - expected[0]).magnitude <= max(expected[0].ulp, 1e-18 * size), "\(row[0]): mean \(mean)")
      #expect((sd / expected[1] - 1).magnitude < 2e-14, "\(row[0]): sd \(sd)")
      #expect((skewness - expected[2]).magnitude < 4e-14 * max(1, expected[2].magnitude), "\(row[0]): skewness \(skewness)")
      #expect((kurtosis - expected[3]).magnitude < 4e-14 * (3 + expected[3].magnitude), "\(row[0]): kurtosis \(kurtosis)")
      #expect(moments.count == values.count && moments.smallest == values.min() && moments.largest == values.max())
    }
  }

  @Test func mergingInTheSameOrderGivesTheSameBits() throws {
    let values = Self.sample("skewed")
    func sum() throws -> [Double] {
      var moments = Moments()
      for part in stride(from: 0, to: 4000, by: 300) { moments.merge(try Moments(values[part..<min(part + 300, 4000)])) }
      return [try moments.mean(), try moments.variance(), try moments.skewness(), try moments.excessKurtosis()]
    }
    #expect(try sum() == sum())
    var whole = try Moments(values)
    whole.merge(Moments())
    var empty = Moments()
    empty.merge(whole)
    #expect(try empty.variance() == Moments(values).variance())
  }

  @Test func whatIsNotFiniteIsRefusedAndNotAdded() throws {
    for bad in [Double.nan, .infinity, -.infinity] {
      var moments = try Moments([1, 2])
      #expect(throws: NumericError.notFinite("value 3 of the moments, \(bad)")) { try moments.add(bad) }
      #expect(try moments.mean() == 1.5 && moments.count == 2)
    }
  }

  @Test func tooFewValuesAreRefusedWithTheirCount() throws {
    #expect(throws: NumericError.parameter(of: "mean", name: "count", value: 0, allowed: "at least 1")) { try Moments().mean() }
    let one = try Moments([3])
    #expect(try one.mean() == 3)
    #expect(throws: NumericError.parameter(of: "variance", name: "count", value: 1, allowed: "at least 2")) { try one.variance() }
    let constant = try Moments([0.1, 0.1, 0.1])
    #expect(try constant.variance() == 0)
    #expect(
      throws: NumericError.parameter(
        of: "skewness", name: "standard deviation", value: 0, allowed: "above 0: all 3 values are 0.1")
    ) { try constant.skewness() }
  }

  @Test func whatOverflowsIsRefused() throws {
    let moments = try Moments([-1e200, 1e200, 0])
    #expect(try moments.mean() == 0)
    #expect(throws: NumericError.notFinite("the variance of values from -1e+200 to 1e+200")) { try moments.variance() }
    #expect(throws: NumericError.notFinite("the kurtosis of values from -1e+90 to 1e+90")) {
      try Moments([-1e90, 1e90, 0]).excessKurtosis()
    }
  }
}
