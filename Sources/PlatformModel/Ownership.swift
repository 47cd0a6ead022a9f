import NumericCore
import ScenarioEngine

/// What the owner gets under the contract of each regime, and what it is worth at the start.
public enum Ownership {
  /// The discount factor of a time in years: (1 + r)^(-years).
  @inline(always)
  public static func discount(rate: Vector, years: Double) -> Vector { exp(log(1 + rate) * (-years)) }

  /// The owner's part of a profit of which `share` is his directly and `equity` of the rest: e + a (1 - e).
  @inline(always)
  public static func ownersPart(equity: Vector, share: Vector) -> Vector { equity + share * (1 - equity) }

  /// The value after the horizon, at its end: multiple · max(0, flow · YEAR/D).
  @inline(always)
  public static func terminalValue(multiple: Vector, lastFlow: Vector, days: Double) -> Vector {
    multiple * maximum(.zero, lastFlow * (UserGrowth.year / days))
  }

  static let declarations: [Declaration] = [
    .parameter(37, "ownership.ad_margin", -2...1, "share", "contribution of a unit of ad revenue"),
    .parameter(38, "ownership.commerce_margin", -2...1, "share", "contribution of a unit of commerce revenue"),
    .parameter(39, "ownership.discount_rate", 0...1, "per year", "cost of capital", atStart: true),
    .parameter(40, "ownership.terminal_multiple", 0...100, "years", "value after the horizon in years of its last flow"),
    .parameter(41, "ownership.other_apps_profit", 0...1e11, "usd/year", "profit of the owner's other apps in the market"),
    .family("ownership.contracts.*.ad_share", 0...1, "share", "owner's direct share of ad profit"),
    .family("ownership.contracts.*.commerce_share", 0...1, "share", "owner's direct share of commerce profit"),
    .family("ownership.contracts.*.licence_fee", 0...1, "share", "owner's fee on ad and commerce revenue"),
    .family("ownership.contracts.*.equity", 0...1, "share", "owner's share of what is left"),
    .family("ownership.contracts.*.price", 0...50, "years", "price received once, in years of revenue"),
  ]
}
