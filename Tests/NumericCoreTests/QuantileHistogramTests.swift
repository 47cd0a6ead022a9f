import NumericCore
import Testing

@Suite struct QuantileHistogramTests {
  static let levels = [0.01, 0.025, 0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95, 0.975, 0.99]

  static func histogram(_ values: [Double]) -> QuantileHistogram {
    var result = QuantileHistogram()
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

  /// Lognormal, normal and negative samples of many sizes and spreads: within a bin's width. Measured: 5.4e-4 at worst.
  @Test(arguments: [10, 100, 1000, 65_536], [0.001, 0.1, 0.5, 3])
  func quantilesAreThoseOfTheSample(count: Int, spread: Double) {
    let normals = Self.normals(count, seed: UInt64(count))
    var worst = 0.0
    for values in [
      normals.map { 1e10 * Elementary.exp(spread * $0) }, normals.map { 5 + spread * $0 },
      normals.map { -2e9 * Elementary.exp(spread * $0) },
    ] {
      let sorted = values.sorted(), quantiles = Self.histogram(values).quantiles(Self.levels)
      for (level, quantile) in zip(Self.levels, quantiles) { worst = max(worst, Self.error(quantile, sorted, level)) }
    }
    #expect(worst <= 0x1p-10)
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
    for (p, n) in zip(positive, negative.reversed()) { #expect((p + n).magnitude < 1e-3 * p) }
  }

  @Test func theEndsAreExact() {
    let values = Self.normals(1000, seed: 5)
    let quantiles = Self.histogram(values).quantiles([1e-9, 1 - 1e-9])
    #expect(quantiles[0] >= values.min()! && quantiles[1] <= values.max()!)
    #expect(Self.histogram(values).smallest == values.min()! && Self.histogram(values).largest == values.max()!)
  }

  @Test func sizesBelowTheResolutionCountAsZero() {
    let histogram = Self.histogram([1e-7, -1e-9, 0, 1e-300, 0x1p-20, 1])
    #expect(histogram.zeros == 4 && histogram.quantiles([0.5]) == [0] && histogram.largest == 1)
  }

  @Test func nothingHasNoQuantile() {
    #expect(QuantileHistogram().quantiles([0.5])[0].isNaN)
  }

  /// Parts added in any order are the whole.
  @Test func mergingIsAddingWhateverTheOrder() {
    let values = Self.normals(3000, seed: 6).map { Elementary.exp(3 * $0) - 2 }
    let whole = Self.histogram(values).quantiles(Self.levels)
    let parts = stride(from: 0, to: 3000, by: 700).map { Self.histogram(Array(values[$0..<min($0 + 700, 3000)])) }
    for order in [parts, parts.reversed(), [parts[2], parts[0], parts[4], parts[1], parts[3]]] {
      var sum = QuantileHistogram()
      for part in order { sum.merge(part) }
      sum.merge(QuantileHistogram())
      #expect(sum.quantiles(Self.levels) == whole && sum.count == 3000)
    }
  }

  /// Of a normal sample of 65,536, against φ(z), to 3 %; infinite on an atom.
  @Test func densitiesAreThoseOfTheDistribution() throws {
    let normal = try Normal(mean: 5, standardDeviation: 2)
    let values = Self.normals(65_536, seed: 7).map { 5 + 2 * $0 }
    let known = Self.histogram(values).quantilesAndDensities([0.1, 0.5, 0.9]) { 0.25 * min($0, 1 - $0) }
    for (level, pair) in zip([0.1, 0.5, 0.9], known) {
      #expect((pair.density / normal.density(at: normal.quantile(level)) - 1).magnitude < 0.03, "\(level)")
      #expect((pair.quantile - normal.quantile(level)).magnitude < 0.05)
    }
    let atom = Self.histogram([Double](repeating: 3, count: 100)).quantilesAndDensities([0.5]) { _ in 0.05 }
    #expect(atom[0].density == .infinity && atom[0].quantile == 3)
  }

  /// Sizes near the smallest that a double can hold, and a first part of nothing else.
  @Test(arguments: [5e-324, 1e-319, 1e-310, 2.3e-308, 1e-300]) func tinySizesCountAsZeroOrAreKept(scale: Double) {
    var histogram = QuantileHistogram(scale: scale)
    let values = [0, scale, -scale, scale / 2, 1e-305, 5e-324, -1e-290]
    values.withUnsafeBufferPointer { histogram.add($0) }
    #expect(histogram.count == values.count && histogram.smallest == -1e-290)
    let quantiles = histogram.quantiles([0.01, 0.5, 0.99])
    #expect(quantiles.allSatisfy(\.isFinite) && quantiles[0] <= quantiles[1] && quantiles[1] <= quantiles[2])
  }
}
