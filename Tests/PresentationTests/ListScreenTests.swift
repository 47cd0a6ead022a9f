import Presentation
import Testing

@Suite struct ListScreenTests {
  @Test func aNarrowAsciiTerminal() {
    let expected = #"""
      Scenario  Title               Over        Horizon
      ban       The ban is enfor..  status-quo  2025-10 to 2030-12
      baseline  Every road weighed              2025-10 to 2030-12

      """#
    #expect(ListScreen.text(Sample.list, style: TerminalStyle(width: 60, symbols: .ascii)) == expected)
  }
}
