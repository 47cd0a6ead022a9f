import ScenarioEngine

extension FitScreen {
  /// For a person.
  public static func text(_ view: View, style: TerminalStyle) -> String {
    guard let best = view.curves.first else { return "" }
    let format = NumberFormat(style.symbols)
    let largest = best.values.map { abs($0.observed) }.max() ?? 0
    let unit = DisplayUnit(view.unit, largest: largest)
    let head = [style.strong(ScreenText.joined([view.series, view.asOf.map { "known by \($0)" }, "\(best.values.count) points"], style))]
    let refused = view.refused.isEmpty ? [] : ["Not fitted"] + view.refused.map { "  \($0.curve): \($0.reason)".printable }
    let leftOut = view.leftOut.isEmpty ? [] : ["Facts left out"] + view.leftOut.map { "  " + $0.printable }
    let next = view.isComparison ? [NextCommand("crossroads fit \(view.series) --curve NAME", "another curve in full")] : []
    return ScreenText.assemble([
      head, view.isComparison ? comparison(view, unit, format, style) : [], refused, description(best, view, unit, format, style),
      quantities(best, view, unit, format).lines(style), open(best, style), values(best, unit, format).lines(style), leftOut,
      ScreenText.foot(view.notes, style), NextCommand.lines(next, style),
    ])
  }

  private static func comparison(_ view: View, _ unit: DisplayUnit, _ format: NumberFormat, _ style: TerminalStyle) -> [String] {
    var table = TextTable([
      .init("Curve"), .init("AICc", .right, gap: 3), .init("explained", .right, gap: 3),
      .init(ScreenText.joined(["misses", view.errors == "absolute" ? unit.label : ""], style), .right, gap: 3),
      .init(ScreenText.joined(["ceiling", unit.label], style), .right, gap: 3), .init("", gap: 3, isFlexible: true),
    ])
    let best = view.curves.first?.criterion
    for curve in view.curves {
      let criterion = curve.criterion.flatMap { own in best.map { format.signed(own - $0, place: -1) } } ?? "too few points"
      let spread = curve.residualDeviation.map { own in
        view.errors == "absolute" ? three(own, unit, format) : three(own * 100, .plain, format) + " %"
      }
      let ceiling: String =
        if let found = curve.ceiling { found.value.map { cut($0, found.standardError, unit, format) } ?? "not determined" } else { "none" }
      table.add([
        .text(curve.name), .text(criterion), .text(three(curve.explainedShare * 100, .plain, format, digits: 4) + " %"),
        .text(spread ?? ""), .text(ceiling), .text(remark(curve)),
      ])
    }
    return table.lines(style)
  }

  private static func remark(_ curve: Curve) -> String {
    if curve.isLimitingForm { return "a limiting form" }
    if let ceiling = curve.ceiling, ceiling.unidentified != nil { return "ceiling open" }
    return ""
  }

  private static func description(
    _ curve: Curve, _ view: View, _ unit: DisplayUnit, _ format: NumberFormat, _ style: TerminalStyle
  ) -> [String] {
    let width = style.width ?? 120
    var lines = [style.strong("\(curve.name): \(curve.formula)")]
    if let launch = curve.launch { lines.append("Times count from the launch at \(format.number(launch, place: -3)).") }
    lines += Paragraph.lines(curve.outcome, width: width)
    let spread = curve.residualDeviation.map { own in
      view.errors == "absolute"
        ? "misses of \(three(own, unit, format)) \(unit.label)".trimmedAtEnd : "misses of \(three(own * 100, .plain, format)) %"
    }
    let explained = "\(three(curve.explainedShare * 100, .plain, format, digits: 4)) % of the spread explained"
    let freedom = "\(NumberText.count(curve.degreesOfFreedom, "degree")) of freedom"
    let criterion = curve.criterion.map { "AICc \(three($0, .plain, format, digits: 5))" }
    return lines + [ScreenText.joined([explained, spread, freedom, criterion], style)]
  }

  private static func quantities(_ curve: Curve, _ view: View, _ unit: DisplayUnit, _ format: NumberFormat) -> TextTable {
    let share = format.cut(Estimate(view.confidence * 100, standardError: 0)) + " %"
    var table = TextTable([
      .init("Quantity"), .init("unit", gap: 3), .init("estimate", .right, gap: 3), .init("std. error", .right, gap: 3),
      .init("\(share) by covariance", .right, gap: 3), .init("\(share) by profile", .right, gap: 3), .init("", gap: 3, isFlexible: true),
    ])
    for one in curve.quantities {
      let own = one.unit == view.unit ? unit : .plain
      let label = one.unit == view.unit ? unit.label : one.unit == "1" ? "" : one.unit
      let size = one.standardError ?? ((one.profileHigh ?? one.value ?? 0) - (one.profileLow ?? one.value ?? 0)) / 4
      func end(_ value: Double?) -> String { value.map { cut($0, size, own, format) } ?? "open" }
      let covariance: TextTable.Cell =
        one.covarianceLow == nil ? "" : .interval(end(one.covarianceLow), end(one.covarianceHigh))
      table.add([
        .text(one.name), .text(label), .text(one.value.map { cut($0, one.standardError, own, format) } ?? "not determined"),
        .text(one.standardError.map { format.error($0, unit: own) } ?? ""), covariance,
        .interval(end(one.profileLow), end(one.profileHigh)), .text(one.meaning),
      ])
    }
    return table
  }

  /// What the data do not determine, a line for each quantity; for a ceiling that they do, that.
  private static func open(_ curve: Curve, _ style: TerminalStyle) -> [String] {
    let width = (style.width ?? 120) - 2
    let missing = curve.quantities.compactMap { one in one.unidentified.map { "\(one.name): \($0)." } }
    if missing.isEmpty { return curve.ceiling == nil ? [] : ["The data determine every parameter, the ceiling among them."] }
    return ["The data do not determine"] + missing.flatMap { Paragraph.lines($0, width: width, indent: 2).map { "  " + $0 } }
  }

  private static func values(_ curve: Curve, _ unit: DisplayUnit, _ format: NumberFormat) -> TextTable {
    var table = TextTable([
      .init("Period"), .init("data", .right, group: unit.label.isEmpty ? nil : unit.label, gap: 3),
      .init("curve", .right, group: unit.label.isEmpty ? nil : unit.label, gap: 3), .init("std. error", .right, gap: 3),
      .init("data − curve", .right, gap: 3),
    ])
    for one in curve.values {
      let share = one.fitted == 0 ? "" : format.signed((one.observed / one.fitted - 1) * 100, place: -1) + " %"
      table.add([
        .text(OutputWords.period(one.period)), .text(three(one.observed, unit, format, digits: 4)),
        .text(three(one.fitted, unit, format, digits: 4)), .text(one.standardError.map { format.error($0, unit: unit) } ?? ""),
        .text(share),
      ])
    }
    return table
  }

  /// A number with so many significant digits.
  private static func three(_ value: Double, _ unit: DisplayUnit, _ format: NumberFormat, digits: Int = 3) -> String {
    format.number(value, place: (DecimalDigits(value)?.exponent ?? 0) - digits + 1, power: unit.power)
  }

  /// A number cut to an error; three digits where there is none.
  private static func cut(_ value: Double, _ error: Double?, _ unit: DisplayUnit, _ format: NumberFormat) -> String {
    guard let error, let place = NumberFormat.place(ofError: error) else { return three(value, unit, format, digits: 6) }
    return format.number(value, place: place, power: unit.power)
  }
}
