import ScenarioEngine

/// The page of a report: one HTML file with its style and drawings, which loads nothing and runs nothing.
public struct ReportPage: Sendable {
  /// Stands in every report, so that a file can be known as one.
  public static let generator = "crossroads report"

  let view: ReportView
  private let prose: ReportProse
  private let results: ReportResults
  private let charts: ReportCharts
  private let numbers = ReportNumbers()
  private var summary: ComparisonSummary { view.summary }

  init(_ view: ReportView) {
    self.view = view
    prose = ReportProse(view)
    results = ReportResults(view: view)
    charts = ReportCharts(view: view)
  }

  /// The text of the file.
  public static func text(_ view: ReportView) -> String { HTMLNode.page(ReportPage(view).root) }

  /// Whether the first bytes of a file are those of a report.
  public static func isReport(_ bytes: some Sequence<UInt8>) -> Bool {
    let start = String(decoding: Array(bytes.prefix(600)), as: UTF8.self)
    return start.hasPrefix("<!doctype html>") && start.contains("content=\"\(generator)")
  }

  private var title: String {
    if let headline = summary.headline { return headline }
    if view.roads.count == 1 { return view.roads[0].title }
    return CompareScreen.list(summary.names.dropFirst().map { $0 }) + " against " + (summary.names.first ?? "")
  }

  private var root: HTMLNode {
    let sections = self.sections
    let head = HTMLNode.tag(
      .head, content: .tag(.meta, .charset("utf-8")), .tag(.meta, .name("generator"), .content("\(ReportPage.generator) \(view.version)")),
      .tag(.meta, .name("viewport"), .content("width=device-width, initial-scale=1")),
      .tag(.meta, .name("color-scheme"), .content("light dark")), .tag(.title, content: .text("\(title) · crossroads report")),
      .styleSheet(SVGStyle.sheet + ReportStyle.sheet))
    let contents = HTMLNode.tag(
      .nav, .label("Contents"),
      content: .tag(.h2, .class("unseen"), content: "Contents"),
      .element(.ol, [], sections.map { .tag(.li, content: .link($0.anchor, .text($0.title))) }))
    let body = HTMLNode.tag(
      .body, content: .element(.a, [.class("skip"), .link(sections[0].anchor)], ["Skip to the answer"]), header, contents,
      .element(.main, [], sections.map(\.node)), footer)
    return .tag(.html, .language("en"), content: head, body)
  }

  private var header: HTMLNode {
    let counted = "\(numbers.format.count(summary.paths, "future"))\(view.roads.count > 1 ? " each, the same luck on every road" : "")"
    let facts = [summary.evidenceTo.map { "evidence to \($0)" }, "horizon \(summary.horizon)", counted].compactMap { $0 }
    return .tag(
      .header, content: .tag(.p, .class("kind"), content: "Crossroads report"), .tag(.h1, content: .text(title)),
      .tag(.p, .class("facts"), content: .text(facts.joined(separator: " · "))))
  }

  private var footer: HTMLNode {
    .tag(
      .footer,
      content: .paragraph(
        .text("Made by crossroads \(view.version). It says what follows from stated assumptions; it is no advice on law or investment.")))
  }

  // MARK: - Sections

  /// Those that have something to show.
  private var sections: [ReportSection] {
    let many = view.roads.count > 1
    let settings = ReportSettings(view: view), evidence = ReportEvidence(view: view)
    let all: [ReportSection] = [
      ReportSection("answer", "The question and the answer", answer),
      ReportSection("asked", "What was asked and assumed", asked),
      ReportSection("side-by-side", many ? "The roads side by side" : "The results at a glance", sideBySide),
      ReportSection("time", many ? "How the roads unfold" : "How it unfolds", charts.fans),
      ReportSection("fork", "The fork", charts.fork),
      ReportSection("questions", "Probability of each question", questions),
      ReportSection("differences", "The roads against each other, future by future", differences),
      ReportSection("drivers", "What explains the spread", drivers),
      ReportSection("changed", "What was changed, and from what", settings.changes),
      ReportSection("settings", "Where every number comes from", origins + settings.everySetting),
      ReportSection("check", "Evidence check", evidence.check),
      ReportSection("reading", "How to read this report", ReportGuide.content(currencies: view.roads.map(\.currency).unique)),
      ReportSection("evidence", "Evidence appendix", evidence.appendix),
      ReportSection("record", "How to make these numbers again", ReportRecord(view: view).content),
    ]
    return all.filter { !$0.content.isEmpty }
  }

