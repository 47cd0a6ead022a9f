import ScenarioEngine

/// One or more drawings that belong together, with what they show in words and the numbers behind them.
struct ReportFigure: Sendable {
  /// The width of each drawing, which fits a phone; on wider screens they stand beside each other.
  static let width = 400.0

  var title: String
  /// What to look for.
  var words: String
  var drawings: [SVGCanvas]
  var table: ReportTable

  /// Nothing where nothing is drawn.
  var nodes: [HTMLNode] {
    if drawings.isEmpty { return [] }
    let caption = HTMLNode.tag(.figcaption, content: .tag(.strong, content: .text(title)), .text(words))
    let charts = HTMLNode.tag(.div, .class("charts"), content: drawings.map { .drawing($0.text(isStandalone: false)) })
    return [.tag(.figure, content: caption, charts, .folded("The numbers behind it", [table.node]))]
  }
}
