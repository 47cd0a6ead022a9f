import ScenarioEngine

/// Runs of the whole model as of earlier days, held against facts that became known later.
public enum ModelBacktestScreen {
  /// One fact and what the model had said of it, in the fact's unit.
  public struct Point: Sendable {
    public var scenario: String
    public var asOf: String
    public var fact: String
    public var output: String
    public var period: String
    public var unit: String
    /// When the fact was known.
    public var vintage: String
    public var actual: Double
    /// At `QuantileLevels.all`.
    public var quantiles: [Double]
    /// The continuous ranked probability score.
    public var score: Estimate
    /// The share of futures below the fact.
    public var transform: Double
    public init(
      scenario: String, asOf: String, fact: String, output: String, period: String, unit: String, vintage: String, actual: Double,
      quantiles: [Double], score: Estimate, transform: Double
    ) {
      self.scenario = scenario
      self.asOf = asOf
      self.fact = fact
      self.output = output
      self.period = period
      self.unit = unit
      self.vintage = vintage
      self.actual = actual
      self.quantiles = quantiles
      self.score = score
      self.transform = transform
    }

    public var median: Double { quantiles[QuantileLevels.p50] }
    /// The median less the fact.
    public var error: Double { median - actual }
    /// Whether the fact lies within the stated quantiles, ends included.
    public var isWithin50: Bool { isWithin("0.25", "0.75") }
    public var isWithin90: Bool { isWithin("0.05", "0.95") }

    private func isWithin(_ low: String, _ high: String) -> Bool {
      guard let low = QuantileLevels.names.firstIndex(of: low), let high = QuantileLevels.names.firstIndex(of: high) else { return false }
      return actual >= quantiles[low] && actual <= quantiles[high]
    }
  }

  /// What the screen shows.
  public struct View: Sendable {
    public var paths: Int
    public var seed: UInt64
    /// `baseline as of 2023-03-31, from 2023-04`.
    public var runs: [String] = []
    public var points: [Point] = []
    /// Facts that were not scored, each with the reason.
    public var leftOut: [String] = []
    public init(paths: Int, seed: UInt64) {
      self.paths = paths
      self.seed = seed
    }
  }

  /// Fewer different facts than this support no statement about the model.
  public static let fewestFacts = 5

  /// For a person.
  public static func text(_ view: View, style: TerminalStyle) -> String {
    let format = NumberFormat(style.symbols)
    var table = TextTable([
      .init("As of"), .init("fact", isFlexible: true), .init(""), .init("came out", .right, gap: 3), .init("median", .right),
      .init("5 %\(style.symbols.ellipsis)95 %", .right), .init("error", .right), .init("crps", .right), .init("below it", .right),
      .init(""),
    ])
    for point in view.points {
      let unit = DisplayUnit(point.unit, largest: max(abs(point.actual), abs(point.median)))
      let place = (DecimalDigits(max(abs(point.actual), abs(point.median)))?.exponent ?? 0) - 2
      func number(_ value: Double) -> String { format.number(value, place: place, power: unit.power) }
      table.add([
        .text(point.asOf), .text(point.fact), .text(unit.label), .text(format.cut(Estimate(point.actual, standardError: 0), unit: unit)),
        .text(number(point.median)), .interval(number(point.quantiles[QuantileLevels.p5]), number(point.quantiles[QuantileLevels.p95])),
        .text(format.signed(point.error, place: place, power: unit.power)),
        .text(format.number(point.score.value, place: max(place, NumberFormat.place(of: point.score)), power: unit.power)),
        .text(format.number(point.transform, place: -2, power: -2) + " %"), .text(point.isWithin90 ? "" : "outside"),
      ])
    }
    let head =
      [style.strong("The model as of earlier days, against what became known later")]
      + ["\(format.count(view.paths, "future")), seed \(view.seed)"] + view.runs
    let leftOut = view.leftOut.isEmpty ? [] : ["Not scored"] + view.leftOut.map { "  " + $0.printable }
    return ScreenText.assemble([
      head, view.points.isEmpty ? [] : table.lines(style), leftOut, ScreenText.foot([verdict(view.points), words], style),
    ])
  }

  private static let words =
    "Error: the median less what came out. crps: the continuous ranked probability score, how far the whole distribution lies from what "
    + "came out, in its unit; smaller is better. Below it: the share of futures below what came out. Facts are those of the day; "
    + "judgements that rest on none were written later."

  /// What the points allow to be said; nothing from fewer than five facts.
  public static func verdict(_ points: [Point]) -> String {
    let facts = Set(points.map(\.fact)).count
    let counted = "\(NumberText.count(points.count, "point")) of \(NumberText.count(facts, "different fact"))"
    guard facts >= fewestFacts else { return "\(counted): too few for any conclusion about the model; five facts would be the least." }
    let half = points.filter(\.isWithin50).count
    let most = points.filter(\.isWithin90).count
    return "\(counted): \(half) within the middle half, \(most) within 5 % to 95 %. Facts of one platform move together, so this is weaker "
      + "than as many independent trials; it can show intervals that are far too narrow, and cannot show that they are right."
  }

  /// For a machine.
  public static func rowTable(_ view: View) -> RowTable {
    var table = RowTable(columns: [
      "scenario", "as_of", "fact", "vintage", "output", "period", "unit", "actual", "median", "error", "q0.05", "q0.25", "q0.75", "q0.95",
      "crps", "crps_standard_error", "transform", "within_50", "within_90",
    ])
    func quantile(_ name: String, _ point: Point) -> RowTable.Cell {
      .init(QuantileLevels.names.firstIndex(of: name).map { point.quantiles[$0] })
    }
    for point in view.points {
      table.add([
        .text(point.scenario), .text(point.asOf), .text(point.fact), .text(point.vintage), .text(point.output), .text(point.period),
        .text(point.unit), .number(point.actual), .number(point.median), .number(point.error), quantile("0.05", point),
        quantile("0.25", point), quantile("0.75", point), quantile("0.95", point), .number(point.score.value),
        .init(point.score.standardError), .number(point.transform), .text(point.isWithin50 ? "yes" : "no"),
        .text(point.isWithin90 ? "yes" : "no"),
      ])
    }
    return table
  }
}
