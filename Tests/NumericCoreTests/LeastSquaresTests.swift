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
    #expect((fit.residualStandardDeviation - (1.0 / 6).squareRoot()).magnitude < 1e-15)
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
    #expect(throws: NumericError.size("3 rows, 2 observations, 2 standard deviations")) {
      try LeastSquares.solve(line, observations: [1, 2])
    }
    for bad in [0, -1, Double.nan] {
      #expect(throws: NumericError.self) { try LeastSquares.solve(line, observations: [1, 2, 3], standardDeviations: [1, bad, 1]) }
    }
    #expect(throws: NumericError.tooFewRows(rows: 1, columns: 2)) {
      try LeastSquares.solve(line, observations: [1, 2, 3], standardDeviations: [1, .infinity, .infinity])
    }
    #expect(throws: NumericError.rankDeficient(rank: 1, columns: [1])) {
      try LeastSquares.solve(Matrix(columns: [[1, 2, 3], [0, 0, 0]]), observations: [1, 2, 3])
    }
    #expect(throws: NumericError.size("a design without columns")) {
      try LeastSquares.solve(Matrix(rows: 0, columns: 0), observations: [])
    }
    #expect(throws: NumericError.notFinite("row 2, column 2 of the design")) {
      try LeastSquares.solve(Matrix(columns: [[1, 1], [1, .infinity]]), observations: [1, 2])
    }
  }

  @Test func aDependentColumnIsNamed() throws {
    let first = [0.1, 0.7, 0.3, 0.9, 0.2]
    let second = [0.5, 0.1, 0.8, 0.4, 0.6]
    let design = try Matrix(columns: [first, second, zip(first, second).map { 3 * $0 - $1 }])
    let error = #expect(throws: NumericError.self) { try LeastSquares.solve(design, observations: [1, 2, 3, 4, 5]) }
    guard case .rankDeficient(let rank, let columns) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(rank == 2 && columns.count == 1)
  }
}
