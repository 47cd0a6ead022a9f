import Presentation
import Testing

@Suite struct TextTableTests {
  @Test func wideCharactersStayAligned() {
    var table = TextTable([.init("Series"), .init("users", .right)])
    table.add(["快手 daily", "408"])
    table.add(["TikTok", "1"])
    #expect(table.lines(.plain) == ["Series      users", "快手 daily    408", "TikTok          1"])
    #expect("快手".displayWidth == 4)
    #expect("e\u{301}é".displayWidth == 2)
    #expect("👍🏽 ok".displayWidth == 5)
  }

  @Test func intervalsAlignBothEnds() {
    var table = TextTable([.init("", .right), .init("5 %…95 %", .right)])
    table.add(["a", .interval("6", "55")])
    table.add(["b", .interval("144", "1189")])
    #expect(table.lines(.plain) == ["   5 %…95 %", "a    6…  55", "b  144…1189"])
  }

  @Test func groupsStandAboveTheirColumns() {
    var table = TextTable([
      .init(""), .init("mean", .right, group: "ban"), .init("sd", .right, group: "ban"), .init("mean", .right, group: "a long road"),
    ])
    table.add(["x", "1", "2", "3"])
    #expect(table.lines(.plain) == ["        ban  a long road", "   mean  sd         mean", "x     1   2            3"])
  }

  @Test func flexibleColumnsAreCutToTheTerminal() {
    var table = TextTable([.init("Title", isFlexible: true), .init("n", .right)])
    table.add(["A very long title that does not fit", "12345"])
    #expect(
      table.lines(TerminalStyle(width: 24)) == ["Title                  n", "A very long titl…  12345"])
    #expect(table.lines(TerminalStyle(width: 24)).allSatisfy { $0.displayWidth <= 24 })
  }

  @Test func controlCharactersOfFilesDoNotReachTheTerminal() {
    var table = TextTable([.init("Title")])
    table.add(["red \u{1B}[31m and\nnew line\u{202E}"])
    #expect(table.lines(.plain) == ["Title", "red [31m and new line"])
  }

  @Test func asciiNeedsNoUnicode() {
    var table = TextTable([.init("Title", isFlexible: true), .init("5 %..95 %", .right)])
    table.add(["A very long title that does not fit", .interval("1", "2")])
    let lines = table.lines(TerminalStyle(width: 30, symbols: .ascii))
    #expect(lines.allSatisfy { $0.utf8.allSatisfy { $0 < 128 } && $0.count <= 30 })
  }
}
