/// The style sheet of charts drawn as SVG, for a light page and a dark one.
///
/// Series are told apart by labels and dashes too; colours are those of Okabe and Ito, which people with any colour vision can tell apart.
public enum SVGStyle {
  /// Series and states with a colour of their own; later ones begin again.
  static let colors = 10

  /// CSS rules, each for elements inside `.chart`.
  public static let sheet = """
    .chart { --ink: #1c2430; --faint: #5a6472; --grid: #dde2e8; --paper: #ffffff; --outer: #bcd6ee; --inner: #6ba3d6; --median: #0b3f7a;
      --s0: #0072b2; --s1: #d55e00; --s2: #009e73; --s3: #cc79a7; --s4: #b78103; --s5: #56b4e9; --s6: #7a5195; --s7: #8c6d46;
      --s8: #7f7f7f; --s9: #2f4b3c; }
    @media screen and (prefers-color-scheme: dark) {
      .chart { --ink: #e8ebf0; --faint: #a3adba; --grid: #363d47; --paper: #14181e; --outer: #2b4a69; --inner: #3f7cb5; --median: #d6e8fa;
        --s0: #4aa8e0; --s1: #f08a4b; --s2: #35c69b; --s3: #e3a3c6; --s4: #e0ac33; --s5: #8fd0f5; --s6: #b08fd0; --s7: #c4a27a;
        --s8: #b0b0b0; --s9: #86b39a; }
    }
    .chart text { font: 12px system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; fill: var(--ink); }
    .chart .title { font-size: 14px; font-weight: 600; }
    .chart .note, .chart .tick { fill: var(--faint); font-size: 11px; }
    .chart .grid { stroke: var(--grid); stroke-width: 1; }
    .chart .axis { stroke: var(--faint); stroke-width: 1; }
    .chart .zero { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 3 3; }
    .chart .outer { fill: var(--outer); }
    .chart .inner { fill: var(--inner); }
    .chart .median { fill: none; stroke: var(--median); stroke-width: 2; }
    .chart .known { fill: var(--ink); }
    .chart .history { fill: none; stroke: var(--ink); stroke-width: 1.5; }
    .chart .dot { fill: var(--inner); stroke: var(--median); stroke-width: 1; }
    .chart .curve { fill: none; stroke-width: 2; }
    .chart .area { stroke-width: 1; fill-opacity: 0.45; }
    .chart .atom { stroke-width: 3; }
    .chart .ribbon { stroke: var(--paper); stroke-width: 1; }
    .chart .over { stroke: var(--paper); stroke-width: 3px; stroke-linejoin: round; paint-order: stroke; }
    .chart .ribbon-label { font-weight: 600; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; paint-order: stroke; }

    """ + (0..<colors).map { rules($0) }.reduce("", +)

  private static let dashes = [
    "", " stroke-dasharray: 7 3;", " stroke-dasharray: 2 3;", " stroke-dasharray: 9 3 2 3;", " stroke-dasharray: 4 2;",
  ]

  private static func rules(_ number: Int) -> String {
    """
    .chart .area.series-\(number) { fill: var(--s\(number)); stroke: var(--s\(number)); }
    .chart .atom.series-\(number) { stroke: var(--s\(number)); }
    .chart .curve.series-\(number) { stroke: var(--s\(number));\(dashes[number % dashes.count]) }
    .chart .ribbon.series-\(number) { fill: var(--s\(number)); }

    """
  }

  static func series(at index: Int) -> String { "series-\(index % colors)" }
}
