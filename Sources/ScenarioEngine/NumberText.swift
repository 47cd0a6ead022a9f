/// Numbers in sentences.
public enum NumberText {
  /// The shortest decimal text that reads back as the same number: `0`, `0.25`, `1e16`.
  public static func short(_ number: Double) -> String {
    var text = "\(number)"
    if text.hasSuffix(".0") { text.removeLast(2) }
    if let range = text.firstRange(of: ".0e") { text.replaceSubrange(range, with: "e") }
    return text.replacing("e+", with: "e")
  }

  /// So many things: `1 future`, `2 futures`, `3 series`.
  public static func count(_ number: Int, _ noun: String) -> String { "\(number) \(self.noun(noun, number))" }

  /// A noun as it stands behind a number: with an s, unless the number is 1 or the noun has one.
  public static func noun(_ noun: String, _ number: Int) -> String { number == 1 || noun.hasSuffix("s") ? noun : noun + "s" }

  /// A probability in percent with two digits, three where two would say all: `0.31 %`, `99.7 %`.
  static func percent(_ share: Double) -> String {
    if share >= 0.999_5 { return "\(share >= 1 ? "100" : "more than 99.9") %" }
    guard let percent = DecimalDigits(share)?.scaled(byPowerOfTen: 2) else { return "\(share) %" }
    return "\(percent.general(significant: share < 0.995 ? 2 : 3)) %"
  }
}
