import ScenarioEngine
import Testing

@Suite struct MeasuredUnitTests {
  static let factors: [(text: String, unit: String, factor: Double)] = [
    ("users", "users", 1.0), ("million users", "users", 1e6), ("M users", "users", 1e6), ("bn usd", "usd", 1e9), ("B usd", "usd", 1e9),
    ("K usd", "usd", 1e3), ("usd", "usd", 1), ("usd per month", "usd", 12), ("million usd/quarter", "usd", 4e6),
    ("usd_per_day", "usd", 365), ("usd per year", "usd", 1), ("minutes", "hours", 1.0 / 60), ("bn hours", "hours", 1e9), ("", "1", 1),
    ("1", "1", 1), ("days", "days", 1),
  ]

  @Test(arguments: factors)
  func figuresOfAYearAreConverted(text: String, unit: String, factor: Double) throws {
    let found = try MeasuredUnit(text).factor(to: unit, aggregation: .sum, period: Period("2026"))
    #expect((found - factor).magnitude <= 1e-15 * factor)
  }

  @Test func figuresByTimeFollowThePeriod() throws {
    let unit = try MeasuredUnit("usd per day")
    #expect(try unit.factor(to: "usd", aggregation: .sum, period: Period("2024-02")) == 29)
    #expect(try MeasuredUnit("usd per year").factor(to: "usd", aggregation: .sum, period: Period("2026-Q3")) == 0.25)
    #expect(try MeasuredUnit("usd per month").factor(to: "usd", aggregation: .sum, period: Period("2026-Q3")) == 3)
  }

  @Test(arguments: [
    ("rmb", "usd", "'rmb' is not 'usd'. Convert it first: no exchange rate is stated."),
    ("persons", "users", "'persons' is not 'users'. Give the figure in users, such as million users."),
    ("", "usd", "'a pure number' is not 'usd'. Give the figure in usd, such as million usd."),
    ("m usd", "usd", "'m usd': is m milli or million? Write M or million."),
    ("usd per week", "usd", "'usd per week' is by 'week', which is no span. Write per day, per month, per quarter or per year."),
    ("big nice users", "users", "'big nice users' is no unit. Write one such as users, million users or usd per month."),
  ])
  func otherUnitsAreRefused(text: String, unit: String, message: String) {
    let error = #expect(throws: ScenarioError.self) {
      try MeasuredUnit(text).factor(to: unit, aggregation: .sum, period: Period("2026"))
    }
    #expect(error?.description == message)
  }

  @Test func aMeanOrAValueHasNoFigureByTime() {
    let cases: [(OutputDeclaration.Aggregation, Period?)] = [(.mean, Period("2026")), (.once, nil), (.sum, nil)]
    for (aggregation, period) in cases {
      #expect(throws: ScenarioError.self) {
        try MeasuredUnit("usd per month").factor(to: "usd", aggregation: aggregation, period: period)
      }
    }
  }
}
