import Testing

@testable import NumericCore

@Suite struct LeastSquaresSingularValueTests {
  @Test func singularValuesOfARationalMatrixAreExact() throws {
    let parts = try SingularValueDecomposition(Matrix(rows: [[3, 0], [4, 5]]))
    #expect((parts.values[0] - 45.0.squareRoot()).magnitude < 2e-15 && (parts.values[1] - 5.0.squareRoot()).magnitude < 1e-15)
    #expect((parts.conditionNumber - 3).magnitude < 2e-15 && parts.rank() == 2)
    for (i, row) in [[3.0, 0], [4, 5]].enumerated() {
      for (j, value) in row.enumerated() {
        let product = (0..<2).reduce(0) { $0 + parts.left[i, $1] * parts.values[$1] * parts.right[j, $1] }
        #expect((product - value).magnitude < 4e-15)
      }
    }
  }

  @Test func aSingularMatrixHasAnInfiniteConditionOrNearly() throws {
    let parts = try SingularValueDecomposition(Matrix(rows: [[1, 2], [2, 4], [3, 6]]))
    #expect(parts.rank() == 1 && parts.conditionNumber > 1e15)
    #expect(try SingularValueDecomposition(Matrix(rows: 2, columns: 2)).conditionNumber == .infinity)
  }

  @Test func mistakesAreNamed() throws {
    #expect(throws: NumericError.size("a matrix of 0 by 0")) { try SingularValueDecomposition(Matrix(rows: 0, columns: 0)) }
    #expect(throws: NumericError.notFinite("row 1, column 2 of the matrix")) { try SingularValueDecomposition(Matrix(rows: [[1, .nan]])) }
    let matrix = try Matrix(rows: [[1, 1], [1, 1]])
    #expect(throws: NumericError.parameter(of: "minimum norm", name: "relative tolerance", value: 1, allowed: "0 or more, below 1")) {
      try LeastSquares.minimumNorm(matrix, observations: [1, 2], relativeTolerance: 1)
    }
    #expect(throws: NumericError.tooFewRows(rows: 0, columns: 2)) {
      try LeastSquares.minimumNorm(matrix, observations: [1, 2], rowWeights: .weights([0, 0]))
    }
    #expect(throws: NumericError.size("2 rows, 1 observations")) { try LeastSquares.minimumNorm(matrix, observations: [1]) }
  }

  @Test func whereRowsAreTooFewTheShortestSolutionIsTaken() throws {
    let fit = try LeastSquares.minimumNorm(Matrix(rows: [[3, 4]]), observations: [50])
    #expect((fit.coefficients[0] - 6).magnitude < 2e-15 && (fit.coefficients[1] - 8).magnitude < 2e-15)
    #expect(fit.rank == 1 && fit.weightedSumOfSquares < 1e-28)
  }

  @Test func withFullRankItIsTheOrdinaryFit() throws {
    let line = try Matrix(columns: [[1, 1, 1], [0, 1, 2]])
    let weights = RowWeights.standardDeviations([1, 2, 3])
    let (shortest, plain) = (
      try LeastSquares.minimumNorm(line, observations: [1, 2, 4], rowWeights: weights),
      try LeastSquares.solve(line, observations: [1, 2, 4], rowWeights: weights)
    )
    #expect(zip(shortest.coefficients, plain.coefficients).allSatisfy { ($0 - $1).magnitude < 1e-15 })
    #expect((shortest.weightedSumOfSquares - plain.weightedSumOfSquares).magnitude < 1e-16 && shortest.undetermined.columns == 0)
  }
}
