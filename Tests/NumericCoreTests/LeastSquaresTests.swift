import Foundation
import Testing

@testable import NumericCore

@Suite struct LeastSquaresTests {
  /// Level rows have the column 1 and years since the origin, rate rows only the slope's.
  struct Row {
    var year: Double?
    var value: Double
    var sd: Double
  }

  static func logisticFit(ceiling: Double, origin: Double, _ rows: [Row]) throws -> LeastSquaresFit {
    let design = try Matrix(rows: rows.map { $0.year.map { [1, $0 - origin] } ?? [0, 1] })
    let observations = rows.map { $0.year == nil ? $0.value : Elementary.log($0.value / (ceiling - $0.value)) }
    return try LeastSquares.solve(design, observations: observations, standardDeviations: rows.map(\.sd))
  }

  static func agreesToSixDigits(_ value: Double, _ printed: Double) -> Bool { (value / printed - 1).magnitude < 5e-6 }

  static let usLevels = [
    Row(year: 2020.5, value: 50e6, sd: 1), Row(year: 2023 + 2.5 / 12, value: 150e6, sd: 0.15),
  ]
  static let usRates = [
    Row(value: 4 * Elementary.log(1.012) / (1 - 155.0 / 220), sd: 0.20), Row(value: 0.40, sd: 0.15),
  ]
  static let usLate = Row(year: 2025 + 0.5 / 12, value: 170e6, sd: 0.30)

  @Test func monthlyUsersOfTheUnitedStatesAreThePublishedFit() throws {
    let fit = try Self.logisticFit(ceiling: 220e6, origin: 2025.75, Self.usLevels + [Self.usLate] + Self.usRates)
    #expect(Self.agreesToSixDigits(fit.coefficients[0], 1.54879))
    #expect(Self.agreesToSixDigits(fit.coefficients[1], 0.327924))
    #expect(Self.agreesToSixDigits(fit.standardErrors[0], 0.251879))
    #expect(Self.agreesToSixDigits(fit.standardErrors[1], 0.0959547))
    #expect(Self.agreesToSixDigits(fit.covariance[0, 1], 0.0205265))
    #expect(fit.degreesOfFreedom == 3)
  }

  @Test func monthlyUsersAsOfTheMiddleOf2024LeaveOutTheYoungerRow() throws {
    let fit = try Self.logisticFit(ceiling: 220e6, origin: 2025.75, Self.usLevels + Self.usRates)
    #expect(Self.agreesToSixDigits(fit.coefficients[0], 1.63767))
    #expect(Self.agreesToSixDigits(fit.standardErrors[0], 0.332145))
    #expect(Self.agreesToSixDigits(fit.coefficients[1], 0.353380))
    #expect(Self.agreesToSixDigits(fit.standardErrors[1], 0.114244))
  }

  static let kuaishouEarly = [
    Row(year: 2018 + 0.5 / 12, value: 100e6, sd: 0.15), Row(year: 2018 + 11.5 / 12, value: 160e6, sd: 0.15),
    Row(year: 2021.875, value: 323e6, sd: 0.20), Row(value: 0.50, sd: 0.30),
  ]
  static let kuaishouLate = [
    Row(year: 2024.625, value: 408e6, sd: 0.45), Row(value: Elementary.log(1.054) / (1 - 397.5 / 442), sd: 0.25),
  ]

  @Test func dailyUsersOfKuaishouAreThePublishedFit() throws {
    let fit = try Self.logisticFit(ceiling: 442e6, origin: 2024.75, Self.kuaishouEarly + Self.kuaishouLate)
    #expect(Self.agreesToSixDigits(fit.coefficients[0], 2.61416))
    #expect(Self.agreesToSixDigits(fit.standardErrors[0], 0.278118))
    #expect(Self.agreesToSixDigits(fit.coefficients[1], 0.562437))
    #expect(Self.agreesToSixDigits(fit.standardErrors[1], 0.0496753))
  }

  @Test func dailyUsersOfKuaishouAsOfTheEndOf2022LeaveOutTheYoungerRows() throws {
    let fit = try Self.logisticFit(ceiling: 442e6, origin: 2024.75, Self.kuaishouEarly)
    #expect(Self.agreesToSixDigits(fit.coefficients[0], 2.66498))
    #expect(Self.agreesToSixDigits(fit.standardErrors[0], 0.359445))
    #expect(Self.agreesToSixDigits(fit.coefficients[1], 0.571198))
    #expect(Self.agreesToSixDigits(fit.standardErrors[1], 0.0629891))
  }

