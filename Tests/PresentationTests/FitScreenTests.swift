import Presentation
import Testing

@Suite struct FitScreenTests {
  static func quantity(
    _ name: String, _ unit: String, _ value: Double?, _ error: Double?, _ profile: (Double?, Double?), _ why: String? = nil
  ) -> FitScreen.Quantity {
    let half = error.map { 2 * $0 }
    return FitScreen.Quantity(
      name: name, meaning: "its meaning", unit: unit, value: value, standardError: error,
      covarianceLow: half.flatMap { half in value.map { $0 - half } }, covarianceHigh: half.flatMap { half in value.map { $0 + half } },
      profileLow: profile.0, profileHigh: profile.1, unidentified: why)
  }

  static let view = FitScreen.View(
    series: "kuaishou/china/daily_active_users", unit: "users", asOf: "2024-12-31", confidence: 0.95, errors: "absolute",
    isComparison: false,
    curves: [
      FitScreen.Curve(
        name: "logistic", formula: "ceiling / (1 + exp(-rate · (t - midpoint)))",
        parameters: [
          quantity(
            "ceiling", "users", 434.7e6, 17.28e6, (301.4e6, nil),
            "only bounded below: however large it is, the fit is not significantly worse"),
          quantity("rate", "per year", 0.58058, 0.0576, (0.10635, 4.187)),
        ],
        derived: [quantity("midpoint", "year", nil, nil, (2018.14, nil), "no value fits significantly worse")],
        outcome: "Converged: in words.", isLimitingForm: false, criterion: nil, residualDeviation: 8.7e6, explainedShare: 0.99874,
        degreesOfFreedom: 1, launch: nil,
        values: [
          FitScreen.Value(period: "2018-01", observed: 100e6, fitted: 103.1e6, standardError: 8.1e6),
          FitScreen.Value(period: "2024-Q3", observed: 408e6, fitted: 406.7e6, standardError: nil),
        ])
    ], refused: [], leftOut: ["kuaishou-dau-target: a target"], notes: ["Errors are the same everywhere and independent."])

  @Test func theWholeScreen() {
    let expected = #"""
      kuaishou/china/daily_active_users · known by 2024-12-31 · 2 points

      logistic: ceiling / (1 + exp(-rate · (t - midpoint)))
      Converged: in words.
      99.87 % of the spread explained · misses of 8.70 million · 1 degree of freedom

      Quantity   unit             estimate   std. error   95 % by covariance   95 % by profile
      ceiling    million               435          ±17             400… 469          301…open   its meaning
      rate       per year             0.58        ±0.06            0.47…0.70         0.11…4.19   its meaning
      midpoint   year       not determined                                        2018.14…open   its meaning

      The data do not determine
        ceiling: only bounded below: however large it is, the fit is not significantly worse.
        midpoint: no value fits significantly worse.

                       million
      Period      data   curve   std. error   data − curve
      Jan 2018   100.0   103.1           ±8         −3.0 %
      Q3 2024    408.0   406.7                      +0.3 %

      Facts left out
        kuaishou-dau-target: a target

      Errors are the same everywhere and independent.

      """#
    #expect(FitScreen.text(Self.view, style: .plain) == expected)
  }

  @Test func aComparisonRanksByTheCriterion() {
    var view = Self.view
    view.isComparison = true
    var other = view.curves[0]
    other.name = "exponential"
    other.criterion = 180.25
    var better = other
    better.name = "gompertz"
    better.criterion = 175
    view.curves = FitScreen.ranked([view.curves[0], other, better])
    view.refused = [.init(curve: "richards", reason: "it has 4 parameters and needs points of 5 times, there are 4")]
    #expect(view.curves.map(\.name) == ["gompertz", "exponential", "logistic"])
    let text = FitScreen.text(view, style: .plain)
    #expect(text.contains("gompertz                   0 "))
    #expect(text.contains("exponential             +5.3 "))
    #expect(text.contains("Not fitted\n  richards: it has 4 parameters and needs points of 5 times, there are 4\n"))
    #expect(text.contains("crossroads fit kuaishou/china/daily_active_users --curve NAME"))
  }

  @Test func rowsHaveEveryQuantityAndValue() {
    let table = FitScreen.rowTable(Self.view)
    #expect(table.rows.count == 3 + 4 + 2)
    #expect(table.rows[0][2] == .text("parameter") && table.rows[0][10] == .missing && table.rows[1][12] == .text("identified"))
    #expect(table.rows[8][11] == .number(408e6))
  }
}
