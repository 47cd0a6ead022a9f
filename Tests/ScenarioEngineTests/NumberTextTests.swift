import Testing

@testable import ScenarioEngine

@Suite struct NumberTextTests {
  @Test(arguments: [
    (0.0, "0"), (1, "1"), (0.25, "0.25"), (-0.1, "-0.1"), (1e10, "1e10"), (1e16, "1e16"), (1.5e-13, "1.5e-13"), (5e-324, "5e-324"),
  ])
  func shortTextReadsBack(number: Double, text: String) {
    #expect(NumberText.short(number) == text)
    #expect(Double(NumberText.short(number)) == number)
  }

  @Test(arguments: [
    (0.0, "0 %"), (0.003_14, "0.31 %"), (0.028, "2.8 %"), (0.5, "50 %"), (0.996, "99.6 %"), (0.999_6, "more than 99.9 %"), (1, "100 %"),
    (1.7e-15, "1.7e-13 %"),
  ])
  func percentagesHaveTwoDigits(share: Double, text: String) { #expect(NumberText.percent(share) == text) }
}
