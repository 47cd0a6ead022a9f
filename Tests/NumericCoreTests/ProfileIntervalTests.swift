import Testing

@testable import NumericCore

@Suite struct ProfileIntervalTests {
  static let times = (0..<10).map { Double($0) }
  static let line = zip(times, [0.3, -0.1, 0.4, -0.5, 0.2, 0.1, -0.3, 0.2, -0.2, 0.1]).map { 2 + 0.5 * $0 + $1 }

  static func straight() throws -> NonlinearProblem {
    try NonlinearProblem(inputs: times, observations: line, parameters: 2) { time, b in b[0] + b[1] * time }
  }

  /// Where the model is linear the profile is a parabola, and its interval that of Student's t.
  @Test(arguments: [0.5, 0.95, 0.999])
  func ofALinearModelIsStudentsInterval(confidence: Double) throws {
    let problem = try Self.straight()
    let fit = try NonlinearLeastSquares.fit(problem, start: [0, 0])
    let quantile = try StudentT(degreesOfFreedom: 8).upperQuantile(0.5 * (1 - confidence))
    let errors = try #require(fit.standardErrors)
    for j in 0..<2 {
      let interval = try NonlinearLeastSquares.profile(problem, fit, of: .parameter(j), confidence: confidence, reach: 100)
      #expect((try #require(interval.lower) - (fit.parameters[j] - quantile * errors[j])).magnitude < 1e-8 * errors[j])
      #expect((try #require(interval.upper) - (fit.parameters[j] + quantile * errors[j])).magnitude < 1e-8 * errors[j])
    }
  }

  /// The interval of a prediction of a straight line has its closed form too.
  @Test func ofAQuantityIsTheIntervalOfThatQuantity() throws {
    let problem = try Self.straight()
    let fit = try NonlinearLeastSquares.fit(problem, start: [0, 0])
    let prediction = ParameterFunction { b in b[0] + b[1] * 20 }
    let error = try #require(fit.standardError(of: prediction))
    let interval = try NonlinearLeastSquares.profile(problem, fit, of: prediction, confidence: 0.9, reach: 100)
    let quantile = try StudentT(degreesOfFreedom: 8).upperQuantile(0.05)
    #expect((try #require(interval.upper) - prediction.value(fit.parameters) - quantile * error).magnitude < 1e-8 * error)
  }

  /// The likelihood does not know how a parameter is written.
  @Test func isTheSameInAnyParametrisation() throws {
    let observations = Self.times.map { 5 * Elementary.exp(-0.3 * $0) + 0.2 * Elementary.sine(3 * $0) }
    let plain = try NonlinearProblem(inputs: Self.times, observations: observations, parameters: 2) { t, b in b[0] * exp(-b[1] * t) }
    let logarithmic = try NonlinearProblem(inputs: Self.times, observations: observations, parameters: 2) { t, b in
      exp(b[0]) * exp(-exp(b[1]) * t)
    }
    let one = try NonlinearLeastSquares.profile(
      plain, NonlinearLeastSquares.fit(plain, start: [1, 1]), of: .parameter(1), confidence: 0.95, reach: 10)
    let other = try NonlinearLeastSquares.profile(
      logarithmic, NonlinearLeastSquares.fit(logarithmic, start: [0, 0]), of: .parameter(1), confidence: 0.95, reach: 10)
    #expect((try #require(one.lower) / Elementary.exp(try #require(other.lower)) - 1).magnitude < 1e-8)
    #expect((try #require(one.upper) / Elementary.exp(try #require(other.upper)) - 1).magnitude < 1e-8)
  }

  /// Saturation that the observations hardly reach: the ceiling has a least value, but no largest.
  @Test func staysOpenWhereTheDataDoNotRefute() throws {
    let disturbances = [0.02, -0.03, 0.01, 0.03, -0.02, 0.02, -0.01, 0.01, -0.03, 0.02]
    let observations = zip(Self.times, disturbances).map { 0.1 * $0 + $1 }
    let problem = try NonlinearProblem(inputs: Self.times, observations: observations, parameters: 2) { time, b in
      -exp(b[0]) * expMinusOne(-exp(b[1]) * time)
    }.bounding(0, within: -20...20).bounding(1, within: -20...20)
    let fit = try NonlinearLeastSquares.fit(problem, start: [1, -1])
    let interval = try NonlinearLeastSquares.profile(problem, fit, of: .parameter(0), confidence: 0.95, reach: 15)
    #expect(interval.upper == nil && !interval.isClosed)
    #expect(Elementary.exp(try #require(interval.lower)) > 0.9)
  }

  @Test func withoutResidualsItIsThePointItself() throws {
    let problem = try NonlinearProblem(inputs: Self.times, observations: Self.times.map { 2 * $0 }, parameters: 1) { t, b in b[0] * t }
    let fit = try NonlinearLeastSquares.fit(problem, start: [1])
    let interval = try NonlinearLeastSquares.profile(problem, fit, of: .parameter(0), confidence: 0.95, reach: 1)
    #expect(interval == ProfileInterval(lower: 2, upper: 2, confidence: 0.95))
  }

  @Test func mistakesAreNamed() throws {
    let problem = try Self.straight()
    let fit = try NonlinearLeastSquares.fit(problem, start: [0, 0])
    for (confidence, reach) in [(0.0, 1.0), (1, 1), (.nan, 1), (0.9, 0), (0.9, -1)] {
      #expect(throws: NumericError.self) {
        try NonlinearLeastSquares.profile(problem, fit, of: .parameter(0), confidence: confidence, reach: reach)
      }
    }
  }
}
