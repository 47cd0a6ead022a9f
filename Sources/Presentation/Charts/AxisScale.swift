import ScenarioEngine

/// A linear axis with ends and ticks at round numbers (1, 2 or 5 times a power of ten), in the unit a person reads.
///
/// It begins at 0 only where the data come near it or the chart says so; ticks carry labels, so a cut axis is seen as one.
public struct AxisScale: Sendable, Hashable {
  /// The first tick.
  public let lower: Double
  /// The last tick.
  public let upper: Double
  /// From the lower end to the upper one, in the unit of the data.
  public let ticks: [Double]
  /// In which labels are written.
  public let unit: DisplayUnit
  /// The power of ten at which a label is cut.
  private let place: Int

  /// Sizes of the largest value for which ticks are exact and distances neither overflow nor vanish; 0 has an axis too.
  static let sizes = 1e-290...1e300

  /// - Parameters:
  ///   - low: the smallest value to show, of a size within `sizes` or 0.
  ///   - high: the largest.
  ///   - unit: as results carry it, such as `usd`.
  ///   - intervals: about how many between ticks; there are at most that many and three more.
  ///   - includesZero: the axis reaches to 0 in any case.
  public init(covering low: Double, _ high: Double, unit: String, intervals: Int = 5, includesZero: Bool = false) {
    // What is smaller counts as 0: the power of ten that its ticks would be divided by is no number.
    func held(_ value: Double) -> Double { abs(value) < 1e-290 ? 0 : value }
    var (low, high) = (held(min(low, high)), held(max(low, high)))
    if includesZero || low > 0 && low < 0.3 * high || high < 0 && high > 0.3 * low { (low, high) = (min(low, 0), max(high, 0)) }
    let size = max(abs(low), abs(high))
    // One value has an axis of its own size; less than a millionth of a number's size has no ticks that could be told apart.
    if high - low <= 1e-6 * size || size == 0 { (low, high) = size == 0 ? (0, 1) : (low - 0.5 * size, high + 0.5 * size) }
    let raw = (high - low) / Double(max(1, intervals))
    let exponent = DecimalDigits(raw)?.exponent ?? 0
    let power = Double("1e\(exponent)") ?? 1
    let mantissa = [1.0, 2, 5].first { $0 * power >= raw * (1 - 1e-12) } ?? 10
    let step = mantissa * power
    // A tenth of a billionth of a step is the rounding of the data, not a reason for one more tick.
    let first = (low / step + 1e-10).rounded(.down), last = (high / step - 1e-10).rounded(.up)
    ticks = stride(from: first, through: last, by: 1).map { k in
      // Dividing by a whole power of ten gives the double nearest to the decimal number.
      exponent < 0 ? k * mantissa / (Double("1e\(-exponent)") ?? 1) : k * step
    }
    lower = ticks.first ?? low
    upper = ticks.last ?? high
    place = mantissa == 10 ? exponent + 1 : exponent
    self.unit = DisplayUnit(unit, largest: max(abs(lower), abs(upper)))
  }

  /// From the first tick to the last.
  public var range: ClosedRange<Double> { lower...upper }

  /// Where a value lies: 0 at the lower end, 1 at the upper one.
  public func position(_ value: Double) -> Double { (value - lower) / (upper - lower) }

  /// The cell of `count` equal ones in which a value lies; nil outside the axis.
  public func cell(of value: Double, among count: Int) -> Int? {
    guard value >= lower, value <= upper else { return nil }
    return min(count - 1, Int(position(value) * Double(count)))
  }

  /// The middle of a cell.
  public func middle(ofCell cell: Int, among count: Int) -> Double { lower + (upper - lower) * (Double(cell) + 0.5) / Double(count) }

  /// A tick as a person reads it, without the unit.
  public func label(_ tick: Double, _ symbols: TerminalStyle.Symbols = .unicode) -> String {
    NumberFormat(symbols).number(tick, place: place, power: unit.power)
  }

  /// A value in three digits of the axis's length, without the unit.
  public func text(_ value: Double, _ symbols: TerminalStyle.Symbols = .unicode) -> String {
    NumberFormat(symbols).number(value, place: (DecimalDigits(upper - lower)?.exponent ?? 0) - 2, power: unit.power)
  }

  /// `, bn usd`, to stand behind a title; empty where numbers are pure.
  public var unitSuffix: String { unit.label.isEmpty ? "" : ", " + unit.label }
}
