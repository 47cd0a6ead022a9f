/// What a setting says, read according to its declaration.
public enum Quantity: Sendable {
  /// A constant or a distribution, in the declared unit.
  case number(Expression)
  /// Values from the first day of a month on, oldest first.
  case byDate([(month: CalendarMonth, expression: Expression)])
  /// A coefficient of a fit: `level` or `rate`.
  case fit(name: String, coefficient: String)
  /// A choice, a name of a group, or a free word.
  case word(String)
  /// Names of a group.
  case names([String])
  /// `true` or `false`.
  case flag(Bool)
  /// A day, counted from 00:00.
  case day(CalendarDay)
  /// A month, counted from its first day.
  case month(CalendarMonth)
  /// A whole number.
  case count(Int)
}

/// A setting that was read and found to be as declared.
public struct CheckedSetting: Sendable {
  /// The setting as it was written.
  public var setting: Setting
  /// What is declared of its key.
  public var declaration: Declaration
  /// What it says.
  public var quantity: Quantity
  /// The older values for as-of runs, oldest first.
  public var known: [Known]

  /// What an as-of run uses from a day on.
  public struct Known: Sendable {
    /// The day from which on it was known.
    public var day: CalendarDay
    /// What it says.
    public var quantity: Quantity
    /// The text, with origin and place.
    public var alternative: Setting.Alternative
  }
}