  private var answer: [HTMLNode] {
    let sentences = prose.answer
    let text: [HTMLNode] = [
      .tag(.p, .class("question"), content: .text(prose.question)),
      .tag(
        .p, .class("answer"), content: .tag(.strong, content: .text(sentences[0])),
        .text(" " + sentences.dropFirst().joined(separator: " "))),
      .list(prose.context.map { [.text($0)] }),
    ]
    return [.tag(.div, .class("lead"), content: [.element(.div, [], text)] + charts.value)]
  }

  private var asked: [HTMLNode] {
    let roads = zip(summary.names, view.roads).map { name, road -> [HTMLNode] in
      [.tag(.strong, content: .text(name)), .text(" – \(road.title). \(road.about)")]
    }
    let luck = view.roads.count > 1 ? " The same luck is drawn on every road, so what differs between them is what their settings do." : ""
    let each = view.roads.count > 1 ? " for each road" : ""
    let evidence = summary.evidenceTo.map { " No fact after \($0) was used." } ?? ""
    var nodes: [HTMLNode] = [
      .list(roads),
      .paragraph(
        .text(
          "\(numbers.format.count(summary.paths, "future")) of \(summary.horizon) \(summary.paths == 1 ? "was" : "were") simulated month by month\(each).\(luck)\(evidence) "
            + summary.foot)),
    ]
    nodes += summary.notes.map { .paragraph(.text($0)) }
    let settings = ReportSettings(view: view).differing
    if view.roads.count > 1 { nodes += [.heading("Settings in which the roads differ")] + settings }
    return nodes
  }

  private var sideBySide: [HTMLNode] {
    let table = results.sideBySide
    guard !table.isEmpty else { return [] }
    return [
      .paragraph(
        .text(
          "The mean of all futures; the span in which nine futures of ten lie (5–95 %), which is what nobody knows about the world; and the "
            + "simulation’s own error (sim. error), which more futures would remove. "), .link(ReportAnchor("reading"), "How to read"), ".")
    ] + table
  }

  private var questions: [HTMLNode] {
    let table = results.questions
    guard !table.isEmpty else { return [] }
    return [.paragraph("Events with a date that happen or do not, and the share of futures in which they do.")] + table
  }

  private var differences: [HTMLNode] {
    let tables = results.differences
    guard !tables.isEmpty else { return [] }
    return [
      .paragraph(
        .text(
          "Each future is simulated on every road with the same luck, and the difference is taken within the future. So the span of a difference "
            + "is that of nine differences of ten, not the difference of two spans, and “higher in” counts the futures in which the road named "
            + "ends higher."))
    ] + charts.differences + tables
  }

  private var drivers: [HTMLNode] {
    func what(_ drivers: Drivers) -> String { summary.words.name(of: drivers.output, in: drivers.period).trimmedAtStart }
    var found = summary.drivers.map { (what: "\(what($0)): \($0.scenario ?? "") against \($0.against ?? "")", drivers: $0) }
    for (name, road) in zip(summary.names, view.roads) {
      found += road.drivers.map { (what: view.roads.count > 1 ? "\(what($0)): \(name)" : what($0), drivers: $0) }
    }
    guard !found.isEmpty else { return [] }
    return [
      .paragraph(
        .text(
          "The share of the spread that one setting explains alone: how much narrower the range would be, in terms of variance, if that one number "
            + "were known. To learn more where it pays, begin at the top."))
    ] + results.drivers(found)
  }

  private var origins: [HTMLNode] {
    [
      .paragraph(
        "Every setting has its file and line, and an origin: facts of the evidence ledger, which link to the ",
        .link(ReportAnchor("evidence"), "appendix"), ", or a judgement with its reason, or both.")
    ]
  }
}
