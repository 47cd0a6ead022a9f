import NumericCore
import Testing

@Suite struct VectorTests {
  @Test func lanesEqualTheScalarFunctionsBitForBit() {
    for x in [-700.0, -3.5, -1e-9, 0, 1e-300, 0.1, 1, 2.5, 100, 709] {
      #expect(exp(Vector(x))[3] == Elementary.exp(x))
      if x > 0 { #expect(log(Vector(x))[5] == Elementary.log(x)) }
    }
  }
}
