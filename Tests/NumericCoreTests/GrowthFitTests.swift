import Testing

@testable import NumericCore

@Suite struct GrowthFitTests {
  /// Parameters for values of about 1 from 1990 to 2020, times in years.
  static let truths: [String: [Double]] = [
    "exponential": [1, 0.12], "damped": [1, 0.05, 4], "logistic": [1, 0.35, 2006], "gompertz": [1, 0.25, 2004],
    "bass": [1, 0.01, 0.35], "weibull": [1, 14, 2.3], "richards": [1, 0.4, 2007, 2],
  ]
  static let names = GrowthCurves.all.map(\.name)

  static func curve(_ name: String) throws -> any GrowthCurve { try #require(GrowthCurves.all.first { $0.name == name }) }

  static func truth(_ curve: any GrowthCurve, scale: Double) throws -> [Double] {
    zip(try #require(truths[curve.name]), curve.quantities).map { $1.dimension == .value ? $0 * scale : $0 }
  }

  /// Thirty yearly values with relative errors.
  static func series(_ curve: any GrowthCurve, scale: Double, noise: Double, seed: UInt64 = 1) throws -> [TrendPoint] {
    let origin = curve.countsFromLaunch ? 1989.5 : 2019.5
    let b = zip(try truth(curve, scale: scale), curve.quantities).map { Dual($1.dimension == .time ? $0 - origin : $0) }
    var draws = SeededNormals(seed: seed)
    return (0..<30).map { index in
      let year = 1990.5 + Double(index)
      return TrendPoint(year: year, value: curve.value(at: year - origin, b).value * (1 + noise * draws.normal()))
    }
  }

  static func distance(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { max($0, ($1.0 / $1.1 - 1).magnitude) } }

  @Test(arguments: names)
  func withoutNoiseTheTruthIsFound(name: String) throws {
    let curve = try Self.curve(name)
    for scale in [1e-6, 1, 1e12] {
      let fit = try GrowthFit(curve, to: Self.series(curve, scale: scale, noise: 0))
      #expect(fit.outcome.isConverged)
      #expect(Self.distance(fit.parameters, try Self.truth(curve, scale: scale)) < 1e-11, "\(fit.parameters)")
    }
  }

  /// Every parameter up to five times larger or smaller, times up to fifteen years off.
  @Test(arguments: names)
  func crudeStartsLeadToTheSameOptimum(name: String) throws {
    let curve = try Self.curve(name)
    var draws = SeededNormals(seed: 5)
    for scale in [1e-6, 1, 1e12] {
      for noise in [0.01, 0.03] {
        let points = try Self.series(curve, scale: scale, noise: noise)
        let best = try GrowthFit(curve, to: points)
        #expect(best.outcome.isConverged)
        for _ in 0..<15 {
          let start = zip(best.parameters, curve.quantities).map { value, quantity in
            let way = 2 * draws.uniform() - 1
            return quantity.dimension == .time ? value + 15 * way : value * Elementary.exp(1.6 * way)
          }
          let fit = try GrowthFit(curve, to: points, start: start)
          #expect(Self.distance(fit.parameters, best.parameters) < 1e-8, "from \(start): \(fit.parameters)")
        }
      }
    }
  }

  @Test func unitsChangeOnlyUnits() throws {
    let curve = LogisticGrowth()
    let small = try GrowthFit(curve, to: Self.series(curve, scale: 1, noise: 0.02))
    let large = try GrowthFit(curve, to: Self.series(curve, scale: 1e9, noise: 0.02))
    let (a, b) = (try small.estimates(confidence: 0.95), try large.estimates(confidence: 0.95))
    #expect((try #require(b[0].profile.upper) / #require(a[0].profile.upper) / 1e9 - 1).magnitude < 1e-7)
    #expect((try #require(b[2].standardError) / #require(a[2].standardError) - 1).magnitude < 1e-9)
    let (one, other) = (try #require(small.informationCriterion), try #require(large.informationCriterion))
    #expect((one + 30 * 2 * Elementary.log(1e9) - other).magnitude < 1e-6)
  }

  /// Against the same curve fitted in its own units without any scaling.
  @Test func standardErrorsAreThoseOfThePlainProblem() throws {
    let points = try Self.series(LogisticGrowth(), scale: 3e8, noise: 0.02)
    let fit = try GrowthFit(LogisticGrowth(), to: points)
    let plain = try NonlinearProblem(inputs: points.map(\.year), observations: points.map(\.value), parameters: 3) { year, b in
      b[0] / (1 + exp(-(b[1] * (year - b[2]))))
    }
    let other = try NonlinearLeastSquares.fit(plain, start: [2e8, 0.2, 2005])
    #expect(Self.distance(fit.parameters, other.parameters) < 1e-12)
    let covariance = try #require(fit.covariance)
    let expected = try #require(other.covariance)
    for i in 0..<3 {
      for j in 0..<3 { #expect((covariance[i, j] / expected[i, j] - 1).magnitude < 1e-8) }
    }
    #expect((try #require(fit.residualStandardDeviation) / #require(other.residualStandardDeviation) - 1).magnitude < 1e-12)
    let estimates = try fit.estimates(confidence: 0.95)
    let quantile = try StudentT(degreesOfFreedom: 27).upperQuantile(0.025)
    let interval = try #require(estimates[0].covarianceInterval)
    #expect((interval.upperBound - estimates[0].value - quantile * covariance[0, 0].squareRoot()).magnitude < 1e-6 * estimates[0].value)
    let (direct, predicted) = (try #require(fit.standardError(at: 2030)), try fit.prediction(at: 2030, confidence: 0.9).standardError)
    #expect((direct / (try #require(predicted)) - 1).magnitude < 1e-9)
  }

  @Test func relativeErrorsAreLeastSquaresOfLogarithms() throws {
    let points = try Self.series(ExponentialGrowth(), scale: 1, noise: 0.05)
    let fit = try GrowthFit(ExponentialGrowth(), to: points, errors: .relative)
    let linear = try LeastSquares.solve(
      Matrix(columns: [points.map { _ in 1 }, points.map { $0.year - 2019.5 }]), observations: points.map { Elementary.log($0.value) })
    #expect(Self.distance(fit.parameters, [Elementary.exp(linear.coefficients[0]), linear.coefficients[1]]) < 1e-13)
  }

  @Test func weakPointsWeighLess() throws {
    var points = try Self.series(ExponentialGrowth(), scale: 1, noise: 0)
    points[29].value *= 1.5
    let firm = try GrowthFit(ExponentialGrowth(), to: points)
    points[29].relativeError = 0.25
    let weak = try GrowthFit(ExponentialGrowth(), to: points)
    #expect((weak.parameters[0] - 1).magnitude < 0.2 * (firm.parameters[0] - 1).magnitude)
  }

  /// Of exponential data no ceiling is known but that it lies above them.
  @Test(arguments: ["logistic", "gompertz", "richards", "weibull"])
  func exponentialDataHaveNoCeiling(name: String) throws {
    var draws = SeededNormals(seed: 3)
    let points = (0..<8).map { index in
      TrendPoint(year: 2015.5 + Double(index), value: 1e6 * Elementary.exp(0.3 * Double(index)) * (1 + 0.02 * draws.normal()))
    }
    let ceiling = try #require(try GrowthFit(Self.curve(name), to: points).ceiling(confidence: 0.95))
    #expect(!ceiling.identification.isIdentified && ceiling.profile.upper == nil)
    #expect(try #require(ceiling.profile.lower) > 0.9 * points[7].value)
    guard case .unidentified("ceiling", let reason) = ceiling.identification else {
      Issue.record("\(ceiling.identification)")
      return
    }
    #expect(reason.description.contains("not significantly worse") || reason == .limitingForm)
  }

  @Test func aCeilingThatIsReachedIsIdentified() throws {
    let fit = try GrowthFit(LogisticGrowth(), to: Self.series(LogisticGrowth(), scale: 1, noise: 0.02))
    let ceiling = try #require(try fit.ceiling(confidence: 0.95))
    #expect(ceiling.identification == .identified && ceiling.profile.isClosed && !fit.isLimitingForm)
    #expect(ceiling.value == fit.parameters[0])
  }

  /// Four hundred logistic series of twelve points that end at four fifths of their ceiling, errors of 3 % of it. If each interval held
  /// with 95 %, its count of hits would leave these bounds, four standard deviations wide, once in 15,000 times.
  @Test func profileIntervalsHoldAsOftenAsTheySay() throws {
    var draws = SeededNormals(seed: 17)
    var hits = [0, 0, 0]
    for _ in 0..<400 {
      let points = (0..<12).map { index in
        let year = 2010 + Double(index)
        return TrendPoint(year: year, value: max(0, 1 / (1 + Elementary.exp(-0.4 * (year - 2017.5))) + 0.03 * draws.normal()))
      }
      let estimates = try GrowthFit(LogisticGrowth(), to: points).estimates(confidence: 0.95)
      for (j, truth) in [1, 0.4, 2017.5].enumerated() {
        let profile = estimates[j].profile
        if profile.lower ?? -.infinity <= truth, truth <= profile.upper ?? .infinity { hits[j] += 1 }
      }
    }
    for count in hits { #expect((380 - 4 * 4.4...380 + 4 * 4.4).contains(Double(count)), "\(hits)") }
  }

  @Test func mistakesAreNamed() throws {
    func fit(_ values: [Double], _ errors: GrowthErrors = .absolute, launch: Double? = nil, start: [Double]? = nil) throws -> GrowthFit {
      let points = values.enumerated().map { TrendPoint(year: 2010 + Double($0.offset), value: $0.element) }
      return try GrowthFit(launch == nil ? LogisticGrowth() : BassGrowth(), to: points, errors: errors, launch: launch, start: start)
    }
    #expect(throws: NumericError.tooFewRows(rows: 3, columns: 4)) { try fit([1, 2, 3]) }
    #expect(throws: NumericError.notFinite("the value in 2011.0")) { try fit([1, .nan, 3, 4, 5]) }
    #expect(throws: NumericError.parameter(of: "logistic", name: "value in 2012.0", value: -3, allowed: ">= 0")) {
      try fit([1, 2, -3, 4, 5])
    }
    #expect(throws: NumericError.parameter(of: "logistic", name: "value in 2010.0", value: 0, allowed: "> 0")) {
      try fit([0, 2, 3, 4, 5], .relative)
    }
    #expect(throws: NumericError.parameter(of: "logistic", name: "every value", value: 5, allowed: "values that differ")) {
      try fit([5, 5, 5, 5, 5])
    }
    #expect(throws: NumericError.parameter(of: "bass", name: "launch", value: 2010, allowed: "before the first observation, 2010.0")) {
      try fit([1, 2, 3, 4, 5], launch: 2010)
    }
    #expect(throws: NumericError.parameter(of: "logistic", name: "ceiling", value: -1, allowed: "> 0")) {
      try fit([1, 2, 3, 4, 5], start: [-1, 1, 2012])
    }
    #expect(throws: NumericError.size("1 starting values for the 3 parameters of the logistic curve")) {
      try fit([1, 2, 3, 4, 5], start: [1])
    }
    let same = (0..<6).map { _ in TrendPoint(year: 2010, value: 1) }
    #expect(throws: NumericError.tooFewRows(rows: 1, columns: 4)) { try GrowthFit(LogisticGrowth(), to: same) }
    #expect(throws: NumericError.self) { try fit([1, 2, 3, 4, 5]).estimates(confidence: 1) }
    #expect(throws: NumericError.self) { try fit([1, 2, 3, 4, 5.5], launch: 2009).prediction(at: 2008, confidence: 0.9) }
  }
}