  @Test func aStraightLineThroughThreePointsHasItsClosedForm() throws {
    // x 0, 1, 2 and y 1, 2, 4: slope 3/2, intercept 5/6, residuals 1/6, -1/3, 1/6.
    let fit = try LeastSquares.solve(Matrix(columns: [[1, 1, 1], [0, 1, 2]]), observations: [1, 2, 4])
    #expect((fit.coefficients[0] - 5.0 / 6).magnitude < 2e-16)
    #expect(fit.coefficients[1] == 1.5)
    #expect((fit.weightedSumOfSquares - 1.0 / 6).magnitude < 1e-16)
    #expect((fit.residuals[1] + 1.0 / 3).magnitude < 3e-16)
    #expect((fit.covariance[0, 0] - 5.0 / 6).magnitude < 4e-16)
    #expect((fit.covariance[0, 1] + 0.5).magnitude < 4e-16)
    #expect((fit.covariance[1, 1] - 0.5).magnitude < 4e-16)
    #expect((fit.leverages[0] - 5.0 / 6).magnitude < 1e-15)
    #expect((fit.leverages.reduce(0, +) - 2).magnitude < 1e-15)
    #expect(try (#require(fit.residualStandardDeviation) - (1.0 / 6).squareRoot()).magnitude < 1e-15)
  }

  @Test func theWeightedMeanWeighsByTheInverseSquareOfTheDeviation() throws {
    let fit = try LeastSquares.solve(
      Matrix(columns: [[1, 1, 1]]), observations: [3, 6, 100], standardDeviations: [1, 2, .infinity])
    #expect((fit.coefficients[0] - 3.6).magnitude < 1e-15)
    #expect((fit.covariance[0, 0] - 0.8).magnitude < 1e-15)
    #expect(fit.leverages[2] == 0)
    #expect((fit.residuals[2] - 96.4).magnitude < 1e-13)
    #expect(fit.degreesOfFreedom == 1)
  }

  @Test func columnsOfVeryDifferentSizeAreNoRankDeficiency() throws {
    let small = [1e-150, 2e-150, -1e-150, 3e-150]
    let fit = try LeastSquares.solve(Matrix(columns: [[1e150, 1e150, 1e150, 1e150], small]), observations: small.map { 3 + $0 * 2e150 })
    #expect((fit.coefficients[0] / 3e-150 - 1).magnitude < 1e-14)
    #expect((fit.coefficients[1] / 2e150 - 1).magnitude < 1e-14)
  }

