import NumericCore
import Testing

@Suite struct ThresholdCountsTests {
  static func counts(_ values: [Double], _ thresholds: [Double]) -> ThresholdCounts {
    // Bins so fine that no value shares one with a threshold that is not its own.
    let bins = QuantileBins(pilot: values + thresholds)
    var counts = ThresholdCounts(thresholds: thresholds, bins: bins)
    values.map(bins.cell).withUnsafeBufferPointer { if let base = $0.baseAddress { counts.add(base, count: values.count) } }
    return counts
  }

  static let thresholds = [2.0, 3, 3.5, 100]

  /// The spread of the shares below a threshold in paths p ≡ s (mod 16), over √(16 · 15), and the rounding to counts: 1/12 of a path in
  /// each scramble; at another level in the ratio of the errors of independent paths.
  @Test(arguments: [32, 45, 512, 1025]) func theErrorIsTheSpreadOfTheSixteenShares(count: Int) {
    let values = ScrambleMomentsTests.values(count)
    for threshold in Self.thresholds {
      let share = Double(values.filter { $0 < threshold }.count) / Double(count)
      guard share > 0, share < 1 else { continue }
      let spread = (0..<16).reduce(0.0) {
        let own = stride(from: $1, to: count, by: 16).map { values[$0] }
        let part = Double(own.filter { $0 < threshold }.count) / Double(own.count)
        return $0 + (part - share) * (part - share)
      }
      let own = Double(count) / 16
      let error = (spread / 240 + 1 / (12 * own * own * 16)).squareRoot()
      let counts = Self.counts(values, [threshold])
      for level in [share, 0.3] {
        let scale = (level * (1 - level) / (share * (1 - share))).squareRoot()
        #expect((counts.shareError(at: level, count: count) - max(error * scale, 1 / Double(count + 2))).magnitude < 1e-15)
      }
    }
  }

  /// A threshold whose paths go by turns to the sixteen scrambles, and one whose paths all are of one half of them.
  @Test func theNearestThresholdCounts() {
    let values = (0..<1024).map { $0 % 16 < 8 ? 1.0 : $0 % 32 < 16 ? 2 : 3 }
    let counts = Self.counts(values, [1, 2, 3])
    let even = Self.counts(values, [3]), odd = Self.counts(values, [2])
    #expect(counts.shareError(at: 0.6, count: 1024) == odd.shareError(at: 0.6, count: 1024))
    #expect(counts.shareError(at: 0.7, count: 1024) == even.shareError(at: 0.7, count: 1024))
    #expect(counts.shareError(at: 0.6, count: 1024) > 1.5 * even.shareError(at: 0.6, count: 1024))
  }

  @Test func fewPathsTakeTheErrorOfIndependentOnes() {
    let counts = Self.counts(ScrambleMomentsTests.values(20), Self.thresholds)
    #expect((counts.shareError(at: 0.4, count: 20) - (0.4 * 0.6 / 20).squareRoot()).magnitude < 1e-16)
    #expect(counts.shareError(at: 0.01, count: 20) == 1.0 / 22, "Laplace's rule")
  }

  @Test func aValueOnTheThresholdIsNotBelowIt() {
    let independent = (0.25 / 48).squareRoot()
    #expect(Self.counts([Double](repeating: 3, count: 48), [3]).shareError(at: 0.5, count: 48) == independent)
    let half = Self.counts((0..<32).map { $0 < 16 ? 2 : 3 }, [3])
    let rounding = (1.0 / (12 * 4 * 16)).squareRoot()
    #expect((half.shareError(at: 0.5, count: 32) - rounding).magnitude < 1e-16, "alike in every scramble: only the rounding is left")
  }

  @Test func mergingIsAddingWhateverTheOrder() {
    let values = ScrambleMomentsTests.values(1024)
    let bins = QuantileBins(pilot: values)
    func counts(_ range: Range<Int>) -> ThresholdCounts {
      var counts = ThresholdCounts(thresholds: Self.thresholds, bins: bins)
      values[range].map(bins.cell).withUnsafeBufferPointer { if let base = $0.baseAddress { counts.add(base, count: range.count) } }
      return counts
    }
    let whole = counts(0..<1024), parts = [counts(0..<512), counts(512..<1024)]
    for order in [parts, parts.reversed()] {
      var sum = ThresholdCounts(thresholds: Self.thresholds, bins: bins)
      for part in order { sum.merge(part) }
      for level in [0.01, 0.3, 0.5, 0.9] {
        #expect(sum.shareError(at: level, count: 1024) == whole.shareError(at: level, count: 1024))
      }
    }
  }
}
