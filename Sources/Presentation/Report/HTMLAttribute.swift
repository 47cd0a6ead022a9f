/// An attribute of an element; its value is escaped when the page is written.
///
/// Links lead within the page only: there is no attribute that could load anything or run a script.
enum HTMLAttribute: Sendable, Hashable {
  case id(ReportAnchor)
  case link(ReportAnchor)
  case style(String)
  case `class`(String)
  case role(String)
  case label(String)
  case labelledBy(ReportAnchor)
  case hidden
  /// Within reach of the keyboard, in the order of the page.
  case focusable
  case scope(String)
  case columns(Int)
  case rows(Int)
  case language(String)
  case name(String)
  case content(String)
  case charset(String)

  /// The attribute's name and its value, not yet escaped.
  var parts: (name: String, value: String) {
    switch self {
    case .id(let anchor): ("id", anchor.id)
    case .link(let anchor): ("href", "#" + anchor.id)
    case .style(let text): ("style", text)
    case .class(let text): ("class", text)
    case .role(let text): ("role", text)
    case .label(let text): ("aria-label", text)
    case .labelledBy(let anchor): ("aria-labelledby", anchor.id)
    case .hidden: ("aria-hidden", "true")
    case .focusable: ("tabindex", "0")
    case .scope(let text): ("scope", text)
    case .columns(let count): ("colspan", String(count))
    case .rows(let count): ("rowspan", String(count))
    case .language(let text): ("lang", text)
    case .name(let text): ("name", text)
    case .content(let text): ("content", text)
    case .charset(let text): ("charset", text)
    }
  }
}
