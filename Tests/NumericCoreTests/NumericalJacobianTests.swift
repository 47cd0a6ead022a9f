import Testing

@testable import NumericCore

@Suite struct NumericalJacobianTests {
  /// Against automatic derivatives, on a curve with a pole, an exponential and a power.
  @Test func extrapolatedDifferencesHaveElevenDigits() throws {
    let inputs = (1...12).map { Double($0) / 4 }
    let parameters = [3.0, -0.4, 1.7, 20]
    @Sendable func model(_ x: Double, _ b: [Dual]) -> Dual { b[0] * exp(b[1] * x) + power(Dual(x), b[2]) / (b[3] + x) }
    let values: ([Double]) -> [Double] = { b in inputs.map { model($0, b.map { Dual($0) }).value } }
    let numerical = NumericalJacobian(values: values, bounds: parameters.map { _ in -.infinity ... .infinity })
      .matrix(at: parameters, isFinal: true)
    let seeds = Dual.seeds(parameters, first: 0)
    for (i, x) in inputs.enumerated() {
      let exact = model(x, seeds).derivatives
      for j in parameters.indices {
        #expect((numerical[i, j] - exact[j]).magnitude < 1e-11 * max(exact[j].magnitude, 1), "row \(i), column \(j)")
      }
    }
  }

  @Test func differencesStayInsideTheBounds() {
    let outside: ([Double]) -> [Double] = { b in [b[0] < 0 || b[0] > 1 ? .nan : b[0] * b[0]] }
    for (place, slope) in [(0.0, 0.0), (1.0, 2.0), (0.5, 1.0)] {
      let jacobian = NumericalJacobian(values: outside, bounds: [0...1])
      for isFinal in [false, true] {
        #expect((jacobian.matrix(at: [place], isFinal: isFinal)[0, 0] - slope).magnitude < 1e-5)
      }
    }
  }
}
