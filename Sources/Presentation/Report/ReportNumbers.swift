import ScenarioEngine

/// Numbers as a report writes them: cut to their errors, ranges in words, units apart by a space that does not break.
struct ReportNumbers: Sendable {
  let format = NumberFormat()

  /// The unit for the means of some series of one quantity.
  func unit(of series: [ResultSeries]) -> DisplayUnit {
    DisplayUnit(series.first?.unit ?? "", largest: series.map { abs(($0.mean ?? $0.probability)?.value ?? 0) }.max() ?? 0)
  }

  /// The mean, or the probability, cut as beside its range.
  func mean(_ series: ResultSeries, _ unit: DisplayUnit) -> String {
    guard let centre = series.mean ?? series.probability else { return "" }
    return format.number(centre.value, place: ScreenText.place(centre, largest: largest(centre, series.quantiles)), power: unit.power)
  }

  /// A difference, with its sign.
  func signed(_ series: DifferenceSeries, _ unit: DisplayUnit) -> String {
    let place = ScreenText.place(series.difference, largest: largest(series.difference, series.quantiles))
    return format.signed(series.difference.value, place: place, power: unit.power)
  }

  /// `12.5 to 22.0`: the ends of nine futures of ten; nil where there is no distribution.
  func range(_ quantiles: [Estimate], _ unit: DisplayUnit, signed: Bool = false) -> String? {
    guard let (low, high) = ScreenText.ends(quantiles) else { return nil }
    if low.value == high.value, low.value == 0 { return "0" }
    guard case .interval(let a, let b) = ScreenText.interval(low, high, unit: unit, signed: signed, format) else { return nil }
    return a == b ? a : "\(a) to \(b)"
  }

  /// The middle future.
  func median(_ series: ResultSeries, _ unit: DisplayUnit) -> String? {
    guard series.quantiles.count == QuantileLevels.all.count else { return nil }
    let middle = series.quantiles[QuantileLevels.p50]
    return format.number(middle.value, place: ScreenText.place(middle, largest: largest(middle, series.quantiles)), power: unit.power)
  }

  /// A share of futures, `99.4 %`, to a hundredth of a percent at most; only all are `100 %` and only none `0 %`.
  func share(_ estimate: Estimate) -> String { share(estimate, finest: -4) }

  /// A share in running text, to a tenth of a percent.
  func roundShare(_ estimate: Estimate) -> String { share(estimate, finest: -3) }

  private func share(_ estimate: Estimate, finest: Int) -> String {
    if estimate.value <= 0 || estimate.value >= 1 { return (estimate.value <= 0 ? "0" : "100") + "\u{A0}%" }
    let place = max(finest, NumberFormat.place(ofError: estimate.standardError) ?? finest)
    let text = format.number(estimate.value, place: place, power: -2)
    let isAll = text.hasPrefix("100"), isNone = !text.contains { ("1"..."9").contains($0) }
    if isAll { return "over\u{A0}" + (finest == -4 ? "99.99" : "99.9") + "\u{A0}%" }
    return (isNone ? "under\u{A0}" + (finest == -4 ? "0.01" : "0.1") : text) + "\u{A0}%"
  }

  /// A number and its unit, without a space where there is no unit.
  func with(_ number: String, _ unit: DisplayUnit) -> String { unit.label.isEmpty ? number : "\(number)\u{A0}\(unit.label)" }

  private func largest(_ centre: Estimate, _ quantiles: [Estimate]) -> Double {
    let ends = ScreenText.ends(quantiles)
    return max(abs(centre.value), ends.map { max(abs($0.low.value), abs($0.high.value)) } ?? 0)
  }
}
