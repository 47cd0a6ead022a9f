import ScenarioEngine

/// The screen of a comparison: the settings that differ, the scenarios side by side, the differences future by future.
public struct CompareScreen: Sendable {
  private let summary: ComparisonSummary
  private let style: TerminalStyle
  private let format: NumberFormat
  private let rows: [ComparisonSummary.Row]

  private init(_ summary: ComparisonSummary, _ style: TerminalStyle) {
    self.summary = summary
    self.style = style
    format = NumberFormat(style.symbols)
    rows = summary.rows ?? ComparisonSummary.headlineRows(of: summary.tables)
  }

  /// The whole text of the screen.
  /// - Parameter charts: whether charts are drawn above the foot.
  public static func text(_ summary: ComparisonSummary, style: TerminalStyle, charts: Bool = false) -> String {
    let screen = CompareScreen(summary, style)
    var blocks = [screen.head, screen.settings]
    blocks += screen.sideBySide
    blocks += screen.differenceTables
    blocks.append(summary.drivers.flatMap { $0.lines(summary.words, style) })
    blocks.append(screen.odds)
    if charts { blocks += summary.charts.map { $0.lines(style) } }
    blocks.append(ScreenText.foot(summary.notes + [summary.foot], style))
    blocks.append(NextCommand.lines(summary.next, style))
    return ScreenText.assemble(blocks)
  }

  private var head: [String] {
    let title = summary.headline ?? CompareScreen.list(summary.names.dropFirst().map { $0 }) + " against " + (summary.names.first ?? "")
    let luck = summary.paired ? "the same luck on every road" : "not paired"
    let counted = "\(format.count(summary.paths, "future")) each, \(luck)"
    let head = ScreenText.lines([title, summary.evidenceTo.map { "evidence to \($0)" }, summary.horizon], style).map(style.strong)
    return head + [ScreenText.joined([counted, ScreenText.seconds(summary.seconds)], style)]
  }

  /// `a, b and c`.
  static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  private var settings: [String] {
    guard !summary.settingDifferences.isEmpty else { return [] }
    var lines = [style.strong("Settings that differ")]
    var table = TextTable([.init("", isFlexible: true), .init("", isFlexible: true), .init("")])
    for difference in summary.settingDifferences {
      var merged: [(names: [String], value: ComparisonSummary.SettingDifference.Value?)] = []
      for (name, value) in zip(summary.names, difference.values) {
        if let index = merged.firstIndex(where: { $0.value == value }) {
          merged[index].names.append(name)
        } else {
          merged.append(([name], value))
        }
      }
      table.add([.text(difference.key), "", ""])
      for (names, value) in merged {
        table.add([.text("  " + names.joined(separator: ", ")), .text(value?.text ?? "not set"), .text(value?.place ?? "")])
      }
    }
    lines += settingLines(table)
    return lines
  }

  /// Keys take the whole line; only the values below them are aligned.
  private func settingLines(_ table: TextTable) -> [String] {
    var values = table
    values.rows = table.rows.filter { !isKey($0) }
    var aligned = values.lines(style)[...]
    return table.rows.map { row in
      if isKey(row), case .text(let key) = row[0] { return key }
      return "  " + aligned.removeFirst().trimmedAtStart
    }
  }

  private func isKey(_ row: [TextTable.Cell]) -> Bool { row[1] == "" }

  /// One table, or several where the terminal is too narrow for all scenarios.
  private var sideBySide: [[String]] {
    guard !rows.isEmpty else { return [] }
    var blocks: [[String]] = []
    var remaining = Array(summary.tables.indices)
    while !remaining.isEmpty {
      var count = remaining.count
      while count > 1, let width = style.width, table(of: Array(remaining.prefix(count))).width(style) > width { count -= 1 }
      blocks.append(table(of: Array(remaining.prefix(count))).lines(style))
      remaining.removeFirst(count)
    }
    return blocks
  }

  private func table(of indices: [Int]) -> TextTable {
    var columns: [TextTable.Column] = [.init(summary.paired ? "If this road is taken" : "", isFlexible: true), .init("")]
    for index in indices {
      let group = summary.names[index]
      columns.append(.init("mean", .right, group: "\(group)", gap: 4))
      columns.append(.init("5 %\(style.symbols.ellipsis)95 %", .right, group: "\(group)", gap: 1))
    }
    var table = TextTable(columns)
    for row in rows {
      let all = summary.tables.map { table in table.series.first { $0.output == row.output && $0.period == row.period } }
      // Scenarios in different currencies have a line for each.
      for (number, name) in all.compactMap({ $0?.unit }).unique.enumerated() {
        let own = all.map { $0?.unit == name ? $0 : nil }
        let largest = own.compactMap { $0 }.map { abs(($0.mean ?? $0.probability)?.value ?? 0) }.max() ?? 0
        let unit = DisplayUnit(name, largest: largest)
        let words = number == 0 ? summary.words.name(of: row.output, in: row.period) : ""
        table.add([.text(words), .text(unit.label)] + indices.flatMap { cells(own[$0], unit) })
      }
    }
    return table
  }

