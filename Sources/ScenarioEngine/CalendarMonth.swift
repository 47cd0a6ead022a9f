/// A month of the proleptic Gregorian calendar, years 1 to 9999, written `2025-10`.
public struct CalendarMonth: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
  /// 1...9999.
  public let year: Int
  /// From 1.
  public let month: Int

  /// nil unless the year is 1...9999 and the month 1...12.
  public init?(year: Int, month: Int) {
    guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
    self.year = year
    self.month = month
  }

  /// Reads `2025-10`: four digits, a hyphen, two digits.
  public init?(_ text: some StringProtocol) {
    guard let parts = CalendarDay.fields(of: text, lengths: [4, 2]) else { return nil }
    self.init(year: parts[0], month: parts[1])
  }

  /// The month in which a day lies.
  public init(of day: CalendarDay) {
    year = day.year
    month = day.month
  }

  /// The month of the day after a day: where a run begins that knows what was known by the end of that day.
  public static func following(_ day: CalendarDay) -> CalendarMonth {
    let month = CalendarMonth(of: day)
    return day.day == month.days ? month.advanced(by: 1) : month
  }

  /// The longest horizon accepted, in months; the shortest is one.
  public static let longestHorizon = 600

  /// The month `count` months later, or earlier if negative; stops at the first and the last month there is.
  public func advanced(by count: Int) -> CalendarMonth {
    let index = min(max(self.index + min(max(count, -200_000), 200_000), 12), 9999 * 12 + 11)
    return CalendarMonth(year: index / 12, month: index % 12 + 1) ?? self
  }

  /// Months from this one to another, negative if the other is earlier.
  public func months(to other: CalendarMonth) -> Int { other.index - index }

  /// Days in the month, 28...31.
  public var days: Int { CalendarDay.days(inMonth: month, year: year) }

  /// Days from 1970-01-01 to the first day of the month.
  public var firstDayNumber: Int { CalendarDay.number(year: year, month: month, day: 1) }

  /// `2025-10`.
  public var description: String { CalendarDay.padded(year, to: 4) + "-" + CalendarDay.padded(month, to: 2) }

  /// Earlier comes first.
  public static func < (a: CalendarMonth, b: CalendarMonth) -> Bool { a.index < b.index }

  private var index: Int { year * 12 + month - 1 }
}
