/// The signs that charts on a terminal are made of: block characters, or ASCII where these cannot be shown.
struct ChartSigns: Sendable {
  /// From empty to full, in equal steps.
  let heights: [String]
  /// The band of 90 %, that of 50 %, and the median as a mark on a line and as a line of its own.
  let outer: String
  let inner: String
  let mark: String
  let line: String
  /// A known figure; a future.
  let known: String
  let dot: String
  let atom: String
  let zero: String
  let corner: String
  let across: String
  let tick: String
  let side: String
  let sideTick: String
  /// For stacked areas: neighbours differ.
  let fills: [String]

  init(_ style: TerminalStyle) {
    if style.symbols == .ascii {
      heights = [" ", ".", ":", "-", "=", "+", "*", "#", "@"]
      (outer, inner, mark, line, known, dot) = (".", ":", "|", "=", "o", "o")
      (atom, zero, corner, across, tick, side, sideTick) = ("!", "|", "+", "-", "+", "|", "+")
      fills = ["#", ".", "=", "o", "+", "/", "x", "-", "*", "%", "~", "@"]
    } else {
      heights = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
      (outer, inner, mark, line, known, dot) = ("░", "▒", "┃", "━", "●", "●")
      (atom, zero, corner, across, tick, side, sideTick) = ("┃", "│", "└", "─", "┴", "│", "┤")
      fills = ["█", "░", "▓", "·", "▒", "╱", "╳", "+", "=", "o", "-", "~"]
    }
  }
}
