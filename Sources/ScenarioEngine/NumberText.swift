/// Numbers in sentences.
public enum NumberText {
  /// The shortest decimal text that reads back as the same number: `0`, `0.25`, `1e10`.
  public static func short(_ number: Double) -> String {
    var text = "\(number)"
    if text.hasSuffix(".0") { text.removeLast(2) }
    if let range = text.firstRange(of: ".0e") { text.replaceSubrange(range, with: "e") }
    return text.replacing("e+", with: "e")
  }

  /// A probability in percent with two digits, `0.31 %`.
  static func percent(_ share: Double) -> String {
    let percent = share * 100
    if percent >= 99.95 { return "\(percent >= 100 ? "100" : "more than 99.9") %" }
    var unit = 1.0
    while percent < 10 * unit, unit > 1e-12 { unit /= 10 }
    let digits = (percent / unit).rounded()
    // Dividing by the inverse keeps the decimals short: 31 / 100, not 31 * 0.01.
    return "\(short(unit >= 1 ? digits * unit : digits / (1 / unit).rounded())) %"
  }
}
