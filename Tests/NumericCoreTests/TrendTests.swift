import Testing

@testable import NumericCore

@Suite struct TrendTests {
  static func isClose(_ value: Double, _ expected: Double, _ bound: Double = 1e-12) -> Bool {
    (value - expected).magnitude <= bound * expected.magnitude
  }

  static func series(_ first: Double, _ values: [Double]) -> [TrendPoint] {
    values.enumerated().map { TrendPoint(year: first + Double($0), value: $1) }
  }

  /// 95 % quantile of Student's t with two degrees of freedom: 0.9 √(2/(4 · 0.95 · 0.05)).
  static let t95 = 0.9 * (2 / 0.19).squareRoot()

  @Test func onePointGrowsAsThePriorSays() throws {
    let prior = GrowthPrior(try Normal(mean: 0.1, standardDeviation: 0.1))
    let points = [TrendPoint(year: 2024, value: 100, relativeError: 0.05)]
    let forecast = try Trend.forecast(
      points: points, horizonYears: [2026], curve: LogLinearTrend(), growthPrior: prior, levels: [0.05, 0.5, 0.95])
    // In logarithms: level 0.05², growth (2 · 0.1)², observation 0.05².
    let sd = (0.0025 + 0.04 + 0.0025).squareRoot()
    let row = forecast.rows[0]
    #expect(Self.isClose(row.median, 100 * Elementary.exp(0.2)))
    #expect(Self.isClose(row.quantiles[2], 100 * Elementary.exp(0.2 + Normal.z95 * sd)))
    #expect(Self.isClose(row.quantiles[0], 100 * Elementary.exp(0.2 - Normal.z95 * sd)))
    #expect(Self.isClose(row.mean, 100 * Elementary.exp(0.2 + 0.5 * sd * sd)))
    #expect(forecast.fit.degreesOfFreedom == nil && forecast.reason == nil)
  }

  @Test func twoPointsShareWithThePriorByTheirVariances() throws {
    // Growth from the points 0.3 with variance 2 · 0.1², from the prior 0.1 with 0.02: their mean.
    let prior = GrowthPrior(try Normal(mean: 0.1, standardDeviation: 0.02.squareRoot()))
    let points = [
      TrendPoint(year: 2023, value: 1, relativeError: 0.1), TrendPoint(year: 2024, value: Elementary.exp(0.3), relativeError: 0.1),
    ]
    let fit = try Trend.fit(points: points, curve: LogLinearTrend(), growthPrior: prior)
    #expect(Self.isClose(fit.best.coefficients[1], 0.2))
    #expect(Self.isClose(fit.best.covariance[1, 1], 0.01))
  }

  @Test func fourPointsGiveTheTextbookPredictionInterval() throws {
    // log v = 0, 1, 1, 2: slope 0.6, residual variance 0.1; one step ahead 2.5 with variance 0.1 (1 + 1/4 + 2.5²/5) = 0.25.
    let points = Self.series(2020, [0, 1, 1, 2].map(Elementary.exp))
    let forecast = try Trend.forecast(points: points, horizonYears: [2024], curve: LogLinearTrend(), levels: [0.05, 0.95])
    #expect(forecast.fit.degreesOfFreedom == 2)
    #expect(Self.isClose(forecast.fit.best.observationDeviation, 0.1.squareRoot()))
    #expect(Self.isClose(Elementary.log(forecast.rows[0].median), 2.5))
    #expect(Self.isClose(Elementary.log(forecast.rows[0].quantiles[1]), 2.5 + 0.5 * Self.t95))
    #expect(Self.isClose(Elementary.log(forecast.rows[0].quantiles[0]), 2.5 - 0.5 * Self.t95))
    #expect(forecast.rows[0].mean == .infinity)
  }

  @Test func theLinearCurveHasTheSameIntervalInItsOwnUnits() throws {
    let points = Self.series(2020, [10, 11, 11, 12])
    let forecast = try Trend.forecast(points: points, horizonYears: [2024], curve: LinearTrend(), levels: [0.05, 0.95])
    #expect(Self.isClose(forecast.rows[0].median, 12.5))
    #expect(Self.isClose(forecast.rows[0].mean, 12.5))
    #expect(Self.isClose(forecast.rows[0].quantiles[1], 12.5 + 0.5 * Self.t95))
    #expect(Self.isClose(forecast.rows[0].quantiles[0], 12.5 - 0.5 * Self.t95))
  }

