/// Reads decimal numbers from bytes.
enum DecimalText {
  private static let powers: [Double] = (0...22).reduce(into: []) { powers, k in powers.append(k == 0 ? 1 : powers[k - 1] * 10) }

  /// The nearest `Double`, or nil where the text is no plain decimal number or is too large for one. Spaces around it are skipped.
  static func number(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Double? {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, text[start] == 32 { start += 1 }
    while end > start, text[end - 1] == 32 { end -= 1 }
    var at = start
    let isNegative = at < end && text[at] == UInt8(ascii: "-")
    if at < end, isNegative || text[at] == UInt8(ascii: "+") { at += 1 }
    var (mantissa, digits, exponent, seen) = (UInt64(0), 0, 0, false)
    var inFraction = false
    while at < end {
      let byte = text[at]
      if byte >= 48, byte <= 57 {
        seen = true
        if digits > 0 || byte != 48 { digits += 1 }
        if digits <= 18 {
          mantissa = mantissa * 10 + UInt64(byte - 48)
          if inFraction { exponent -= 1 }
        }
      } else if byte == UInt8(ascii: "."), !inFraction {
        inFraction = true
      } else {
        break
      }
      at += 1
    }
    guard seen else { return nil }
    // With at most 2^53 and a power of ten that is exact, one rounding gives the nearest number.
    if at == end, digits <= 18, mantissa <= 1 << 53, exponent >= -22 {
      let magnitude = Double(mantissa) / powers[-exponent]
      return isNegative ? -magnitude : magnitude
    }
    if at < end, text[at] != UInt8(ascii: "e"), text[at] != UInt8(ascii: "E") { return nil }
    for byte in text[min(at + 1, end)..<end] {
      guard (48...57).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") else { return nil }
    }
    guard let value = Double(String(decoding: text[start..<end], as: UTF8.self)), value.isFinite else { return nil }
    return value
  }
}
