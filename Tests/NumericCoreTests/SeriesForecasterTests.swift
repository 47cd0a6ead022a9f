import Foundation
import Testing

@testable import NumericCore

@Suite struct SeriesForecasterTests {
  /// Annual-like series of several characters from a fixed stream.
  static func series(_ kind: Int, count: Int) -> [Double] {
    let stream = ShockStream(seed: 7, name: "forecaster test \(kind)")
    var (level, result) = (100.0, [Double]())
    for t in 0..<count {
      let z = Elementary.normalQuantile(stream.uniform(path: UInt64(t), month: kind))
      switch kind {
      case 0: level += 2 + z
      case 1: level *= Elementary.exp(0.05 + 0.03 * z)
      case 2: level = 100 + 10 * z
      default: level += 5 * z
      }
      result.append(kind == 3 ? level - 100 : level)
    }
    return result
  }

  @Test(arguments: [(0, 1), (1, 1), (2, 1), (3, 1), (0, 4), (1, 12), (2, 4), (3, 4)])
  func scalingByAPowerOfTwoScalesEveryQuantileToTheBit(_ kind: Int, _ season: Int) throws {
    let values = Self.series(kind, count: 40)
    let plain = try SeriesForecaster.forecast(values, horizon: 9, season: season)
    for factor in [0x1p40, 0x1p-70] {
      let scaled = try SeriesForecaster.forecast(values.map { $0 * factor }, horizon: 9, season: season)
      for (a, b) in zip(plain.steps, scaled.steps) {
        #expect(a.centre * factor == b.centre)
        for level in [0.01, 0.2, 0.8, 0.999] { #expect(a.quantile(level) * factor == b.quantile(level)) }
      }
    }
  }

  @Test(arguments: [0, 1, 2, 3]) func scalingByAnyFactorScalesForecasts(_ kind: Int) throws {
    let values = Self.series(kind, count: 25)
    let plain = try SeriesForecaster.forecast(values, horizon: 6)
    let scaled = try SeriesForecaster.forecast(values.map { $0 * 3.7 }, horizon: 6)
    for (a, b) in zip(plain.steps, scaled.steps) { #expect(abs(b.centre / (a.centre * 3.7) - 1) < 1e-9) }
  }

  @Test(arguments: [1, 4]) func quantilesRiseWithTheLevelAndTheCumulativeInvertsThem(_ season: Int) throws {
    for kind in 0...3 {
      let forecast = try SeriesForecaster.forecast(Self.series(kind, count: 30), horizon: 12, season: season)
      for band in forecast.steps {
        let levels = [1e-6, 1e-3, 0.01, 0.019, 0.021, 0.1, 0.3, 0.499, 0.5, 0.501, 0.7, 0.9, 0.99, 1 - 1e-6]
        let quantiles = levels.map(band.quantile)
        #expect(zip(quantiles, quantiles.dropFirst()).allSatisfy { $0 <= $1 })
        for (level, quantile) in zip(levels, quantiles) where quantile > band.range.lowerBound {
          #expect(abs(band.cumulative(to: quantile) - level) < 1e-9)
        }
      }
    }
  }

  @Test func theFirstStepsDoNotDependOnHowFarAheadIsAsked() throws {
    for kind in 0...3 {
      let values = Self.series(kind, count: 22)
      let (near, far) = (try SeriesForecaster.forecast(values, horizon: 2), try SeriesForecaster.forecast(values, horizon: 40))
      #expect(near.steps == Array(far.steps.prefix(2)))
    }
  }

  @Test func widthsOfYearsGrowBeyondTheLearntStepsAndAllStayFinite() throws {
    for (kind, season) in [(0, 1), (1, 1), (2, 1), (1, 4), (3, 12)] {
      let steps = try SeriesForecaster.forecast(Self.series(kind, count: 48), horizon: 400, season: season).steps
      #expect(steps.allSatisfy { $0.centre.isFinite && $0.upper.deviation.isFinite })
      guard season == 1 else { continue }
      #expect(zip(steps.dropFirst(6), steps.dropFirst(7)).allSatisfy { $0.upper.deviation <= $1.upper.deviation * (1 + 1e-12) })
    }
  }

  @Test func aConstantStaysWhatItIs() throws {
    let forecast = try SeriesForecaster.forecast([5, 5, 5, 5], horizon: 3)
    #expect(forecast.method == .constant && forecast.steps.allSatisfy { $0.centre == 5 && $0.quantile(0.99) == 5 })
  }

  @Test(arguments: [1e-12, 1, 1e15, 1e300]) func awkwardSeriesGiveFiniteForecastsOnEveryScale(_ scale: Double) throws {
    let cases: [[Double]] = [
      (10..<30).map(Double.init) + [500], [100, 98, 99, 97, 96, 95, 90, 60, 20, 5, 0.5], [0, 0, 3, 0, 0, 0, 5, 0, 1, 0, 0],
      [-3, -1, 4, 2, -6, -8, 1, 3], (0..<15).map { Elementary.exp2(Double($0)) }, [3, 5], [3, 5, 6], [3, 5, 6, 8], [3, 5, 6, 8, 9],
      [3, 5, 6, 8, 9, 11], [0, 0, 0, 0, 0, 1], [1, 2, 3] + [Double](repeating: 7, count: 70),
    ]
    for (number, values) in cases.enumerated() {
      for season in [1, 4, 12] {
        let steps = try SeriesForecaster.forecast(values.map { $0 * scale }, horizon: 8, season: season).steps
        let largest = values.map(\.magnitude).max() ?? 1
        for band in steps {
          #expect(band.centre.isFinite && band.centre.magnitude <= 12 * largest * scale, "case \(number), season \(season)")
          if (values.min() ?? 0) >= 0 { #expect(band.quantile(0.001) >= 0) }
        }
      }
    }
  }

  @Test func aSpikeAtTheEndIsNotCarriedOnAsGrowth() throws {
    let values = (10..<30).map(Double.init) + [500]
    let steps = try SeriesForecaster.forecast(values, horizon: 6).steps
    #expect(steps.allSatisfy { $0.centre < 750 && $0.quantile(0.025) < 200 })
  }

  @Test func boundsHoldEveryQuantile() throws {
    let share = (0..<20).map { 0.9 + 0.005 * Double($0) }
    for band in try SeriesForecaster.forecast(share, horizon: 20, range: 0...1).steps {
      #expect(band.centre <= 1 && band.quantile(0.9999) <= 1 && band.quantile(0.0001) >= 0)
    }
    #expect(throws: NumericError.parameter(of: "forecast", name: "value", value: 3, allowed: "at most 1.0")) {
      try SeriesForecaster.forecast([1, 3], horizon: 1, range: 0...1)
    }
  }

  @Test func whatCannotBeForecastIsRefusedWithItsValues() {
    #expect(throws: NumericError.tooFewRows(rows: 1, columns: 2)) { try SeriesForecaster.forecast([1], horizon: 1) }
    #expect(throws: NumericError.notFinite("value 2 of the series")) { try SeriesForecaster.forecast([1, .nan, 2], horizon: 1) }
    #expect(throws: NumericError.parameter(of: "forecast", name: "horizon", value: 401, allowed: "1 to 400")) {
      try SeriesForecaster.forecast([1, 2], horizon: 401)
    }
  }

  /// A sine of four quarters on a line: the season must come back.
  @Test func aSeasonIsTakenOutAndPutBack() throws {
    let pattern = [0.8, 1.1, 1.3, 0.8]
    let values = (0..<40).map { (100 + Double($0)) * pattern[$0 % 4] }
    let forecast = try SeriesForecaster.forecast(values, horizon: 8, season: 4)
    #expect(forecast.isSeasonal)
    for (h, band) in forecast.steps.enumerated() {
      let truth = (140 + Double(h)) * pattern[h % 4]
      #expect(abs(band.centre / truth - 1) < 0.03, "step \(h + 1)")
    }
    #expect(try !SeriesForecaster.forecast((0..<40).map { 100 + Double($0) }, horizon: 8, season: 4).isSeasonal)
  }

  /// Of two points a small change is luck: the width follows the level more than the change.
  @Test func twoPointsThatHardlyDifferStillGetAWidth() throws {
    let near = try SeriesForecaster.forecast([1000, 1001], horizon: 1).steps[0]
    let far = try SeriesForecaster.forecast([1000, 1100], horizon: 1).steps[0]
    let (narrow, wide) = (near.quantile(0.975) - near.quantile(0.025), far.quantile(0.975) - far.quantile(0.025))
    #expect(narrow > 10 && wide < 100 * narrow / 2 && narrow < wide)
  }

  /// Without a season, what passes the test for one in some of 40 series of noise has small factors: a median of eleven values with a
  /// deviation of 0.1 has one of 0.038. Of a strong season next to nothing is lost.
  @Test func factorsThatAreNoiseAreDrawnTowardsNone() throws {
    var (plain, kept) = (0.0, 0)
    for kind in 0..<40 {
      let stream = ShockStream(seed: 11, name: "factors")
      let values = (0..<48).map { t -> Double in
        100 * Elementary.exp(0.1 * Elementary.normalQuantile(stream.uniform(path: UInt64(t), month: kind)))
      }
      guard let found = SeasonalFactors(values, season: 4) else { continue }
      kept += 1
      plain += found.factors.map { ($0 - 1).magnitude }.max() ?? 0
    }
    #expect(kept > 0 && plain / Double(max(kept, 1)) < 0.07)
    let pattern = [0.8, 1.1, 1.3, 0.8]
    let strong = (0..<48).map { t -> Double in pattern[t % 4] * Double(100 + t % 3) }
    let factors = try #require(SeasonalFactors(strong, season: 4)).factors
    for (found, wanted) in zip(factors, pattern) { #expect((found - wanted).magnitude < 0.01) }
  }

  /// Damped Holt of one constant, by the textbook recursion with starts found by brute force, against the grid's algebra.
  @Test func theGridsStartsAreThoseOfLeastSquares() {
    let values = Self.series(0, count: 15)
    let shifted = values.map { $0 - values[14] }
    let grid = HoltGrid(levelGains: [0.5], ratios: [0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4], dampings: [0.9])
    let fit = grid.fit(shifted)
    func squares(_ level: Double, _ slope: Double) -> (sum: Double, level: Double, slope: Double) {
      var (l, b, sum) = (level, slope, 0.0)
      for value in shifted {
        let e = value - l - 0.9 * b
        l += 0.9 * b + 0.5 * e
        b = 0.9 * b + 0.2 * e
        sum += e * e
      }
      return (sum, l, b)
    }
    var (x, y, step) = (shifted[0], 0.0, 16.0)
    while step > 1e-9 {
      let moves = [(step, 0.0), (-step, 0.0), (0.0, step), (0.0, -step), (step, step), (-step, -step), (step, -step), (-step, step)]
      let best = moves.min { squares(x + $0.0, y + $0.1).sum < squares(x + $1.0, y + $1.1).sum } ?? (0, 0)
      if squares(x + best.0, y + best.1).sum < squares(x, y).sum { (x, y) = (x + best.0, y + best.1) } else { step /= 2 }
    }
    let exact = squares(x, y)
    #expect(abs(fit.likeliest.level - exact.level) < 1e-5 && abs(fit.likeliest.slope - exact.slope) < 1e-5)
    #expect(abs(fit.deviation - (exact.sum / 11).squareRoot()) < 1e-7)
  }

  /// On a straight line smoothing follows with gain 1: half the line, half its last value.
  @Test func thetaContinuesALineWithHalfItsSlope() {
    let forecasts = ThetaLine.forecasts((0..<12).map { Double($0) - 11 }, horizon: 3)
    for (h, value) in forecasts.enumerated() { #expect(abs(value - 0.5 * Double(h + 1)) < 1e-12) }
  }

  /// Growth falling linearly with the level is exact for a series made so.
  @Test func saturatingGrowthContinuesItsOwnSeries() {
    var logarithms = [Elementary.log(0.2)]
    for _ in 0..<20 { logarithms.append(logarithms[logarithms.count - 1] + 0.3 - 0.25 * Elementary.exp(logarithms[logarithms.count - 1])) }
    let known = logarithms.prefix(16).map { $0 - logarithms[15] }
    let ahead = SaturatingGrowth.logistic(known, memory: 1, horizon: 5)
    for h in 0..<5 { #expect(abs(ahead[h] - (logarithms[16 + h] - logarithms[15])) < 1e-12) }
  }
}
