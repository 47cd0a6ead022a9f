import Foundation
import Testing

@testable import NumericCore

/// Every distribution against 50-digit values, by one code.
@Suite struct DistributionReferenceTests {
  static let names = [
    "normal", "lognormal", "uniform", "triangular", "pert", "exponential", "gamma", "beta", "studentT", "weibull", "logistic", "gumbel",
    "pareto", "truncate", "mixture", "poisson", "binomial", "negativeBinomial",
  ]

  /// The largest relative errors of a distribution; of logarithms and skewnesses below 1 the absolute ones.
  struct Errors {
    /// Of densities and probabilities where the smaller tail is 0.001 or more, and beyond.
    var body = WorstError()
    var tails = WorstError()
    var bodyQuantiles = WorstError()
    var tailQuantiles = WorstError()
    var logDensity = WorstError()
    var moments = WorstError()
    var mode = WorstError()

    init(_ name: String) throws {
      for row in try ReferenceTable("distributions.csv").rows where row[0] == name {
        let distribution = try ReferenceDistribution.make(name, parameters: row[1])
        let argument = try #require(Double(row[3]))
        let expected = try #require(Double(row[4]))
        let found = ReferenceDistribution.apply(row[2], of: distribution, at: argument)
        let place = "\(row[2]) \(row[1]) \(row[3])"
        if found.isNaN && expected.isNaN { continue }
        let edge = min(distribution.cumulative(to: argument), distribution.survival(beyond: argument))
        switch row[2] {
        case "density", "cumulative", "survival": edge > 0.999e-3 ? body.see(found, expected, place) : tails.see(found, expected, place)
        case "quantile", "upperQuantile":
          min(argument, 1 - argument) > 0.999e-3 ? bodyQuantiles.see(found, expected, place) : tailQuantiles.see(found, expected, place)
        case "logDensity": logDensity.see(found, expected, place, least: 1)
        case "skewness": moments.see(found, expected, place, least: 1)
        case "mode": mode.see(found, expected, place, least: 1e-3)
        default: moments.see(found, expected, place)
        }
      }
    }

    var all: [WorstError] { [body, tails, bodyQuantiles, tailQuantiles, logDensity, moments, mode] }
  }

  /// Integrals and searches have accuracies of their own; doubles in the narrowest truncation are 1e-10 of its width apart.
  @Test(arguments: names) func valuesAgreeWithFiftyDigits(name: String) throws {
    let errors = try Errors(name)
    let momentBound = name == "truncate" ? 1e-8 : 1e-13
    let modeBound = name == "mixture" ? 1e-7 : 1e-14
    let bounds = [1e-13, 1e-10, 1e-13, 1e-10, 1e-13, momentBound, modeBound]
    for (error, bound) in zip(errors.all, bounds) {
      #expect(error.count > 0, "\(name)")
      #expect(error.size <= bound, "\(name): \(error)")
    }
    #expect(errors.all.map(\.count).reduce(0, +) >= 100, "\(name)")
  }

  /// The rows of the table in docs/numerics.md, so that its figures are those of the program.
  @Test(arguments: names) func theDocumentedErrorsAreTheMeasuredOnes(name: String) throws {
    let errors = try Errors(name)
    let figures = errors.all.map { $0.size == 0 ? "0" : String(format: "%.1e", $0.size).replacingOccurrences(of: "e-0", with: "e-") }
    let row = "| \(name) | \(figures.joined(separator: " | ")) |"
    let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    let page = folder.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs/numerics.md")
    let documented = try String(contentsOf: page, encoding: .utf8).split(separator: "\n").map(String.init)
    let isDocumented = documented.contains(row)
    #expect(isDocumented, "measured: \(row)")
  }
}
