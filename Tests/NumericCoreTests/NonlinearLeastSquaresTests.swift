import Testing

@testable import NumericCore

@Suite struct NonlinearLeastSquaresTests {
  static let times = (0..<9).map { Double($0) }

  /// 5 e^(0.3 t) with disturbances.
  static let growing = zip(times, [0.1, -0.2, 0.05, 0.2, -0.1, 0.15, -0.3, 0.1, 0.2]).map { 5 * Elementary.exp(0.3 * $0) + $1 }

  static func exponential(_ observations: [Double] = growing, deviations: [Double]? = nil, scaleIsKnown: Bool = true) throws
    -> NonlinearProblem
  {
    try NonlinearProblem(
      inputs: times, observations: observations, standardDeviations: deviations, scaleIsKnown: scaleIsKnown, parameters: 2
    ) { time, b in b[0] * exp(b[1] * time) }
  }

  @Test func aModelThatIsLinearIsSolvedAsOne() throws {
    let linear = try LeastSquares.solve(
      Matrix(columns: [Self.times.map { _ in 1 }, Self.times]), observations: Self.growing)
    let problem = try NonlinearProblem(inputs: Self.times, observations: Self.growing, parameters: 2) { time, b in b[0] + b[1] * time }
    let fit = try NonlinearLeastSquares.fit(problem, start: [100, -100])
    let deviation = (linear.weightedSumOfSquares / 7).squareRoot()
    let errors = try #require(fit.standardErrors)
    for j in 0..<2 {
      #expect((fit.parameters[j] / linear.coefficients[j] - 1).magnitude < 1e-14)
      #expect((errors[j] / (deviation * linear.covariance[j, j].squareRoot()) - 1).magnitude < 1e-14)
    }
    #expect(fit.outcome.isConverged && fit.degreesOfFreedom == 7)
  }

