import NumericCore
import Testing

@Suite struct SampleQuantilesTests {
  /// R's quantile(c(3, 1, 4, 1, 5, 9, 2, 6), p, type = 7), by hand: places 7 p among 1 1 2 3 4 5 6 9.
  @Test func placesAreInterpolatedAmongTheSortedValues() throws {
    let sample = try SampleQuantiles([3, 1, 4, 1, 5, 9, 2, 6])
    #expect(try sample.quantiles([0, 0.125, 0.25, 0.5, 0.75, 1]) == [1, 1, 1.75, 3.5, 5.25, 9])
    #expect((try sample.quantile(0.9) - 6.9).magnitude < 2e-15)
    #expect(try SampleQuantiles([7]).quantiles([0, 0.3, 1]) == [7, 7, 7])
  }

  @Test func quantilesRiseWithTheLevelAndDoNotOverflow() throws {
    let sample = try SampleQuantiles([-1.7e308, 1.7e308, 0.1, 0.1, 0.1, .leastNonzeroMagnitude])
    var last = -Double.infinity
    for k in 0...1000 {
      let quantile = try sample.quantile(Double(k) / 1000)
      #expect(quantile.isFinite && quantile >= last)
      last = quantile
    }
  }

  /// The histogram's quantiles of 65,536 values differ from these by the bins' width, 2⁻¹⁰, and the gap between neighbours.
  @Test func theHistogramAgrees() throws {
    let values = QuantileHistogramTests.normals(65_536, seed: 12).map { Elementary.exp(0.3 * $0) }
    let sample = try SampleQuantiles(values)
    let levels = QuantileHistogramTests.levels
    for (level, quantile) in zip(levels, QuantileHistogramTests.histogram(values).quantiles(levels)) {
      #expect((quantile / (try sample.quantile(level)) - 1).magnitude < 0x1p-10 + 2e-4, "\(level)")
    }
  }

  @Test func badSamplesAndLevelsAreRefusedWithTheirValues() throws {
    #expect(throws: NumericError.size("quantiles of no values")) { try SampleQuantiles([]) }
    #expect(throws: NumericError.notFinite("value 2 of the sample, nan")) { try SampleQuantiles([1, .nan]) }
    #expect(throws: NumericError.notFinite("value 1 of the sample, -inf")) { try SampleQuantiles([-.infinity, 1]) }
    for level in [-0.1, 1.1, .infinity] {
      #expect(throws: NumericError.parameter(of: "quantile", name: "level", value: level, allowed: "from 0 to 1")) {
        try SampleQuantiles([1, 2]).quantile(level)
      }
    }
    #expect(throws: NumericError.self) { try SampleQuantiles([1, 2]).quantile(.nan) }
  }
}
