/// A command that a person may want to type next, and what it does.
public struct NextCommand: Sendable, Hashable {
  public var command: String
  public var meaning: String
  public init(_ command: String, _ meaning: String) {
    self.command = command
    self.meaning = meaning
  }

  /// `Next   crossroads show ban    what it assumes`, aligned.
  static func lines(_ commands: [NextCommand], _ style: TerminalStyle) -> [String] {
    guard !commands.isEmpty else { return [] }
    let widest = commands.map(\.command.displayWidth).max() ?? 0
    if let width = style.width, widest + 18 > width {
      return ["Next"] + commands.flatMap { ["  " + $0.command] + Paragraph.lines($0.meaning, width: width - 4).map { "    " + $0 } }
    }
    var table = TextTable([TextTable.Column(""), TextTable.Column("", gap: 3), TextTable.Column("", gap: 3, isFlexible: true)])
    for (index, next) in commands.enumerated() {
      table.add([index == 0 ? "Next" : "", .text(next.command), .text(next.meaning)])
    }
    return table.lines(style)
  }
}
