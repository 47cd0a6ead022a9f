import NumericCore

/// The distributions of `Reference/distributions.csv` and their functions, by the names in the file.
enum ReferenceDistribution {
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
}
