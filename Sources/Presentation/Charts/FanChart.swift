import ScenarioEngine

/// A quantity over time: for each period the 90 % and the 50 % interval and the median, and figures already known.
public struct FanChart: Sendable, Hashable {
  /// The distribution of one period.
  public struct Step: Sendable, Hashable {
    /// `2026` or `2026-07`.
    public var period: String
    /// In years.
    public var start: Double
    public var end: Double
    /// At `QuantileLevels.all`.
    public var quantiles: [Double]
    /// - Returns: nil where the text is no period, or the quantiles are not those of the 23 levels.
    public init?(period: String, quantiles: [Double]) {
      guard let time = Period(period), quantiles.count == QuantileLevels.all.count, quantiles.allSatisfy(\.isFinite) else { return nil }
      self.period = period
      start = time.start
      end = time.end
      self.quantiles = quantiles
    }

    /// Ends of the band that holds 90 % or 50 % of the futures, and the median.
    public var outer: (low: Double, high: Double) { (quantiles[QuantileLevels.p5], quantiles[QuantileLevels.p95]) }
    public var inner: (low: Double, high: Double) { (quantiles[FanChart.p25], quantiles[FanChart.p75]) }
    public var median: Double { quantiles[QuantileLevels.p50] }
    public var middle: Double { (start + end) / 2 }
  }

  /// A known figure.
  public struct Point: Sendable, Hashable {
    public var period: String
    /// The middle of its period, in years.
    public var time: Double
    public var value: Double
    /// - Returns: nil where the text is no period.
    public init?(period: String, value: Double) {
      guard let time = Period(period), value.isFinite else { return nil }
      self.period = period
      self.time = time.middle
      self.value = value
    }
  }

  static let p25 = 6
  static let p75 = 16

  public let title: String
  public let steps: [Step]
  public let known: [Point]
  /// Of the values.
  public let axis: AxisScale
  /// Of time, in years.
  public let times: ClosedRange<Double>

  /// - Parameter span: what the axis holds too, so that charts beside each other share theirs.
  /// - Returns: nil without steps, and where values have sizes that an axis has no ticks for (`AxisScale.sizes`).
  public init?(title: String, unit: String, steps: [Step], known: [Point] = [], span: ClosedRange<Double>? = nil) {
    let values =
      steps.flatMap { [$0.outer.low, $0.outer.high] } + known.map(\.value) + (span.map { [$0.lowerBound, $0.upperBound] } ?? [])
    let size = values.map(abs).max() ?? 0
    guard let first = steps.first, let last = steps.last, size == 0 || AxisScale.sizes.contains(size) else { return nil }
    self.title = title
    self.steps = steps
    self.known = known
    axis = AxisScale(covering: values.min() ?? 0, values.max() ?? 1, unit: unit)
    times = min(first.start, known.map(\.time).min() ?? first.start)...max(last.end, known.map(\.time).max() ?? last.end)
  }

  /// The months or the years of an output of a table.
  ///
  /// - Returns: nil where the table has fewer than two such rows.
  public init?(of output: String, in table: ResultTable, title: String, months: Bool, span: ClosedRange<Double>? = nil) {
    let rows = table.series.filter { row in
      row.output == output && row.probability == nil
        && (months ? row.period.utf8.count == 7 && !row.period.contains("Q") : ScreenText.isYear(row.period))
    }
    let steps = rows.compactMap { Step(period: $0.period, quantiles: $0.quantiles.map(\.value)) }
    guard steps.count > 1, let unit = rows.first?.unit else { return nil }
    self.init(title: title, unit: unit, steps: steps, span: span)
  }

  /// The step in whose period a time lies.
  public func step(at time: Double) -> Step? { steps.first { $0.start <= time && time < $0.end } }
}
