import ScenarioEngine

/// A drawing as SVG text: shapes with classes instead of colours, so that a page's style decides, and no script.
///
/// Places are in units of the view box, from the top left, written to a tenth. All text is escaped.
public struct SVGCanvas: Sendable, Hashable {
  public let width: Double
  public let height: Double
  /// What a screen reader says first, and then.
  public let title: String
  public let description: String
  private var elements: [String] = []

  /// Which end of a text lies at its place.
  public enum Anchor: String, Sendable { case start, middle, end }

  public init(width: Double, height: Double, title: String, description: String) {
    self.width = width
    self.height = height
    self.title = title
    self.description = description
  }

  // MARK: - Drawing

  /// A line between two points.
  public mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ name: String) {
    elements.append(
      "<line class=\"\(XMLText.escaped(name))\" x1=\"\(Self.number(x1))\" y1=\"\(Self.number(y1))\" x2=\"\(Self.number(x2))\" y2=\"\(Self.number(y2))\"/>"
    )
  }

  /// A rectangle from its upper left corner.
  public mutating func rectangle(_ x: Double, _ y: Double, width: Double, height: Double, _ name: String) {
    elements.append(
      "<rect class=\"\(XMLText.escaped(name))\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(width))\" height=\"\(Self.number(height))\"/>"
    )
  }

  /// A circle about its centre.
  public mutating func circle(_ x: Double, _ y: Double, radius: Double, _ name: String) {
    elements.append(
      "<circle class=\"\(XMLText.escaped(name))\" cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"\(Self.number(radius))\"/>")
  }

  /// Straight lines through points; filled and closed, or a line.
  public mutating func path(_ points: [(x: Double, y: Double)], isClosed: Bool, _ name: String) {
    guard let first = points.first else { return }
    let rest = points.dropFirst().map { "\(Self.number($0.x)) \(Self.number($0.y))" }.joined(separator: " ")
    elements.append(
      "<path class=\"\(XMLText.escaped(name))\" d=\"M\(Self.number(first.x)) \(Self.number(first.y))\(rest.isEmpty ? "" : "L" + rest)\(isClosed ? "Z" : "")\"/>"
    )
  }

  /// A text on one line.
  public mutating func text(_ text: String, _ x: Double, _ y: Double, _ anchor: Anchor = .start, _ name: String = "label") {
    let place = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    elements.append(
      "<text class=\"\(XMLText.escaped(name))\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\"\(place)>\(XMLText.escaped(text))</text>")
  }

  // MARK: - The text

  /// The `svg` element.
  /// - Parameter isStandalone: with the style sheet inside, for a file of its own; without, for a page that has it once.
  public func text(isStandalone: Bool) -> String {
    let style = isStandalone ? ["<style>\n\(SVGStyle.sheet)</style>"] : []
    let head =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\" viewBox=\"0 0 \(Self.number(width)) \(Self.number(height))\">"
    let names = ["<title>\(XMLText.escaped(title))</title>", "<desc>\(XMLText.escaped(description))</desc>"]
    return ([head] + names + style + elements + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  /// A number to a tenth, `12.5`, without a needless `.0` and without `-0`.
  static func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "0" }
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : "", size = abs(tenths)
    return size % 10 == 0 ? "\(sign)\(size / 10)" : "\(sign)\(size / 10).\(size % 10)"
  }
}
