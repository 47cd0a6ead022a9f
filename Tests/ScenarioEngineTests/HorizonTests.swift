import Testing

@testable import ScenarioEngine

@Suite struct HorizonTests {
  static let horizon = Horizon(first: CalendarMonth("2025-10")!, last: CalendarMonth("2030-12")!)

  @Test func monthsFollowTheCalendar() {
    let months = Self.horizon.months
    #expect(Self.horizon.count == 63 && Self.horizon.days == 1918)
    #expect(months[0].days == 31 && months[0].startDay == 0 && months[3].startDay == 92)
    #expect(months.first { $0.calendar == CalendarMonth("2028-02") }?.days == 29)
    for (month, next) in zip(months, months.dropFirst()) { #expect(month.startDay + month.days == next.startDay) }
    #expect(Self.horizon.first.description == "2025-10" && Self.horizon.last.description == "2030-12")
  }

  @Test func placesAreCountedFromTheStart() {
    #expect(Self.horizon.index(of: CalendarMonth("2026-01")!) == 3 && Self.horizon.index(of: CalendarMonth("2025-08")!) == -2)
    #expect(Self.horizon.offset(of: CalendarDay("2025-10-01")!) == 0 && Self.horizon.offset(of: CalendarDay("2026-07-01")!) == 273)
    #expect(Self.horizon.offset(of: CalendarDay("2025-09-30")!) == -1)
  }

  @Test func onlyWholePeriodsHaveRows() {
    func labels(_ kind: ReportPeriod.Kind, _ horizon: Horizon = Self.horizon) -> [String] {
      ReportPeriod.all(kind, in: horizon).map(\.label)
    }
    #expect(labels(.year) == ["2026", "2027", "2028", "2029", "2030"])
    #expect(labels(.quarter).first == "2025-Q4" && labels(.quarter).last == "2030-Q4" && labels(.quarter).count == 21)
    #expect(labels(.month).count == 63 && labels(.total) == ["total"])
    let odd = Horizon(first: CalendarMonth("2026-02")!, last: CalendarMonth("2027-11")!)
    #expect(labels(.year, odd).isEmpty)
    #expect(labels(.quarter, odd) == ["2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2", "2027-Q3"])
    #expect(ReportPeriod.all(.year, in: Self.horizon)[0].months == 3..<15 && ReportPeriod.all(.total, in: odd)[0].months == 0..<22)
  }

  @Test(arguments: [("2023-03-31", "2023-04"), ("2023-03-30", "2023-03"), ("2022-12-31", "2023-01"), ("2024-02-28", "2024-02")])
  func aRunThatKnowsADayBeginsInTheMonthOfTheNext(day: String, month: String) throws {
    #expect(CalendarMonth.following(try #require(CalendarDay(day))).description == month)
  }
}
