extension Double {
  /// Appends `sixDigits` to a text of bytes.
  ///
  /// Most numbers take a short way: the first six digits as one integer. Where the seventh and later digits are near a tie, or the number
  /// is not of the plain form, the long way decides, so that both give the same text.
  public func appendSixDigits(to text: inout [UInt8]) {
    let size = magnitude
    guard size >= 0.001, size < 999_999 else {
      text.append(contentsOf: sixDigits.utf8)
      return
    }
    // Decimals after the point, so that six digits stand before the cut: 0 for 100000 and above.
    var decimals = 0
    var unit = 1.0
    while size * unit < 100_000 {
      unit *= 10
      decimals += 1
    }
    let scaled = size * unit
    let whole = scaled.rounded(.down)
    let rest = scaled - whole
    guard (rest - 0.5).magnitude > 1e-6 else {
      text.append(contentsOf: sixDigits.utf8)
      return
    }
    var digits = Int(whole) + (rest > 0.5 ? 1 : 0)
    while decimals > 0, digits.isMultiple(of: 10) {
      digits /= 10
      decimals -= 1
    }
    if self < 0 { text.append(UInt8(ascii: "-")) }
    var reversed: (UInt64, Int) = (0, 0)
    while digits > 0 || reversed.1 <= decimals {
      if reversed.1 == decimals, decimals > 0 {
        reversed.0 = reversed.0 << 4 | 10
      }
      reversed.0 = reversed.0 << 4 | UInt64(digits % 10)
      digits /= 10
      reversed.1 += 1
    }
    let marks = reversed.1 + (decimals > 0 ? 1 : 0)
    for _ in 0..<marks {
      let mark = UInt8(reversed.0 & 15)
      text.append(mark == 10 ? UInt8(ascii: ".") : 48 + mark)
      reversed.0 >>= 4
    }
  }
}
