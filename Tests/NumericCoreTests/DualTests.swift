import Testing

@testable import NumericCore

@Suite struct DualTests {
  static let functions: [(name: String, formula: @Sendable (Dual) -> Dual, slope: @Sendable (Double) -> Double)] = [
    ("exp", { exp($0) }, { Elementary.exp($0) }),
    ("expMinusOne", { expMinusOne($0) }, { Elementary.exp($0) }),
    ("log", { log($0) }, { 1 / $0 }),
    ("squareRoot", { squareRoot($0) }, { 0.5 / $0.squareRoot() }),
    ("sine", { sine($0) }, { Elementary.cosine($0) }),
    ("cosine", { cosine($0) }, { -Elementary.sine($0) }),
    ("arctangent", { arctangent($0) }, { 1 / (1 + $0 * $0) }),
    ("power", { power($0, 2.5) }, { 2.5 * $0 * $0.squareRoot() }),
    ("power of a constant", { power(2, $0) }, { Elementary.ln2 * Elementary.exp2($0) }),
    ("square of itself", { $0 * $0 }, { 2 * $0 }),
    ("quotient", { (3 - $0) / (1 + $0) }, { -4 / ((1 + $0) * (1 + $0)) }),
    ("inverse", { 2 / $0 - 1 }, { -2 / ($0 * $0) }),
    ("negative", { -(2 * $0 + 1) / 4 }, { _ in -0.5 }),
    ("sigmoid", { sigmoid($0) }, { Elementary.exp(-$0) / ((1 + Elementary.exp(-$0)) * (1 + Elementary.exp(-$0))) }),
    ("softplus", { softplus($0) }, { 1 / (1 + Elementary.exp(-$0)) }),
    ("doubleExponential", { doubleExponential($0) }, { Elementary.exp(-$0 - Elementary.exp(-$0)) }),
  ]

  @Test(arguments: functions.indices)
  func theDerivativeIsThatOfCalculus(index: Int) {
    let (name, formula, slope) = Self.functions[index]
    for x in [0.01, 0.7, 1, 2.5, 11] {
      let computed = formula(Dual.seeds([x], first: 0)[0]).derivatives
      #expect((computed[0] - slope(x)).magnitude <= 4e-15 * max(slope(x).magnitude, 1e-3), "\(name) at \(x)")
      #expect(computed[1] == 0)
    }
  }

  @Test func farOutNothingOverflows() {
    for x in [-1e4, 1e4] {
      for image in [sigmoid(Dual(x)), softplus(Dual(x)), doubleExponential(Dual(x))] {
        #expect(image.value.isFinite)
        #expect(image.derivatives[0] == 0)
      }
    }
  }
}
