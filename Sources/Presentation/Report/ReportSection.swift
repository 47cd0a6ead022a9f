/// One part of a report under its heading.
struct ReportSection: Sendable {
  var anchor: ReportAnchor
  var title: String
  var content: [HTMLNode]

  /// - Parameter key: what links lead to.
  init(_ key: String, _ title: String, _ content: [HTMLNode]) {
    anchor = ReportAnchor(key)
    self.title = title
    self.content = content
  }

  var node: HTMLNode {
    let heading = ReportAnchor("heading", anchor.id)
    return .tag(
      .section, .id(anchor), .labelledBy(heading), content: [.tag(.h2, .id(heading), content: .text(title))] + content)
  }
}

extension HTMLNode {
  /// Running text.
  static func paragraph(_ content: HTMLNode...) -> HTMLNode { .element(.p, [], content) }

  /// A heading below a section's.
  static func heading(_ text: String) -> HTMLNode { .element(.h3, [], [.text(text)]) }

  /// What is folded away until it is asked for.
  static func folded(_ summary: String, _ content: [HTMLNode]) -> HTMLNode {
    .element(.details, [], [.element(.summary, [], [.text(summary)])] + content)
  }

  /// A list with a point for each.
  static func list(_ points: [[HTMLNode]]) -> HTMLNode { .element(.ul, [], points.map { .element(.li, [], $0) }) }

  /// Pieces with something between.
  static func joined(_ pieces: [HTMLNode], _ separator: String = ", ") -> [HTMLNode] {
    pieces.enumerated().flatMap { $0.offset == 0 ? [$0.element] : [.text(separator), $0.element] }
  }
}
