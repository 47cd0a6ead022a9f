import ScenarioEngine

/// The screen of one run: outputs by year, questions, legal states, what moves the spread, and the evidence check.
public struct RunScreen: Sendable {
  private let summary: RunSummary
  private let style: TerminalStyle
  private let format: NumberFormat

  private init(_ summary: RunSummary, _ style: TerminalStyle) {
    self.summary = summary
    self.style = style
    format = NumberFormat(style.symbols)
  }

  /// The whole text of the screen.
  /// - Parameter charts: whether charts are drawn above the foot.
  public static func text(_ summary: RunSummary, style: TerminalStyle, charts: Bool = false) -> String {
    let screen = RunScreen(summary, style)
    let drivers = summary.drivers.flatMap { $0.lines(summary.words, style) }
    return ScreenText.assemble(
      [screen.head, screen.outputs, screen.questions, screen.regimes, drivers, screen.evidenceCheck]
        + (charts ? summary.charts.map { $0.lines(style) } : [])
        + [ScreenText.foot(summary.notes + [summary.foot], style), NextCommand.lines(summary.next, style)])
  }

  private var head: [String] {
    var lines = ScreenText.lines([summary.title, summary.name], style).map(style.strong)
    if !summary.about.isEmpty { lines += Paragraph.lines(summary.about, width: style.width ?? 120) }
    let counted = "\(format.count(summary.paths, "future")), seed \(summary.seed)"
    return lines
      + ScreenText.lines(
        [summary.horizon, summary.evidenceTo.map { "evidence to \($0)" }, counted, ScreenText.seconds(summary.seconds)], style)
  }

  /// The series of quantities to show, in the order asked for.
  private var shown: [ResultSeries] {
    let quantities = summary.table.series.filter { $0.probability == nil && isWanted($0.period) }
    guard summary.outputs == nil else { return quantities.filter { summary.outputs!.contains($0.output) } }
    let headline = OutputWords.headline.flatMap { name in quantities.filter { $0.output == name } }
    return headline.isEmpty ? quantities : headline.filter { isYearOrOnlyTotal($0, of: headline) }
  }

  private func isWanted(_ period: String) -> Bool {
    summary.periods.map { $0.contains(period) } ?? (ScreenText.isYear(period) || period == "total")
  }

  /// Without a choice of periods, a total is shown only where there are no years.
  private func isYearOrOnlyTotal(_ series: ResultSeries, of all: [ResultSeries]) -> Bool {
    summary.periods != nil || series.period != "total" || !all.contains { $0.output == series.output && ScreenText.isYear($0.period) }
  }

  private var outputs: [String] {
    guard !shown.isEmpty else { return [] }
    var table = TextTable([
      .init("", isFlexible: true), .init(""), .init("period", .right), .init("mean", .right, gap: 3), .init("sim. error", .right),
      .init("5 %\(style.symbols.ellipsis)95 %", .right, gap: 3),
    ])
    var last = ""
    for series in shown {
      let largest = shown.filter { $0.output == series.output }.map { abs($0.mean?.value ?? 0) }.max() ?? 0
      let unit = DisplayUnit(series.unit, largest: largest)
      let isFirst = series.output != last
      last = series.output
      table.add([
        .text(isFirst ? summary.words.name(of: series.output) : ""), .text(isFirst ? unit.label : ""),
        .text(OutputWords.period(series.period)), .text(series.mean.map { format.cut($0, unit: unit) } ?? ""),
        .text(format.error(series.mean?.standardError, unit: unit)), ScreenText.interval(series, unit: unit, format),
      ])
    }
    return table.lines(style, names: 2, leavingOut: [4, 5])
  }

  private var questions: [String] {
    let found = summary.table.series.filter { $0.probability != nil && $0.output.hasPrefix("question.") }
    guard !found.isEmpty else { return [] }
    var table = TextTable([.init("Questions", isFlexible: true), .init("probability", .right, gap: 3), .init("sim. error", .right)])
    for series in found {
      guard let probability = series.probability else { continue }
      table.add([
        .text(summary.words.name(of: series.output)), .text(format.cut(probability, unit: .percent) + " %"),
        .text(format.error(probability.standardError, unit: .percent)),
      ])
    }
    return table.lines(style, names: 1, leavingOut: [2])
  }

  private var regimes: [String] {
    let prefix = "regulation.regime."
    let found = summary.table.series.filter { $0.output.hasPrefix(prefix) && $0.probability != nil && isWanted($0.period) }
    let years = found.map(\.period).reduce(into: [String]()) { if !$0.contains($1), ScreenText.isYear($1) { $0.append($1) } }
    let names = found.map(\.output).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    guard !years.isEmpty else { return [] }
    var table = TextTable([.init("Legal state at the year's end, %", isFlexible: true)] + years.map { .init($0, .right, gap: 3) })
    for name in names {
      let cells = years.map { year -> TextTable.Cell in
        let probability = found.first { $0.output == name && $0.period == year }?.probability
        // A tenth of a percent is as much as a table of many states can be read at.
        return .text(probability.map { format.number($0.value, place: max(-3, NumberFormat.place(of: $0)), power: -2) } ?? "")
      }
      let isEverHeld = found.contains { $0.output == name && ($0.probability?.value ?? 0) > 0 }
      if isEverHeld { table.add([.text(summary.words.name(of: name))] + cells) }
    }
    return table.lines(style, names: 1, leavingOut: Array(1..<table.columns.count))
  }

  private var evidenceCheck: [String] {
    guard !summary.evidenceCheck.isEmpty else { return [] }
    var table = TextTable([
      .init("Evidence check", isFlexible: true), .init(""), .init("printed", .right, gap: 3), .init("model's median", .right),
      .init("5 %\(style.symbols.ellipsis)95 %", .right), .init(""),
    ])
    for row in summary.evidenceCheck {
      let unit = DisplayUnit(row.unit, largest: row.printed)
      let place = (DecimalDigits(row.median)?.exponent ?? 0) - 2
      let isInside = (row.p5...max(row.p5, row.p95)).contains(row.printed)
      table.add([
        .text(row.fact), .text(unit.label), .text(format.cut(Estimate(row.printed, standardError: 0), unit: unit)),
        .text(format.number(row.median, place: place, power: unit.power)),
        .interval(format.number(row.p5, place: place, power: unit.power), format.number(row.p95, place: place, power: unit.power)),
        .text(isInside ? "" : "outside"),
      ])
    }
    return table.lines(style, names: 2, leavingOut: [3, 4])
  }
}
