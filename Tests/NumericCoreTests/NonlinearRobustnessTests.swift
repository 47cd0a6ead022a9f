import Testing

@testable import NumericCore

/// Data made from the models of NIST's harder sets, with noise from a seed, and starts as far away as NIST's: the optimum must be that
/// found from the truth.
@Suite struct NonlinearRobustnessTests {
  struct Case: Sendable {
    var model: String
    var inputs: [Double]
    var truth: [Double]
    var noise: Double
    var starts: [[Double]]
  }

  static func range(_ first: Double, _ step: Double, count: Int) -> [Double] { (0..<count).map { first + step * Double($0) } }

  static let cases = [
    Case(model: "BoxBOD", inputs: [1, 2, 3, 5, 7, 10], truth: [210, 0.55], noise: 8, starts: [[1, 1], [100, 0.75], [1000, 0.01]]),
    Case(
      model: "MGH10", inputs: range(50, 5, count: 16), truth: [0.0055, 6200, 345], noise: 2.5,
      starts: [[2, 400_000, 25_000], [0.02, 4000, 250], [1, 10_000, 1000]]),
    Case(
      model: "MGH17", inputs: range(0, 10, count: 33), truth: [0.38, 1.9, -1.45, 0.013, 0.022], noise: 0.001,
      starts: [[50, 150, -100, 1, 2], [0.5, 1.5, -1, 0.01, 0.02]]),
    Case(
      model: "Rat43", inputs: range(1, 1, count: 15), truth: [700, 5.3, 0.76, 1.3], noise: 8,
      starts: [[100, 10, 1, 1], [700, 5, 0.75, 1.3]]),
    Case(
      model: "Bennett5", inputs: range(7.4, 0.15, count: 150), truth: [-2500, 46, 0.93], noise: 0.0003,
      starts: [[-2000, 50, 0.8], [-1500, 45, 0.85], [-100, 10, 1]]),
    Case(
      model: "Thurber", inputs: range(-3, 0.145, count: 37), truth: [1290, 1490, 580, 75, 0.97, 0.4, 0.05], noise: 10,
      starts: [[1000, 1000, 400, 40, 0.7, 0.3, 0.03], [1300, 1500, 500, 75, 1, 0.4, 0.05]]),
    Case(
      model: "Misra1c", inputs: range(77, 53, count: 14), truth: [640, 0.0002], noise: 0.05, starts: [[500, 0.0001], [600, 0.0002]]),
    Case(
      model: "Gauss3", inputs: range(1, 1, count: 250), truth: [99, 0.011, 102, 111, 23, 74, 148, 20], noise: 2.3,
      starts: [[95, 0.009, 90, 113, 20, 74, 140, 20], [96, 0.0096, 80, 110, 25, 74, 139, 25]]),
    Case(
      model: "Lanczos2", inputs: range(0, 0.05, count: 24), truth: [0.0951, 1, 0.8607, 3, 1.5576, 5], noise: 1e-6,
      starts: [[1.2, 0.3, 5.6, 5.5, 6.5, 7.6], [0.5, 0.7, 3.6, 4.2, 4, 6.3]]),
  ]

  @Test(arguments: cases.indices)
  func hardStartsLeadToTheOptimum(index: Int) throws {
    let one = Self.cases[index]
    let (count, model) = try #require(NISTModels.all[one.model])
    var draws = SeededNormals(seed: UInt64(index) + 11)
    for _ in 0..<4 {
      let observations = one.inputs.map { x in model([x], one.truth.map { Dual($0) }).value + one.noise * draws.normal() }
      let problem = try NonlinearProblem(
        inputs: one.inputs.map { [$0] }, observations: observations, parameters: count, model: model)
      let best = try NonlinearLeastSquares.fit(problem, start: one.truth)
      #expect(best.outcome.isConverged, "\(one.model): \(best.outcome)")
      for start in one.starts {
        let fit = try NonlinearLeastSquares.fit(problem, start: start)
        #expect(fit.outcome.isConverged, "\(one.model) from \(start): \(fit.outcome)")
        #expect((fit.weightedSumOfSquares / best.weightedSumOfSquares - 1).magnitude < 1e-9, "\(one.model) from \(start)")
      }
    }
  }
}
