import ScenarioEngine
import Testing

@testable import Presentation

/// Sentences made of constructed results, in each direction.
@Suite struct ReportProseTests {
  @Test func theHigherRoadIsNamedWhereverItStands() {
    let later = ReportProse(ReportSample.two(4e9, 34e9, above: 0.99)).answer
    #expect(later[0] == "Value to the owner is highest on b: 34.0\u{A0}bn usd on average (nine futures of ten: 17.0 to 51.0).")
    #expect(later[1] == "Then comes a with 4.00\u{A0}bn usd (2.00 to 6.00).")
    #expect(
      later[2]
        == "B ends above a by 30.0\u{A0}bn usd on average, and is higher in 99.0\u{A0}% of the futures; nine differences of ten lie in +15.0 to +45.0."
    )
    let earlier = ReportProse(ReportSample.two(34e9, 4e9, above: 0.01)).answer
    #expect(earlier[0] == "Value to the owner is highest on a: 34.0\u{A0}bn usd on average (nine futures of ten: 17.0 to 51.0).")
    #expect(
      earlier[2]
        == "A ends above b by 30.0\u{A0}bn usd on average, and is higher in 99.0\u{A0}% of the futures; nine differences of ten lie in +15.0 to +45.0."
    )
  }

  @Test func everyFutureIsSaidSo() {
    let answer = ReportProse(ReportSample.two(4e9, 34e9, above: 1)).answer
    #expect(
      answer[2]
        == "B ends above a in every one of the 1,024 futures, by 30.0\u{A0}bn usd on average; nine differences of ten lie in +15.0 to +45.0."
    )
    #expect(
      answer[3] == "More computing would not change this: the simulation’s own error of that difference is ±0.20\u{A0}bn usd. "
        + "What is left is what nobody knows.")
  }

  @Test(arguments: [
    (0.8, "B ends above a by 30.0\u{A0}bn usd on average, but not surely: it is higher in 80.0\u{A0}% of the futures"),
    (
      0.55,
      "B ends above a by 30.0\u{A0}bn usd on average, but which is higher is close to a coin’s toss: b is, in 55.0\u{A0}% of the futures"
    ),
    (
      0.3, "B ends above a by 30.0\u{A0}bn usd on average, yet it is higher in only 30.0\u{A0}% of the futures: large gains in some futures"
    ),
    (0.9999, "B ends above a by 30.0\u{A0}bn usd on average, and is higher in over\u{A0}99.9\u{A0}% of the futures"),
  ])
  func howSureFollowsFromTheShare(above: Double, beginning: String) {
    let sentence = ReportProse(ReportSample.two(4e9, 34e9, above: above)).answer[2]
    #expect(sentence.hasPrefix(beginning), "\(sentence)")
  }

  @Test func tiesAreCounted() {
    let sentence = ReportProse(ReportSample.two(4e9, 34e9, above: 0.3, below: 0)).answer[2]
    #expect(
      sentence.hasPrefix(
        "B ends above a by 30.0\u{A0}bn usd on average, and is higher in 30.0\u{A0}% of the futures and equal in 70.0\u{A0}%;"),
      "\(sentence)")
  }

  @Test func equalRoadsAreNotRanked() {
    let same = ReportProse(ReportSample.two(4e9, 4e9, above: 0, below: 0)).answer
    #expect(same == ["Value to the owner is the same on every road, in every future: 4.00\u{A0}bn usd (2.00 to 6.00)."])
    let nothing = ReportProse(ReportSample.two(0, 0, above: 0, below: 0)).answer
    #expect(nothing == ["Value to the owner is the same on every road, in every future: 0\u{A0}usd (0)."])
  }

  @Test func aDifferenceWithinItsErrorIsNotClaimed() {
    let answer = ReportProse(ReportSample.two(4e9, 4.3e9, above: 0.5)).answer
    #expect(
      answer[2].hasPrefix(
        "The simulation cannot tell b and a apart: their means lie 0.30\u{A0}bn usd apart, and b is higher in 50.0\u{A0}%"), "\(answer)")
    #expect(answer[3].hasSuffix("more futures (--paths) would narrow it."))
  }

  @Test func roadsInDifferentCurrenciesAreNotRanked() {
    var view = ReportSample.two(4e9, 34e9, above: 1)
    view.summary.tables[1].series = [Sample.series("ownership.value_to_owner", "rmb", "total", 34e9, error: 0.2e9, 17e9, 51e9)]
    view.summary.differences = []
    let answer = ReportProse(view).answer
    #expect(answer.count == 1 && answer[0].hasSuffix("They cannot be ranked: they count in different currencies."), "\(answer)")
  }

  @Test func oneRoadIsDescribedAlone() {
    let prose = ReportProse(ReportSample.one())
    #expect(prose.question == "What follows for users, money and the owner under a (“The first”)?")
    #expect(
      prose.answer == [
        "Value to the owner: 4.00\u{A0}bn usd on average; nine futures of ten lie in 2.00 to 6.00; half of the futures end above 4.00."
      ])
  }
}
