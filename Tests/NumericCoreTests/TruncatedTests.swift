import Testing

@testable import NumericCore

@Suite struct TruncatedTests {
  /// From 2⁻⁴⁶ to beyond the middle of [1, 2]: (1 - e^(-δ))/(1 - e^(-1)) in closed form, and the same from the upper end.
  @Test(arguments: [46, 40, 30, 20, 10, 5, 3, 2, 1]) func probabilitiesNearAnEndKeepTheirDigits(power: Int) throws {
    let cut = try Truncated(Exponential(rate: 1), minimum: 1, maximum: 2)
    let distance = 1 / Double(1 << power)
    let all = Elementary.expMinusOne(-1)
    let lower = Elementary.expMinusOne(-distance) / all
    #expect((cut.cumulative(to: 1 + distance) / lower - 1).magnitude < 2e-15)
    #expect((cut.quantile(lower) - 1 - distance).magnitude <= 1e-15)
    let upper = -Elementary.expMinusOne(distance) * Elementary.exp(-1) / all
    #expect((cut.survival(beyond: 2 - distance) / upper - 1).magnitude < 2e-15)
    #expect((cut.upperQuantile(upper) - 2 + distance).magnitude <= 2e-15)
  }

  /// Between the points at which difference, integral and the base's quantile take turns nothing jumps.
  @Test(arguments: [(-0.5, 2.0), (0.01, 3), (-3, -2.9), (8, 9)]) func probabilitiesAndQuantilesNeverFall(low: Double, high: Double) throws {
    let cut = try Truncated(Normal(mean: 0, standardDeviation: 1), minimum: low, maximum: high)
    let points = (0...20_000).map { low + (high - low) * Double($0) / 20_000 }
    let lower = points.map(cut.cumulative)
    let upper = points.map(cut.survival)
    #expect(zip(lower, lower.dropFirst()).allSatisfy { $0 < $1 } && zip(upper, upper.dropFirst()).allSatisfy { $0 > $1 })
    #expect(zip(lower, upper).allSatisfy { ($0 + $1 - 1).magnitude < 1e-14 })
    let values = (0...20_000).map { cut.quantile(Double($0) / 20_000) }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func aTruncatedTruncationIsTheCommonInterval() throws {
    let base = try Gamma(shape: 2, scale: 3)
    let twice = try Truncated(Truncated(base, minimum: 1, maximum: 8), minimum: 4, maximum: 20)
    let once = try Truncated(base, minimum: 4, maximum: 8)
    #expect(twice.support == 4...8 && twice.mass == once.mass && twice.quantile(0.3) == once.quantile(0.3))
    let counts = try Truncated(Truncated(Poisson(mean: 3), minimum: 1, maximum: 4), minimum: 4, maximum: 9)
    #expect(counts.support == 4...4 && counts.quantile(0.5) == 4 && counts.cumulative(to: 3) == 0)
    #expect(throws: NumericError.self) { try Truncated(Truncated(base, minimum: 1, maximum: 2), minimum: 3, maximum: 4) }
  }

  @Test func aMixtureKeepsOnlyWhatLiesWithin() throws {
    let base = try Mixture(
      components: [Normal(mean: 0, standardDeviation: 1), Constant(2), Constant(7), Poisson(mean: 3)], weights: [0.4, 0.3, 0.2, 0.1])
    let cut = try Truncated(base, minimum: 1.5, maximum: 2.5)
    let normal = 0.4 * (Elementary.normalSurvival(1.5) - Elementary.normalSurvival(2.5))
    let count = 0.1 * 4.5 * Elementary.exp(-3)
    #expect((cut.mass / (normal + 0.3 + count) - 1).magnitude < 1e-15 && cut.kind == .mixed && cut.mode == 2)
    let below = 0.4 * (Elementary.normalSurvival(1.5) - Elementary.normalSurvival(2))
    #expect((cut.cumulative(to: 2.0.nextDown) / (below / cut.mass) - 1).magnitude < 1e-14)
    #expect((cut.survival(beyond: 2) / ((normal - below) / cut.mass) - 1).magnitude < 1e-14)
    #expect(cut.quantile(0.5) == 2 && cut.quantile(0) == 1.5 && cut.quantile(1) == 2.5)
    #expect(try Truncated(base, minimum: 4.1, maximum: 4.9).kind == .continuous)
  }

  /// A triangle over [-1, 4] between 0 and 0.5, whose corner lies in the way of the integral.
  @Test func aCornerOfTheDensityCostsNothing() throws {
    let cut = try Truncated(Triangular(minimum: -1, mode: 0.25, maximum: 4), minimum: 0, maximum: 0.5)
    let (rise, fall) = (1.25 * 1.25 - 1, 3.75 * 3.75 - 3.5 * 3.5)
    let total = rise / 1.25 + fall / 3.75
    #expect((cut.cumulative(to: 0.25) / (rise / 1.25 / total) - 1).magnitude < 2e-15)
    #expect((cut.survival(beyond: 0.125) / (1 - (1.125 * 1.125 - 1) / 1.25 / total) - 1).magnitude < 2e-15)
    #expect(try Truncated(Uniform(minimum: -1, maximum: 4), minimum: 0, maximum: 1).mode == 0.5)
  }

  @Test func countsNearAnEndAreAddedUp() throws {
    let base = try Poisson(mean: 1e6)
    let cut = try Truncated(base, minimum: 999_990, maximum: 1_000_010)
    let masses = (0...20).map { base.density(at: 999_990 + Double($0)) }
    let total = masses.reduce(0, +)
    #expect((cut.mass / total - 1).magnitude < 1e-15)
    #expect((cut.cumulative(to: 999_990) / (masses[0] / total) - 1).magnitude < 1e-15)
    #expect((cut.survival(beyond: 1_000_009) / (masses[20] / total) - 1).magnitude < 1e-15)
    for k in 0...20 { #expect(cut.quantile(cut.cumulative(to: 999_990 + Double(k))) == 999_990 + Double(k)) }
  }
}
