import ScenarioEngine

/// What is needed to make a report's numbers again.
struct ReportRecord: Sendable {
  let view: ReportView

  var content: [HTMLNode] {
    let format = NumberFormat()
    let run = zip(view.summary.names, view.roads)
    var facts = ReportTable("What made this report", [.init("What"), .init("Value")], hidesCaption: true)
    facts.add([.head("Program"), "crossroads \(view.version)"])
    facts.add([
      .head("Futures for each road"), "\(format.count(view.summary.paths)), \(view.sampling) sampling, seed \(String(view.seed))",
    ])
    facts.add([.head("Linear algebra"), .init(.text(view.lapack))])
    for file in view.roads.flatMap(\.files).unique { facts.add([.head(.text(file.file)), .init("SHA-256 ", .code(file.sha256))]) }
    var nodes: [HTMLNode] = [
      .paragraph(
        "With the same program, files and library these commands give the same numbers, to the last digit, on any number of threads."),
      .tag(.pre, .focusable, .label("Commands"), content: .text(view.commands.map(\.command).joined(separator: "\n") + "\n")), facts.node,
      .paragraph(
        .text(
          "Each road’s whole record follows, as run.json holds it after its command: every setting in effect with its origin, the facts used, and "
            + "the hashes of the files and of the table. Saved beside its summary.csv, it is read by "),
        .code("crossroads compare"),
        " and ",
        .code("crossroads report"), "."),
    ]
    nodes += run.map { name, road in
      .folded("run.json of \(name)", [.tag(.pre, .class("record"), .focusable, .label("run.json of \(name)"), content: .text(road.record))])
    }
    return nodes
  }
}
