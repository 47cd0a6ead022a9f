import NumericCore
import Testing

@Suite struct QuantileHistogramTests {
  static let levels = [0.01, 0.025, 0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95, 0.975, 0.99]

  /// As a run makes it: bins from the first 1,024 values.
  static func histogram(_ values: [Double]) -> QuantileHistogram {
    var result = QuantileHistogram(pilot: Array(values.prefix(1024)))
    values.withUnsafeBufferPointer { result.add($0) }
    return result
  }

  /// The distance to the sample's own quantile, any value between the neighbouring order statistics, relatively.
  static func error(_ computed: Double, _ sorted: [Double], _ level: Double) -> Double {
    let target = level * Double(sorted.count)
    let low = sorted[max(0, Int(target) - (target == target.rounded() ? 1 : 0))], high = sorted[min(sorted.count - 1, Int(target))]
    if computed >= low && computed <= high { return 0 }
    return min((computed - low).magnitude / low.magnitude, (computed - high).magnitude / high.magnitude)
  }

  static func normals(_ count: Int, seed: UInt64) -> [Double] {
    let stream = ShockStream(seed: seed, name: "histogram")
    return (0..<count).map { Elementary.normalQuantile(stream.uniform(path: UInt64($0), month: 0)) }
  }

  /// Samples that are hard to count: of many sizes and spreads, of either sign, of two humps with a gap, with atoms, with heavy tails.
  static func samples(_ count: Int, spread: Double) -> [String: [Double]] {
    let normals = normals(count, seed: UInt64(count))
    func mixed(_ share: Int, _ a: (Double) -> Double, _ b: (Double) -> Double) -> [Double] {
      normals.enumerated().map { $0.offset % share == 0 ? a($0.element) : b($0.element) }
    }
    return [
      "lognormal": normals.map { 1e10 * Elementary.exp(spread * $0) }, "negative": normals.map { -2e9 * Elementary.exp(spread * $0) },
      "normal": normals.map { 5 + spread * $0 },
      "two humps": mixed(3, { 1 + 0.01 * spread * $0 }, { 7e3 * Elementary.exp(spread * $0) }),
      "atom at zero": mixed(2, { _ in 0 }, { 3e7 * Elementary.exp(spread * $0) }),
      "atoms": mixed(5, { _ in 1.000_061 }, { $0 > 0 ? 1.000_3 : 1 + 0.001 * spread * $0 }),
      "two signs and an atom": mixed(4, { _ in 0 }, { 1e9 * (0.3 + $0) }),
    ]
  }

  /// Within half a bin's width where a value has a fine bin; nearer to zero within half a coarse one, 1e-5 of the largest of the pilot.
  @Test(arguments: [10, 100, 1000, 65_536, 1_000_000], [0.001, 0.1, 0.5, 1.2])
  func quantilesAreThoseOfTheSample(count: Int, spread: Double) {
    for (name, values) in Self.samples(count, spread: spread) {
      let sorted = values.sorted(), quantiles = Self.histogram(values).quantiles(QuantileHistogramTests.levels)
      let largest = values.prefix(1024).reduce(0) { max($0, $1.magnitude) }
      for (level, quantile) in zip(Self.levels, quantiles) {
        let error = Self.error(quantile, sorted, level)
        #expect(error <= 9.8e-5 || error * quantile.magnitude <= 1e-5 * largest, "\(name) \(level): \(error)")
      }
    }
  }

  /// Two degrees of freedom: no variance, a thousandth of the values beyond 22.
  @Test func heavyTailsAreCounted() throws {
    let law = try StudentT(degreesOfFreedom: 2)
    let stream = ShockStream(seed: 9, name: "heavy")
    let values = (0..<200_000).map { law.quantile(stream.uniform(path: UInt64($0), month: 0)) }
    let sorted = values.sorted(), histogram = Self.histogram(values)
    let largest = values.prefix(1024).reduce(0) { max($0, $1.magnitude) }
    for (level, quantile) in zip(Self.levels, histogram.quantiles(Self.levels)) {
      let error = Self.error(quantile, sorted, level)
      #expect(error <= 9.8e-5 || error * quantile.magnitude <= 1e-5 * largest, "\(level): \(error)")
    }
    #expect(histogram.smallest == sorted[0] && histogram.largest == sorted[199_999])
  }

  /// More than 65,536 values in one bin, and whole chunks of one value.
  @Test func countsBeyondSixteenBitsAreKept() {
    var histogram = QuantileHistogram(pilot: [1, 2, 3])
    for round in 0..<300 {
      let values = (0..<1024).map { round % 3 == 0 ? 2 : $0 % 2 == 0 ? 1.0 : 3 }
      values.withUnsafeBufferPointer { histogram.add($0) }
    }
    var sum = QuantileHistogram(pilot: [1, 2, 3])
    sum.merge(histogram)
    sum.merge(histogram)
    for (h, n) in [(histogram, 307_200), (sum, 614_400)] {
      #expect(h.count == n && h.quantiles([0.32, 0.34, 0.66, 0.68]) == [1, 2, 2, 3])
    }
  }

  /// Doubled 33 times: 1.3e13 values, more than 2⁴⁰ of them in one fine bin, in one coarse bin and at zero.
  @Test func countsBeyondFourBytesAreKept() {
    var histogram = QuantileHistogram(pilot: [1, 2, 3])
    let values = (0..<1500).map { [-0.001, 0, 1, 2, 3e9][$0 % 5] }
    values.withUnsafeBufferPointer { histogram.add($0) }
    let levels = [0.1, 0.19, 0.21, 0.39, 0.41, 0.59, 0.61, 0.79, 0.81, 0.99], before = histogram.quantiles(levels)
    for _ in 0..<33 {
      let same = histogram
      histogram.merge(same)
    }
    #expect(histogram.count == 1500 << 33 && histogram.zeros == 300 << 33)
    #expect(histogram.quantiles(levels) == before && before[2...7] == [0, 0, 1, 1, 2, 2])
  }

