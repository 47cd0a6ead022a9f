import Foundation
import Testing

@testable import NumericCore

/// NIST's certified linear regressions. Pontius and Wampler2 stop at 13.5 and 13.2 digits because that is where the exact solution for
/// their decimal data, once rounded to doubles, lies.
@Suite struct CertifiedRegressionTests {
  static let sets: [(name: String, digits: Double, errorDigits: Double)] = [
    ("Norris", 14, 13.9), ("NoInt1", 14, 14), ("Pontius", 13.4, 13), ("Longley", 14, 14), ("Wampler1", 15, 15), ("Wampler2", 13.1, 13),
    ("Wampler3", 14, 14),
  ]

  static func read(_ name: String) throws -> NISTDataSet {
    try NISTDataSet(contentsOfFile: "\(NISTDataSetTests.folder)/linear/\(name).dat")
  }

  static func check(_ set: NISTDataSet, _ fit: LeastSquaresFit, _ digits: Double, _ errorDigits: Double) throws {
    let reached = set.worstDigits(fit.coefficients, set.certified)
    let errors = try set.worstDigits(#require(fit.estimatedStandardErrors), set.standardDeviations)
    #expect(reached >= digits, "\(set.name): \(reached) digits, standard errors \(errors), condition \(fit.conditionEstimate)")
    #expect(errors >= errorDigits, "\(set.name): \(errors) digits in the standard errors")
    let deviation = try set.correctDigits(#require(fit.residualStandardDeviation), set.residualStandardDeviation)
    #expect(deviation >= errorDigits, "\(set.name): \(deviation) digits in the residual's deviation")
    let explained = try set.correctDigits(#require(fit.diagnostics.rSquared), #require(set.rSquared))
    #expect(explained >= 14, "\(set.name): \(explained) digits in R²")
    #expect(fit.degreesOfFreedom == set.degreesOfFreedom)
  }

  @Test(arguments: sets.indices)
  func aRoundedDesignHasTheCertifiedDigits(index: Int) throws {
    let (name, digits, errorDigits) = Self.sets[index]
    let set = try Self.read(name)
    let design = try Matrix(rows: NISTLinearModel(set.model).design(of: set))
    try Self.check(set, LeastSquares.solve(design, observations: set.response), digits, errorDigits)
  }

  @Test(arguments: sets.indices.filter { !["NoInt1", "Longley"].contains(sets[$0].name) })
  func aPolynomialHasTheCertifiedDigits(index: Int) throws {
    let (name, digits, errorDigits) = Self.sets[index]
    let set = try Self.read(name)
    let degree = try #require(NISTLinearModel(set.model).polynomialDegree)
    let fit = try PolynomialLeastSquares.solve(degree: degree, x: set.predictor(1), y: set.response).fit
    try Self.check(set, fit, digits, errorDigits)
  }

  @Test func formulasAreReadTermByTerm() throws {
    let model = try NISTLinearModel("y = B0 + B1*x2 + B2*(x**3)+ B3*x  + e")
    #expect(model.terms.map(\.predictor) == [1, 2, 1, 1] && model.terms.map(\.power) == [0, 1, 3, 1])
    #expect(model.polynomialDegree == nil)
    #expect(try NISTLinearModel("y = B0 + B1*x + B2*(x**2)").polynomialDegree == 2)
    #expect(try NISTLinearModel("y = B1*x + e").polynomialDegree == nil)
    #expect(try NISTLinearModel("y = B0 + B1*x + B2*(x**2) + ... + B9*(x**9) + B10*(x**10) + e").polynomialDegree == 10)
    let bad = [
      "y", "y = e", "y = B0 + ...", "y = B1*x1 + ... + B4*x4", "y = b1*x", "y = B0 + B1*z", "y = B0*", "y = B1*x*2", "y = B1*(x**-1)",
    ]
    for formula in bad {
      #expect(throws: NISTDataSet.Unreadable.self, "\(formula)") { try NISTLinearModel(formula) }
    }
  }
}
