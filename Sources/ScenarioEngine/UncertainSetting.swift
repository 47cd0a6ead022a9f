import NumericCore

/// A setting that futures draw, for programs that draw it themselves.
public struct UncertainSetting: Sendable {
  /// What a setting is drawn from.
  public enum Form: Sendable {
    /// One distribution for the whole horizon.
    case distribution(any Distribution)
    /// Normal, the rate of a fit.
    case fittedRate(mean: Double, standardDeviation: Double)
    /// A function of a normal variable, the level of a fit.
    case fittedLevel(mean: Double, standardDeviation: Double, level: @Sendable (Double) -> Double)
    /// Several values, each from a date on.
    case byDate
    /// Drawn anew each time it is needed.
    case redrawn
  }

  public var key: String
  /// As the file says it.
  public var written: String
  public var form: Form
  /// What a run clamps drawn values to.
  public var range: ClosedRange<Double>
  /// Settings with a stated rank correlation, or the other coefficient of the same fit.
  public var correlatedWith: [String]
}

extension Plan {
  /// Every setting that is not one number, in the order of the plan; those drawn anew stand at the end.
  public var uncertainSettings: [UncertainSetting] {
    let drawn = columns.filter(\.isUncertain).map { column in
      UncertainSetting(
        key: column.key, written: scenario.settings[column.key]?.written ?? "", form: form(of: column), range: column.range,
        correlatedWith: partners(of: column.key))
    }
    let redrawn = checked.filter { $0.value.declaration.redrawn }.sorted { $0.key < $1.key }.compactMap { key, setting in
      guard case .number(let expression) = setting.quantity, expression.isUncertain,
        case .number(let low, let high) = setting.declaration.kind
      else { return nil as UncertainSetting? }
      return UncertainSetting(
        key: key, written: setting.setting.written, form: .redrawn, range: low...high, correlatedWith: [])
    }
    return drawn + redrawn
  }

  private func form(of column: Column) -> UncertainSetting.Form {
    guard column.segments.count == 1 else { return .byDate }
    if case .fit(let number, let coefficient) = column.segments[0].source {
      let fit = fits[number]
      let (centre, deviation) = (fit.centre[coefficient], fit.covariance[coefficient][coefficient].squareRoot())
      if coefficient == 1 { return .fittedRate(mean: centre, standardDeviation: deviation) }
      return .fittedLevel(mean: centre, standardDeviation: deviation) { fit.level(Vector($0))[0] }
    }
    guard case .number(let expression)? = checked[column.key]?.quantity, case .distribution(let distribution) = expression.value else {
      return .byDate
    }
    return .distribution(distribution)
  }

  private func partners(of key: String) -> [String] {
    let stated = scenario.correlations.compactMap { pair -> String? in
      pair.first == key ? pair.second : pair.second == key ? pair.first : nil
    }
    guard case .fit(let name, _)? = scenario.settings[key]?.value else { return stated }
    return stated
      + scenario.order.filter { other in
        if other != key, case .fit(name, _)? = scenario.settings[other]?.value { true } else { false }
      }
  }
}
