import NumericCore
import Testing

@testable import ScenarioEngine

@Suite struct FittedTrendTests {
  static func row(_ name: String, _ observation: FitDeclaration.Observation, sd: Double, sources: [String] = []) -> FitDeclaration.Row {
    FitDeclaration.Row(name: name, observation: observation, sd: sd, origin: Origin(sources: sources), location: PlanTests.place)
  }

  static func fit(_ curve: FitDeclaration.Curve, capacity: Double? = nil, origin: Double, _ rows: [FitDeclaration.Row]) -> FitDeclaration {
    FitDeclaration(
      name: "fit", series: "e/r/m", curve: curve, capacity: capacity, originYear: origin, rows: rows, location: PlanTests.place)
  }

  static let monthlyUsers = fit(
    .logistic, capacity: 220e6, origin: 2025.75,
    [
      row("2020", .level(value: 50e6, year: 2020.5), sd: 1), row("2023", .level(value: 150e6, year: 2023 + 2.5 / 12), sd: 0.15),
      row("2025", .level(value: 170e6, year: 2025 + 0.5 / 12), sd: 0.3), row("growth", .growth(0.012, perYear: 4, around: 155e6), sd: 0.2),
      row("prior", .rate(0.4), sd: 0.15),
    ])

  static let dailyUsers = fit(
    .logistic, capacity: 442e6, origin: 2024.75,
    [
      row("2018-01", .level(value: 100e6, year: 2018 + 0.5 / 12), sd: 0.15),
      row("2018-12", .level(value: 160e6, year: 2018 + 11.5 / 12), sd: 0.15), row("2021", .level(value: 323e6, year: 2021.875), sd: 0.2),
      row("2024", .level(value: 408e6, year: 2024.625), sd: 0.45), row("growth", .growth(0.054, perYear: 1, around: 397.5e6), sd: 0.25),
      row("prior", .rate(0.5), sd: 0.3),
    ])

  static let twoRows = fit(
    .logistic, capacity: 220e6, origin: 2025.75,
    [row("level", .level(value: 170e6, year: 2024.75), sd: 0.3), row("prior", .rate(0.4), sd: 0.15)])

  static func isNear(_ value: Double, _ printed: Double) -> Bool { (value / printed - 1).magnitude < 5e-6 }

  @Test(arguments: [
    (monthlyUsers, [Int](), [1.54879, 0.327924], [0.251879, 0.0959547]), (monthlyUsers, [2], [1.63767, 0.353380], [0.332145, 0.114244]),
    (dailyUsers, [], [2.61416, 0.562437], [0.278118, 0.0496753]), (dailyUsers, [3, 4], [2.66498, 0.571198], [0.359445, 0.0629891]),
  ])
  func theFitsAreAsPrinted(declaration: FitDeclaration, unknown: [Int], centre: [Double], sds: [Double]) throws {
    let names = unknown.map { declaration.rows[$0].name }
    let fit = try FittedTrend(declaration) { !names.contains($0.name) }
    for k in 0...1 {
      #expect(Self.isNear(fit.centre[k], centre[k]), "\(fit.centre)")
      #expect(Self.isNear(fit.covariance[k][k].squareRoot(), sds[k]), "\(fit.covariance)")
    }
    #expect(fit.leftOut.map(\.name) == names && fit.rows.count == declaration.rows.count - names.count)
    #expect(fit.residuals.count == fit.rows.count)
  }

  /// The fit of a scenario is the least-squares problem by which `forecast` fits a curve to points of stated errors: the same level, growth
  /// and covariance, whatever the two say of origins and units.
  @Test func aFitOfAScenarioIsThatOfAForecastWithStatedErrors() throws {
    let fit = try FittedTrend(Self.monthlyUsers) { _ in true }
    let capacity = 220e6
    var (points, precision, sum) = ([TrendPoint](), 0.0, 0.0)
    for row in Self.monthlyUsers.rows {
      if case .level(let value, let year) = row.observation {
        points.append(TrendPoint(year: year, value: value, relativeError: row.sd * (capacity - value) / capacity))
      } else {
        precision += 1 / (row.sd * row.sd)
        sum += FittedTrend.row(row.observation, of: Self.monthlyUsers).observed / (row.sd * row.sd)
      }
    }
    let last = try #require(points.last)
    let slope = capacity / (capacity - last.value)
    let prior = GrowthPrior(try Normal(mean: sum / precision / slope, standardDeviation: 1 / precision.squareRoot() / slope))
    let forecast = try Trend.fit(points: points, curve: LogisticTrend(ceiling: capacity), growthPrior: prior)
    let years = Self.monthlyUsers.originYear - forecast.origin
    let (coefficients, covariance) = (forecast.best.coefficients, forecast.best.covariance)
    #expect(forecast.components.count == 1 && forecast.degreesOfFreedom == nil)
    #expect((coefficients[0] + coefficients[1] * years - fit.centre[0]).magnitude < 1e-11)
    #expect((coefficients[1] - fit.centre[1]).magnitude < 1e-12)
    // The level at the fit's origin is level + years · growth.
    let (ofLevel, ofBoth, ofGrowth) = (covariance[0, 0], covariance[0, 1], covariance[1, 1])
    let across = ofBoth + years * ofGrowth
    let variance = ofLevel + years * (ofBoth + across)
    #expect((variance - fit.covariance[0][0]).magnitude < 1e-12 && (ofGrowth - fit.covariance[1][1]).magnitude < 1e-12)
    #expect((across - fit.covariance[0][1]).magnitude < 1e-12)
  }

