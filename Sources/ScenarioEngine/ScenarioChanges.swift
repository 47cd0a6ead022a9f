extension Scenario {
  /// What one scenario says of a key, and another.
  public struct Change: Sendable, Hashable {
    /// The key, such as `commerce.take_rate`.
    public var key: String
    /// nil: the key is new.
    public var old: Setting?
    /// nil: the key is taken away.
    public var new: Setting?
  }

  /// The keys in which this scenario differs from another, in its reading order, then those it lacks.
  ///
  /// Values, older values and origins count, places do not. The horizon, the currency, fits and correlations appear as settings under
  /// `horizon.start`, `currency`, `fits.NAME.…` and `correlations.A.B`.
  public func changes(from other: Scenario?) -> [Change] {
    let old = other?.everySetting ?? []
    let new = everySetting
    let oldByKey = Dictionary(old.map { ($0.key, $0) }) { $1 }
    let newKeys = Set(new.map(\.key))
    let changed = new.compactMap { setting -> Change? in
      let before = oldByKey[setting.key]
      if let before, before.says(sameAs: setting), before.origin == setting.origin { return nil }
      return Change(key: setting.key, old: before, new: setting)
    }
    return changed + old.filter { !newKeys.contains($0.key) }.map { Change(key: $0.key, old: $0, new: nil) }
  }

  /// All settings in reading order, with those that stand in fields of their own.
  private var everySetting: [Setting] {
    func plain(_ key: String, _ text: String, _ place: SourceLocation, _ origin: Origin = Origin()) -> Setting {
      Setting(key: key, value: .text(text), origin: origin, location: place)
    }
    var result = [
      plain("horizon.start", start, horizonLocation), plain("horizon.end", end, horizonLocation),
      plain("currency", currency, horizonLocation),
    ]
    result += order.compactMap { settings[$0] }
    for fit in fits {
      let capacity = fit.capacity.map { ", capacity \(NumberText.short($0))" } ?? ""
      result.append(
        plain(
          "fits.\(fit.name)", "\(fit.curve.rawValue) of \(fit.series)\(capacity), origin \(NumberText.short(fit.originYear))", fit.location)
      )
      result += fit.rows.map { plain("fits.\(fit.name).rows.\($0.name)", $0.written, $0.location, $0.origin) }
    }
    result += correlations.map {
      plain("correlations.\($0.first).\($0.second)", NumberText.short($0.rho), $0.location, $0.origin)
    }
    return result
  }
}

extension FitDeclaration.Row {
  /// The row in one line.
  public var written: String {
    let short = NumberText.short
    let observed =
      switch observation {
      case .level(let value, let year): "level \(short(value)) at \(short(year))"
      case .rate(let rate): "rate \(short(rate)) per year"
      case .growth(let growth, let perYear, let around): "growth \(short(growth)), \(short(perYear)) times a year, around \(short(around))"
      }
    return "\(observed), sd \(short(sd))"
  }
}
