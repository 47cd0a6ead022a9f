import Foundation
import Testing

@testable import NumericCore

/// NIST's certified nonlinear regressions (https://www.itl.nist.gov/div898/strd/nls/nls_main.shtml), each from both of its starts with
/// default settings. Certified are 11 digits.
@Suite struct CertifiedNonlinearRegressionTests {
  static let cases: [(file: String, start: Int)] = NISTDataSetTests.files.filter { $0.hasPrefix("nonlinear/") }.flatMap { file in
    [(file, 1), (file, 2)]
  }

  /// How the model is handed over.
  enum Derivatives: String, CaseIterable, Sendable { case automatic, numerical }

  static func problem(_ set: NISTDataSet, _ derivatives: Derivatives) throws -> NonlinearProblem {
    let (parameters, model) = try #require(NISTModels.all[set.name])
    let inputs = set.observations.map { Array($0.dropFirst()) }
    let response = set.response.map { NISTModels.response($0, of: set.name) }
    switch derivatives {
    case .automatic: return try NonlinearProblem(inputs: inputs, observations: response, parameters: parameters, model: model)
    case .numerical:
      return try NonlinearProblem(
        values: { x, b in model(x, b.map { Dual($0) }).value }, inputs: inputs, observations: response, parameters: parameters)
    }
  }

  @Test func everySetHasAModelOfItsParameters() throws {
    #expect(Self.cases.count == 36 && NISTModels.all.count == 27)
    for (file, _) in Self.cases {
      let set = try NISTDataSet(contentsOfFile: "\(NISTDataSetTests.folder)/\(file)")
      #expect(NISTModels.all[set.name]?.parameters == set.parameters.count, "\(set.name)")
    }
  }

  /// The least measured is 10.33 (Gauss2).
  @Test(arguments: cases.indices)
  func automaticDerivativesGiveTheCertifiedDigits(index: Int) throws {
    try check(index, .automatic, parameters: 10.3, errors: 10.4)
  }

  /// The least measured is 9.71, and 9.33 in the standard errors (both Lanczos3).
  @Test(arguments: cases.indices)
  func numericalDerivativesGiveTheCertifiedDigits(index: Int) throws {
    try check(index, .numerical, parameters: 9.7, errors: 9.3)
  }

  /// The residuals of Lanczos1 are 1e-13 of the observations: once those are rounded to doubles, errors have three digits.
  private func check(_ index: Int, _ derivatives: Derivatives, parameters: Double, errors: Double) throws {
    let (file, start) = Self.cases[index]
    let set = try NISTDataSet(contentsOfFile: "\(NISTDataSetTests.folder)/\(file)")
    let fit = try NonlinearLeastSquares.fit(Self.problem(set, derivatives), start: set.start(start))
    #expect(fit.outcome.isConverged, "\(set.name) from start \(start): \(fit.outcome)")
    let reached = set.worstDigits(fit.parameters, set.certified)
    #expect(reached >= parameters, "\(set.name) from start \(start): \(reached) digits")
    let reachedErrors = set.worstDigits(fit.standardErrors ?? [], set.standardDeviations)
    #expect(reachedErrors >= (set.name == "Lanczos1" ? 3 : errors), "\(set.name) from start \(start): \(reachedErrors) digits of errors")
    #expect(fit.degreesOfFreedom == set.degreesOfFreedom)
    if set.name != "Lanczos1" {
      #expect(set.correctDigits(fit.weightedSumOfSquares, set.residualSumOfSquares) >= 9.9)
    }
  }
}
