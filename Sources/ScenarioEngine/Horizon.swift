/// The months that a run covers.
public struct Horizon: Sendable, Hashable {
  public struct Month: Sendable, Hashable {
    public var calendar: CalendarMonth
    /// Days in the month, D.
    public var days: Int
    /// Days from the first day of the horizon to the month's first day, S.
    public var startDay: Int
  }
  public let months: [Month]
  public var count: Int { months.count }
  public var first: CalendarMonth { months[0].calendar }
  public var last: CalendarMonth { months[count - 1].calendar }
  /// Days in the whole horizon.
  public var days: Int { months[count - 1].startDay + months[count - 1].days }

  /// - Precondition: `first <= last`.
  public init(first: CalendarMonth, last: CalendarMonth) {
    var months: [Month] = []
    var month = first
    var start = 0
    while month <= last {
      months.append(Month(calendar: month, days: month.days, startDay: start))
      start += month.days
      month = month.advanced(by: 1)
    }
    self.months = months
  }

  /// Months from the first month to `month`; negative before it.
  public func index(of month: CalendarMonth) -> Int { first.months(to: month) }

  /// Days from the first day of the horizon to `day`; negative before it.
  public func offset(of day: CalendarDay) -> Int { day.number - first.firstDayNumber }
}

/// A period over which an output is reported.
public struct ReportPeriod: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable { case year, total, quarter, month }
  public var kind: Kind
  /// `2026`, `total`, `2026-Q3` or `2026-07`.
  public var label: String
  /// Months of the horizon, from 0.
  public var months: Range<Int>

  /// Every period of a kind that lies wholly in the horizon.
  public static func all(_ kind: Kind, in horizon: Horizon) -> [ReportPeriod] {
    let months = horizon.months.map(\.calendar)
    switch kind {
    case .total: return [ReportPeriod(kind: .total, label: "total", months: 0..<months.count)]
    case .month: return months.indices.map { ReportPeriod(kind: .month, label: months[$0].description, months: $0..<$0 + 1) }
    case .quarter:
      return months.indices.filter { months[$0].month % 3 == 1 && $0 + 3 <= months.count }.map {
        ReportPeriod(kind: .quarter, label: "\(months[$0].year)-Q\((months[$0].month + 2) / 3)", months: $0..<$0 + 3)
      }
    case .year:
      return months.indices.filter { months[$0].month == 1 && $0 + 12 <= months.count }.map {
        ReportPeriod(kind: .year, label: "\(months[$0].year)", months: $0..<$0 + 12)
      }
    }
  }
}
