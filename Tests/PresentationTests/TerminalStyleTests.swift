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
}
