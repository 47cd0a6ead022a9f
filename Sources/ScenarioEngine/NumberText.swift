/// Numbers in sentences.
public enum NumberText {
  /// The shortest decimal text that reads back as the same number: `0`, `0.25`, `1e10`.
  public static func short(_ number: Double) -> String {
    var text = "\(number)"
    if text.hasSuffix(".0") { text.removeLast(2) }
    if let range = text.firstRange(of: ".0e") { text.replaceSubrange(range, with: "e") }
    return text.replacing("e+", with: "e")
  }

  /// A probability in percent with two digits, three where two would say all: `0.31 %`, `99.7 %`.
  static func percent(_ share: Double) -> String {
    if share >= 0.999_5 { return "\(share >= 1 ? "100" : "more than 99.9") %" }
    guard let percent = DecimalDigits(share)?.scaled(byPowerOfTen: 2) else { return "\(share) %" }
    return "\(percent.general(significant: share < 0.995 ? 2 : 3)) %"
  }
}
