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
  /// each scramble.
  @Test(arguments: [32, 45, 512, 1025]) func theErrorIsTheSpreadOfTheSixteenShares(count: Int) {
    let values = ScrambleMomentsTests.values(count)
    let counts = Self.counts(values, Self.thresholds)
    for (k, threshold) in Self.thresholds.enumerated() {
      let share = Double(values.filter { $0 < threshold }.count) / Double(count)
      let spread = (0..<16).reduce(0.0) {
        let own = stride(from: $1, to: count, by: 16).map { values[$0] }
        let part = Double(own.filter { $0 < threshold }.count) / Double(own.count)
        return $0 + (part - share) * (part - share)
      }
      let own = Double(count) / 16
      let error = share > 0 && share < 1 ? (spread / 240 + 1 / (12 * own * own * 16)).squareRoot() : 0
      #expect((counts.shareError(k, count: count) - error).magnitude < 1e-15)
    }
  }

  @Test func fewPathsTakeTheErrorOfIndependentOnes() {
    let values = ScrambleMomentsTests.values(20)
    let share = Double(values.filter { $0 < 3 }.count) / 20
    #expect(
      (Self.counts(values, Self.thresholds).shareError(1, count: 20) - (share * (1 - share) / 20).squareRoot()).magnitude
        < 1e-16)
  }

  @Test func aValueOnTheThresholdIsNotBelowIt() {
    #expect(
      Self.counts([Double](repeating: 3, count: 48), [3]).shareError(0, count: 48) == 0)
    let half = Self.counts((0..<32).map { $0 < 16 ? 2 : 3 }, [3])
    #expect(
      half.shareError(0, count: 32) == (1.0 / (12 * 4 * 16)).squareRoot(), "alike in every scramble: only the rounding is left")
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
      for k in Self.thresholds.indices {
        #expect(sum.shareError(k, count: 1024) == whole.shareError(k, count: 1024))
      }
    }
  }
}
