import Presentation
import Testing

/// Screens of a run on narrow terminals.
@Suite struct NarrowTableTests {
  @Test(arguments: [40, 44, 50, 56, 61, 62, 70, 80, 100]) func noLineOfARunIsWiderThanTheTerminal(width: Int) {
    for line in RunScreen.text(Sample.run, style: TerminalStyle(width: width)).split(separator: "\n") {
      #expect(line.displayWidth <= width, "\(line)")
    }
  }

  /// Names stand above their rows, uncut; the simulation's error gives way before the distribution does.
  @Test func namesStandAboveTheirRows() {
    let text = RunScreen.text(Sample.run, style: TerminalStyle(width: 40))
    #expect(
      text.contains(
        """
        Users a month, million
          2026  167.02  144… 189
          2027  171.50  140… 199
        """), "\(text)")
    #expect(text.contains("ownership changed 2026") && !text.contains("sim. error    "))
    #expect(text.contains("Next\n  crossroads show joint-venture\n    what it assumes\n"))
  }
}
