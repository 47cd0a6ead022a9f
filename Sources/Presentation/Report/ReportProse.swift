import ScenarioEngine

/// The question of a report and its answer, in sentences made of the results.
struct ReportProse: Sendable {
  private let view: ReportView
  private let numbers = ReportNumbers()
  private let rows: [ComparisonSummary.Row]

  init(_ view: ReportView) {
    self.view = view
    rows = ComparisonSummary.headlineRows(of: view.summary.tables)
  }

  /// The row by which roads are ranked: the value to the owner, or else the first of the table.
  var leading: ComparisonSummary.Row? { rows.first { $0.output == "ownership.value_to_owner" } ?? rows.first }

  /// What was asked, one sentence.
  var question: String {
    let roads = zip(view.summary.names, view.roads).map { "\($0) (“\($1.title)”)" }
    guard roads.count > 1 else { return "What follows for users, money and the owner under \(roads.first ?? "")?" }
    guard let leading else { return "What follows under \(CompareScreen.list(roads))?" }
    let names = roads.dropLast().joined(separator: ", ") + " or " + roads[roads.count - 1]
    let what =
      leading.output == "ownership.value_to_owner"
      ? "leaves the owner with most" : "ends with the highest \(words(leading).lowercasedFirst)"
    return "Which of these roads \(what), by how much, and how sure is that: \(names)?"
  }

  /// The answer, sentence by sentence, the most important first.
  var answer: [String] {
    guard let leading else { return ["No quantity that a report could rank was simulated."] }
    return (view.roads.count > 1 ? ranked(leading) : [alone(leading)]).filter { !$0.isEmpty }
  }

  /// What belongs beside the answer: other quantities, what matters most, and how likely the roads are held to be.
  var context: [String] { ((leading.map(others) ?? []) + [driver, odds].compactMap { $0 }).filter { !$0.isEmpty } }

  // MARK: - One road

  private func alone(_ row: ComparisonSummary.Row) -> String {
    guard let series = series(row)[0] else { return "" }
    let unit = numbers.unit(of: [series])
    let mean = numbers.with(numbers.mean(series, unit), unit)
    guard let range = numbers.range(series.quantiles, unit) else { return "\(words(row)): \(mean)." }
    if series.quantiles.first?.value == series.quantiles.last?.value { return "\(words(row)): \(mean), in nearly every future." }
    let middle = numbers.median(series, unit).map { "; half of the futures end above \($0)" } ?? ""
    return "\(words(row)): \(mean) on average; nine futures of ten lie in \(range)\(middle)."
  }

  // MARK: - Several roads

  /// Who ends highest, by how much, how surely; without ranks where rows cannot be compared.
  private func ranked(_ row: ComparisonSummary.Row) -> [String] {
    let found = series(row)
    let present = found.indices.filter { found[$0]?.mean != nil }
    let unit = numbers.unit(of: found.compactMap { $0 })
    func value(_ index: Int) -> Double { found[index]?.mean?.value ?? 0 }
    func said(_ index: Int, unit own: DisplayUnit, explains: Bool = false) -> String {
      guard let series = found[index] else { return "" }
      let range = numbers.range(series.quantiles, own).map { explains ? " on average (nine futures of ten: \($0))" : " (\($0))" } ?? ""
      return numbers.with(numbers.mean(series, own), own) + range
    }
    let units = Set(present.compactMap { found[$0]?.unit })
    let order = present.sorted { (value($0), -$0) > (value($1), -$1) }
    guard order.count > 1, units.count == 1, let margin = margin(row, order[0], order[1]) else {
      let all = present.map { index in "\(name(index)) \(said(index, unit: numbers.unit(of: [found[index]].compactMap { $0 })))" }
      return [
        "\(words(row)), on average and in nine futures of ten: \(CompareScreen.list(all)). They cannot be ranked: \(whyUnranked(units))."
      ]
    }
    let ties = order.filter { isSame(row, order[0], $0) }
    if ties.count == order.count {
      return ["\(words(row)) is the same on every road, in every future: \(said(order[0], unit: unit))."]
    }
    let rest = order.filter { !ties.contains($0) }
    let next = rest.map { "\(name($0)) with \(said($0, unit: unit))" }
    var sentences = [
      "\(words(row)) is highest on \(CompareScreen.list(ties.map(name))): \(said(order[0], unit: unit, explains: true)).",
      "\(rest.count > 1 ? "Then come" : "Then comes") \(CompareScreen.list(next)).",
    ]
    sentences += rest.compactMap { other in self.margin(row, order[0], other).map { sentence($0, order[0], other, unit) } }
    let nearest = ties.count == 1 ? margin : self.margin(row, order[0], rest[0]) ?? margin
    sentences.append(errorSentence(nearest, unit, of: rest.count > 1 ? "the first difference" : "that difference"))
    return sentences
  }

