import NumericCore

/// Distributions and special functions over the tables of the tests; names that are not known here are left out.
enum DistributionSuite {
  static func rows() throws(AccuracyFailure) -> [AccuracyRow] {
    let distributions = try ReferenceSuite("distributions.csv").worst(against: "mpmath", key: { ($0[0], $0[2]) }) { row in
      guard row.count == 5, let argument = Double(row[3]) else { return nil }
      let parameters = row[1].split(separator: ";").compactMap { Double($0) }
      return make(row[0], parameters).flatMap { apply(row[2], of: $0, at: argument) }
    }
    let functions = try ReferenceSuite("special_functions.csv").worst(against: "mpmath", key: { ($0[0], "value") }) { row in
      guard row.count == 3, let argument = Double(row[1]) else { return nil }
      return function(row[0])?(argument)
    }
    return distributions + functions
  }

  private static func make(_ name: String, _ parameters: [Double]) -> (any Distribution)? {
    switch (name, parameters.count) {
    case ("normal", 2): try? Normal(mean: parameters[0], standardDeviation: parameters[1])
    case ("lognormal", 2): try? Lognormal(mu: parameters[0], sigma: parameters[1])
    case ("gamma", 2): try? Gamma(shape: parameters[0], scale: parameters[1])
    case ("beta", 2): try? Beta(alpha: parameters[0], beta: parameters[1])
    case ("studentT", 3): try? StudentT(degreesOfFreedom: parameters[0], location: parameters[1], scale: parameters[2])
    default: nil
    }
  }

  private static func apply(_ function: String, of distribution: any Distribution, at argument: Double) -> Double? {
    switch function {
    case "density": distribution.density(at: argument)
    case "cumulative": distribution.cumulative(to: argument)
    case "survival": distribution.survival(beyond: argument)
    case "quantile": distribution.quantile(argument)
    case "upperQuantile": distribution.upperQuantile(argument)
    default: nil
    }
  }

  private static func function(_ name: String) -> ((Double) -> Double)? {
    switch name {
    case "expMinusOne": { Elementary.expMinusOne($0) }
    case "logOnePlus": { Elementary.log(onePlus: $0) }
    case "sine": { Elementary.sine($0) }
    case "normalSurvival": { Elementary.normalSurvival($0) }
    case "logGamma": { Elementary.logGamma($0) }
    default: nil
    }
  }
}
