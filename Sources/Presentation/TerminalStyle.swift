#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the place that text goes to can show: its width, colours, and signs beyond ASCII.
public struct TerminalStyle: Sendable, Hashable {
  /// Columns; nil: no limit, as in a pipe or a file.
  public var width: Int?
  public var usesColor: Bool
  public var symbols: Symbols

  /// The signs that stand in numbers and lists.
  public struct Symbols: Sendable, Hashable {
    public var minus: String
    public var plusMinus: String
    public var ellipsis: String
    public var dot: String
    public static let unicode = Symbols(minus: "−", plusMinus: "±", ellipsis: "…", dot: "·")
    public static let ascii = Symbols(minus: "-", plusMinus: "+/-", ellipsis: "..", dot: "-")
  }

  public init(width: Int? = nil, usesColor: Bool = false, symbols: Symbols = .unicode) {
    self.width = width
    self.usesColor = usesColor
    self.symbols = symbols
  }

  /// No limit, no colour, Unicode signs.
  public static let plain = TerminalStyle()

  /// The style for a file descriptor. Colours only on a terminal, never with `NO_COLOR` or `TERM=dumb`; the width is `COLUMNS` or the
  /// terminal's; ASCII signs where the locale names another character set than UTF-8, and on a dumb terminal.
  public static func detect(descriptor: Int32, environment: [String: String]) -> TerminalStyle {
    let isTerminal = isatty(descriptor) != 0
    var style = TerminalStyle()
    style.usesColor = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    if let columns = environment["COLUMNS"].flatMap({ Int($0) }), (20...10_000).contains(columns) {
      style.width = columns
    } else if isTerminal {
      var size = winsize()
      let known = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col >= 20
      style.width = known ? Int(size.ws_col) : 80
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    if let locale, !locale.lowercased().contains("utf-8"), !locale.lowercased().contains("utf8") { style.symbols = .ascii }
    if isTerminal, environment["TERM"] == "dumb" { style.symbols = .ascii }
    return style
  }

  /// For titles and the heads of tables.
  public func strong(_ text: String) -> String { usesColor && !text.isEmpty ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  /// For what stands at the foot.
  public func faint(_ text: String) -> String { usesColor && !text.isEmpty ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}
