import ScenarioEngine
import Testing

@Suite struct DecimalDigitsTests {
  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (1.287_32e9, "1.28732e+09"), (0.0123, "0.0123"), (123_456.4, "123456"), (999_999.5, "1e+06"),
    (0.000_1, "0.0001"), (0.000_012_345_67, "1.23457e-05"), (-2.5, "-2.5"), (.leastNonzeroMagnitude, "5e-324"),
    (1.797_693_134_862_315_7e308, "1.79769e+308"),
    (0.1 + 0.2, "0.3"), (100, "100"), (1e5, "100000"), (1e6, "1e+06"), (14.25, "14.25"), (0.999_999_6, "1"), (.nan, "nan"),
    (-.infinity, "-inf"),
  ])
  func sixSignificantDigitsInTheShortestForm(value: Double, text: String) { #expect(value.sixDigits == text) }

  @Test(arguments: [
    (14.345, -2, "14.35"), (14.3, -2, "14.30"), (0.04, -1, "0.0"), (-0.04, -1, "0.0"), (0.05, -1, "0.1"), (1234.0, 2, "1200"),
    (49.0, 2, "0"),
    (50.0, 2, "100"), (9.96, -1, "10.0"), (0.001, 0, "0"), (-3.7, 0, "-4"), (1e21, 0, "1000000000000000000000"),
  ])
  func fixedNotationRoundsAtThePlace(value: Double, place: Int, text: String) {
    #expect(DecimalDigits(value)?.fixed(toPlace: place) == text)
  }

  @Test func scalingByPowersOfTenIsExact() {
    #expect(DecimalDigits(1.287_32e9)?.scaled(byPowerOfTen: -9).fixed(toPlace: -5) == "1.28732")
    #expect(DecimalDigits(0)?.scaled(byPowerOfTen: 5) == DecimalDigits(0))
  }

  @Test func sixDigitsAreWithinHalfAUnitOfTheSixth() {
    var bits: UInt64 = 1
    for _ in 0..<2000 {
      bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407  // Knuth's MMIX generator
      let value = Double(bitPattern: bits)
      guard value.isNormal else { continue }
      let read = Double(value.sixDigits) ?? .nan
      #expect(!(abs(read - value) > 5.000_001e-6 * abs(value)), "\(value) became \(value.sixDigits)")
    }
  }
}
