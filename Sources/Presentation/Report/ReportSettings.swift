import ScenarioEngine

/// Where every number comes from: settings that differ, what each road changes, every setting in effect, and the facts behind them.
struct ReportSettings: Sendable {
  let view: ReportView
  private let numbers = ReportNumbers()

  // MARK: - What differs and what was changed

  /// The settings in which the roads differ, a column for each road.
  var differing: [HTMLNode] {
    let found = view.settings.filter { setting in setting.values.contains { $0?.value != setting.values[0]?.value } }
    guard view.roads.count > 1 else { return [] }
    guard !found.isEmpty else { return [.paragraph("The roads have the same settings.")] }
    var table = ReportTable(
      "Settings in which the roads differ", [.init("Setting")] + view.summary.names.map { .init($0) }, hidesCaption: true)
    for setting in found {
      table.add([.head(link(setting.key), .tag(.br), .tag(.small, content: .text(setting.meaning)))] + setting.values.map(cell))
    }
    return [table.node]
  }

  private func cell(_ row: ShowScreen.Row?) -> ReportTable.Cell {
    guard let row else { return "not set" }
    let hidesUnit = row.fit != nil || row.unit.isEmpty || row.value.hasSuffix(row.unit)
    let unit: [HTMLNode] = hidesUnit ? [] : [" ", .tag(.small, content: .text(row.unit))]
    return .init([.text(row.value)] + unit + [.tag(.br), .tag(.small, content: .text(place(row)))])
  }

  /// What each road sets otherwise than its parents.
  var changes: [HTMLNode] {
    zip(view.summary.names, view.roads).flatMap { name, road -> [HTMLNode] in
      var nodes = [HTMLNode.heading("\(name): what it changes")]
      let parents =
        road.parents.isEmpty ? "It has no parents: it sets every parameter." : "Its parents: \(CompareScreen.list(road.parents))."
      guard let changes = road.changes else {
        let why = " Its files have changed since its result was made, so what the parents said is not shown."
        return nodes + [.paragraph(.text(parents + why))]
      }
      nodes.append(.paragraph(.text(parents)))
      if changes.isEmpty || road.parents.isEmpty {
        if !road.parents.isEmpty { nodes.append(.paragraph("It changes no setting.")) }
        return nodes
      }
      var table = ReportTable(
        "What \(name) changes", [.init("Setting"), .init("Value"), .init("Its parents say"), .init("Unit"), .init("Where"), .init("Why")],
        hidesCaption: true)
      for row in changes {
        table.add([
          .head(link(row.key)), .init(.text(row.value)), .init(.text(row.before ?? "not set")), .init(.text(row.unit)),
          .init(.text(place(row))), .init(origin(row)),
        ])
      }
      nodes.append(table.node)
      if !road.removed.isEmpty { nodes.append(.paragraph(.text("Taken away: \(road.removed.joined(separator: ", "))."))) }
      return nodes
    }
  }

  // MARK: - Every setting

  /// Every setting in effect, with a line for each value that the roads give it.
  var everySetting: [HTMLNode] {
    var table = ReportTable(
      "Every setting in effect",
      [.init("Setting")] + (view.roads.count > 1 ? [.init("Road")] : []) + [
        .init("Value"), .init("Unit"), .init("What it means"), .init("Where"), .init("Origin"),
      ], hidesCaption: true)
    for setting in view.settings {
      var merged: [(names: [String], row: ShowScreen.Row?)] = []
      for (name, row) in zip(view.summary.names, setting.values) {
        if let index = merged.firstIndex(where: { $0.row == row }) {
          merged[index].names.append(name)
        } else {
          merged.append(([name], row))
        }
      }
      for (index, (names, row)) in merged.enumerated() {
        let head: [ReportTable.Cell] =
          index == 0 ? [.head(.code(setting.key), rows: merged.count, anchor: ReportAnchor("setting", setting.key))] : []
        let who: [ReportTable.Cell] =
          view.roads.count > 1 ? [.init(.text(names.count == view.roads.count ? "all" : names.joined(separator: ", ")))] : []
        table.add(
          head + who + [
            .init(.text(row?.value ?? "not set")), .init(.text(row?.unit ?? "")), .init(.text(index == 0 ? setting.meaning : "")),
            .init(.text(row.map(place) ?? "")), .init(row.map(origin) ?? []),
          ])
      }
    }
    let count = numbers.format.count(view.settings.count)
    return [.folded("All \(count) settings in effect, with file, line and origin", [table.node])]
  }

  private func link(_ key: String) -> HTMLNode {
    view.settings.contains { $0.key == key } ? .link(ReportAnchor("setting", key), .code(key)) : .code(key)
  }

  private func place(_ row: ShowScreen.Row) -> String { row.file == "--set" ? row.file : "\(row.file):\(row.line)" }

  /// The reason, and the facts as links.
  private func origin(_ row: ShowScreen.Row) -> [HTMLNode] {
    if row.origin.isEmpty { return [.text(row.originText)] }
    let sources = HTMLNode.joined(row.origin.sources.map(link(fact:)))
    let judgement = row.origin.judgement.map { [HTMLNode.text("judgement: " + $0)] } ?? []
    if sources.isEmpty { return judgement }
    return judgement + [.text(judgement.isEmpty ? "evidence: " : "; evidence: ")] + sources
  }

  /// A link to a fact of the appendix, where it stands there.
  func link(fact id: String) -> HTMLNode {
    view.evidence.contains { $0.fact.id == id } ? .link(ReportAnchor("fact", id), .text(id)) : .text(id)
  }
}
