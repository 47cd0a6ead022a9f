import ScenarioEngine

/// What a frozen forecast was worth, once it is known what came out.
public enum ScoreScreen {
  /// A figure that came out, and what a scenario had said of it, in the output's unit.
  public struct Figure: Sendable {
    public var scenario: String
    public var output: String
    public var period: String
    public var unit: String
    public var actual: Double
    /// At `QuantileLevels.all`.
    public var quantiles: [Double]
    /// The ranked probability score, approximated from the quantiles.
    public var rankedScore: Double
    public var weightedIntervalScore: Double
    /// The share of the forecast below what came out.
    public var transform: Double
    public var source: String
    public var line: Int
    public var hadEnded: Bool
    public init(
      scenario: String, output: String, period: String, unit: String, actual: Double, quantiles: [Double], rankedScore: Double,
      weightedIntervalScore: Double, transform: Double, source: String, line: Int, hadEnded: Bool
    ) {
      self.scenario = scenario
      self.output = output
      self.period = period
      self.unit = unit
      self.actual = actual
      self.quantiles = quantiles
      self.rankedScore = rankedScore
      self.weightedIntervalScore = weightedIntervalScore
      self.transform = transform
      self.source = source
      self.line = line
      self.hadEnded = hadEnded
    }

    public var median: Double { quantiles[QuantileLevels.p50] }
    public var isWithin50: Bool { isWithin("0.25", "0.75") }
    public var isWithin90: Bool { isWithin("0.05", "0.95") }
    public var isWithin98: Bool { isWithin("0.01", "0.99") }

    private func isWithin(_ low: String, _ high: String) -> Bool {
      guard let low = QuantileLevels.names.firstIndex(of: low), let high = QuantileLevels.names.firstIndex(of: high) else { return false }
      return actual >= quantiles[low] && actual <= quantiles[high]
    }
  }

  /// A yes or no that came out, and the probability that a scenario had given to a yes.
  public struct Answer: Sendable {
    public var scenario: String
    public var output: String
    public var period: String
    public var isYes: Bool
    public var probability: Estimate
    public var brier: Double
    /// In nats; ∞ where what happened had no future.
    public var logScore: Double
    public var source: String
    public var line: Int
    public var hadEnded: Bool
    public init(
      scenario: String, output: String, period: String, isYes: Bool, probability: Estimate, brier: Double, logScore: Double,
      source: String, line: Int, hadEnded: Bool
    ) {
      self.scenario = scenario
      self.output = output
      self.period = period
      self.isYes = isYes
      self.probability = probability
      self.brier = brier
      self.logScore = logScore
      self.source = source
      self.line = line
      self.hadEnded = hadEnded
    }
  }

  /// Whether what came out leaves a scenario standing.
  public enum State: String, Sendable { case alive, dead, doubtful }

  /// A scenario and why it stands as it does.
  public struct Standing: Sendable {
    public var scenario: String
    public var state: State
    public var reasons: [String]
    public init(scenario: String, state: State, reasons: [String]) {
      self.scenario = scenario
      self.state = state
      self.reasons = reasons
    }
  }

  /// What the screen shows.
  public struct View: Sendable {
    public var record: String
    public var frozen: String
    public var actuals: String
    public var figures: [Figure] = []
    public var answers: [Answer] = []
    public var standings: [Standing] = []
    /// Rows that were not scored, each with its line and the reason.
    public var leftOut: [String] = []
    public var notes: [String] = []
    public init(record: String, frozen: String, actuals: String) {
      self.record = record
      self.frozen = frozen
      self.actuals = actuals
    }
  }

  /// For a person.
  public static func text(_ view: View, style: TerminalStyle) -> String {
    let head = [
      style.strong("What came out, against \(view.record)"),
      ScreenText.joined(["frozen \(view.frozen)", "actuals of \(view.actuals)"], style),
    ]
    let leftOut = view.leftOut.isEmpty ? [] : ["Not scored"] + view.leftOut.map { "  " + $0.printable }
    return ScreenText.assemble([
      head, figures(view.figures, style), answers(view.answers, style), standings(view, style), leftOut,
      ScreenText.foot(view.notes + [words], style),
    ])
  }

  private static let words =
    "crps: continuous ranked probability score, from 23 quantiles; wis: weighted interval score; both in the output's unit, smaller is "
    + "better. Below: the share of the forecast below what came out. Brier: from 0 to 1, a shrug of 50 % gets 0.25. Log: -ln of the "
    + "probability of what happened, a shrug gets 0.69, and ∞ where no future said it."

  private static func figures(_ figures: [Figure], _ style: TerminalStyle) -> [String] {
    guard !figures.isEmpty else { return [] }
    let format = NumberFormat(style.symbols)
    var table = TextTable([
      .init("Scenario", isFlexible: true), .init("output"), .init("period"), .init(""), .init("came out", .right, gap: 3),
      .init("median", .right), .init("5 %\(style.symbols.ellipsis)95 %", .right), .init("crps", .right), .init("wis", .right),
      .init("below", .right), .init(""),
    ])
    for figure in figures {
      let largest = max(abs(figure.actual), abs(figure.median))
      let unit = DisplayUnit(figure.unit, largest: largest)
      let place = (DecimalDigits(largest)?.exponent ?? 0) - 2
      func number(_ value: Double) -> String { format.number(value, place: place, power: unit.power) }
      table.add([
        .text(figure.scenario), .text(figure.output), .text(figure.period), .text(unit.label),
        .text(format.cut(Estimate(figure.actual, standardError: 0), unit: unit)), .text(number(figure.median)),
        .interval(number(figure.quantiles[QuantileLevels.p5]), number(figure.quantiles[QuantileLevels.p95])),
        .text(number(figure.rankedScore)), .text(number(figure.weightedIntervalScore)),
        .text(format.number(figure.transform, place: -2, power: -2) + " %"), .text(figure.isWithin90 ? "" : "outside"),
      ])
    }
    return table.lines(style)
  }

