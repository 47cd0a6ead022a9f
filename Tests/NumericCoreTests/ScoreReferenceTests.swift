import Testing

@testable import NumericCore

/// Every score against references of at least 50 digits or exact fractions, by one code.
@Suite struct ScoreReferenceTests {
  /// Largest relative errors, a little above those measured, and how many rows there must be.
  static let bounds: [(score: String, bound: Double, rows: Int)] = [
    ("normal", 1e-15, 27), ("lognormal", 6e-14, 32), ("studentT", 5e-15, 42), ("logistic", 5e-16, 16), ("uniform", 5e-16, 21),
    ("exponential", 1e-15, 21), ("gamma", 1e-14, 54), ("beta", 5e-15, 60), ("mixture", 1e-15, 18), ("ordinary", 3e-15, 20),
    ("fair", 3e-15, 16), ("weighted", 1e-15, 16), ("pinball", 2e-15, 16), ("coverage", 5e-15, 6), ("uniformity", 1e-15, 3),
  ]

  static func score(_ name: String, _ x: [Double], _ y: Double) throws -> Double {
    switch name {
    case "normal": return try RankedProbabilityScore.of(Normal(mean: x[0], standardDeviation: x[1]), at: y)
    case "lognormal": return try RankedProbabilityScore.of(Lognormal(mu: x[0], sigma: x[1]), at: y)
    case "studentT": return try RankedProbabilityScore.of(StudentT(degreesOfFreedom: x[0], location: x[1], scale: x[2]), at: y)
    case "logistic": return try RankedProbabilityScore.of(Logistic(location: x[0], scale: x[1]), at: y)
    case "uniform": return try RankedProbabilityScore.of(Uniform(minimum: x[0], maximum: x[1]), at: y)
    case "exponential": return try RankedProbabilityScore.of(Exponential(rate: x[0]), at: y)
    case "gamma": return try RankedProbabilityScore.of(Gamma(shape: x[0], scale: x[1]), at: y)
    case "beta": return try RankedProbabilityScore.of(Beta(alpha: x[0], beta: x[1]), at: y)
    case "mixture":
      let parts = stride(from: 0, to: x.count, by: 3)
      let components = try parts.map { try Normal(mean: x[$0 + 1], standardDeviation: x[$0 + 2]) }
      return try RankedProbabilityScore.of(Mixture(components: components, weights: parts.map { x[$0] }), at: y)
    case "ordinary": return try RankedProbabilityScore.of(sample: x.reversed(), at: y, .ordinary)
    case "fair": return try RankedProbabilityScore.of(sample: x, at: y, .fair)
    case "weighted", "pinball":
      let forecast = try QuantileForecast(levels: Array(x.prefix(x.count / 2)), values: Array(x.suffix(x.count / 2)))
      return name == "pinball" ? try forecast.meanPinball(at: y) : try forecast.weightedIntervalScore(at: y)
    case "coverage": return try IntervalCoverage(hits: Int(x[1]), count: Int(x[0])).chance(ifNominal: y)
    default:
      let middles = x.enumerated().flatMap { [Double](repeating: (Double($0.offset) + 0.5) / Double(x.count), count: Int($0.element)) }
      return try TransformHistogram(middles, bins: x.count).uniformityChance()
    }
  }

  @Test(arguments: bounds.indices)
  func scoresAgreeWithTheirReferences(index: Int) throws {
    let (name, bound, rows) = Self.bounds[index]
    var worst = WorstError()
    for row in try ReferenceTable("scores.csv").rows where row[0] == name {
      let parameters = row[1].split { $0 == ";" || $0 == "|" }.compactMap { Double($0) }
      let observation = try #require(Double(row[2]))
      let computed = try Self.score(name, parameters, observation)
      worst.see(computed, try #require(Double(row[3])), "\(row[1].prefix(60)) \(row[2])")
    }
    #expect(worst.count >= rows)
    #expect(worst.size <= bound, "\(name): \(worst)")
  }
}
