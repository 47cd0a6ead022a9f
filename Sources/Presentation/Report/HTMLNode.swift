import ScenarioEngine

/// A piece of a page. Text and values of attributes are escaped when the page is written, so that nothing that a file says becomes markup.
indirect enum HTMLNode: Sendable, ExpressibleByStringInterpolation {
  case text(String)
  case element(HTMLTag, [HTMLAttribute], [HTMLNode])
  /// The page's own style sheet: never a text from outside.
  case styleSheet(String)
  /// A drawing, which has escaped its own texts.
  case drawing(String)

  init(stringLiteral value: String) { self = .text(value) }

  /// An element with its content.
  static func tag(_ tag: HTMLTag, _ attributes: HTMLAttribute..., content: [HTMLNode]) -> HTMLNode { .element(tag, attributes, content) }

  /// An element with its content.
  static func tag(_ tag: HTMLTag, _ attributes: HTMLAttribute..., content: HTMLNode...) -> HTMLNode { .element(tag, attributes, content) }

  /// A link within the page.
  static func link(_ anchor: ReportAnchor, _ content: HTMLNode...) -> HTMLNode { .element(.a, [.link(anchor)], content) }

  /// What must be typed or stands in a file letter by letter; it may break at dots, underscores and slashes.
  static func code(_ text: String) -> HTMLNode { .element(.code, [], [.text(text)]) }

  /// The markup of the piece.
  var markup: String {
    var text = ""
    write(to: &text)
    return text
  }

  /// A whole page, with the line that says what kind of document it is.
  static func page(_ root: HTMLNode) -> String { "<!doctype html>\n" + root.markup }

  private func write(to text: inout String) {
    switch self {
    case .text(let content): XMLText.append(content, quotes: false, to: &text)
    case .styleSheet(let sheet): text += "<style>\n\(sheet)</style>\n"
    case .drawing(let drawing): text += drawing
    case .element(let tag, let attributes, let content):
      text += "<" + tag.rawValue
      for attribute in attributes {
        let (name, value) = attribute.parts
        text += " \(name)=\""
        XMLText.append(value, to: &text)
        text += "\""
      }
      text += ">"
      if !tag.isVoid {
        for node in content { node.write(to: &text) }
        text += "</\(tag.rawValue)>"
      }
      if tag.isBlock { text += "\n" }
    }
  }
}
