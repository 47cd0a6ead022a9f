import Testing

@testable import NumericCore

@Suite struct DecorrelationTests {
  @Test func aRandomWalkSeenWithoutErrorIsCarriedForwardWhole() throws {
    let walk = try Decorrelation(
      years: [2020, 2021, 2023], deviations: [1e-9, 1e-9, 1e-9], wandering: Wandering(level: 0.3, growth: 0))
    let (weights, deviation) = walk.prediction(2)
    let residuals = walk.apply([0, 0.1, 0.25])
    #expect((zip(weights, residuals).reduce(0) { $0 + $1.0 * $1.1 } - 0.25).magnitude < 1e-12)
    #expect((deviation - 0.3 * 2.0.squareRoot()).magnitude < 1e-12)
  }

  @Test func wanderingGrowthHasTheVarianceOfAnIntegratedWalk() {
    let wandering = Wandering(level: 0, growth: 0.5)
    #expect((wandering.covariance(2, 2) - 0.25 * 8 / 3).magnitude < 1e-15)
    #expect((wandering.covariance(1, 3) - 0.25 * (9 - 1) / 6).magnitude < 1e-15)
    #expect(wandering.covariance(1, 3) == wandering.covariance(3, 1))
  }

  @Test func withoutWanderingOnlyTheDeviationsDivide() throws {
    let plain = try Decorrelation(years: [1, 2, 3], deviations: [1, 2, 4], wandering: .none)
    #expect(plain.apply([1, 2, 4]) == [1, 1, 1])
    #expect(plain.prediction(5).deviation == 0)
    #expect(plain.logScale == Elementary.log(2) + Elementary.log(4))
  }
}