  private func cells(_ series: ResultSeries?, _ unit: DisplayUnit) -> [TextTable.Cell] {
    guard let series, let centre = series.mean ?? series.probability else { return ["", ""] }
    let ends = ScreenText.ends(series.quantiles)
    let largest = ends.map { max(abs($0.low.value), abs($0.high.value), abs(centre.value)) } ?? abs(centre.value)
    let text = format.number(centre.value, place: ScreenText.place(centre, largest: largest), power: unit.power)
    return [.text(text), ends.map { ScreenText.interval($0.low, $0.high, unit: unit, format) } ?? ""]
  }

  /// One table for each reference.
  private var differenceTables: [[String]] {
    let references = summary.differences.map(\.against).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return references.map { differences(against: $0) }.filter { !$0.isEmpty }
  }

  private func differences(against reference: String) -> [String] {
    let how = summary.paired ? ", future by future" : ", run apart (not paired)"
    var table = TextTable([
      .init("", isFlexible: true), .init(""), .init(""), .init("difference", .right),
      .init("5 %\(style.symbols.ellipsis)95 %", .right, gap: 3), .init("sim. error", .right, gap: 3), .init("higher in", .right, gap: 3),
    ])
    for row in rows {
      let found = summary.differences.filter { $0.output == row.output && $0.period == row.period && $0.against == reference }
      let largest = found.map { abs($0.difference.value) }.max() ?? 0
      for (index, series) in found.enumerated() {
        let unit = DisplayUnit(series.unit, largest: largest)
        let name = index == 0 ? summary.words.name(of: row.output, in: row.period) : ""
        table.add([.text(name), .text(series.scenario), .text(unit.label)] + cells(series, unit))
      }
    }
    guard !table.rows.isEmpty else { return [] }
    let head = style.strong("Against \(reference)\(how)")
    return [head] + table.lines(style, names: 1, leavingOut: [5, 6, 4], least: .max) + notTold(against: reference)
  }

  /// How many futures would tell the differences from 0 that are within two errors of it.
  private func notTold(against reference: String) -> [String] {
    let parts = rows.flatMap { row in
      summary.differences.filter { $0.output == row.output && $0.period == row.period && $0.against == reference }.compactMap { series in
        series.pathsNeeded.map { needed in
          let name = summary.words.name(of: row.output, in: row.period)
          return "\(name), \(series.scenario) \(needed > 1e9 ? "over 1,000,000,000" : format.count(Int(needed)))"
        }
      }
    }
    guard !parts.isEmpty else { return [] }
    let text = "Within two errors of 0; about so many futures would tell, were it as large as it looks: " + parts.joined(separator: "; ")
    return Paragraph.lines(text, width: style.width ?? 120, indent: 2)
  }

  private func cells(_ series: DifferenceSeries, _ unit: DisplayUnit) -> [TextTable.Cell] {
    let ends = ScreenText.ends(series.quantiles)
    let largest = ends.map { max(abs($0.low.value), abs($0.high.value), abs(series.difference.value)) } ?? abs(series.difference.value)
    let place = ScreenText.place(series.difference, largest: largest)
    return [
      .text(format.signed(series.difference.value, place: place, power: unit.power)),
      ends.map { ScreenText.interval($0.low, $0.high, unit: unit, signed: true, format) } ?? "",
      .text(format.error(series.difference.standardError, unit: unit)),
      .text(series.shareAbove.map { format.cut($0, unit: .percent) + " %" } ?? ""),
    ]
  }

  private var odds: [String] {
    guard let odds = summary.odds, !odds.shares.isEmpty else { return [] }
    let parts = odds.shares.map { "\($0.name)\u{A0}\(format.number($0.probability, place: -2, power: -2))\u{A0}%" }
    let text = "Odds (judgement, \(odds.place)): " + parts.joined(separator: ", ")
    return Paragraph.lines(text, width: style.width ?? 120, indent: 2).map { $0.replacing("\u{A0}", with: " ") }
  }
}
