/// What can be drawn, from values alone.
public protocol Chart: Sendable {
  /// What is shown, without the unit.
  var title: String { get }

  /// The chart on a terminal: title with unit, what is drawn, the axis, how to read it. No line is wider than the style's width, if that is
  /// 20 or more.
  func lines(_ style: TerminalStyle) -> [String]

  /// The chart as a drawing.
  ///
  /// - Parameter width: of the view box; 400 fits a phone.
  func svg(width: Double) -> SVGCanvas
}

extension Chart {
  /// The drawing at the width of a page.
  public func svg() -> SVGCanvas { svg(width: 720) }
}