  @Test func mistakesAreNamed() throws {
    let line = try Matrix(columns: [[1, 1, 1], [0, 1, 2]])
    #expect(throws: NumericError.notFinite("observation 2")) { try LeastSquares.solve(line, observations: [1, .nan, 2]) }
    #expect(throws: NumericError.size("3 rows, 2 observations")) {
      try LeastSquares.solve(line, observations: [1, 2])
    }
    for bad in [0, -1, Double.nan] {
      #expect(throws: NumericError.self) { try LeastSquares.solve(line, observations: [1, 2, 3], standardDeviations: [1, bad, 1]) }
    }
    #expect(throws: NumericError.tooFewRows(rows: 1, columns: 2)) {
      try LeastSquares.solve(line, observations: [1, 2, 3], standardDeviations: [1, .infinity, .infinity])
    }
    #expect(throws: NumericError.rankDeficient(rank: 1, dependencies: [ColumnDependency(column: 1, others: [], factors: [])])) {
      try LeastSquares.solve(Matrix(columns: [[1, 2, 3], [0, 0, 0]]), observations: [1, 2, 3])
    }
    #expect(throws: NumericError.size("a design without columns")) {
      try LeastSquares.solve(Matrix(rows: 0, columns: 0), observations: [])
    }
    #expect(throws: NumericError.notFinite("row 2, column 2 of the design")) {
      try LeastSquares.solve(Matrix(columns: [[1, 1], [1, .infinity]]), observations: [1, 2])
    }
  }

  @Test func aDependentColumnIsExplainedByTheOthers() throws {
    let first = [0.1, 0.7, 0.3, 0.9, 0.2]
    let second = [0.5, 0.1, 0.8, 0.4, 0.6]
    let design = try Matrix(columns: [first, zip(first, second).map { 30 * $0 - 10 * $1 }, [1, 3, 2, 4, 4], second])
    let error = #expect(throws: NumericError.self) { try LeastSquares.solve(design, observations: [1, 2, 3, 4, 5]) }
    guard case .rankDeficient(rank: 3, let dependencies) = error, let dependency = dependencies.first else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(dependencies.count == 1 && Set([dependency.column] + dependency.others) == [0, 1, 3])
    for i in first.indices {
      let sum = zip(dependency.others, dependency.factors).reduce(0) { $0 + design[i, $1.0] * $1.1 }
      #expect((sum - design[i, dependency.column]).magnitude < 1e-14)
    }
  }

  @Test func aConstantColumnBesideAnInterceptIsExplained() throws {
    let design = try Matrix(columns: [[1, 1, 1, 1], [0, 1, 2, 5], [8, 8, 8, 8]])
    let error = #expect(throws: NumericError.self) { try LeastSquares.solve(design, observations: [1, 2, 3, 4]) }
    guard case .rankDeficient(rank: 2, let dependencies) = error, let dependency = dependencies.first else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(Set([dependency.column] + dependency.others) == [0, 2])
    let eight = try #require(dependency.column == 2 ? dependency.factors.first : dependency.factors.first.map { 1 / $0 })
    #expect((eight - 8).magnitude < 1e-14)
    let text = ColumnDependency(column: 3, others: [0, 2], factors: [-2, 0.5]).description
    #expect(text == "column 3 = -2.0 × column 0 + 0.5 × column 2")
  }

  @Test func contradictionsAreNamedAndRepetitionsLeftOut() throws {
    let line = try Matrix(columns: [[1, 1, 1], [0, 1, 2]])
    let sum = LinearConstraint(factors: [0: 1, 1: 1], value: 2)
    let twice = LinearConstraint(factors: [0: 2, 1: 2], value: 4)
    let once = try LeastSquares.solve(line, observations: [1, 2, 4], constraints: [sum])
    #expect(try LeastSquares.solve(line, observations: [1, 2, 4], constraints: [sum, twice]) == once)
    #expect((once.coefficients[0] + once.coefficients[1] - 2).magnitude < 1e-15 && once.degreesOfFreedom == 2)
    let error = #expect(throws: NumericError.self) {
      try LeastSquares.solve(line, observations: [1, 2, 4], constraints: [sum, LinearConstraint(factors: [0: 2, 1: 2], value: 5)])
    }
    guard case .contradictoryConstraint(let index, let value, let implied) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(index == 0 ? (value == 2 && (implied - 2.5).magnitude < 1e-14) : (value == 5 && (implied - 4).magnitude < 1e-14))
    #expect(throws: NumericError.contradictoryConstraint(index: 0, value: 1, implied: 0)) {
      try LeastSquares.solve(line, observations: [1, 2, 4], constraints: [LinearConstraint(factors: [:], value: 1)])
    }
    #expect(
      try LeastSquares.solve(line, observations: [1, 2, 4], constraints: [LinearConstraint(factors: [:], value: 0)]).degreesOfFreedom == 1)
    #expect(throws: NumericError.parameter(of: "constraint 1", name: "column", value: 2, allowed: "0 to 1")) {
      try LeastSquares.solve(line, observations: [1, 2, 4], constraints: [LinearConstraint(column: 2, value: 1)])
    }
    #expect(throws: NumericError.notFinite("the value of constraint 1")) {
      try LeastSquares.solve(line, observations: [1, 2, 4], constraints: [LinearConstraint(column: 1, value: .nan)])
    }
  }

  @Test func constraintsThatFixEverythingLeaveResidualsOnly() throws {
    let line = try Matrix(columns: [[1, 1, 1], [0, 1, 2]])
    let held = [LinearConstraint(column: 0, value: 1), LinearConstraint(column: 1, value: 1.5)]
    let fit = try LeastSquares.solve(line, observations: [1, 2, 4], constraints: held)
    #expect(fit.coefficients == [1, 1.5] && fit.residuals == [0, -0.5, 0] && fit.degreesOfFreedom == 3)
    #expect(fit.standardErrors == [0, 0] && fit.leverages == [0, 0, 0] && fit.weightedSumOfSquares == 0.25)
  }

  @Test func aConstraintCanSettleACoefficientThatNoRowShows() throws {
    let design = try Matrix(columns: [[1, 2, 3], [0, 0, 0]])
    let fit = try LeastSquares.solve(design, observations: [2, 4, 6], constraints: [LinearConstraint(column: 1, value: 7)])
    #expect((fit.coefficients[0] - 2).magnitude < 1e-15 && fit.coefficients[1] == 7)
  }

  @Test func badPriorsAndWeightsAreNamed() throws {
    let line = try Matrix(columns: [[1, 1, 1], [0, 1, 2]])
    func solve(_ weights: RowWeights = .equal, _ priors: [LinearPrior] = []) throws {
      _ = try LeastSquares.solve(line, observations: [1, 2, 4], rowWeights: weights, priors: priors)
    }
    #expect(throws: NumericError.parameter(of: "least squares", name: "weight of row 2", value: -1, allowed: "0 or more, finite")) {
      try solve(.weights([1, -1, 1]))
    }
    #expect(throws: NumericError.self) { try solve(.weights([1, .nan, 1])) }
    #expect(throws: NumericError.size("3 rows, 2 weights")) { try solve(.weights([1, 1])) }
    #expect(throws: NumericError.tooFewRows(rows: 0, columns: 2)) { try solve(.weights([0, 0, 0])) }
    for deviation in [0, -1, .infinity, Double.nan] {
      #expect(throws: NumericError.self) { try solve(.equal, [LinearPrior(column: 0, mean: 1, standardDeviation: deviation)]) }
    }
    #expect(throws: NumericError.parameter(of: "prior 1", name: "column", value: -1, allowed: "0 to 1")) {
      try solve(.equal, [LinearPrior(column: -1, mean: 1, standardDeviation: 1)])
    }
    #expect(throws: NumericError.notFinite("the mean of prior 1")) {
      try solve(.equal, [LinearPrior(column: 1, mean: .infinity, standardDeviation: 1)])
    }
  }

  @Test func aWeightOfTwoIsTheRowTwice() throws {
    let columns: [[Double]] = [[1, 1, 1, 1], [0, 1, 2, 5]]
    let weighted = try LeastSquares.solve(Matrix(columns: columns), observations: [1, 2, 4, 3], rowWeights: .weights([1, 2, 0, 1]))
    let twice = try LeastSquares.solve(Matrix(columns: [[1, 1, 1, 1], [0, 1, 1, 5]]), observations: [1, 2, 2, 3])
    #expect(zip(weighted.coefficients, twice.coefficients).allSatisfy { ($0 - $1).magnitude < 1e-15 })
    #expect(weighted.degreesOfFreedom == 1 && weighted.leverages[2] == 0)
    #expect(weighted.diagnostics.standardizedResiduals[2] == nil)
  }

  @Test func aRowThatFitsItselfHasNoStudentizedResidual() throws {
    let fit = try LeastSquares.solve(Matrix(columns: [[1, 1, 1, 0], [0, 0, 0, 1]]), observations: [1, 2, 4, 3])
    let diagnostics = fit.diagnostics
    #expect(diagnostics.studentizedResiduals[3] == nil && diagnostics.studentizedResiduals[0] != nil)
    #expect(diagnostics.cooksDistances[3] == nil)
  }

  @Test func withoutDegreesOfFreedomNothingIsEstimated() throws {
    let fit = try LeastSquares.solve(Matrix(columns: [[1, 1], [0, 1]]), observations: [1, 3])
    #expect(fit.residualStandardDeviation == nil && fit.estimatedCovariance == nil && fit.estimatedStandardErrors == nil)
    #expect(fit.diagnostics.adjustedRSquared == nil && fit.diagnostics.rSquared == 1)
  }

  @Test func aConstantInTheSpanIsSeen() throws {
    let dummies = try Matrix(columns: [[1, 1, 0, 0], [0, 0, 1, 1]])
    #expect(try LeastSquares.solve(dummies, observations: [1, 2, 4, 5]).hasConstant)
    let throughOrigin = try Matrix(columns: [[1_700_000_000, 1_700_000_100, 1_700_000_200]])
    #expect(try !LeastSquares.solve(throughOrigin, observations: [1, 2, 4]).hasConstant)
    let offset = try Matrix(columns: [[3, 3, 3], [0, 1, 2]])
    #expect(try LeastSquares.solve(offset, observations: [1, 2, 4], rowWeights: .standardDeviations([1, 2, 3])).hasConstant)
  }
}
