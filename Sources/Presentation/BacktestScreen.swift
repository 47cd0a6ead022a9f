import NumericCore
import ScenarioEngine

/// The scores of a backtest, method by method.
public enum BacktestScreen {
  /// What was scored.
  public struct Report: Sendable {
    public var title: String
    /// The first is scored against the others; one is called `naive`.
    public var methods: [String]
    /// One for each method.
    public var tallies: [BacktestTally]
    public var horizon: Int
    public init(title: String, methods: [String], tallies: [BacktestTally], horizon: Int) {
      self.title = title
      self.methods = methods
      self.tallies = tallies
      self.horizon = horizon
    }

    /// Both errors relative to those of the naive method, averaged; nil where naive made no error.
    func relative(_ place: Int) -> Double? {
      guard let naive = methods.firstIndex(of: "naive").map({ tallies[$0].means }) else { return nil }
      let own = tallies[place].means
      return try? PointScore.overallWeightedAverage(
        symmetricPercentageError: own.symmetric, scaledError: own.scaled,
        reference: (symmetricPercentageError: naive.symmetric, scaledError: naive.scaled))
    }
  }

  /// For a person.
  public static func text(_ report: Report, style: TerminalStyle) -> String {
    var scores = TextTable(
      [.init("Method")]
        + ["sMAPE", "MASE", "OWA", "MSIS", "CRPS", "WIS", "pinball", "50 %", "80 %", "90 %", "95 %"].map { .init($0, .right, gap: 3) })
    for (place, method) in report.methods.enumerated() {
      let tally = report.tallies[place]
      let means = tally.means
      let errors: [Double?] = [
        means.symmetric, means.scaled, report.relative(place), means.interval, means.ranked, means.weighted, means.pinball,
      ]
      let coverages = BacktestTally.coverages.indices.map { tally.coverage($0) }
      scores.add([.text(method)] + (errors + coverages).map { .text(number($0)) })
    }
    var steps = TextTable(
      [.init("Steps ahead", .right), .init("forecasts", .right, gap: 3)]
        + ["50 %", "80 %", "90 %", "95 %"].map { .init($0, .right, gap: 3) })
    for step in 1...report.horizon where report.tallies[0].countByStep[step - 1] > 0 {
      steps.add(
        [.text(String(step)), .text(String(report.tallies[0].countByStep[step - 1]))]
          + BacktestTally.coverages.indices.map { .text(number(report.tallies[0].coverage($0, step: step))) })
    }
    let transforms = report.tallies[0].transforms.map(String.init).joined(separator: " ")
    let head = style.strong(
      "\(report.title): \(report.tallies[0].series) series, \(NumberText.count(report.tallies[0].forecasts, "forecast"))")
    return ScreenText.assemble([
      [head], scores.lines(style), ["How often central intervals of \(report.methods[0]) held:"] + steps.lines(style),
      ["Observations by tenths of their forecast distribution, even if it was right: \(transforms)"],
    ])
  }

  private static func number(_ value: Double?) -> String {
    guard let value, let digits = DecimalDigits(value) else { return "" }
    // A score that three decimals would show as 0 is not 0.
    return value != 0 && abs(value) < 0.000_5 ? digits.general(significant: 2) : digits.fixed(toPlace: value >= 100 ? -1 : -3)
  }

  /// For a machine: `method,statistic,step,value`; the step is empty where all are taken together.
  public static func rowTable(_ report: Report) -> RowTable {
    var table = RowTable(columns: ["method", "statistic", "step", "value"])
    for (place, method) in report.methods.enumerated() {
      let tally = report.tallies[place]
      let means = tally.means
      let scores: [(String, Double?)] = [
        ("series", Double(tally.series)), ("forecasts", Double(tally.forecasts)), ("smape", means.symmetric), ("mase", means.scaled),
        ("owa", report.relative(place)), ("msis", means.interval), ("crps", means.ranked), ("wis", means.weighted),
        ("pinball", means.pinball),
      ]
      for (statistic, value) in scores { table.add([.text(method), .text(statistic), .missing, .init(value)]) }
      for (index, coverage) in BacktestTally.coverages.enumerated() {
        let name = "coverage_\(Int((coverage * 100).rounded()))"
        table.add([.text(method), .text(name), .missing, .init(tally.coverage(index))])
        for step in 1...report.horizon where tally.countByStep[step - 1] > 0 {
          table.add([.text(method), .text(name), .number(Double(step)), .init(tally.coverage(index, step: step))])
        }
      }
      for (bin, count) in tally.transforms.enumerated() {
        table.add([.text(method), .text("transform_\(bin + 1)_of_\(BacktestTally.bins)"), .missing, .number(Double(count))])
      }
    }
    return table
  }
}
