import NumericCore
import Testing

@Suite struct WoodruffIntervalTests {
  static func error(_ level: Double, share: Double, count: Int, _ quantile: (Double) -> Double) -> Double {
    let interval = WoodruffInterval(level: level, shareError: share, count: count)
    return interval.standardError(interval.levels.map(quantile))
  }

  /// 2.5 % of Student's t distribution with 15 degrees lie above the factor.
  @Test func theFactorIsStudents() throws {
    let student = try StudentT(degreesOfFreedom: 15)
    #expect((student.survival(beyond: WoodruffInterval.studentFactor) - 0.025).magnitude < 1e-16)
  }

  /// s over the density, where values are evenly spread and, for small s, anywhere: to second order.
  @Test func theErrorIsThatOfTheShareOverTheDensity() throws {
    #expect((Self.error(0.4, share: 0.01, count: 1000) { 7 * $0 } - 0.07).magnitude < 1e-15)
    let normal = try Normal(mean: 5, standardDeviation: 2)
    for level in [0.05, 0.5, 0.9] {
      let error = Self.error(level, share: 1e-4, count: 1_000_000, normal.quantile)
      #expect((error * normal.density(at: normal.quantile(level)) / 1e-4 - 1).magnitude < 1e-5)
    }
  }

  /// From the edge of a gap the interval reaches its own end beyond the other edge, from either side of it.
  @Test func itReachesAcrossAGap() {
    for level in [0.39, 0.41] {
      let reach = WoodruffInterval.studentFactor * Self.error(level, share: 0.02, count: 1000) { $0 < 0.4 ? $0 : 10 + $0 }
      #expect((reach - 10 - 0.02 * WoodruffInterval.studentFactor).magnitude < 1e-14)
    }
  }

  @Test func anAtomHasNone() {
    #expect(Self.error(0.5, share: 0.1, count: 100) { _ in 3 } == 0)
    #expect(Self.error(0.99, share: 0.1, count: 10) { _ in 3 } == 0)
  }

  /// Beyond the sample's end an exponential tail is continued along its tangent, whose slope is 1/u.
  @Test func anEndIsContinued() {
    for (level, share) in [(0.99, 0.02), (0.98, 0.02)] {
      let seen = Self.error(level, share: share, count: 64) { -Elementary.log(1 - $0) }
      let step = WoodruffInterval.studentFactor * share / (1 - level)
      let ratio = Elementary.log(onePlus: step) / step
      #expect(ratio > 0.25)
      let expected = share / (1 - level) * (1 + ratio * ratio) / (1 + ratio)
      #expect((seen / expected - 1).magnitude < 1e-13)
      let mirrored = Self.error(1 - level, share: share, count: 64) { Elementary.log($0) }
      #expect((mirrored / seen - 1).magnitude < 1e-13)
    }
  }

  /// Levels never leave the sample, nor the quantile its interval.
  @Test(arguments: [1, 2, 3, 10, 1000]) func levelsAreInOrderAndInside(count: Int) {
    for level in [1e-9, 0.01, 0.5, 0.99] {
      for share in [0, 0.001, 0.5, 3] {
        let levels = WoodruffInterval(level: level, shareError: share, count: count).levels
        #expect(levels[0] > 0 && levels[0] <= levels[1] && levels[1] == level && levels[2] >= level && levels[2] < 1)
      }
    }
  }
}
