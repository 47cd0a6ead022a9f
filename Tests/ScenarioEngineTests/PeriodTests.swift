import ScenarioEngine
import Testing

@Suite struct PeriodTests {
  static let middles: [(String, Double)] = [
    ("2024", 2024.5), ("2024-Q1", 2024.125), ("2024-Q3", 2024.625), ("2018-01", 2018.0416666666667), ("2018-12", 2018.9583333333333),
    ("2021-01/2021-09", 2021.375), ("2020/2023-03", 2021.625), ("2022/2032", 2027.5), ("2025-01-16/2025-01-16", 2025.0416666666667),
    ("2024-02-15", 2024.125),
  ]

  @Test(arguments: middles)
  func middleIsInYearsOfTwelveEqualMonths(text: String, middle: Double) throws {
    #expect(abs(try #require(Period(text)).middle - middle) < 1e-12)
  }

  @Test(arguments: ["2024", "2024-Q3", "2018-01", "2024-02-29", "2021-01/2021-09", "0987-12"])
  func writtenAsRead(text: String) {
    #expect(Period(text)?.description == text)
  }

  @Test(arguments: [
    "", "24", "02024", "2024-", "2024-Q0", "2024-Q5", "2024-q1", "2024-0", "2024-13", "2024-00", "2023-02-29", "2024-02-30", "2024-04-31",
    "2024-01-01-01", "2024/2023", "2024/", "/2024", "2020/2021/2022", "2024-03-31T00:00", " 2024", "٢٠٢٤", "0000", "-2024", "+202",
  ])
  func whatIsNoPeriodIsRefused(text: String) {
    #expect(Period(text) == nil)
  }

  @Test(arguments: [
    ("2024", "2024-01-01", "2024-12-31"), ("2024-02", "2024-02-01", "2024-02-29"), ("2023-02", "2023-02-01", "2023-02-28"),
    ("1900-02", "1900-02-01", "1900-02-28"), ("2000-02", "2000-02-01", "2000-02-29"), ("2024-Q3", "2024-07-01", "2024-09-30"),
    ("2024-11-20", "2024-11-20", "2024-11-20"), ("2020/2023-03", "2020-01-01", "2023-03-31"),
  ])
  func firstAndLastDay(text: String, first: String, last: String) throws {
    let period = try #require(Period(text))
    #expect(period.firstDay == first)
    #expect(period.lastDay == last)
  }

  @Test func quartersAndMonthsFillTheYear() throws {
    for pieces in [(1...4).map { Period.quarter($0, year: 2024) }, (1...12).map { Period.month($0, year: 2024) }] {
      #expect(pieces.first?.start == 2024)
      #expect(pieces.last?.end == 2025)
      for (earlier, later) in zip(pieces, pieces.dropFirst()) { #expect(abs(earlier.end - later.start) < 1e-12) }
    }
    #expect(try #require(Period("2024-02-29")).end == Period.month(2, year: 2024).end)
  }

  @Test(arguments: [("2024", 12), ("2024-Q3", 3), ("2024-03", 1), ("2021-01/2021-09", 9), ("2020/2023-03", 39)])
  func monthsAreCounted(text: String, months: Int) {
    #expect(Period(text)?.months == months)
  }

  @Test func daysHaveNoMonths() {
    #expect(Period("2024-03-31")?.months == nil)
    #expect(Period("2024-03-01/2024-03-31")?.months == nil)
  }

  @Test(arguments: [
    ("2024", 1, "2025"), ("2024-Q4", 1, "2025-Q1"), ("2024-Q1", -1, "2023-Q4"), ("2024-12", 1, "2025-01"), ("2024-01", -13, "2022-12"),
    ("9999", 0, "9999"),
  ])
  func periodsFollowEachOther(text: String, count: Int, later: String) {
    #expect(Period(text)?.advanced(by: count)?.description == later)
  }

  @Test(arguments: [("9999", 1), ("0001-Q1", -1), ("2024", Int.max), ("2024-03-31", 1), ("2023/2024", 1)])
  func noPeriodFollows(text: String, count: Int) {
    #expect(Period(text) != nil)
    #expect(Period(text)?.advanced(by: count) == nil)
  }
}
