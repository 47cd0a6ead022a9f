import ScenarioEngine

/// The settings that explain most of the spread of one output, or of the difference of one output between two scenarios.
public struct Drivers: Sendable {
  public var output: String
  public var period: String
  /// The scenario, where a screen shows several.
  public var scenario: String?
  /// The scenario that is subtracted, for a difference.
  public var against: String?
  /// Largest first.
  public var shares: [DriverShare]
  /// What no single setting explains: the others, and settings acting together.
  public var rest: Estimate?

  public init(output: String, period: String, scenario: String? = nil, against: String? = nil, shares: [DriverShare], rest: Estimate?) {
    self.output = output
    self.period = period
    self.scenario = scenario
    self.against = against
    self.shares = shares
    self.rest = rest
  }

  /// `What moves "…": key 38 ±1 % · key 21 % · the rest 15 ±2 %`, errors below half a percent left out, broken to the screen.
  func lines(_ words: OutputWords, _ style: TerminalStyle) -> [String] {
    guard !shares.isEmpty else { return [] }
    let format = NumberFormat(style.symbols)
    let name = words.name(of: output, in: period).trimmedAtStart
    var what = name.prefix(1).lowercased() + name.dropFirst()
    if let scenario { what += ", " + scenario }
    if let against { what += " against " + against }
    let width = (style.width ?? 120) - 2
    let parts = (shares.map { ($0.key, $0.share) } + (rest.map { [("the\u{A0}rest", $0)] } ?? [])).map { name, share in
      let whole = "\(name)\u{A0}\(percent(share, format))"
      // What is too long for a line is broken behind the key.
      return whole.displayWidth <= width ? whole : "\(name) \(percent(share, format))"
    }
    let text = "What moves \"\(what)\": " + parts.joined(separator: " \(style.symbols.dot) ")
    return Paragraph.lines(text, width: style.width ?? 120, indent: 2).map { $0.replacing("\u{A0}", with: " ") }
  }

  /// Whole percents with their error, or fewer digits where the error is larger: `22 ±1 %`.
  private func percent(_ share: Estimate, _ format: NumberFormat) -> String {
    let value = format.number(share.value, place: max(-2, NumberFormat.place(of: share)), power: -2)
    let error =
      share.standardError.map { $0 < 0.005 ? "" : "\u{A0}\(format.symbols.plusMinus)\(format.number($0, place: -2, power: -2))" } ?? ""
    return value + error + "\u{A0}%"
  }
}

extension String {
  /// Without spaces at its start.
  var trimmedAtStart: String { String(drop { $0 == " " }) }
}
