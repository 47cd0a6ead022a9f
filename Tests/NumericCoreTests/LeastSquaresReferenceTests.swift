import Testing

@testable import NumericCore

/// Problems of many kinds against their exact rational solutions (Reference/least_squares.py).
@Suite struct LeastSquaresReferenceTests {
  /// The lines of one problem.
  struct Problem {
    let name: String
    let lines: [[String]]

    init(_ name: String) throws {
      self.name = name
      lines = try ReferenceTable("least_squares.csv").rows.filter { $0[0] == name }
    }

    func rows(_ item: String) -> [[Double]] {
      lines.filter { $0[1] == item }.map { $0[3].split(separator: ";").compactMap { Double($0) } }
    }

    func values(_ item: String) -> [Double] { rows(item).flatMap { $0 } }

    var weights: RowWeights {
      let (deviations, weights) = (values("standardDeviation"), values("weight"))
      return deviations.isEmpty ? weights.isEmpty ? .equal : .weights(weights) : .standardDeviations(deviations)
    }

    var priors: [LinearPrior] {
      rows("prior").map { LinearPrior(factors: Self.factors($0.dropLast(2)), mean: $0[$0.count - 2], standardDeviation: $0[$0.count - 1]) }
    }

    var constraints: [LinearConstraint] {
      rows("constraint").map { LinearConstraint(factors: Self.factors($0.dropLast()), value: $0[$0.count - 1]) }
    }

    static func factors(_ row: ArraySlice<Double>) -> [Int: Double] {
      Dictionary(uniqueKeysWithValues: row.enumerated().filter { $0.element != 0 }.map { ($0.offset, $0.element) })
    }

    func fit() throws -> LeastSquaresFit {
      try LeastSquares.solve(
        Matrix(rows: rows("design")), observations: values("observation"), rowWeights: weights, priors: priors, constraints: constraints)
    }
  }

  static func worst(_ computed: [Double], _ expected: [Double]) -> WorstError {
    var worst = WorstError()
    for (index, pair) in zip(computed, expected).enumerated() { worst.see(pair.0, pair.1, "\(index)") }
    return worst
  }

  /// The largest error over the largest value.
  static func spread(_ computed: [Double], _ expected: [Double]) -> Double {
    let size = expected.reduce(0) { max($0, $1.magnitude) }
    return zip(computed, expected).map { ($0 - $1).magnitude / size }.max() ?? .infinity
  }

  @Test(arguments: [
    "condition1e2", "condition1e5", "condition1e8", "condition1e11", "condition1e12", "stiff", "deviations", "weights", "priors",
    "constraint", "constraints",
    "fewRows",
  ])
  func theExactSolutionIsFoundToFifteenDigits(name: String) throws {
    let problem = try Problem(name)
    let fit = try problem.fit()
    for (item, values) in [("coefficient", fit.coefficients), ("sumOfSquares", [fit.weightedSumOfSquares])] {
      let worst = Self.worst(values, problem.values(item))
      #expect(worst.count == values.count && worst.size <= 4e-16, "\(name), \(item): \(worst)")
    }
    let errors = Self.worst(fit.standardErrors, problem.values("standardError"))
    #expect(errors.size <= (problem.constraints.isEmpty ? 1e-15 : 4e-15), "\(name), standard errors: \(errors)")
    #expect(Self.spread(fit.residuals, problem.values("residual")) <= 3e-16)
    #expect(zip(fit.leverages, problem.values("leverage")).allSatisfy { ($0 - $1).magnitude <= 3e-15 })
    #expect(fit.leverages.count == problem.values("leverage").count)
  }

  /// Against the fits without each row, made in rationals.
  @Test func diagnosticsAreThoseOfTheirDefinitions() throws {
    let problem = try Problem("weights")
    let diagnostics = try problem.fit().diagnostics
    for (item, values) in [
      ("studentized", diagnostics.studentizedResiduals), ("standardized", diagnostics.standardizedResiduals),
      ("cook", diagnostics.cooksDistances), ("durbinWatson", [diagnostics.durbinWatson]), ("rSquared", [diagnostics.rSquared]),
      ("adjustedRSquared", [diagnostics.adjustedRSquared]),
    ] {
      let worst = Self.worst(values.compactMap { $0 }, problem.values(item))
      #expect(worst.count == values.count && worst.size <= 5e-15, "\(item): \(worst)")
    }
  }

  /// The rounding of the data alone moves these solutions by more than the fit errs.
  @Test(arguments: [
    ("polynomialDegree10", 10, 12.5), ("polynomialNoise100000", 5, 15), ("polynomialNoise10000000", 5, 15), ("polynomialYears", 5, 12.5),
  ])
  func aPolynomialOfTheDoublesGivenIsExact(name: String, degree: Int, digitsOfDecimals: Double) throws {
    let problem = try Problem(name)
    let fit = try PolynomialLeastSquares.solve(degree: degree, x: problem.values("x"), y: problem.values("y")).fit
    let coefficients = Self.worst(fit.coefficients, problem.values("coefficient"))
    #expect(coefficients.count == degree + 1 && coefficients.size <= 4e-16, "\(name): \(coefficients)")
    let errors = try Self.worst(#require(fit.estimatedStandardErrors), problem.values("standardError"))
    #expect(errors.count == degree + 1 && errors.size <= 2e-15, "\(name), standard errors: \(errors)")
    let decimals = Self.worst(fit.coefficients, problem.values("decimalCoefficient"))
    #expect(decimals.size <= Elementary.exp(-digitsOfDecimals * Elementary.log(10)), "\(name), decimals: \(decimals)")
    let decimalErrors = try Self.worst(#require(fit.estimatedStandardErrors), problem.values("decimalStandardError"))
    #expect(decimalErrors.size <= 1e-11, "\(name), standard errors of decimals: \(decimalErrors)")
  }

  @Test func theShortestSolutionIsFound() throws {
    let problem = try Problem("minimumNorm")
    let fit = try LeastSquares.minimumNorm(Matrix(rows: problem.rows("design")), observations: problem.values("observation"))
    #expect(fit.rank == 3 && fit.undetermined.columns == 2 && fit.singularValues.count == 5)
    #expect(Self.spread(fit.coefficients, problem.values("coefficient")) <= 1e-14)
    #expect(Self.worst([fit.weightedSumOfSquares], problem.values("sumOfSquares")).size <= 1e-14)
    let blind = fit.undetermined.columns(0..<1).elements
    #expect(try Matrix(rows: problem.rows("design")).times(blind).allSatisfy { $0.magnitude < 1e-12 })
  }
}
