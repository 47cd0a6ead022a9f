/// A finite number as its shortest decimal digits: d₁.d₂d₃… × 10^exponent.
///
/// The digits are those of the shortest decimal that reads back as the same `Double`; every rounding is a rounding of that decimal, half
/// away from zero. No locale and no libm: the same text on every machine.
public struct DecimalDigits: Sendable, Hashable {
  public private(set) var isNegative: Bool
  /// Most significant first, without leading or trailing zeros; empty for zero.
  public private(set) var digits: [UInt8]
  /// The power of ten of the first digit; 0 for zero.
  public private(set) var exponent: Int

  /// - Parameter value: any number; nil is returned where it is not finite.
  public init?(_ value: Double) {
    guard value.isFinite else { return nil }
    isNegative = value.sign == .minus
    digits = []
    exponent = 0
    var integerDigits = 0
    var power = 0
    var inFraction = false
    var inExponent = false
    var exponentSign = 1
    for byte in value.description.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9") where inExponent: power = power * 10 + Int(byte - 48)
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits.append(byte - 48)
        if !inFraction { integerDigits += 1 }
      case UInt8(ascii: "."): inFraction = true
      case UInt8(ascii: "e"): inExponent = true
      case UInt8(ascii: "-") where inExponent: exponentSign = -1
      default: break
      }
    }
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    exponent = integerDigits - 1 - leading + exponentSign * power
    normalize()
  }

  /// The number times 10^power, exactly.
  public func scaled(byPowerOfTen power: Int) -> DecimalDigits {
    var copy = self
    if !digits.isEmpty { copy.exponent += power }
    return copy
  }

  /// Rounded to a multiple of 10^place, half away from zero.
  public func rounded(toPlace place: Int) -> DecimalDigits {
    var copy = self
    let kept = exponent - place + 1
    if digits.isEmpty || kept >= digits.count { return copy }
    if kept < 0 {
      copy.digits = []
    } else {
      let up = digits[kept] >= 5
      copy.digits.removeSubrange(kept...)
      if up { copy.increment() }
    }
    copy.normalize()
    return copy
  }

  /// Rounded to so many significant digits.
  public func rounded(toSignificant count: Int) -> DecimalDigits { rounded(toPlace: exponent - count + 1) }

  /// In plain notation with exactly `-place` decimals (none if `place` is 0 or more), rounded at 10^place; zero has no sign.
  public func fixed(toPlace place: Int) -> String {
    let number = rounded(toPlace: place)
    let decimals = max(0, -place)
    var text = number.isNegative && !number.digits.isEmpty ? "-" : ""
    let whole = number.digits.isEmpty ? 0 : max(0, number.exponent)
    for power in stride(from: whole, through: -decimals, by: -1) {
      if power == -1 { text += "." }
      text.append(Character(UnicodeScalar(48 + number.digit(atPower: power))))
    }
    return text
  }

  /// At most `count` significant digits without trailing zeros: plain for 0.0001 ≤ |x| < 10^count, else like `1.28732e+09`.
  public func general(significant count: Int) -> String {
    let number = rounded(toSignificant: count)
    guard let first = number.digits.first else { return "0" }
    if number.exponent >= -4 && number.exponent < count {
      return number.fixed(toPlace: min(0, number.exponent - number.digits.count + 1))
    }
    var text = number.isNegative ? "-" : ""
    text.append(Character(UnicodeScalar(48 + first)))
    if number.digits.count > 1 {
      text += "."
      for digit in number.digits.dropFirst() { text.append(Character(UnicodeScalar(48 + digit))) }
    }
    let power = abs(number.exponent)
    return text + (number.exponent < 0 ? "e-" : "e+") + (power < 10 ? "0" : "") + String(power)
  }

  /// The digit that counts 10^power.
  public func digit(atPower power: Int) -> UInt8 {
    let index = exponent - power
    return digits.indices.contains(index) ? digits[index] : 0
  }

  private mutating func increment() {
    var index = digits.count - 1
    while index >= 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    if index >= 0 {
      digits[index] += 1
    } else {
      digits.insert(1, at: 0)
      exponent += 1
    }
  }

  private mutating func normalize() {
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { exponent = 0 }
  }
}

extension Double {
  /// Six significant digits in the shortest form, as the result files carry them: `1.28732e+09`, `0.0123`, `0`.
  ///
  /// The rule of C's `%.6g`, applied to the shortest decimal of the number, half away from zero; −0 is `0`.
  public var sixDigits: String {
    guard let digits = DecimalDigits(self) else { return isNaN ? "nan" : self < 0 ? "-inf" : "inf" }
    return digits.general(significant: 6)
  }
}
