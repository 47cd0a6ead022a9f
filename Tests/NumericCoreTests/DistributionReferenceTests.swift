import Testing

@testable import NumericCore

/// Every distribution against 50-digit values, by one code.
@Suite struct DistributionReferenceTests {
  /// Largest relative errors, a little above those measured. The lognormal's probabilities suffer from the rounding of log x, times
  /// (log x)/sigma; the quantiles of the smallest shapes from that of log p over the shape.
  static let bounds: [(distribution: String, function: String, bound: Double)] = [
    ("normal", 1e-14, 1e-15), ("lognormal", 1e-13, 1.5e-14), ("gamma", 1.2e-14, 3e-14), ("beta", 1e-14, 3e-14), ("studentT", 1e-14, 5e-15),
  ].flatMap { (name, probability, quantile) in
    ["density", "cumulative", "survival"].map { (name, $0, probability) } + ["quantile", "upperQuantile"].map { (name, $0, quantile) }
  }

  static func make(_ name: String, _ parameters: [Double]) throws -> any Distribution {
    switch name {
    case "normal": try Normal(mean: parameters[0], standardDeviation: parameters[1])
    case "lognormal": try Lognormal(mu: parameters[0], sigma: parameters[1])
    case "gamma": try Gamma(shape: parameters[0], scale: parameters[1])
    case "beta": try Beta(alpha: parameters[0], beta: parameters[1])
    default: try StudentT(degreesOfFreedom: parameters[0], location: parameters[1], scale: parameters[2])
    }
  }

  static func apply(_ function: String, of distribution: any Distribution, at argument: Double) -> Double {
    switch function {
    case "density": distribution.density(at: argument)
    case "cumulative": distribution.cumulative(to: argument)
    case "survival": distribution.survival(beyond: argument)
    case "quantile": distribution.quantile(argument)
    default: distribution.upperQuantile(argument)
    }
  }

  @Test(arguments: bounds.indices)
  func valuesAgreeWithFiftyDigits(index: Int) throws {
    let (name, function, bound) = Self.bounds[index]
    var worst = WorstError()
    for row in try ReferenceTable("distributions.csv").rows where row[0] == name && row[2] == function {
      let distribution = try Self.make(name, row[1].split(separator: ";").compactMap { Double($0) })
      let argument = try #require(Double(row[3]))
      worst.see(Self.apply(function, of: distribution, at: argument), try #require(Double(row[4])), "\(row[1]) \(row[3])")
    }
    #expect(worst.count >= 30)
    #expect(worst.size <= bound, "\(name).\(function): \(worst)")
  }
}
