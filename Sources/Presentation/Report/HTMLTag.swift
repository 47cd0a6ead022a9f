/// The elements that a report is made of. None of them can load anything.
enum HTMLTag: String, Sendable {
  case a, abbr, article, body, caption, code, dd, details, div, dl, dt, em, figcaption, figure, footer, h1, h2, h3, h4, head, header
  case html, li, main, nav, ol, p, pre, section, small, span, strong, summary, table, tbody, td, th, thead, title, tr, ul
  case br, meta

  /// Elements that have no content and no end tag (HTML Living Standard, 13.1.2).
  var isVoid: Bool { self == .br || self == .meta }

  /// Elements after which a line may break in the file without a space appearing on the page.
  var isBlock: Bool {
    switch self {
    case .a, .abbr, .code, .em, .small, .span, .strong, .br: false
    default: true
    }
  }
}