  @Test func aPerfectFitKeepsTheLeastError() throws {
    let points = Self.series(2020, (0..<4).map { 50 * Elementary.exp(0.1 * Double($0)) })
    let distribution = try Trend.fit(points: points, curve: LogLinearTrend()).forecast(year: 2024)
    let width = Elementary.log(distribution.quantile(0.95) / distribution.quantile(0.05))
    #expect(Self.isClose(width, 2 * Self.t95 * 0.02 * 2.5.squareRoot(), 1e-9))
  }

  @Test func aSaturatedCurveKeepsTheErrorOfAnObservation() throws {
    let points = Self.series(2010, (0..<12).map { 1000 / (1 + Elementary.exp(3 - 1.5 * Double($0))) })
    let curve = LogisticTrend(ceiling: 1000.0001)
    let distribution = try Trend.fit(points: points, curve: curve).forecast(year: 2035)
    let width = Elementary.log(distribution.quantile(0.95) / distribution.quantile(0.05))
    #expect(width > 0.07)
    #expect(Self.isClose(distribution.quantile(0.5), 1000, 1e-3))
  }

  @Test(arguments: [0.05, 0.5, 0.9])
  func aPriorIsOneMoreRowAlsoFromFourPoints(mean: Double) throws {
    let points = Self.series(2020, [0, 1, 1, 2].map(Elementary.exp))
    let prior = GrowthPrior(try Normal(mean: mean, standardDeviation: 0.1))
    let fit = try Trend.fit(points: points, curve: LogLinearTrend(), growthPrior: prior)
    // Growth 0.6 with variance 0.1/5 = 0.02 against the prior's variance 0.01.
    #expect(Self.isClose(fit.best.coefficients[1], (0.6 / 0.02 + mean / 0.01) / (1 / 0.02 + 1 / 0.01)))
  }

  @Test func logisticAndGompertzAndDampedCurvesAreRecovered() throws {
    let years = (0..<8).map(Double.init)
    let logistic = Self.series(2010, years.map { 300 / (1 + Elementary.exp(2 - 0.7 * $0)) })
    let gompertz = Self.series(2010, years.map { 300 * Elementary.exp(-Elementary.exp(1 - 0.4 * $0)) })
    let damped = Self.series(2010, years.map { Elementary.exp(3 - 2 * Elementary.exp2(-$0 / 3)) })
    let first = try Trend.fit(points: logistic, curve: LogisticTrend(ceiling: 300))
    #expect(Self.isClose(first.curve(year: 2025), 300 / (1 + Elementary.exp(2 - 0.7 * 15)), 1e-11))
    #expect(Self.isClose(first.best.coefficients[1], 0.7, 1e-11))
    let second = try Trend.fit(points: gompertz, curve: GompertzTrend(ceiling: 300))
    #expect(Self.isClose(second.curve(year: 2025), 300 * Elementary.exp(-Elementary.exp(1 - 0.4 * 15)), 1e-11))
    let third = try Trend.fit(points: damped, curve: DampedTrend(halfLife: 3))
    #expect(Self.isClose(third.curve(year: 2025), Elementary.exp(3 - 2 * Elementary.exp2(-5)), 1e-11))
    #expect(Self.isClose(third.best.coefficients[1], 2 * Elementary.ln2 / 3 * Elementary.exp2(-7.0 / 3), 1e-11))
  }

  @Test func aPowerOfALineIsRecoveredOnItsBoxCoxScaleAndItsExponentIsTheLikeliest() throws {
    let roots: [Double] = (0..<30).map { 2 + 0.5 * Double($0) }
    let points = Self.series(1990, roots.map { $0 * $0 })
    let exact = try Trend.fit(points: points, curve: try BoxCoxTrend(exponent: 0.5))
    #expect(Self.isClose(exact.curve(year: 2029), 21.5 * 21.5, 1e-11))
    let profiled = try Trend.fit(points: points, curve: try BoxCoxTrend())
    guard case .boxCox(let exponent, _) = profiled.best.shape.scale else {
      Issue.record("the likeliest scale is a logarithm")
      return
    }
    #expect(exponent == 0.5)
    #expect(throws: NumericError.self) { try BoxCoxTrend(exponent: 1.5) }
    #expect(throws: NumericError.self) { try Trend.fit(points: Self.series(2000, [1, 2, 0, 3, 4]), curve: try BoxCoxTrend()) }
  }

