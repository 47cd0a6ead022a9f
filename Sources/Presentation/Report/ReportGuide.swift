/// How to read a report, for those who see one for the first time.
enum ReportGuide {
  /// - Parameter currencies: those in which the roads count.
  static func content(currencies: [String]) -> [HTMLNode] {
    let money = CompareScreen.list(currencies)
    let words: [(String, String)] = [
      ("road", "a scenario: what follows if this is what happens. It does not say that it will."),
      (
        "the owner",
        "who owns the platform at the start. Its value on a road is the cash that it receives there, price and fees included, discounted to the "
          + "start, with what the flow is worth after the horizon."
      ),
      (
        "future",
        "one simulated course of events, drawn from the settings and from luck. The mean, the spans and the shares are counted over all of them."
      ),
      ("mean", "the average of all futures. Where a few futures are very good it lies above the middle one."),
      (
        "5–95 %",
        "nine futures of ten lie between: one in twenty ends below, one in twenty above. It is what nobody knows about the world. More "
          + "computing does not narrow it; better evidence would."
      ),
      (
        "sim. error",
        "what more futures would remove: one standard error of the simulation. Digits that it makes uncertain are not shown; exact means that "
          + "every future has the same number."
      ),
      ("higher in", "the share of futures in which one road ends higher than the other, with the same luck on both."),
      ("share of the spread", "how much of the variance of a number one setting explains alone (its first-order Sobol’ index)."),
      ("judgement", "a number that somebody has settled on with a reason, where no document gives one."),
      ("million, bn", "a million is 1,000,000, a bn (billion) 1,000,000,000. Money is nominal \(money): not adjusted for inflation."),
    ]
    let list = HTMLNode.element(
      .dl, [], words.flatMap { [.tag(.dt, content: .text($0.0)), .tag(.dd, content: .text($0.1))] })
    return [
      list,
      .paragraph(
        .text(
          "What is folded away (numbers behind a chart, settings, records) opens with a click or the return key, and is printed only if it is "
            + "open.")),
    ]
  }
}