  /// Rows drawn around a known curve with their stated errors: nine of ten intervals hold the level and the rate. The bound is four standard
  /// deviations of the count, a false alarm in 8,000 trials of two.
  @Test func nineOfTenIntervalsOfLevelAndRateHoldWhatMadeTheRows() throws {
    let (level, rate, trials) = (1.5, 0.35, 2000)
    let stream = ShockStream(seed: 3, name: "fitted trend coverage")
    var held = [0, 0]
    for trial in 0..<trials {
      var declaration = Self.monthlyUsers
      for (k, row) in declaration.rows.enumerated() {
        let error = row.sd * Elementary.normalQuantile(stream.uniform(path: UInt64(trial), month: k))
        if case .level(_, let year) = row.observation {
          let odds = level + rate * (year - declaration.originYear) + error
          declaration.rows[k].observation = .level(value: 220e6 / (1 + Elementary.exp(-odds)), year: year)
        } else {
          declaration.rows[k].observation = .rate(rate + error)
        }
      }
      let fit = try FittedTrend(declaration) { _ in true }
      for (k, truth) in [level, rate].enumerated() where (fit.centre[k] - truth).magnitude < Normal.z95 * fit.covariance[k][k].squareRoot()
      {
        held[k] += 1
      }
    }
    let bound = 4 * (Double(trials) * 0.9 * 0.1).squareRoot()
    #expect(held.allSatisfy { (Double($0) - 0.9 * Double(trials)).magnitude < bound }, "\(held)")
  }

  /// Two rows and two coefficients: solved by hand.
  @Test func twoRowsAreMetExactly() throws {
    let fit = try FittedTrend(Self.twoRows) { _ in true }
    let level = Elementary.log(170.0 / 50)
    #expect((fit.centre[1] - 0.4).magnitude < 1e-15 && (fit.centre[0] - (level + 0.4)).magnitude < 1e-14)
    #expect((fit.covariance[0][0] - (0.09 + 0.0225)).magnitude < 1e-15 && (fit.covariance[0][1] - 0.0225).magnitude < 1e-15)
    #expect(fit.residuals.allSatisfy { $0.magnitude < 1e-13 })
    let (l, m) = (fit.factor[0][0], fit.factor[1])
    #expect((l * l - fit.covariance[0][0]).magnitude < 1e-15 && (l * m[0] - fit.covariance[0][1]).magnitude < 1e-15)
    #expect((m[0] * m[0] + m[1] * m[1] - fit.covariance[1][1]).magnitude < 1e-15 && fit.factor[0][1] == 0)
  }

  @Test func curvesAreStraightOnTheirScales() throws {
    let growth: FitDeclaration.Observation = .growth(0.012, perYear: 4, around: 155e6)
    #expect(Self.isNear(FittedTrend.row(growth, of: Self.monthlyUsers).observed, 0.161494))
    let logs = Self.fit(
      .logLinear, origin: 2020,
      [Self.row("a", .level(value: 8, year: 2021), sd: 1), Self.row("b", .growth(0.1, perYear: 2, around: 5), sd: 1)])
    let logFit = try FittedTrend(logs) { _ in true }
    #expect((logFit.centre[1] - 2 * Elementary.log(1.1)).magnitude < 1e-15)
    #expect((logFit.level(Vector(logFit.centre[0]))[0] - 8 / 1.21).magnitude < 1e-14)
    let line = Self.fit(
      .linear, origin: 2020,
      [Self.row("a", .level(value: 8, year: 2021), sd: 1), Self.row("b", .growth(0.1, perYear: 4, around: 5), sd: 1)])
    let lineFit = try FittedTrend(line) { _ in true }
    #expect((lineFit.centre[1] - 2).magnitude < 1e-14 && (lineFit.level(Vector(lineFit.centre[0]))[0] - 6).magnitude < 1e-14)
    let whole = try FittedTrend(Self.monthlyUsers) { _ in true }
    #expect((whole.level(Vector(whole.centre[0]))[0] - 1.81442e8).magnitude < 500)
  }

  @Test func withoutALevelThereIsNoFit() {
    let error = #expect(throws: ScenarioError.self) { try FittedTrend(Self.monthlyUsers) { !$0.name.hasPrefix("2") } }
    #expect(error?.description.hasPrefix("toy.yaml:77:5: No level of the fit 'fit' was known by then.") == true)
  }

  @Test func oneLevelAloneHasNoRate() {
    let error = #expect(throws: ScenarioError.self) { try FittedTrend(Self.monthlyUsers) { $0.name == "2023" } }
    #expect(error?.description.contains("has no unique solution with 1 row known by then") == true)
  }

  @Test func rowsMustBeKnownWithAllTheirSources() throws {
    var declaration = Self.monthlyUsers
    declaration.rows[0].origin.sources = ["old", "young"]
    declaration.rows[1].origin.sources = ["old"]
    declaration.rows[2].origin.sources = ["young"]
    let scenario = ToyModel.scenario(["toy.level": .fit(name: "fit", coefficient: "level")], fits: [declaration])
    let plan = try ToyModel.plan(scenario, ledger: PlanTests.ledger, asOf: "2023-01-01")
    #expect(plan.fits[0].rows.map(\.name) == ["2023", "growth", "prior"] && plan.factsUsed.map(\.id) == ["old"])
    #expect(try ToyModel.plan(scenario, ledger: PlanTests.ledger).fits[0].leftOut.isEmpty)
    #expect(PlanTests.message(scenario, asOf: "2020-01-01").contains("No level of the fit 'fit' was known by then."))
  }

  @Test func aFitThatNobodyAsksForIsNotSolved() throws {
    let broken = Self.fit(.logistic, capacity: 220e6, origin: 2025, [Self.row("prior", .rate(0.4), sd: 0.15)])
    #expect(try ToyModel.plan(ToyModel.scenario(["toy.a": .text("1")], fits: [broken])).fits.isEmpty)
  }
}