  /// Below the end of the scale, at -1/exponent, its value goes on falling and stays positive.
  @Test(arguments: [0.25, 0.5, 1]) func aBoxCoxScaleIsInvertedAndItsSlopesAreThoseOfDifferences(_ exponent: Double) {
    let scale = TrendScale.boxCox(exponent: exponent, reference: 7)
    for value in [0.5, 3, 7, 40] {
      #expect(Self.isClose(scale.inverse(scale.transform(value)), value, 1e-14))
      #expect((scale.transform(value) - (Elementary.exp(exponent * Elementary.log(value / 7)) - 1) / exponent).magnitude < 1e-13)
      let step = 1e-5
      let difference = scale.transform(value * Elementary.exp(step)) - scale.transform(value * Elementary.exp(-step))
      #expect(Self.isClose(difference / (2 * step), scale.slope(at: value), 1e-9))
      let point = scale.transform(value)
      let rise = scale.measure(point + step).value - scale.measure(point - step).value
      #expect(Self.isClose(rise / (2 * step), scale.measure(point).slope, 1e-8))
    }
    let below = [-1.2, -1.1, -1, -0.999, -0.99].map { scale.inverse($0 / exponent) }
    #expect(below[0] > 0 && zip(below, below.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func anUnknownCeilingIsMixedOverAndCoversTheTrueOne() throws {
    let points = Self.series(2010, (0..<12).map { 300 / (1 + Elementary.exp(4 - 0.7 * Double($0))) })
    let fit = try Trend.fit(points: points, curve: LogisticTrend())
    let distribution = try fit.forecast(year: 2030)
    #expect(fit.degreesOfFreedom == 8)
    #expect(fit.components.count > 1)
    #expect(Self.isClose(fit.components.reduce(0) { $0 + $1.weight }, 1, 1e-4))
    #expect(distribution.quantile(0.05) < 300 && distribution.quantile(0.95) > 300)
    #expect(Self.isClose(distribution.quantile(0.5), 300, 0.1))
  }

  @Test(arguments: [("logistic", 0), ("log-linear", 1), ("linear", 2)])
  func theCurveThatMadeTheSeriesIsChosen(name: String, kind: Int) throws {
    // Errors of 1 %, alternating so that no curve can follow them.
    let points = (0..<12).map { k -> TrendPoint in
      let t = Double(k)
      let value = [300 / (1 + Elementary.exp(4 - 0.7 * t)), Elementary.exp(0.3 * t), 5 + 10 * t][kind]
      return TrendPoint(year: 2010 + t, value: value * (k % 2 == 0 ? 1.01 : 0.99))
    }
    let choice = try Trend.choose(points: points)
    #expect(choice.curve.name == name, "\(choice.reason)")
    #expect(choice.reason.hasPrefix("\(name): fits best for its number of quantities (AICc against it: "))
    #expect(choice.candidates.count == 6)
  }

  @Test func fewPointsAreNotAskedWhichCurveMadeThem() throws {
    for count in 1...5 {
      let choice = try Trend.choose(points: Self.series(2020, (1...count).map(Double.init)))
      #expect(choice.reason == "damped: up to five points cannot tell curves apart, and growth seldom lasts")
      #expect(choice.curve as? DampedTrend == (try DampedTrend()))
    }
    #expect(try Trend.choose(points: Self.series(2020, [-1, 2])).reason == "linear: a value is not positive")
  }

