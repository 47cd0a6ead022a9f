import ScenarioEngine

/// Writes numbers for a person: never more digits than the Monte Carlo error allows.
///
/// The rule: of the error's leading three digits, 100–354 keep two digits of the error, 355–949 one, 950–999 round up to 1000 and keep
/// two; the value is cut at the same place. An error of 0 keeps six significant digits, an unknown error three.
public struct NumberFormat: Sendable {
  public var symbols: TerminalStyle.Symbols
  public init(_ symbols: TerminalStyle.Symbols = .unicode) { self.symbols = symbols }

  /// The power of ten at which a number with this error is cut; nil where the error does not say.
  public static func place(ofError error: Double?) -> Int? {
    guard let error, error > 0, let digits = DecimalDigits(error)?.rounded(toSignificant: 3) else { return nil }
    let leading = (0..<3).reduce(0) { $0 * 10 + Int(digits.digit(atPower: digits.exponent - $1)) }
    return leading < 355 ? digits.exponent - 1 : digits.exponent
  }

  /// The power of ten at which an estimate is cut.
  /// - Parameter digits: at most so many significant digits of `reference`, by default of the value itself.
  public static func place(of estimate: Estimate, digits: Int? = nil, reference: Double? = nil) -> Int {
    let exponent = DecimalDigits(estimate.value)?.exponent ?? 0
    let byError = place(ofError: estimate.standardError) ?? (exponent - (estimate.standardError == nil ? 2 : 5))
    guard let digits else { return byError }
    let scale = DecimalDigits(max(abs(estimate.value), abs(reference ?? 0)))?.exponent ?? 0
    return max(byError, scale - digits + 1)
  }

  /// A number times 10^-power, cut at 10^place (before scaling): `14.35`, `−0.2`, `12,500`, `3.1e-15`; nothing at all is `0`.
  public func number(_ value: Double, place: Int, power: Int = 0) -> String {
    if value == 0 { return "0" }
    guard let digits = DecimalDigits(value) else { return value.isNaN ? "unknown" : value < 0 ? symbols.minus + "∞" : "∞" }
    // Plain notation would be a row of zeros beyond 18 digits, and for a small number beyond 12 decimals.
    let scaled = digits.rounded(toPlace: place).scaled(byPowerOfTen: -power)
    if scaled.digits.isEmpty && place - power < -12 { return "0" }
    if scaled.exponent > 18 || (scaled.exponent < -4 && place - power < -12) {
      let text = scaled.general(significant: 6)
      return text.hasPrefix("-") ? symbols.minus + text.dropFirst() : text
    }
    return grouped(scaled.fixed(toPlace: max(-12, place - power)))
  }

  /// A number cut to its error: `14.35` of 14.3472 ± 0.021.
  public func cut(_ estimate: Estimate, unit: DisplayUnit = .plain) -> String {
    let place = NumberFormat.place(of: estimate)
    if NumberFormat.place(ofError: estimate.standardError) == nil {
      let trimmed = DecimalDigits(estimate.value)?.rounded(toPlace: place)
      let last = trimmed.map { $0.exponent - $0.digits.count + 1 } ?? place
      return number(estimate.value, place: estimate.standardError == nil ? place : max(place, min(last, unit.power)), power: unit.power)
    }
    return number(estimate.value, place: place, power: unit.power)
  }

  /// An error by its own rule: `±0.021`; `exact` where it is 0, empty where it is unknown.
  public func error(_ error: Double?, unit: DisplayUnit = .plain) -> String {
    guard let error else { return "" }
    guard let place = NumberFormat.place(ofError: error) else { return "exact" }
    return symbols.plusMinus + number(error, place: place, power: unit.power)
  }

  /// With a sign always: `+38`, `−3`, `0`.
  public func signed(_ value: Double, place: Int, power: Int = 0) -> String {
    let text = number(value, place: place, power: power)
    let isZero = !text.contains { ("1"..."9").contains($0) }
    return value > 0 && !isZero ? "+" + text : text
  }

  /// A whole number with commas between thousands: `65,536`.
  public func count(_ value: Int) -> String { grouped(String(value), from: 4) }

  /// So many things: `1 future`, `65,536 futures`.
  public func count(_ value: Int, _ noun: String) -> String { "\(count(value)) \(NumberText.noun(noun, value))" }

  /// Commas between thousands of the whole part, from five digits on, and a real minus sign.
  private func grouped(_ text: String, from least: Int = 5) -> String {
    let isNegative = text.hasPrefix("-")
    let body = isNegative ? text.dropFirst() : text[...]
    let whole = body.prefix { $0 != "." }
    var digits = ""
    for (index, digit) in whole.enumerated() {
      if whole.count >= least, index > 0, (whole.count - index) % 3 == 0 { digits += "," }
      digits.append(digit)
    }
    return (isNegative ? symbols.minus : "") + digits + body.dropFirst(whole.count)
  }
}
