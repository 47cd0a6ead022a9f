import Foundation
import Testing

@testable import NumericCore

/// Every distribution against 50-digit values, by one code.
@Suite struct DistributionReferenceTests {
  static let names = [
    "normal", "lognormal", "uniform", "triangular", "pert", "exponential", "gamma", "beta", "studentT", "weibull", "logistic", "gumbel",
    "pareto", "truncate", "mixture", "poisson", "binomial", "negativeBinomial",
  ]

  /// From the parameters in a row: numbers with semicolons between, of a truncation the base's name before them and the limits behind.
  static func make(_ name: String, parameters: String) throws -> any Distribution {
    let parts = parameters.split(separator: ";").map(String.init)
    let numbers = parts.compactMap { Double($0) }
    guard name == "truncate" else { return try make(name, numbers) }
    let base = try make(parts[0], numbers.dropLast(2))
    return try Truncated(base, minimum: numbers[numbers.count - 2], maximum: numbers[numbers.count - 1])
  }

  static func make(_ name: String, _ x: [Double]) throws -> any Distribution {
    switch name {
    case "normal": try Normal(mean: x[0], standardDeviation: x[1])
    case "lognormal": try Lognormal(mu: x[0], sigma: x[1])
    case "uniform": try Uniform(minimum: x[0], maximum: x[1])
    case "triangular": try Triangular(minimum: x[0], mode: x[1], maximum: x[2])
    case "pert": try Pert(minimum: x[0], mode: x[1], maximum: x[2])
    case "exponential": try Exponential(rate: x[0])
    case "gamma": try Gamma(shape: x[0], scale: x[1])
    case "beta": try Beta(alpha: x[0], beta: x[1])
    case "weibull": try Weibull(shape: x[0], scale: x[1])
    case "logistic": try Logistic(location: x[0], scale: x[1])
    case "gumbel": try Gumbel(location: x[0], scale: x[1])
    case "pareto": try Pareto(minimum: x[0], shape: x[1])
    case "poisson": try Poisson(mean: x[0])
    case "binomial": try Binomial(trials: x[0], probability: x[1])
    case "negativeBinomial": try NegativeBinomial(successes: x[0], probability: x[1])
    case "mixture":
      try Mixture(
        components: [Normal(mean: x[1], standardDeviation: x[2]), Normal(mean: x[4], standardDeviation: x[5])], weights: [x[0], x[3]])
    default: try StudentT(degreesOfFreedom: x[0], location: x[1], scale: x[2])
    }
  }

  static func apply(_ function: String, of distribution: any Distribution, at argument: Double) -> Double {
    switch function {
    case "density": distribution.density(at: argument)
    case "logDensity": distribution.logDensity(at: argument)
    case "cumulative": distribution.cumulative(to: argument)
    case "survival": distribution.survival(beyond: argument)
    case "quantile": distribution.quantile(argument)
    case "upperQuantile": distribution.upperQuantile(argument)
    case "mean": distribution.mean
    case "variance": distribution.variance
    case "skewness": distribution.skewness
    default: distribution.mode
    }
  }

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
        let distribution = try make(name, parameters: row[1])
        let argument = try #require(Double(row[3]))
        let expected = try #require(Double(row[4]))
        let found = apply(row[2], of: distribution, at: argument)
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
