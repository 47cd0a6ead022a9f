import ScenarioEngine

/// The evidence of a report: the facts that settings rest on, and whether the model gives known figures again.
struct ReportEvidence: Sendable {
  let view: ReportView
  private let numbers = ReportNumbers()

  /// Facts beside the model's own figures of the same quantities; nothing where no road has any.
  var check: [HTMLNode] {
    guard view.roads.contains(where: { !$0.checks.isEmpty }) else { return [] }
    var table = ReportTable(
      "Evidence check",
      [.init("Fact")] + (view.roads.count > 1 ? [.init("Road")] : []) + [
        .init("Unit"), .number("printed"), .number("model’s median"), .number("5–95 %"), .init("Verdict"),
      ], hidesCaption: true)
    let ids = view.roads.flatMap { $0.checks.map(\.fact) }.unique
    for id in ids {
      let found = zip(view.summary.names, view.roads).compactMap { name, road in road.checks.first { $0.fact == id }.map { (name, $0) } }
      var merged: [(names: [String], row: RunSummary.EvidenceCheck)] = []
      for (name, row) in found {
        if let index = merged.firstIndex(where: { $0.row.median == row.median && $0.row.p5 == row.p5 && $0.row.p95 == row.p95 }) {
          merged[index].names.append(name)
        } else {
          merged.append(([name], row))
        }
      }
      for (index, (names, row)) in merged.enumerated() {
        let head: [ReportTable.Cell] = index == 0 ? [.head(ReportSettings(view: view).link(fact: id), rows: merged.count)] : []
        let who = names.count == view.roads.count ? "all" : names.joined(separator: ", ")
        table.add(head + (view.roads.count > 1 ? [.init(.text(who))] : []) + cells(row))
      }
    }
    return [
      .paragraph(
        .text(
          "Each of these figures was printed in a document. Beside it stands what the model says of the same quantity, so that you can see "
            + "whether it gives the known world again. A figure outside its nine futures of ten is a reason to doubt the settings near it.")
      ),
      table.node,
    ]
  }

  private func cells(_ row: RunSummary.EvidenceCheck) -> [ReportTable.Cell] {
    let unit = DisplayUnit(row.unit, largest: row.printed)
    let place = (DecimalDigits(row.median)?.exponent ?? 0) - 2
    func text(_ value: Double) -> String { numbers.format.number(value, place: place, power: unit.power) }
    let isInside = (row.p5...max(row.p5, row.p95)).contains(row.printed)
    return [
      .init(.text(unit.label)), .number(numbers.format.cut(Estimate(row.printed, standardError: 0), unit: unit)), .number(text(row.median)),
      .number("\(text(row.p5)) to \(text(row.p95))"), isInside ? "inside" : .init(.tag(.strong, content: "outside")),
    ]
  }

  /// Every fact with its document, its place there and its corrections; each is a target of links.
  var appendix: [HTMLNode] {
    guard !view.evidence.isEmpty else { return [.paragraph("No setting of these scenarios rests on a fact of the ledger.")] }
    var nodes: [HTMLNode] = [
      .paragraph(
        .text(
          "\(numbers.format.count(view.evidence.count, "fact")) \(view.evidence.count == 1 ? "stands" : "stand") behind the settings. Known since is the day on which the figure was known; "
            + "line is where it stands in the document. Where a document prints something that cannot be right, the correction and its reason are "
            + "given."))
    ]
    for group in view.evidence.map(\.fact.document).unique {
      let facts = view.evidence.filter { $0.fact.document == group }
      let document = facts.first?.document
      nodes.append(.heading(document?.title ?? group))
      if let document {
        nodes.append(
          .paragraph(
            .tag(
              .small,
              content: .text(
                "\(document.id) · \(document.kind) · \(document.language) · written \(document.dates) · trust: \(document.trust)"))))
      }
      nodes.append(table(of: facts, from: document?.title ?? group))
    }
    return nodes
  }

  private func table(of facts: [ReportView.Evidence], from title: String) -> HTMLNode {
    var table = ReportTable(
      "Facts from \(title)",
      [
        .init("Fact"), .number("figure"), .init("unit"), .init("period"), .init("kind"), .init("known since"), .init("line"),
        .init("to beware of"),
      ],
      hidesCaption: true)
    for entry in facts {
      let fact = entry.fact
      table.add([
        .head(.text(fact.id), anchor: ReportAnchor("fact", fact.id)), .number(EvidenceScreen.figure(fact, .plain)),
        .init(.text(EvidenceScreen.unit(fact).label)), .init(.text(fact.period)), .init(.text(fact.kind.replacing("_", with: " "))),
        .init(.text(fact.vintage)), .init(.text(fact.locator)), .init(remarks(entry)),
      ])
    }
    return table.node
  }

  /// Caveat, corrections, and the settings that rest on the fact.
  private func remarks(_ entry: ReportView.Evidence) -> [HTMLNode] {
    var lines: [[HTMLNode]] = entry.fact.caveat.isEmpty ? [] : [[.text(entry.fact.caveat)]]
    for correction in entry.corrections {
      let used = correction.used.map { "used as \($0)" } ?? "refused"
      lines.append([
        .tag(.strong, content: "Corrected: "),
        .text(
          "\(correction.field.rawValue) printed as \(correction.printed.isEmpty ? "nothing" : correction.printed), \(used): "
            + correction.reason),
      ])
    }
    if !entry.keys.isEmpty {
      lines.append([.text("Behind ")] + HTMLNode.joined(entry.keys.map { .link(ReportAnchor("setting", $0), .code($0)) }))
    }
    return lines.map { .element(.div, [], $0) }
  }
}
