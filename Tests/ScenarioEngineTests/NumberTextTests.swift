import Testing

@testable import ScenarioEngine

@Suite struct NumberTextTests {
  @Test(arguments: [
    (0.0, "0"), (1, "1"), (0.25, "0.25"), (-0.1, "-0.1"), (1e10, "10000000000"), (1e16, "1e16"), (1.5e-13, "1.5e-13"),
    (.leastNonzeroMagnitude, "5e-324"),
  ])
  func shortTextReadsBack(number: Double, text: String) {
    #expect(NumberText.short(number) == text)
    #expect(Double(NumberText.short(number)) == number)
  }

  @Test func nounsFollowTheirNumber() {
    #expect(
      [NumberText.count(1, "row"), NumberText.count(2, "row"), NumberText.count(0, "row"), NumberText.count(5, "series")]
        == ["1 row", "2 rows", "0 rows", "5 series"])
  }

  @Test(arguments: [
    (0.0, "0 %"), (0.003_14, "0.31 %"), (0.028, "2.8 %"), (0.5, "50 %"), (0.996, "99.6 %"), (0.999_6, "more than 99.9 %"), (1, "100 %"),
    (1.7e-15, "1.7e-13 %"),
  ])
  func percentagesHaveTwoDigits(share: Double, text: String) { #expect(NumberText.percent(share) == text) }
}