  private func whyUnranked(_ units: Set<String>) -> String {
    units.count > 1 ? "they count in different currencies" : "their horizons differ"
  }

  /// The difference of two roads, from the first's side.
  private struct Margin {
    var difference: Estimate
    var quantiles: [Estimate]
    var above: Estimate
    var below: Estimate
  }

  private func margin(_ row: ComparisonSummary.Row, _ first: Int, _ second: Int) -> Margin? {
    let names = view.summary.names
    for series in view.summary.differences where series.output == row.output && series.period == row.period && series.paired {
      guard let above = series.shareAbove, let below = series.shareBelow else { continue }
      if series.scenario == names[first], series.against == names[second] {
        return Margin(difference: series.difference, quantiles: series.quantiles, above: above, below: below)
      }
      if series.scenario == names[second], series.against == names[first] {
        func negative(_ estimate: Estimate) -> Estimate { Estimate(-estimate.value, standardError: estimate.standardError) }
        return Margin(
          difference: negative(series.difference), quantiles: series.quantiles.reversed().map(negative), above: below, below: above)
      }
    }
    return nil
  }

  private func isSame(_ row: ComparisonSummary.Row, _ first: Int, _ second: Int) -> Bool {
    if first == second { return true }
    guard let margin = margin(row, first, second) else { return false }
    return margin.above.value == 0 && margin.below.value == 0
  }

  private func sentence(_ margin: Margin, _ first: Int, _ second: Int, _ unit: DisplayUnit) -> String {
    let by = numbers.with(amount(margin.difference, margin.quantiles, unit), unit)
    let range = numbers.range(margin.quantiles, unit, signed: true).map { "; nine differences of ten lie in \($0)" } ?? ""
    let (a, b) = (name(first), name(second))
    if margin.above.value == 1 {
      return "\(a.capitalisedFirst) ends above \(b) in \(every), by \(by) on average\(range)."
    }
    let equal = max(0, 1 - margin.above.value - margin.below.value)
    let ties = equal > 0.000_5 ? " and equal in \(numbers.roundShare(Estimate(equal, standardError: margin.above.standardError)))" : ""
    let share = numbers.roundShare(margin.above) + " of the futures" + ties
    if isUnresolved(margin) {
      return "The simulation cannot tell \(a) and \(b) apart: their means lie \(by) apart, and \(a) is higher in \(share)."
    }
    let start = "\(a.capitalisedFirst) ends above \(b) by \(by) on average"
    // Of the futures in which they differ.
    switch margin.above.value / max(margin.above.value + margin.below.value, .leastNormalMagnitude) {
    case 0.95...: return "\(start), and is higher in \(share)\(range)."
    case 0.6..<0.95: return "\(start), but not surely: it is higher in \(share)\(range)."
    case 0.5..<0.6: return "\(start), but which is higher is close to a coin’s toss: \(a) is, in \(share)\(range)."
    default:
      return "\(start), yet it is higher in only \(share): large gains in some futures outweigh losses in more of them\(range)."
    }
  }

