import Testing

@testable import NumericCore

@Suite struct LeastSquaresPolynomialTests {
  @Test func aPolynomialThroughItsOwnPointsIsFoundExactly() throws {
    let x = [-2.0, -1, 0, 1, 2, 3]
    let fit = try PolynomialLeastSquares.solve(degree: 3, x: x, y: x.map { 1 - 2 * $0 + 0.5 * $0 * $0 * $0 })
    let expected = [1, -2, 0, 0.5]
    #expect(zip(fit.fit.coefficients, expected).allSatisfy { ($0 - $1).magnitude < 1e-25 } && fit.fit.weightedSumOfSquares < 1e-50)
    #expect(fit.value(at: 10) == 481)
  }

  /// Also of the straight line in calendar years, where the constant is the value in year 0.
  @Test func valuesAndTheirErrorsAreThoseOfTheCoefficients() throws {
    let (x, y) = ([2001.0, 2003, 2004, 2008], [1.0, 3, 2, 7])
    let line = try PolynomialLeastSquares.solve(degree: 1, x: x, y: y)
    let plain = try LeastSquares.solve(Matrix(columns: [[1, 1, 1, 1], x.map { $0 - 2000 }]), observations: y)
    for year in [1990.0, 2002, 2030] {
      let (value, step) = (plain.coefficients[0] + plain.coefficients[1] * (year - 2000), year - 2000)
      #expect((line.value(at: year) - value).magnitude < 2e-15 * value.magnitude.squareRoot().rounded(.up))
      let variance = plain.covariance[0, 0] + 2 * step * plain.covariance[0, 1] + step * step * plain.covariance[1, 1]
      #expect((line.standardError(at: year) - variance.squareRoot()).magnitude < 1e-14)
    }
  }

  @Test func aDegreeOfZeroIsTheWeightedMean() throws {
    let fit = try PolynomialLeastSquares.solve(
      degree: 0, x: [5, 5, 9], y: [3, 6, 100], rowWeights: .standardDeviations([1, 2, .infinity]))
    #expect((fit.fit.coefficients[0] - 3.6).magnitude < 1e-15 && (fit.fit.residuals[2] - 96.4).magnitude < 1e-13)
  }

  @Test func mistakesAreNamed() throws {
    func solve(_ degree: Int, _ x: [Double], _ y: [Double]) throws { _ = try PolynomialLeastSquares.solve(degree: degree, x: x, y: y) }
    #expect(throws: NumericError.parameter(of: "polynomial", name: "degree", value: -1, allowed: "0 to 30")) { try solve(-1, [1], [1]) }
    #expect(throws: NumericError.tooFewRows(rows: 2, columns: 3)) { try solve(2, [1, 1, 2, 2], [1, 2, 3, 4]) }
    #expect(throws: NumericError.notFinite("x of row 2")) { try solve(1, [1, .nan, 2], [1, 2, 3]) }
    #expect(throws: NumericError.notFinite("observation 3")) { try solve(1, [1, 3, 2], [1, 2, -.infinity]) }
    #expect(throws: NumericError.size("2 values of x, 3 of y")) { try solve(1, [1, 3], [1, 2, 3]) }
    #expect(throws: NumericError.notFinite("the range of x, 0.0 to 5e-324")) { try solve(1, [0, .leastNonzeroMagnitude, 0], [1, 2, 3]) }
  }
}
