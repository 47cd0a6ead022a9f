import Presentation
import Testing

/// Screens of a run on narrow terminals.
@Suite struct NarrowTableTests {
  @Test(arguments: [40, 44, 50, 56, 61, 62, 70, 80, 100]) func noLineOfARunIsWiderThanTheTerminal(width: Int) {
    for line in RunScreen.text(Sample.run, style: TerminalStyle(width: width)).split(separator: "\n") {
      #expect(line.displayWidth <= width, "\(line)")
    }
  }

  /// Names stand above their rows, uncut.
  @Test func namesStandAboveTheirRows() {
    let text = RunScreen.text(Sample.run, style: TerminalStyle(width: 40))
    #expect(
      text.contains(
        """
          period   mean sim. error  5 %…95 %
        Users a month, million
            2026 167.02      ±0.12  144… 189
        """), "\(text)")
    #expect(text.contains("\nQuestions\n  probability  sim. error\nownership changed 2026\n      79.13 %       ±0.16\n"), "\(text)")
    #expect(text.contains("Next\n  crossroads show joint-venture\n    what it assumes\n"))
  }

  /// The median gives way before the interval, and that before the printed figure.
  @Test func columnsGiveWayInOrder() {
    let text = RunScreen.text(Sample.run, style: TerminalStyle(width: 40))
    #expect(text.contains("Evidence check\n  printed  5 %…95 %"), "\(text)")
    #expect(!text.contains("median") && text.contains("outside"))
  }
}