  /// Whether the means differ by no more than two of their difference's standard errors.
  private func isUnresolved(_ margin: Margin) -> Bool {
    abs(margin.difference.value) <= 2 * (margin.difference.standardError ?? 0)
  }

  private func errorSentence(_ margin: Margin, _ unit: DisplayUnit, of what: String) -> String {
    guard let error = margin.difference.standardError, error > 0 else { return "" }
    let text = numbers.with(numbers.format.error(error, unit: unit), unit)
    if isUnresolved(margin) { return "The simulation’s own error of \(what) is \(text): more futures (--paths) would narrow it." }
    return "More computing would not change this: the simulation’s own error of \(what) is \(text). What is left is what nobody knows."
  }

  private func amount(_ difference: Estimate, _ quantiles: [Estimate], _ unit: DisplayUnit) -> String {
    let ends = ScreenText.ends(quantiles)
    let largest = max(abs(difference.value), ends.map { max(abs($0.low.value), abs($0.high.value)) } ?? 0)
    return numbers.format.number(abs(difference.value), place: ScreenText.place(difference, largest: largest), power: unit.power)
  }

  // MARK: - Around the answer

  /// Users and revenue, a sentence for each.
  private func others(than leading: ComparisonSummary.Row) -> [String] {
    let wanted = ["user_growth.monthly_users", "ad_revenue.revenue"]
    return rows.filter { $0 != leading && wanted.contains($0.output) }.map { row in
      let found = series(row)
      let parts = found.indices.compactMap { index -> String? in
        guard let series = found[index] else { return nil }
        let unit = numbers.unit(of: found.compactMap { $0 }.filter { $0.unit == series.unit })
        let range = numbers.range(series.quantiles, unit).map { $0 == "0" ? "" : " (\($0))" } ?? ""
        let value = numbers.with(numbers.mean(series, unit), unit) + range
        return found.count > 1 ? "\(name(index)) \(value)" : value
      }
      return parts.isEmpty ? "" : "\(words(row)): \(CompareScreen.list(parts))."
    }
  }

  /// The setting that explains most of the spread of the answer.
  private var driver: String? {
    let drivers = view.roads.count > 1 ? view.summary.drivers : view.roads.first?.drivers ?? []
    guard let found = drivers.first, let top = found.shares.first else { return nil }
    let meaning = view.settings.first { $0.key == top.key }?.meaning ?? ""
    let of = found.against.map { " between \(found.scenario ?? "") and \($0)" } ?? ""
    let what = found.against == nil ? "spread of that value" : "spread of the difference\(of)"
    let share = numbers.format.number(top.share.value, place: -2, power: -2)
    let name = meaning.isEmpty ? top.key : "the \(meaning) (\(top.key))"
    return "The assumption that matters most is \(name): it alone explains \(share)\u{A0}% of the \(what)."
  }

  private var odds: String? {
    if view.roads.count == 1, view.roads[0].name == "baseline" { return nil }
    let condition = view.roads.count > 1 ? "Each road says what follows if it is taken, not that it will be." : nil
    guard let odds = view.summary.odds, !odds.shares.isEmpty else { return condition }
    let parts = odds.shares.map { "\($0.name) \(numbers.format.number($0.probability, place: -2, power: -2))\u{A0}%" }
    let opening = condition ?? "A road says what follows if it is taken, not that it will be."
    return opening + " How likely the legal states are held to be is a judgement (\(odds.place)): \(parts.joined(separator: ", "))."
  }

  // MARK: - Words

  private var every: String {
    view.summary.paths == 1 ? "the only future" : "every one of the \(numbers.format.count(view.summary.paths)) futures"
  }
  private func name(_ index: Int) -> String { view.summary.names[index] }
  private func words(_ row: ComparisonSummary.Row) -> String { view.summary.words.name(of: row.output, in: row.period).trimmedAtStart }
  private func series(_ row: ComparisonSummary.Row) -> [ResultSeries?] {
    view.summary.tables.map { table in table.series.first { $0.output == row.output && $0.period == row.period } }
  }
}

extension String {
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
