import Testing

@testable import NumericCore

@Suite struct LinearAlgebraLibraryTests {
  @Test func theLibraryIsNamedWithVersionAndFile() {
    let description = LinearAlgebraLibrary.description
    #expect(description.hasPrefix("LAPACK 3."), "\(description)")
    #expect(description.contains("lapack") || description.contains("blas"), "\(description)")
  }
}
