/// What a setting says, read according to its declaration.
public enum Quantity: Sendable {
  case number(Expression)
  /// Values from the first day of a month on, oldest first.
  case byDate([(month: CalendarMonth, expression: Expression)])
  /// A coefficient of a fit: `level` or `rate`.
  case fit(name: String, coefficient: String)
  case word(String)
  case names([String])
  case flag(Bool)
  case day(CalendarDay)
  case month(CalendarMonth)
  case count(Int)
}

/// A setting that was read and found to be as declared.
public struct CheckedSetting: Sendable {
  public var setting: Setting
  public var declaration: Declaration
  public var quantity: Quantity
  /// The older values for as-of runs, oldest first; `origin` and `location` are those of `setting.known` in the same order.
  public var known: [Known]

  public struct Known: Sendable {
    public var day: CalendarDay
    public var quantity: Quantity
    public var alternative: Setting.Alternative
  }
}
