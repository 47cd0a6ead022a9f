import Testing

@testable import NumericCore

@Suite struct CholeskyTests {
  @Test func theFactorOfARationalMatrixIsExact() throws {
    let matrix = try Matrix(rows: [[4, 12, -16], [12, 37, -43], [-16, -43, 98]])
    #expect(try Cholesky.lower(matrix) == Matrix(rows: [[2, 0, 0], [6, 1, 0], [-8, 5, 3]]))
  }

  @Test func onlyTheLowerTriangleIsRead() throws {
    #expect(try Cholesky.lower(Matrix(rows: [[4, .nan], [2, 2]])) == Matrix(rows: [[2, 0], [1, 1]]))
  }

  @Test func theFirstBadMinorIsNamed() throws {
    let impossible = try Matrix(rows: [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]])
    #expect(throws: NumericError.notPositiveDefinite(order: 3)) { try Cholesky.lower(impossible) }
    #expect(throws: NumericError.notPositiveDefinite(order: 1)) { try Cholesky.lower(Matrix(rows: [[0]])) }
    #expect(throws: NumericError.size("a matrix of 1 by 2, not square")) { try Cholesky.lower(Matrix(rows: [[1, 2]])) }
    #expect(throws: NumericError.notFinite("row 1, column 1 of the matrix")) { try Cholesky.lower(Matrix(rows: [[.infinity]])) }
    #expect(try Cholesky.lower(Matrix(rows: 0, columns: 0)).elements.isEmpty)
  }
}
