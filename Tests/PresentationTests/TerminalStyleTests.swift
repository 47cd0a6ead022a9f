import Presentation
import Testing

@Suite struct TerminalStyleTests {
  /// Standard output of a test is no terminal.
  @Test func aPipeHasNoColourAndNoLimit() {
    let style = TerminalStyle.detect(descriptor: 99, environment: ["TERM": "xterm"])
    #expect(style == .plain)
    #expect(style.strong("x") == "x")
  }

  @Test func columnsAreRespected() {
    #expect(TerminalStyle.detect(descriptor: 99, environment: ["COLUMNS": "100"]).width == 100)
    #expect(TerminalStyle.detect(descriptor: 99, environment: ["COLUMNS": "-3"]).width == nil)
  }

  @Test(arguments: [("C", true), ("POSIX", true), ("C.UTF-8", false), ("de_DE.utf8", false), ("", false)])
  func theLocaleDecidesBetweenAsciiAndUnicode(locale: String, isASCII: Bool) {
    #expect((TerminalStyle.detect(descriptor: 99, environment: ["LANG": locale]).symbols == .ascii) == isASCII)
  }

  @Test func progressSaysHowFar() { #expect(ProgressLine.text("ban", done: 27_600, of: 65536) == "ban  42 % of 65,536 futures") }

  @Test(arguments: [
    (5e6, "5,000,000 a second · 1 s left"), (112_345, "110,000 a second · 45 s left"), (12_345, "12,000 a second · 7 min left"),
    (99.6, "100 a second · 14 h left"), (3, "3 a second · 19 days left"), (0.2, ""),
  ])
  func progressSaysHowLong(rate: Double, expected: String) {
    let text = ProgressLine.text("ban", done: 0, of: 5_000_000, rate: rate)
    #expect(text == "ban  0 % of 5,000,000 futures" + (expected.isEmpty ? "" : " · " + expected))
  }
}
