import ScenarioEngine

/// The unit in which a person reads a number: users in millions, money in billions, probabilities in percent.
public struct DisplayUnit: Sendable, Hashable {
  /// What is shown is the number divided by 10^power.
  public var power: Int
  /// `million`, `bn usd`, `%`, `days`; empty for pure numbers.
  public var label: String

  /// As it is.
  public static let plain = DisplayUnit(power: 0, label: "")
  /// Hundredths.
  public static let percent = DisplayUnit(power: -2, label: "%")

  public init(power: Int, label: String) {
    self.power = power
    self.label = label
  }

  /// The unit for numbers of a row whose largest size is `largest`.
  /// - Parameter unit: as results and facts carry it: `users`, `hours`, `days`, `usd` or another currency, `probability`, `share`, `1`, with
  ///   `/year`, `_per_year` or the like behind it.
  public init(_ unit: String, largest: Double) {
    switch unit {
    case "probability", "share": self = .percent
    case "1", "": self = .plain
    default:
      let unit = unit.replacing("_per_", with: "/").replacing("_", with: " ")
      let stem = unit.prefix { $0 != "/" }
      let size = abs(largest)
      let isCount = stem == "users" || stem == "persons"
      let isMoney = stem.count == 3 && stem.allSatisfy { $0.isLetter && $0.isLowercase }
      guard isCount || isMoney || stem == "hours" else {
        self = DisplayUnit(power: 0, label: unit)
        return
      }
      if isCount {
        let rest = unit.dropFirst(stem.count)
        self = size >= 5e4 ? DisplayUnit(power: 6, label: "million" + rest) : DisplayUnit(power: 0, label: unit)
      } else if size >= 5e7 {
        self = DisplayUnit(power: 9, label: "bn " + unit)
      } else {
        self = size >= 5e4 ? DisplayUnit(power: 6, label: "million " + unit) : DisplayUnit(power: 0, label: unit)
      }
    }
  }
}
