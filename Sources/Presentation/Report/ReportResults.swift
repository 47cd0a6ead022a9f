import ScenarioEngine

/// The tables of results: roads side by side, differences future by future, questions, and what explains the spread.
struct ReportResults: Sendable {
  let view: ReportView
  private let numbers = ReportNumbers()
  private var summary: ComparisonSummary { view.summary }
  private var rows: [ComparisonSummary.Row] { ComparisonSummary.headlineRows(of: summary.tables) }

  // MARK: - Side by side

  var sideBySide: [HTMLNode] {
    guard !rows.isEmpty else { return [] }
    let title = summary.names.count > 1 ? "The roads side by side" : "The results at a glance"
    let groups = [ReportTable.Head(""), ReportTable.Head("")] + summary.names.map { ReportTable.Head($0, columns: 3) }
    var table = ReportTable(
      title, groups: summary.names.count > 1 ? groups : [],
      [ReportTable.Head("Quantity"), ReportTable.Head("Unit")]
        + summary.names.flatMap { _ in [first("mean"), .number("5–95 %"), .number("sim. error")] },
      hidesCaption: true)
    for row in rows {
      let all = summary.tables.map { table in table.series.first { $0.output == row.output && $0.period == row.period } }
      // Roads in different currencies have a line for each.
      for name in all.compactMap({ $0?.unit }).unique {
        let own = all.map { $0?.unit == name ? $0 : nil }
        let unit = numbers.unit(of: own.compactMap { $0 })
        table.add([.head(quantity(row)), .init(.text(unit.label))] + own.flatMap { cells($0, unit) })
      }
    }
    return [table.node]
  }

  private func cells(_ series: ResultSeries?, _ unit: DisplayUnit) -> [ReportTable.Cell] {
    guard let series, let centre = series.mean ?? series.probability else { return ["–", "–", "–"] }
    var mean = ReportTable.Cell.number("")
    mean.isFirst = true
    mean.content = [.tag(.strong, content: .text(numbers.mean(series, unit)))]
    return [
      mean, .number(numbers.range(series.quantiles, unit) ?? "–"), .number(numbers.format.error(centre.standardError, unit: unit)),
    ]
  }

  // MARK: - Differences

  /// A table of every pair, the pairs against the first road first.
  var differences: [HTMLNode] {
    let references = summary.differences.map(\.against).unique
    return references.flatMap { reference -> [HTMLNode] in
      var table = ReportTable(
        "Against \(reference), future by future",
        [
          .init("Quantity"), .init("Road"), .init("Unit"), .number("difference"), .number("5–95 %"), .number("sim. error"),
          .number("higher in"), .number("equal in"),
        ], hidesCaption: true)
      for row in rows {
        let found = summary.differences.filter { $0.output == row.output && $0.period == row.period && $0.against == reference }
        let largest = found.map { abs($0.difference.value) }.max() ?? 0
        for (index, series) in found.enumerated() {
          let head: [ReportTable.Cell] = index == 0 ? [.head(.text(words(row)), rows: found.count)] : []
          table.add(head + cells(series, DisplayUnit(series.unit, largest: largest)))
        }
      }
      return table.rows.isEmpty ? [] : [.heading("Against \(reference)"), table.node]
    }
  }

  private func cells(_ series: DifferenceSeries, _ unit: DisplayUnit) -> [ReportTable.Cell] {
    var equal = "–"
    if let above = series.shareAbove, let below = series.shareBelow {
      let share = max(0, 1 - above.value - below.value)
      equal = numbers.share(Estimate(share < 1e-12 ? 0 : share, standardError: above.standardError))
    }
    return [
      .init(.text(series.scenario)), .init(.text(unit.label)), .number(numbers.signed(series, unit)),
      .number(numbers.range(series.quantiles, unit, signed: true) ?? "–"),
      .number(numbers.format.error(series.difference.standardError, unit: unit)),
      .number(series.shareAbove.map(numbers.share) ?? "–"), .number(equal),
    ]
  }

  // MARK: - Questions

  var questions: [HTMLNode] {
    let names = summary.tables.flatMap { $0.series.map(\.output) }.filter { $0.hasPrefix("question.") }.unique
    guard !names.isEmpty else { return [] }
    var table = ReportTable(
      "Probability of each question", groups: summary.names.count > 1 ? [.init("")] + summary.names.map { .init($0, columns: 2) } : [],
      [ReportTable.Head("Question")] + summary.names.flatMap { _ in [first("probability"), .number("sim. error")] },
      hidesCaption: true)
    for name in names {
      let cells = summary.tables.flatMap { table -> [ReportTable.Cell] in
        guard let found = table.series.first(where: { $0.output == name })?.probability else { return ["–", "–"] }
        var share = ReportTable.Cell.number(numbers.share(found))
        share.isFirst = true
        return [share, .number(numbers.format.error(found.standardError, unit: .percent))]
      }
      table.add(
        [
          .head(
            .text(summary.words.name(of: name).capitalisedFirst), .tag(.br), .tag(.small, content: .text(ReportQuestion(name, view).words)))
        ] + cells)
    }
    return [table.node]
  }

  // MARK: - What explains the spread

  /// - Parameter drivers: of one output each, with the road in words.
  func drivers(_ drivers: [(what: String, drivers: Drivers)]) -> [HTMLNode] {
    drivers.flatMap { what, drivers -> [HTMLNode] in
      var table = ReportTable(
        what, [.init("Setting"), .init("What it means"), .number("share of the spread"), .number("sim. error"), .init("")])
      for share in drivers.shares {
        let meaning = view.settings.first { $0.key == share.key }?.meaning ?? ""
        table.add([
          .head(.link(ReportAnchor("setting", share.key), .code(share.key))), .init(.text(meaning)), .number(percent(share.share.value)),
          .number(error(share.share.standardError)), .init(bar(share.share.value)),
        ])
      }
      if let rest = drivers.rest {
        table.add([
          .head(.text("the rest")), "all other settings, luck, and settings acting together", .number(percent(rest.value)),
          .number(error(rest.standardError)), .init(bar(rest.value)),
        ])
      }
      return [table.node]
    }
  }

  private func percent(_ share: Double) -> String { numbers.format.number(share, place: -2, power: -2) + "\u{A0}%" }

  private func error(_ error: Double?) -> String {
    guard let error else { return "" }
    return error < 0.005 ? "below 0.5\u{A0}%" : "±\(numbers.format.number(error, place: -2, power: -2))\u{A0}%"
  }

  /// A bar as long as the share; the number stands beside it.
  private func bar(_ share: Double) -> HTMLNode {
    let width = numbers.format.number(min(1, max(0, share)), place: -3, power: -2)
    return .tag(.div, .class("bar"), .hidden, content: .tag(.div, .style("width:\(width)%"), content: ""))
  }

  /// The words for a row, and below them what it means.
  private func quantity(_ row: ComparisonSummary.Row) -> [HTMLNode] {
    guard let meaning = view.meanings[row.output], meaning.lowercased() != words(row).lowercased() else { return [.text(words(row))] }
    return [.text(words(row)), .tag(.br), .tag(.small, content: .text(meaning))]
  }

  private func first(_ text: String) -> ReportTable.Head {
    var head = ReportTable.Head.number(text)
    head.isFirst = true
    return head
  }

  /// The words for a row; a part of the row above is set in.
  private func words(_ row: ComparisonSummary.Row) -> String {
    let name = summary.words.name(of: row.output, in: row.period), plain = name.trimmedAtStart
    return name == plain ? name : "\u{2003}" + plain
  }
}
