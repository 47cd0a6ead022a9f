import Testing

@testable import NumericCore

@Suite struct TabulatedQuantileTests {
  static let smooth: [@Sendable () throws -> any Distribution] = [
    { try Beta(alpha: 2, beta: 30) }, { try Beta(alpha: 8, beta: 2) }, { try Beta(alpha: 30, beta: 95) },
    { try Beta(alpha: 1, beta: 2) }, { try Gamma(shape: 2.5, scale: 3) }, { try Pert(minimum: 1, mode: 2, maximum: 5) },
    { try StudentT(degreesOfFreedom: 5, location: 100, scale: 2) }, { try Lognormal(mu: 3, sigma: 0.5) },
  ]

  @Test(arguments: smooth.indices)
  func theTableIsTheQuantile(index: Int) throws {
    let distribution = try Self.smooth[index]()
    let table = try #require(TabulatedQuantile(distribution))
    var worst = WorstError()
    for k in 1..<4000 {
      let u = Double(k) / 4000
      worst.see(table(u), distribution.quantile(u), "\(u)")
    }
    for u in [0x1p-53, 1e-12, 1e-6, 1 - 0x1p-53] { worst.see(table(u), distribution.quantile(u), "\(u)") }
    #expect(worst.size < 1e-11, "\(worst)")
  }

  @Test func aQuantileWithStepsOrKinksHasNoTable() throws {
    #expect(TabulatedQuantile(try Empirical(values: [1, 2, 3])) == nil)
    #expect(TabulatedQuantile(try Constant(1)) == nil)
    #expect(TabulatedQuantile(try Triangular(minimum: 0, mode: 1, maximum: 3)) == nil)
    #expect(TabulatedQuantile(try Mixture(components: [Constant(1), Lognormal(mu: 3, sigma: 0.5)], weights: [1, 1])) == nil)
  }
}
