import ScenarioEngine

/// Pieces that several screens share.
enum ScreenText {
  /// `evidence to 2025-09-26 · 2025-10 to 2030-12`, the parts that are there.
  static func joined(_ parts: [String?], _ style: TerminalStyle) -> String {
    parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " \(style.symbols.dot) ")
  }

  /// The parts of `joined`, broken to the screen between parts where that can be.
  static func lines(_ parts: [String?], _ style: TerminalStyle) -> [String] {
    let whole = parts.map { part in part.map { $0.count > 40 ? $0 : $0.replacing(" ", with: "\u{A0}") } }
    return Paragraph.lines(joined(whole, style), width: style.width, indent: 2).map { $0.replacing("\u{A0}", with: " ") }
  }

  /// `0.6 s`, for a person; nil where it was not measured.
  static func seconds(_ seconds: Double?) -> String? {
    seconds.map { NumberFormat().number($0, place: $0 < 10 ? -1 : 0) + " s" }
  }

  /// Paragraphs at the foot, each beginning on a new line.
  static func foot(_ sentences: [String], _ style: TerminalStyle) -> [String] {
    sentences.filter { !$0.isEmpty }.flatMap { Paragraph.lines($0, width: style.width ?? 120) }.map { style.faint($0) }
  }

  /// Blocks of lines with an empty line between those that are not empty, and a line break at the end.
  static func assemble(_ blocks: [[String]]) -> String {
    blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// Whether the period is a calendar year.
  static func isYear(_ period: String) -> Bool { period.utf8.count == 4 && period.utf8.allSatisfy { (48...57).contains($0) } }

  /// The ends of the 90 % interval of a series, cut to their errors and to three digits of the larger, never finer than its mean.
  static func interval(_ series: ResultSeries, unit: DisplayUnit, _ format: NumberFormat) -> TextTable.Cell {
    guard let (low, high) = ends(series.quantiles) else { return "" }
    return interval(low, high, unit: unit, format)
  }

  /// The 5 % and 95 % quantiles.
  static func ends(_ quantiles: [Estimate]) -> (low: Estimate, high: Estimate)? {
    guard quantiles.count > QuantileLevels.p95 else { return nil }
    return (quantiles[QuantileLevels.p5], quantiles[QuantileLevels.p95])
  }

  static func interval(_ low: Estimate, _ high: Estimate, unit: DisplayUnit, signed: Bool = false, _ format: NumberFormat) -> TextTable.Cell
  {
    let largest = max(abs(low.value), abs(high.value))
    func end(_ estimate: Estimate) -> String {
      let place = place(estimate, largest: largest)
      return signed
        ? format.signed(estimate.value, place: place, power: unit.power) : format.number(estimate.value, place: place, power: unit.power)
    }
    return .interval(end(low), end(high))
  }

  /// The place of a number in a row whose largest is `largest`: at most three digits of that, and no finer than the number's error.
  static func place(_ estimate: Estimate, largest: Double) -> Int {
    if largest == 0 { return 0 }
    let scale = (DecimalDigits(largest)?.exponent ?? 0) - 2
    return max(scale, NumberFormat.place(ofError: estimate.standardError) ?? scale)
  }
}
