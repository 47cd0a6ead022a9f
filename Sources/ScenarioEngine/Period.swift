/// A stretch of the calendar as the ledger, the results and the commands write it: `2024`, `2024-Q3`, `2024-03`, `2024-03-31`, or a range
/// of two of these, `2021-01/2021-09`.
///
/// Times in years take every month as a twelfth, as the model does.
public indirect enum Period: Sendable, Hashable, CustomStringConvertible {
  case year(Int)
  /// The quarter from 1 to 4.
  case quarter(Int, year: Int)
  /// The month from 1 to 12.
  case month(Int, year: Int)
  case day(Int, month: Int, year: Int)
  /// From the first day of the one to the last day of the other.
  case range(Period, Period)

  /// Reads a period; nil where the text is none, where the day does not exist, or where a range ends before it begins.
  public init?(_ text: String) {
    let ends = text.split(separator: "/", omittingEmptySubsequences: false)
    guard ends.count <= 2, let first = Self.single(ends[0]) else { return nil }
    guard ends.count == 2 else {
      self = first
      return
    }
    guard let last = Self.single(ends[1]), first.lastDay <= last.lastDay else { return nil }
    self = .range(first, last)
  }

  public var description: String {
    switch self {
    case .year(let year): Self.padded(year, 4)
    case .quarter(let quarter, let year): "\(Self.padded(year, 4))-Q\(quarter)"
    case .month(let month, let year): "\(Self.padded(year, 4))-\(Self.padded(month, 2))"
    case .day(let day, let month, let year): "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
    case .range(let first, let last): "\(first)/\(last)"
    }
  }

  /// The beginning of the first day, in years: 2024.5 for July 2024.
  public var start: Double {
    switch self {
    case .year(let year): Double(year)
    case .quarter(let quarter, let year): Double(year) + Double(quarter - 1) / 4
    case .month(let month, let year): Double(year) + Double(month - 1) / 12
    case .day(let day, let month, let year):
      Double(year) + (Double(month - 1) + Double(day - 1) / Double(Self.days(inMonth: month, year: year))) / 12
    case .range(let first, _): first.start
    }
  }

  /// The end of the last day, in years.
  public var end: Double {
    switch self {
    case .year(let year): Double(year + 1)
    case .quarter(let quarter, let year): Double(year) + Double(quarter) / 4
    case .month(let month, let year): Double(year) + Double(month) / 12
    case .day(let day, let month, let year):
      Double(year) + (Double(month - 1) + Double(day) / Double(Self.days(inMonth: month, year: year))) / 12
    case .range(_, let last): last.end
    }
  }

  /// The middle, in years: 2024.625 for the third quarter of 2024.
  public var middle: Double {
    switch self {
    case .year(let year): Double(year) + 0.5
    case .quarter(let quarter, let year): Double(year) + (Double(quarter) - 0.5) / 4
    case .month(let month, let year): Double(year) + (Double(month) - 0.5) / 12
    case .day, .range: (start + end) / 2
    }
  }

  /// The first day, `2024-07-01`. Days written so sort as text.
  public var firstDay: String {
    switch self {
    case .year(let year): Period.day(1, month: 1, year: year).description
    case .quarter(let quarter, let year): Period.day(1, month: 3 * quarter - 2, year: year).description
    case .month(let month, let year): Period.day(1, month: month, year: year).description
    case .day: description
    case .range(let first, _): first.firstDay
    }
  }

  /// The last day, `2024-09-30`: the day on which something dated only to this period was certainly known.
  public var lastDay: String {
    switch self {
    case .year(let year): Period.day(31, month: 12, year: year).description
    case .quarter(let quarter, let year): Period.month(3 * quarter, year: year).lastDay
    case .month(let month, let year): Period.day(Self.days(inMonth: month, year: year), month: month, year: year).description
    case .day: description
    case .range(_, let last): last.lastDay
    }
  }

  /// The number of months of a year, quarter or month; nil for a day; for a range the months between its ends if it is made of whole ones.
  public var months: Int? {
    switch self {
    case .year: 12
    case .quarter: 3
    case .month: 1
    case .day: nil
    case .range(let first, let last):
      if first.months == nil || last.months == nil { nil } else { Int(((last.end - first.start) * 12).rounded()) }
    }
  }

  /// The year, quarter, month that many later; nil for days, ranges and years outside 1 to 9999.
  public func advanced(by count: Int) -> Period? {
    let perYear: Int
    let index: Int
    switch self {
    case .year(let year): (perYear, index) = (1, year)
    case .quarter(let quarter, let year): (perYear, index) = (4, 4 * year + quarter - 1)
    case .month(let month, let year): (perYear, index) = (12, 12 * year + month - 1)
    case .day, .range: return nil
    }
    let (later, overflow) = index.addingReportingOverflow(count)
    guard !overflow, later >= perYear, later < 10_000 * perYear else { return nil }
    let (year, part) = later.quotientAndRemainder(dividingBy: perYear)
    return perYear == 1 ? .year(year) : perYear == 4 ? .quarter(part + 1, year: year) : .month(part + 1, year: year)
  }

  /// The number of days of a month of the Gregorian calendar.
  public static func days(inMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func single(_ text: Substring) -> Period? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let year = number(parts[0], digits: 4), year > 0 else { return nil }
    if parts.count == 1 { return .year(year) }
    if parts.count == 2, parts[1].first == "Q" {
      guard let quarter = number(parts[1].dropFirst(), digits: 1), (1...4).contains(quarter) else { return nil }
      return .quarter(quarter, year: year)
    }
    guard parts.count <= 3, let month = number(parts[1], digits: 2), (1...12).contains(month) else { return nil }
    if parts.count == 2 { return .month(month, year: year) }
    guard let day = number(parts[2], digits: 2), day >= 1, day <= days(inMonth: month, year: year) else { return nil }
    return .day(day, month: month, year: year)
  }

  private static func number(_ text: Substring, digits: Int) -> Int? {
    guard text.utf8.count == digits, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