  private static func answers(_ answers: [Answer], _ style: TerminalStyle) -> [String] {
    guard !answers.isEmpty else { return [] }
    let format = NumberFormat(style.symbols)
    var table = TextTable([
      .init("Scenario", isFlexible: true), .init("question or legal state"), .init("period"), .init("came out", gap: 3),
      .init("said yes", .right), .init("Brier", .right), .init("log", .right),
    ])
    for answer in answers {
      let name = answer.output.replacing("question.", with: "").replacing("regulation.regime.", with: "")
      table.add([
        .text(answer.scenario), .text(name), .text(answer.period == "total" ? "" : answer.period), .text(answer.isYes ? "yes" : "no"),
        .text(percent(answer.probability, format)), .text(format.number(answer.brier, place: -3)),
        .text(format.number(answer.logScore, place: -2)),
      ])
    }
    return table.lines(style)
  }

  /// A tenth of a percent is as much as a table of many answers can be read at.
  private static func percent(_ probability: Estimate, _ format: NumberFormat) -> String {
    format.number(probability.value, place: max(-3, NumberFormat.place(of: probability)), power: -2) + " %"
  }

  private static func standings(_ view: View, _ style: TerminalStyle) -> [String] {
    let format = NumberFormat(style.symbols)
    var table = TextTable([
      .init("Scenario", isFlexible: true), .init("figures", .right), .init("within 50 %", .right), .init("within 90 %", .right),
      .init("answers", .right), .init("mean Brier", .right), .init("mean log", .right), .init("stands", gap: 3),
    ])
    for standing in view.standings {
      let figures = view.figures.filter { $0.scenario == standing.scenario }
      let answers = view.answers.filter { $0.scenario == standing.scenario }
      func count(_ number: Int, of all: Int) -> String { all == 0 ? "" : "\(number)" }
      func mean(_ value: (Answer) -> Double, place: Int) -> String {
        answers.isEmpty ? "" : format.number(answers.reduce(0) { $0 + value($1) } / Double(answers.count), place: place)
      }
      table.add([
        .text(standing.scenario), .text("\(figures.count)"), .text(count(figures.filter(\.isWithin50).count, of: figures.count)),
        .text(count(figures.filter(\.isWithin90).count, of: figures.count)), .text("\(answers.count)"),
        .text(mean(\.brier, place: -3)), .text(mean(\.logScore, place: -2)), .text(standing.state.rawValue),
      ])
    }
    let reasons = view.standings.flatMap { standing in
      standing.reasons.flatMap { Paragraph.lines("\(standing.scenario): \($0)", width: style.width ?? 120, indent: 2) }
    }
    return table.lines(style) + (reasons.isEmpty ? [] : [""] + reasons)
  }

  /// For a machine: figures, answers, then a row for each scenario; `kind` says which.
  public static func rowTable(_ view: View) -> RowTable {
    var table = RowTable(columns: [
      "kind", "scenario", "output", "period", "unit", "actual", "median", "q0.05", "q0.95", "crps", "wis", "transform", "within_50",
      "within_90", "probability", "brier", "log_score", "state", "reason", "source", "line", "had_ended",
    ])
    func yes(_ flag: Bool) -> RowTable.Cell { .text(flag ? "yes" : "no") }
    for figure in view.figures {
      table.add([
        .text("figure"), .text(figure.scenario), .text(figure.output), .text(figure.period), .text(figure.unit), .number(figure.actual),
        .number(figure.median), .number(figure.quantiles[QuantileLevels.p5]), .number(figure.quantiles[QuantileLevels.p95]),
        .number(figure.rankedScore), .number(figure.weightedIntervalScore), .number(figure.transform), yes(figure.isWithin50),
        yes(figure.isWithin90), .missing, .missing, .missing, .missing, .missing, .text(figure.source), .number(Double(figure.line)),
        yes(figure.hadEnded),
      ])
    }
    for answer in view.answers {
      table.add([
        .text("answer"), .text(answer.scenario), .text(answer.output), .text(answer.period), .text("probability"),
        .number(answer.isYes ? 1 : 0), .missing, .missing, .missing, .missing, .missing, .missing, .missing, .missing,
        .number(answer.probability.value), .number(answer.brier),
        answer.logScore.isFinite ? .number(answer.logScore) : .text("inf"), .missing, .missing, .text(answer.source),
        .number(Double(answer.line)), yes(answer.hadEnded),
      ])
    }
    for standing in view.standings {
      var cells: [RowTable.Cell] = [.text("scenario"), .text(standing.scenario)]
      cells += [RowTable.Cell](repeating: .missing, count: 15)
      cells += [.text(standing.state.rawValue), .text(standing.reasons.joined(separator: " ")), .missing, .missing, .missing]
      table.add(cells)
    }
    return table
  }
}
