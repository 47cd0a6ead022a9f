import ScenarioEngine

/// The legal states over time: in every period the probabilities of all states, which sum to 1.
public struct RegimeChart: Sendable, Hashable {
  /// One legal state over time.
  public struct State: Sendable, Hashable {
    public var name: String
    /// By period.
    public var probabilities: [Double]
    /// Its number among all states of a chart, held or not, so that charts beside each other give it the same colour.
    public internal(set) var place = 0
    public init(_ name: String, _ probabilities: [Double]) {
      self.name = name
      self.probabilities = probabilities
    }
    /// The largest of its probabilities.
    public var largest: Double { probabilities.max() ?? 0 }
  }

  public let title: String
  /// `2026-07`, in order.
  public let periods: [String]
  /// Those that are ever held, the likeliest at the end first.
  public let states: [State]

  /// - Returns: nil without periods or states, or where a state has not a probability for each period.
  public init?(title: String, periods: [String], states: [State]) {
    let held = states.enumerated().map { place, state in
      var state = state
      state.place = place
      return state
    }.filter { $0.largest > 0 }
    guard !periods.isEmpty, !held.isEmpty, held.allSatisfy({ $0.probabilities.count == periods.count }) else { return nil }
    self.title = title
    self.periods = periods
    self.states = held.enumerated().sorted {
      ($0.element.probabilities.last ?? 0, $0.element.largest, $1.offset) > (
        $1.element.probabilities.last ?? 0, $1.element.largest, $0.offset
      )
    }.map(\.element)
  }

  /// The rows `regulation.regime.*` of a table, by month, or by year where it has no months.
  public init?(of table: ResultTable, title: String, words: OutputWords) {
    let rows = table.series.filter { $0.output.hasPrefix("regulation.regime.") && $0.probability != nil }
    let months = rows.filter { $0.period.utf8.count == 7 && !$0.period.contains("Q") }
    let chosen = months.isEmpty ? rows.filter { ScreenText.isYear($0.period) } : months
    let periods = chosen.map(\.period).unique
    let names = chosen.map(\.output).unique
    let found = Dictionary(
      chosen.map { ([$0.output, $0.period], $0.probability?.value ?? 0) }, uniquingKeysWith: { first, _ in first })
    self.init(
      title: title, periods: periods,
      states: names.map { name in State(words.name(of: name), periods.map { found[[name, $0]] ?? 0 }) })
  }

  /// Where years begin, or the first and the last period where none does.
  var ticks: [(period: Int, label: String)] {
    let years = periods.indices.compactMap { index -> (period: Int, label: String)? in
      let year = String(periods[index].prefix(4))
      return periods[index] == year || periods[index] == year + "-01" ? (index, year) : nil
    }
    let ends = Set([0, periods.count - 1]).sorted().map { (period: $0, label: OutputWords.period(periods[$0])) }
    return years.isEmpty ? ends : years
  }

  /// How many of some rows each state fills in each period: whole numbers that sum to `rows`, each within one of its exact share (the
  /// largest remainders are rounded up).
  ///
  /// - Returns: by period, then state.
  public func heights(rows: Int) -> [[Int]] {
    periods.indices.map { period in
      let total = states.reduce(0) { $0 + $1.probabilities[period] }
      guard total > 0 else { return states.map { _ in 0 } }
      let shares = states.map { $0.probabilities[period] / total * Double(rows) }
      var heights = shares.map { Int($0) }
      let order = shares.indices.sorted { (shares[$0] - Double(heights[$0]), $1) > (shares[$1] - Double(heights[$1]), $0) }
      for index in order.prefix(rows - heights.reduce(0, +)) { heights[index] += 1 }
      return heights
    }
  }
}
