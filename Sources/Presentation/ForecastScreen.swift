import ScenarioEngine

/// The forecast of one series: what it was fitted to, and the quantiles ahead.
public enum ForecastScreen {
  /// A figure of the series.
  public struct Point: Sendable, Hashable {
    public var period: String
    public var value: Double
    /// The fact's id; nil in a file of the user's own.
    public var fact: String?
    public var vintage: String?
    public init(period: String, value: Double, fact: String? = nil, vintage: String? = nil) {
      self.period = period
      self.value = value
      self.fact = fact
      self.vintage = vintage
    }
  }

  /// The distribution of one period ahead.
  public struct Step: Sendable {
    public var period: String
    /// nil where the distribution has none, as with Student's t in logarithms.
    public var mean: Estimate?
    /// At `QuantileLevels.all`.
    public var quantiles: [Estimate]
    /// At `View.levels`.
    public var others: [Double]
    /// Values of `View.samples` possible futures.
    public var sample: [Double]
    public init(period: String, mean: Estimate?, quantiles: [Estimate], others: [Double] = [], sample: [Double] = []) {
      self.period = period
      self.mean = mean
      self.quantiles = quantiles
      self.others = others
      self.sample = sample
    }
  }

  /// What the screen shows.
  public struct View: Sendable {
    public var series: String
    public var unit: String
    /// The method in a sentence, with the prior used.
    public var method: String
    public var asOf: String?
    public var points: [Point]
    /// Facts of the series that were not fitted, each with the reason.
    public var leftOut: [String]
    public var steps: [Step]
    public var notes: [String]
    /// Names of the quantile levels that were asked for; empty: `QuantileLevels`.
    public var levels: [String]
    public init(
      series: String, unit: String, method: String, asOf: String?, points: [Point], leftOut: [String], steps: [Step], notes: [String] = [],
      levels: [String] = []
    ) {
      self.series = series
      self.unit = unit
      self.method = method
      self.asOf = asOf
      self.points = points
      self.leftOut = leftOut
      self.steps = steps
      self.notes = notes
      self.levels = levels
    }
  }

  /// For a person.
  /// - Parameter charts: whether the series and its forecast are drawn above the notes.
  public static func text(_ view: View, style: TerminalStyle, charts: Bool = false) -> String {
    let format = NumberFormat(style.symbols)
    let largest = (view.points.map { abs($0.value) } + view.steps.map { abs($0.quantiles[QuantileLevels.p50].value) }).max() ?? 0
    let unit = DisplayUnit(view.unit, largest: largest)
    var known = TextTable([.init("Known"), .init(unit.label, .right, gap: 3), .init("known since", gap: 3), .init("fact", gap: 3)])
    for point in view.points {
      let figure = format.cut(Estimate(point.value, standardError: 0), unit: unit)
      known.add([.text(OutputWords.period(point.period)), .text(figure), .text(point.vintage ?? ""), .text(point.fact ?? "")])
    }
    let dots = style.symbols.ellipsis
    var ahead = TextTable([
      .init("Forecast"), .init("median", .right, gap: 3), .init("50 % within", .right, gap: 3), .init("5 %\(dots)95 %", .right, gap: 3),
      .init("sim. error", .right, gap: 3),
    ])
    for level in view.levels { ahead.columns.append(.init("q" + level, .right, gap: 3)) }
    let middle = (low: QuantileLevels.names.firstIndex(of: "0.25")!, high: QuantileLevels.names.firstIndex(of: "0.75")!)
    for step in view.steps where step.quantiles.count == QuantileLevels.names.count {
      let median = step.quantiles[QuantileLevels.p50]
      let centre = format.number(median.value, place: ScreenText.place(median, largest: abs(median.value)), power: unit.power)
      let ends = (step.quantiles[QuantileLevels.p5], step.quantiles[QuantileLevels.p95])
      ahead.add(
        [
          .text(OutputWords.period(step.period)), .text(centre),
          ScreenText.interval(step.quantiles[middle.low], step.quantiles[middle.high], unit: unit, format),
          ScreenText.interval(ends.0, ends.1, unit: unit, format), .text(format.error(median.standardError, unit: unit)),
        ] + step.others.map { .text(format.cut(Estimate($0, standardError: 0), unit: unit)) })
    }
    // Where every quantile is computed rather than simulated, a column of "exact" says nothing that a note does not.
    if view.steps.allSatisfy({ $0.quantiles.allSatisfy { $0.standardError == 0 } }) { ahead = ahead.dropping(column: 4) }
    let head =
      [style.strong(ScreenText.joined([view.series, view.asOf.map { "known by \($0)" }], style))]
      + Paragraph.lines(view.method, width: style.width ?? 120)
    let leftOut = view.leftOut.isEmpty ? [] : ["Not fitted"] + view.leftOut.map { "  " + $0.printable }
    let chart = charts ? view.fan?.lines(style) ?? [] : []
    return ScreenText.assemble([head, known.lines(style), ahead.lines(style), leftOut, chart, ScreenText.foot(view.notes, style)])
  }

  /// For a machine: `series,unit,period,statistic,value,standard_error`, statistics as in a summary.
  public static func rowTable(_ view: View) -> RowTable {
    if let count = view.steps.first?.sample.count, count > 0 { return sampleTable(view, count: count) }
    var table = RowTable(columns: ["series", "unit", "period", "statistic", "value", "standard_error"])
    for step in view.steps {
      let rows = (step.mean.map { [("mean", $0)] } ?? []) + quantiles(view, step)
      for (statistic, estimate) in rows {
        table.add([
          .text(view.series), .text(view.unit), .text(step.period), .text(statistic), .number(estimate.value),
          .init(estimate.standardError),
        ])
      }
    }
    return table
  }

  private static func quantiles(_ view: View, _ step: Step) -> [(String, Estimate)] {
    if view.levels.isEmpty { return zip(QuantileLevels.names, step.quantiles).map { ("q" + $0, $1) } }
    return zip(view.levels, step.others).map { ("q" + $0, Estimate($1, standardError: 0)) }
  }

  /// `series,unit,path,period,value`, future by future.
  private static func sampleTable(_ view: View, count: Int) -> RowTable {
    var table = RowTable(columns: ["series", "unit", "path", "period", "value"])
    for path in 0..<count {
      for step in view.steps {
        table.add([.text(view.series), .text(view.unit), .number(Double(path + 1)), .text(step.period), .number(step.sample[path])])
      }
    }
    return table
  }
}
