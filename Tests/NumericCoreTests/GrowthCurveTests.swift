import Testing

@testable import NumericCore

@Suite struct GrowthCurveTests {
  /// Values and gradients in 20 digits, `Reference/growth_curves.py`. Errors are relative to the value, or to the largest part of the
  /// gradient at that time.
  @Test func valuesAndDerivativesAgreeWithTwentyDigits() throws {
    let rows = try ReferenceTable("growth_curves.csv").rows
    #expect(rows.count == 84)
    var (worstValue, worstSlope) = (0.0, 0.0)
    for row in rows {
      let curve = try #require(GrowthCurves.all.first { $0.name == row[0] })
      let parameters = row[2].split(separator: " ").compactMap { Double($0) }
      let slopes = row[4].split(separator: " ").compactMap { Double($0) }
      let (time, value) = (try #require(Double(row[1])), try #require(Double(row[3])))
      let computed = curve.value(at: time, Dual.seeds(parameters, first: 0))
      let scale = slopes.reduce(0) { max($0, $1.magnitude) }
      worstValue = max(worstValue, (computed.value / value - 1).magnitude)
      for (j, slope) in slopes.enumerated() { worstSlope = max(worstSlope, (computed.derivatives[j] - slope).magnitude / scale) }
    }
    #expect(worstValue < 2e-14)
    #expect(worstSlope < 1e-13)
  }

  /// Half of the ceiling at the midpoint, and the ceiling at the end, for every curve that has one.
  @Test func ceilingAndMidpointAreThoseOfTheCurve() throws {
    for row in try ReferenceTable("growth_curves.csv").rows {
      let curve = try #require(GrowthCurves.all.first { $0.name == row[0] })
      let b = row[2].split(separator: " ").compactMap { Double($0) }.map { Dual($0) }
      guard let ceiling = curve.logarithmOfCeiling(b), let midpoint = curve.midpoint(b) else {
        #expect(curve.name == "exponential" || b[1].value < 0)
        continue
      }
      let half = curve.value(at: midpoint.value, b).value / Elementary.exp(ceiling.value)
      #expect((half - 0.5).magnitude < 1e-12, "\(row)")
      let end = curve.value(at: b[1].value < 0 ? -1e5 : 1e5, b).value / Elementary.exp(ceiling.value)
      #expect((end - 1).magnitude < 1e-12, "\(row)")
    }
  }

  /// The damped curve is that of the forecasts.
  @Test func theDampedCurveIsTheOneOfTrends() throws {
    let curve = DampedGrowth()
    for years in [-7.0, -1, 0, 2, 30] {
      let shape = TrendShape(scale: .logarithm, growthHalfLife: 3)
      let expected = Elementary.exp(Elementary.log(5) + 0.2 * shape.elapsed(years))
      #expect((curve.value(at: years, [Dual(5), Dual(0.2), Dual(3)]).value / expected - 1).magnitude < 1e-14)
    }
  }

  @Test func richardsHoldsLogisticAndGompertz() {
    for time in [-2.0, -0.3, 0.4, 3] {
      let logistic = LogisticGrowth().value(at: time, [Dual(2), Dual(1.5), Dual(0.1)]).value
      let gompertz = GompertzGrowth().value(at: time, [Dual(2), Dual(1.5), Dual(0.1)]).value
      let one = RichardsGrowth().value(at: time, [Dual(2), Dual(1.5), Dual(0.1), Dual(1)]).value
      let near = RichardsGrowth().value(at: time, [Dual(2), Dual(1.5), Dual(0.1), Dual(1e-9)]).value
      #expect((one / logistic - 1).magnitude < 1e-14)
      #expect((near / gompertz - 1).magnitude < 1e-6)
    }
  }
}
