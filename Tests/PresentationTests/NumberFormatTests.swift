import Presentation
import ScenarioEngine
import Testing

@Suite struct NumberFormatTests {
  /// The rule of the Particle Data Group: leading three digits of the error 100–354 two digits, 355–949 one, 950–999 as 1000.
  @Test(arguments: [
    (14.347_2, 0.021, "14.347"), (14.347_2, 0.035_4, "14.347"), (14.347_2, 0.035_5, "14.35"), (14.347_2, 0.094_9, "14.35"),
    (14.347_2, 0.095, "14.35"), (14.347_2, 0.999, "14.3"), (0.827, 0.119, "0.83"), (0.827, 0.367, "0.8"), (-3.26, 0.2, "−3.26"),
    (123_456.0, 4_500.0, "123,000"), (123_456.0, 1_500.0, "123,500"), (3.0, 5_000.0, "0"), (0.04, 1.2, "0.0"),
  ])
  func aValueIsCutToItsError(value: Double, error: Double, text: String) {
    #expect(NumberFormat().cut(Estimate(value, standardError: error)) == text)
  }

  @Test(arguments: [(0.021, "±0.021"), (0.035_5, "±0.04"), (0.097, "±0.10"), (4_500.0, "±5000"), (1_500.0, "±1500"), (0, "exact")])
  func anErrorIsCutByItsOwnRule(error: Double, text: String) { #expect(NumberFormat().error(error) == text) }

  @Test func anErrorOfZeroKeepsSixDigitsAndAnUnknownOneThree() {
    #expect(NumberFormat().cut(Estimate(14.347_245_6, standardError: 0)) == "14.3472")
    #expect(NumberFormat().cut(Estimate(25, standardError: 0)) == "25")
    #expect(NumberFormat().cut(Estimate(14.347_2, standardError: nil)) == "14.3")
    #expect(NumberFormat().cut(Estimate(0, standardError: 0)) == "0")
  }

  /// Plain notation would be a row of zeros; what the error hides is none the less not shown.
  @Test func smallNumbersShowTheirDigits() {
    #expect(NumberFormat().cut(Estimate(3.141_59e-15, standardError: 2e-17)) == "3.142e-15")
    #expect(NumberFormat().cut(Estimate(-3.141_59e-300, standardError: nil)) == "−3.14e-300")
    #expect(NumberFormat().cut(Estimate(.leastNonzeroMagnitude, standardError: 0)) == "5e-324")
    #expect(NumberFormat().cut(Estimate(2.5e-15, standardError: 0), unit: .percent) == "2.5e-13")
    #expect(NumberFormat().error(2.1e-14) == "±2.1e-14")
    #expect(NumberFormat().signed(2.1e-14, place: -15) == "+2.1e-14")
    #expect(NumberFormat().number(1e-20, place: -15) == "0")
    #expect(NumberFormat().number(1.5, place: -15) == "1.500000000000")
    #expect(NumberFormat().number(0.000_012_5, place: -7) == "0.0000125")
  }

  @Test func anErrorNeverShowsMoreDigitsThanItLeavesKnown() {
    var bits: UInt64 = 3
    for _ in 0..<500 {
      bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407  // Knuth's MMIX generator
      let error = Double(bits >> 11) * 0x1p-53 * 10 + 1e-3
      let place = NumberFormat.place(ofError: error)
      var unit = 1.0
      for _ in 0..<abs(place ?? 0) { unit *= 10 }
      let step = (place ?? 0) < 0 ? 1 / unit : unit
      #expect(step <= error * 1.06 && step >= error / 36, "error \(error), step \(step)")
    }
  }

  @Test func scalesByPowersOfTen() {
    #expect(NumberFormat().cut(Estimate(14.4e9, standardError: 0.02e9), unit: DisplayUnit("usd", largest: 14.4e9)) == "14.400")
    #expect(NumberFormat().cut(Estimate(0.7913, standardError: 0.0016), unit: .percent) == "79.13")
  }

  @Test func signsAreShown() {
    #expect(NumberFormat().signed(38.2, place: 0) == "+38")
    #expect(NumberFormat().signed(-0.2, place: 0) == "0")
    #expect(NumberFormat().signed(-3.4, place: 0) == "−3")
    #expect(NumberFormat(.ascii).signed(-3.4, place: 0) == "-3")
  }

  @Test func countsHaveCommas() {
    #expect([1, 999, 1000, 65536, 1_000_000].map(NumberFormat().count) == ["1", "999", "1,000", "65,536", "1,000,000"])
  }

  @Test func nounsFollowTheirNumber() {
    #expect([0, 1, 2, 65_536].map { NumberFormat().count($0, "future") } == ["0 futures", "1 future", "2 futures", "65,536 futures"])
  }

  @Test(arguments: [
    ("users", 1.7e8, 6, "million"), ("users", 900, 0, "users"), ("usd", 1.4e10, 9, "bn usd"), ("usd", 3e6, 6, "million usd"),
    ("rmb", 8e10, 9, "bn rmb"), ("hours", 2e9, 9, "bn hours"), ("usd/year", 8e8, 9, "bn usd/year"), ("probability", 0.5, -2, "%"),
    ("share", 0.5, -2, "%"),
    ("days", 400, 0, "days"), ("1", 25, 0, ""),
  ])
  func unitsGetHumanWords(unit: String, largest: Double, power: Int, label: String) {
    #expect(DisplayUnit(unit, largest: largest) == DisplayUnit(power: power, label: label))
  }
}