  @Test(arguments: [1, 2, 3])
  func fewPointsWithoutAPriorAreRefused(count: Int) throws {
    #expect(
      throws: NumericError.parameter(
        of: "forecast", name: "number of points", value: Double(count), allowed: "at least 4, or a growth prior")
    ) { try Trend.fit(points: Self.series(2020, [Double](repeating: 7, count: count)), curve: LogLinearTrend()) }
  }

  @Test func unsuitableValuesAreNamed() throws {
    let prior = try GrowthPrior(p5: 0, p95: 0.3)
    #expect(throws: NumericError.parameter(of: "log-linear", name: "value in 2020.0", value: -1, allowed: "> 0")) {
      try Trend.fit(points: Self.series(2020, [-1]), curve: LogLinearTrend(), growthPrior: prior)
    }
    #expect(throws: NumericError.parameter(of: "logistic", name: "ceiling", value: 5, allowed: "> the largest value, 7.0")) {
      try Trend.fit(points: Self.series(2020, [7]), curve: LogisticTrend(ceiling: 5), growthPrior: prior)
    }
    #expect(throws: NumericError.tooFewRows(rows: 4, columns: 4)) {
      try Trend.fit(points: Self.series(2020, [1, 2, 3, 4]), curve: TwoUnknowns())
    }
    #expect(throws: NumericError.self) { try Trend.fit(points: Self.series(2020, [.nan]), curve: LinearTrend(), growthPrior: prior) }
    #expect(throws: NumericError.self) {
      try Trend.fit(points: (1...5).map { TrendPoint(year: 2020, value: Double($0)) }, curve: LinearTrend())
    }
    #expect(throws: NumericError.parameter(of: "forecast", name: "level", value: 1.5, allowed: "from 0 to 1")) {
      try Trend.forecast(points: Self.series(2020, [7]), horizonYears: [2021], growthPrior: prior, levels: [1.5])
    }
  }

  /// A curve with two quantities beside level and growth that are tried on a grid.
  struct TwoUnknowns: TrendCurve {
    let name = "two unknowns"
    let profiledQuantities = 2
    func shapes(for points: [TrendPoint]) -> [TrendShape] { [TrendShape(scale: .logarithm, growthHalfLife: nil)] }
  }

  @Test(arguments: [1, 2, 3])
  func withAPriorFewPointsTakeACurveOfUnknownShape(count: Int) throws {
    let points = Self.series(2020, (1...count).map(Double.init))
    let prior = try GrowthPrior(p5: 0, p95: 0.3)
    let curves: [any TrendCurve] = [LogisticTrend(), GompertzTrend(), try DampedTrend()]
    for curve in curves {
      let fit = try Trend.fit(points: points, curve: curve, growthPrior: prior)
      #expect(fit.components.count > 1 && fit.degreesOfFreedom == nil, "\(curve.name)")
    }
  }

  @Test func aDampedCurveOfFewPointsAveragesItsHalfLife() throws {
    // One point says nothing of the half-life, so each of the nine weighs the same.
    let prior = try GrowthPrior(p5: 0, p95: 0.3)
    let fit = try Trend.fit(points: Self.series(2020, [7]), curve: DampedTrend(), growthPrior: prior)
    #expect(fit.components.count == 9)
    #expect(fit.components.allSatisfy { Self.isClose($0.weight, 1 / 9.0) })
  }

  @Test func aBentSeriesStartsFromItsEndAndWidensWithTheHorizon() throws {
    // Growth of 30 % a year that stops after eight years: no curve of the same growth rate, yet the forecast goes on from the end.
    let points = Self.series(2010, (0..<16).map { Elementary.exp(0.3 * min(Double($0), 8)) })
    let fit = try Trend.fit(points: points, curve: LogLinearTrend())
    let last = points[15].value
    let widths = try [2026, 2028, 2031].map { year in
      let distribution = try fit.forecast(year: year)
      return Elementary.log(distribution.quantile(0.95) / distribution.quantile(0.05))
    }
    #expect(try (fit.forecast(year: 2026).quantile(0.5) / last - 1).magnitude < 0.05)
    #expect(widths[1] > 1.4 * widths[0] && widths[2] > 1.4 * widths[1])
  }

  @Test func yearsBeforeTheLastPointAreRefused() throws {
    let fit = try Trend.fit(points: Self.series(2020, [1, 2, 3, 4]), curve: LogLinearTrend())
    #expect(throws: NumericError.parameter(of: "forecast", name: "year", value: 2022, allowed: "not before 2023.0, the last point's")) {
      try fit.forecast(year: 2022)
    }
  }

  @Test func theOrderOfThePointsDoesNotMatter() throws {
    let points = Self.series(2020, [1, 2, 5, 6, 9])
    let forward = try Trend.fit(points: points, curve: LogisticTrend()).forecast(year: 2027).quantile(0.9)
    #expect(try Trend.fit(points: points.reversed(), curve: LogisticTrend()).forecast(year: 2027).quantile(0.9) == forward)
  }
}