  @Test(arguments: [0.0, 1, 0.1, -0.3, 92, 1918, 1e-5, -7.7e11, 2047, 123_456_789.123])
  func aConstantIsExact(value: Double) {
    let histogram = Self.histogram([Double](repeating: value, count: 1000))
    #expect(histogram.quantiles(Self.levels).allSatisfy { $0 == value })
    #expect(histogram.smallest == value && histogram.largest == value && histogram.count == 1000)
  }

  /// Whole numbers are centres of bins: no neighbour moves them.
  @Test func wholeNumbersAreExact() {
    let values = (0..<4000).map { Double($0 % 25) }
    let sorted = values.sorted(), quantiles = Self.histogram(values).quantiles(Self.levels)
    for (level, quantile) in zip(Self.levels, quantiles) { #expect(quantile == sorted[Int(level * 4000)], "\(level)") }
  }

  /// A third of the values at 92, the rest spread closely around it: the atom is returned as itself.
  @Test func anAtomAmongNeighboursIsExact() {
    let values = Self.normals(20_000, seed: 3).enumerated().map { $0.offset % 3 == 0 ? 92 : 92 * (1 + 0.2 * $0.element) }
    let quantiles = Self.histogram(values).quantiles([0.4, 0.5, 0.6])
    #expect(quantiles == [92, 92, 92])
  }

  @Test func negativeValuesComeBeforeZerosAndPositiveOnes() {
    let histogram = Self.histogram([-4, -2, 0, 0, 0, 0, 3, 5, 9, 10])
    #expect(histogram.zeros == 4)
    #expect(histogram.quantiles([0.05, 0.15, 0.25, 0.55, 0.65, 0.95]) == [-4, -2, 0, 0, 3, 10])
  }

  @Test func signsMirror() {
    let values = Self.normals(5000, seed: 4).map { Elementary.exp($0) }
    let positive = Self.histogram(values).quantiles([0.2, 0.5, 0.8]),
      negative = Self.histogram(values.map { -$0 }).quantiles([0.2, 0.5, 0.8])
    for (p, n) in zip(positive, negative.reversed()) { #expect((p + n).magnitude < 3e-3 * p) }
  }

  @Test func theEndsAreExact() {
    let values = Self.normals(1000, seed: 5)
    let quantiles = Self.histogram(values).quantiles([1e-9, 1 - 1e-9])
    #expect(quantiles[0] >= values.min()! && quantiles[1] <= values.max()!)
    #expect(Self.histogram(values).smallest == values.min()! && Self.histogram(values).largest == values.max()!)
  }

  @Test func sizesBelowTheResolutionCountAsZero() {
    var histogram = QuantileHistogram()
    [1e-7, -1e-9, 0, 1e-300, 0x1p-20, 1].withUnsafeBufferPointer { histogram.add($0) }
    #expect(histogram.zeros == 4 && histogram.quantiles([0.5]) == [0] && histogram.largest == 1)
  }

  @Test func nothingHasNoQuantile() {
    #expect(QuantileHistogram().quantiles([0.5])[0].isNaN)
  }

  /// Parts added in any order are the whole.
  @Test func mergingIsAddingWhateverTheOrder() {
    let values = Self.normals(3000, seed: 6).map { Elementary.exp(3 * $0) - 2 }
    let whole = Self.histogram(values).quantiles(Self.levels)
    let pilot = Array(values.prefix(1024))
    let parts = stride(from: 0, to: 3000, by: 700).map { start in
      var part = QuantileHistogram(pilot: pilot)
      Array(values[start..<min(start + 700, 3000)]).withUnsafeBufferPointer { part.add($0) }
      return part
    }
    for order in [parts, parts.reversed(), [parts[2], parts[0], parts[4], parts[1], parts[3]]] {
      var sum = QuantileHistogram(pilot: pilot)
      for part in order { sum.merge(part) }
      sum.merge(QuantileHistogram(pilot: pilot))
      #expect(sum.quantiles(Self.levels) == whole && sum.count == 3000)
    }
  }

  /// A sample whose smallest value is above 0 and counts as 0: the quantile is 0, and not that value.
  @Test func whatCountsAsZeroIsReadAsZero() {
    for sign in [1.0, -1] {
      let histogram = Self.histogram([1e-115, 1e-90, 1e-50, 1, 2].map { sign * $0 })
      #expect(histogram.zeros == 3 && histogram.quantiles([0.5]) == [0])
    }
    var small = QuantileHistogram()
    [1e-9, 2e-9].withUnsafeBufferPointer { small.add($0) }
    #expect(small.zeros == 2 && small.quantiles([0.2, 0.9]) == [1e-9, 1e-9], "nothing larger: the value nearest to 0")
  }

  /// Sizes near the smallest that a double can hold, and a first part of nothing else.
  @Test(arguments: [.leastNonzeroMagnitude, 0x1p-1060, 0x1p-1030, .leastNormalMagnitude, 1e-300])
  func tinySizesCountAsZeroOrAreKept(scale: Double) {
    var histogram = QuantileHistogram(pilot: [scale])
    let values = [0, scale, -scale, scale / 2, 1e-305, .leastNonzeroMagnitude, -1e-290]
    values.withUnsafeBufferPointer { histogram.add($0) }
    #expect(histogram.count == values.count && histogram.smallest == -1e-290)
    let quantiles = histogram.quantiles([0.01, 0.5, 0.99])
    #expect(quantiles.allSatisfy(\.isFinite) && quantiles[0] <= quantiles[1] && quantiles[1] <= quantiles[2])
  }
}