  @Test func aGradientInWordsAndDerivativesByDualAgree() throws {
    let automatic = try NonlinearLeastSquares.fit(Self.exponential(), start: [1, 1])
    let problem = try NonlinearProblem(
      values: { time, b in b[0] * Elementary.exp(b[1] * time) },
      gradient: { time, b in [Elementary.exp(b[1] * time), b[0] * time * Elementary.exp(b[1] * time)] },
      inputs: Self.times, observations: Self.growing, parameters: 2)
    let stated = try NonlinearLeastSquares.fit(problem, start: [1, 1])
    for j in 0..<2 { #expect((stated.parameters[j] / automatic.parameters[j] - 1).magnitude < 1e-14) }
  }

  @Test func nineAndMoreParametersAreDifferentiatedInPasses() throws {
    let inputs = (0..<20).map { Double($0) / 19 }
    let truth = (1...11).map { 1 / Double($0) }
    @Sendable func polynomial(_ x: Double, _ b: [Dual]) -> Dual { b.reversed().reduce(Dual(0)) { $0 * x + $1 } }
    let observations = inputs.map { polynomial($0, truth.map { Dual($0) }).value }
    let problem = try NonlinearProblem(inputs: inputs, observations: observations, parameters: 11, model: polynomial)
    let jacobian = try #require(problem.weightedJacobian(truth, isFinal: true))
    for (i, x) in inputs.enumerated() {
      for j in 0..<11 { #expect((jacobian[i, j] - (0..<j).reduce(1.0) { product, _ in product * x }).magnitude < 1e-15) }
    }
  }

  @Test func statedDeviationsAreTheErrorsAndRatiosAreNot() throws {
    let deviations = Self.times.map { 0.1 + 0.01 * $0 }
    let stated = try NonlinearLeastSquares.fit(Self.exponential(deviations: deviations), start: [1, 1])
    let ratios = try NonlinearLeastSquares.fit(Self.exponential(deviations: deviations, scaleIsKnown: false), start: [1, 1])
    #expect(stated.parameters == ratios.parameters && stated.errorScale == 1)
    let scale = try #require(ratios.errorScale)
    let (one, other) = (try #require(stated.standardErrors), try #require(ratios.standardErrors))
    for j in 0..<2 { #expect((other[j] / one[j] / scale - 1).magnitude < 1e-14) }
  }

  @Test func aRowOfInfiniteDeviationIsDropped() throws {
    var observations = Self.growing
    observations[4] = 1e6
    let deviations = Self.times.map { $0 == 4 ? Double.infinity : 1 }
    let fit = try NonlinearLeastSquares.fit(Self.exponential(observations, deviations: deviations), start: [1, 0.5])
    #expect((fit.parameters[1] - 0.3).magnitude < 0.01 && fit.degreesOfFreedom == 6)
  }

  @Test func aPriorIsARow() throws {
    let design = try Matrix(rows: Self.times.map { [1, $0] } + [[0, 1]])
    let deviations = Self.times.map { _ in 0.5 }
    let linear = try LeastSquares.solve(design, observations: Self.growing + [2], standardDeviations: deviations + [0.1])
    let problem = try NonlinearProblem(
      inputs: Self.times, observations: Self.growing, standardDeviations: deviations, parameters: 2
    ) { time, b in b[0] + b[1] * time }.adding(prior: .parameter(1), mean: 2, standardDeviation: 0.1)
    let fit = try NonlinearLeastSquares.fit(problem, start: [0, 0])
    for j in 0..<2 { #expect((fit.parameters[j] / linear.coefficients[j] - 1).magnitude < 1e-14) }
    #expect(fit.degreesOfFreedom == 8 && fit.residuals.count == 9)
  }

  @Test func aBoundHoldsWhatPressesAgainstIt() throws {
    let problem = try Self.exponential().bounding(1, within: 0...0.25)
    let fit = try NonlinearLeastSquares.fit(problem, start: [1, 0.1])
    #expect(fit.parameters[1] == 0.25 && fit.atBound == [1] && fit.outcome.isConverged)
    // The other parameter is linear: its least-squares value is a quotient of sums.
    let shape = Self.times.map { Elementary.exp(0.25 * $0) }
    let best = zip(shape, Self.growing).reduce(0) { $0 + $1.0 * $1.1 } / shape.reduce(0) { $0 + $1 * $1 }
    #expect((fit.parameters[0] / best - 1).magnitude < 1e-14)
    #expect(try #require(fit.covariance)[1, 1] == 0)
    let free = try NonlinearLeastSquares.fit(Self.exponential().bounding(1, within: 0...1), start: [1, 0.1])
    #expect(free.atBound.isEmpty && (free.parameters[1] - 0.3).magnitude < 0.01)
  }

  @Test func aStartOutsideTheBoundsIsMovedInside() throws {
    let fit = try NonlinearLeastSquares.fit(Self.exponential().bounding(1, within: 0.1...0.5), start: [1, 7])
    #expect(fit.outcome.isConverged && (fit.parameters[1] - 0.3).magnitude < 0.01)
  }

  @Test func twoParametersThatActAsOneAreNamed() throws {
    let problem = try NonlinearProblem(inputs: Self.times, observations: Self.growing, parameters: 3) { time, b in
      b[0] * b[1] * time + b[2]
    }
    let fit = try NonlinearLeastSquares.fit(problem, start: [1, 1, 1])
    #expect(fit.outcome == .singular(parameters: [0, 1]))
    #expect(fit.covariance == nil)
    #expect(fit.outcome.description == "Not determined by the data: parameter 1, parameter 2. The fit stays the same when they are moved.")
  }

  @Test func aParameterWithoutEffectIsNamed() throws {
    let problem = try NonlinearProblem(inputs: Self.times, observations: Self.growing, parameters: 3) { time, b in
      b[0] + b[1] * time + 0 * b[2]
    }
    #expect(try NonlinearLeastSquares.fit(problem, start: [1, 1, 1]).outcome == .singular(parameters: [2]))
  }

  @Test func aCeilingThatExponentialDataDoNotHaveDiverges() throws {
    let problem = try NonlinearProblem(
      inputs: Self.times, observations: Self.times.map { Elementary.exp(0.3 * $0) }, parameters: 3
    ) { time, b in b[0] / (1 + exp(-b[1] * (time - b[2]))) }
    let fit = try NonlinearLeastSquares.fit(problem, start: [30, 0.5, 8])
    guard case .diverged(let parameters) = fit.outcome else {
      Issue.record("\(fit.outcome)")
      return
    }
    #expect(parameters.contains(0))
    #expect(fit.outcome.sentence { ["ceiling", "rate", "midpoint"][$0] }.hasPrefix("Diverged: ceiling"))
  }

  @Test func aKinkStalls() throws {
    let problem = try NonlinearProblem(
      values: { x, b in b[0].magnitude * x }, inputs: [1.0, 2], observations: [-1, -2], parameters: 1)
    let fit = try NonlinearLeastSquares.fit(problem, start: [3])
    #expect(fit.parameters[0].magnitude < 1e-6)
    #expect(!fit.outcome.isConverged)
  }

  @Test func usedUpIterationsAreSaid() throws {
    let (count, model) = try #require(NISTModels.all["MGH10"])
    let inputs = (0..<16).map { [50 + 5 * Double($0)] }
    let observations = inputs.map { model($0, [Dual(0.0055), Dual(6200), Dual(345)]).value }
    let problem = try NonlinearProblem(inputs: inputs, observations: observations, parameters: count, model: model)
    let fit = try NonlinearLeastSquares.fit(problem, start: [0.5, 20_000, 1000], iterationLimit: 3)
    #expect(fit.outcome == .iterationLimit(3))
    #expect(fit.outcome.description == "Not converged after 3 iterations, while the sum of squares still fell.")
  }

  @Test func theBestOfSeveralStartsIsTaken() throws {
    let observations = Self.times.map { Elementary.sine(2.1 * $0) }
    let problem = try NonlinearProblem(inputs: Self.times, observations: observations, parameters: 1) { time, b in sine(b[0] * time) }
    let near = try NonlinearLeastSquares.fit(problem, start: [1])
    let all = try NonlinearLeastSquares.fit(problem, starts: [[1], [.greatestFiniteMagnitude], [1.9], [0.2]])
    #expect((all.parameters[0] - 2.1).magnitude < 1e-14)
    #expect(all.weightedSumOfSquares < 1e-20 && near.weightedSumOfSquares > 1)
  }

  @Test func mistakesAreNamed() throws {
    let problem = try Self.exponential()
    #expect(throws: NumericError.size("1 starting values for 2 parameters")) { try NonlinearLeastSquares.fit(problem, start: [1]) }
    #expect(throws: NumericError.notFinite("the start of parameter 2")) { try NonlinearLeastSquares.fit(problem, start: [1, .nan]) }
    #expect(throws: NumericError.notFinite("the model at the start")) { try NonlinearLeastSquares.fit(problem, start: [1, 1e6]) }
    #expect(throws: NumericError.notFinite("the model at every start")) { try NonlinearLeastSquares.fit(problem, starts: [[1, 1e6]]) }
    #expect(throws: NumericError.notFinite("observation 1")) { try Self.exponential([.nan] + Self.growing.dropFirst()) }
    #expect(throws: NumericError.size("9 inputs, 8 observations, 9 standard deviations")) {
      try Self.exponential(Array(Self.growing.dropFirst()))
    }
    #expect(throws: NumericError.self) { try Self.exponential(deviations: Self.times) }
    #expect(throws: NumericError.size("a bound for parameter 3 of 2")) { try problem.bounding(2, within: 0...1) }
    #expect(throws: NumericError.size("a prior beside observations whose standard deviations are not stated")) {
      try problem.adding(prior: .parameter(0), mean: 1, standardDeviation: 1)
    }
    let few = try NonlinearProblem(inputs: [1.0], observations: [1], parameters: 2) { x, b in b[0] + b[1] * x }
    #expect(throws: NumericError.tooFewRows(rows: 1, columns: 2)) { try NonlinearLeastSquares.fit(few, start: [0, 0]) }
  }

  @Test func withoutDegreesOfFreedomThereIsNoError() throws {
    let exact = try NonlinearProblem(inputs: [1.0, 2], observations: [1, 3], parameters: 2) { x, b in b[0] + b[1] * x }
    let fit = try NonlinearLeastSquares.fit(exact, start: [0, 0])
    #expect(fit.standardErrors == nil && fit.errorScale == nil && fit.outcome.isConverged)
  }
}
