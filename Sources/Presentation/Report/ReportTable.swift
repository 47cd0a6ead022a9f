/// A table of a report, in a box of its own that scrolls where the screen is narrow.
struct ReportTable: Sendable {
  struct Head: Sendable {
    var text: String
    var columns = 1
    var isNumber = false
    /// Begins a group of columns.
    var isFirst = false
    init(_ text: String, columns: Int = 1, isNumber: Bool = false) {
      self.text = text
      self.columns = columns
      self.isNumber = isNumber
    }
    /// Above a column of numbers.
    static func number(_ text: String) -> Head { Head(text, isNumber: true) }
  }

  struct Cell: Sendable, ExpressibleByStringInterpolation {
    var content: [HTMLNode]
    var isNumber = false
    /// Names the row, for those who hear the table.
    var isHead = false
    var rows = 1
    var anchor: ReportAnchor?
    /// Begins a group of columns.
    var isFirst = false
    init(_ content: [HTMLNode]) { self.content = content }
    init(_ content: HTMLNode...) { self.content = content }
    init(stringLiteral value: String) { content = [.text(value)] }

    static func number(_ text: String) -> Cell {
      var cell = Cell(.text(text))
      cell.isNumber = true
      return cell
    }
    static func head(_ content: HTMLNode..., rows: Int = 1, anchor: ReportAnchor? = nil) -> Cell {
      head(content, rows: rows, anchor: anchor)
    }
    static func head(_ content: [HTMLNode], rows: Int = 1, anchor: ReportAnchor? = nil) -> Cell {
      var cell = Cell(content)
      (cell.isHead, cell.rows, cell.anchor) = (true, rows, anchor)
      return cell
    }
  }

  var caption: String
  /// Groups of columns above the heads: a head for each column, or nothing.
  var groups: [Head] = []
  var heads: [Head]
  var rows: [[Cell]] = []
  /// Stands in the box with the table's name but is not shown: a heading says the same.
  var hidesCaption = false

  init(_ caption: String, groups: [Head] = [], _ heads: [Head], hidesCaption: Bool = false) {
    self.caption = caption
    self.groups = groups
    self.heads = heads
    self.hidesCaption = hidesCaption
  }

  mutating func add(_ cells: [Cell]) { rows.append(cells) }

  var node: HTMLNode {
    var head = [HTMLNode]()
    if !groups.isEmpty { head.append(.element(.tr, [], groups.map { node($0, scope: "colgroup") })) }
    head.append(.element(.tr, [], heads.map { node($0, scope: "col") }))
    let caption = HTMLNode.element(.caption, hidesCaption ? [.class("unseen")] : [], [.text(caption)])
    let table = HTMLNode.tag(
      .table,
      content: [caption, .element(.thead, [], head), .element(.tbody, [], rows.map { .element(.tr, [], $0.map(node)) })])
    return .tag(.div, .class("scroll"), .role("region"), .focusable, .label(self.caption), content: table)
  }

  private func node(_ head: Head, scope: String) -> HTMLNode {
    if head.text.isEmpty { return .element(.td, head.columns > 1 ? [.columns(head.columns)] : [], []) }
    var attributes: [HTMLAttribute] = [.scope(scope)]
    if head.columns > 1 { attributes.append(.columns(head.columns)) }
    let names = [head.isNumber ? "number" : nil, scope == "colgroup" ? "group" : nil, head.isFirst ? "first" : nil].compactMap { $0 }
    if !names.isEmpty { attributes.append(.class(names.joined(separator: " "))) }
    return .element(.th, attributes, [.text(head.text)])
  }

  private func node(_ cell: Cell) -> HTMLNode {
    var attributes: [HTMLAttribute] = []
    if let anchor = cell.anchor { attributes.append(.id(anchor)) }
    if cell.isHead { attributes.append(.scope(cell.rows > 1 ? "rowgroup" : "row")) }
    if cell.rows > 1 { attributes.append(.rows(cell.rows)) }
    var names = [cell.isNumber ? "number" : nil, cell.isFirst ? "first" : nil].compactMap { $0 }
    // Dates and other short texts stay in one line.
    if !cell.isNumber, cell.content.count == 1, case .text(let text) = cell.content[0], text.count <= 22 { names.append("short") }
    if !names.isEmpty { attributes.append(.class(names.joined(separator: " "))) }
    return .element(cell.isHead ? .th : .td, attributes, cell.content)
  }
}
