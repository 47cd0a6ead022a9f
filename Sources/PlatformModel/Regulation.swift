import NumericCore
import ScenarioEngine

/// Clocks of the graph of regimes: hazards, deadlines and certain dates.
///
/// A month runs from ring to ring; each clock rings at most once a month.
public enum Regulation {
  /// Whether people can use the service.
  enum Service: String, CaseIterable { case live, degraded, dark }

  /// The day of the month on which a hazard rings: -ln(1 - u) · YEAR/h; never for h = 0.
  public static func ringDay(uniform: Double, hazard: Double) -> Double {
    hazard > 0 ? yearDays(uniform: uniform) / hazard : .infinity
  }

  /// What a hazard of 1 per year takes to ring, in days: -ln(1 - u) · YEAR.
  static func yearDays(uniform: Double) -> Double { -Elementary.log(1 - uniform) * UserGrowth.year }
  @inline(always)
  static func yearDays(uniform: Vector) -> Vector { -log(1 - uniform) * UserGrowth.year }

  /// What size does to a hazard: max(A/A₀, 0.01)^(leverage · elasticity).
  @inline(always)
  public static func leverage(size: Vector, leverage: Double, elasticity: Vector) -> Vector {
    exp(leverage * elasticity * log(maximum(size, Vector(0.01))))
  }

  /// The first branch whose cumulative probability exceeds u; nil: the remainder.
  public static func branch(uniform: Double, probabilities: some Sequence<Double>) -> Int? {
    var cumulative = 0.0
    for (index, probability) in probabilities.enumerated() {
      cumulative += probability
      if cumulative > uniform { return index }
    }
    return nil
  }

  static let declarations: [Declaration] = [
    .parameter(36, "regulation.leverage_elasticity", 0...5, "-", "elasticity of political clocks in the number of users"),
    Declaration("regulation.start", kind: .name(group: "regulation.regimes", or: []), meaning: "the legal state at the start"),
    Declaration(
      "regulation.regimes.*.service", kind: .choice(Service.allCases.map(\.rawValue)),
      meaning: "whether people can use the service: live, degraded (no new users) or dark"),
    Declaration("regulation.regimes.*.prohibited", kind: .flag, meaning: "the law forbids serving", fallback: "false"),
    Declaration("regulation.regimes.*.resolved", kind: .flag, meaning: "the legal question is settled", fallback: "false"),
    Declaration(
      "regulation.regimes.*.contract", kind: .name(group: "ownership.contracts", or: []),
      meaning: "the contract under which the owner is paid"),
    .family("regulation.regimes.*.acquisition", 0...3, "ratio", "effect on growth", fallback: "1"),
    .family("regulation.regimes.*.churn", 0...10, "per year", "users lost", fallback: "0"),
    .family("regulation.regimes.*.engagement", 0...3, "ratio", "effect on hours, ads and commerce", fallback: "1"),
    .family("regulation.regimes.*.ad_demand", 0...3, "ratio", "effect on ad revenue per hour", fallback: "1"),
    .family("regulation.regimes.*.commerce", 0...3, "ratio", "speed of the commerce clock", fallback: "1"),
    .family("regulation.regimes.*.compliance", 0...1, "share", "share of the compliance cost that is due", fallback: "1"),
    .family("regulation.regimes.*.other_apps", 0...1, "share", "share of the other apps' profit that is earned", fallback: "1"),
    .family("regulation.transitions.*.*.hazard", 0...365, "per year", "rate of the transition", fallback: "0"),
    Declaration(
      "regulation.transitions.*.*.leverage", kind: .count(minimum: -1, maximum: 1),
      meaning: "-1: size protects, 1: size attracts, 0: size does not matter", fallback: "0"),
    Declaration("regulation.transitions.*.*.certain", kind: .date, meaning: "the day on which the transition happens", fallback: ""),
    .family("regulation.deadlines.*.first", 0...36525, "days", "length for a path that starts here", fallback: "", atStart: true),
    .family("regulation.deadlines.*.length", 0...36525, "days", "length after an entry or an extension", redrawn: true),
    .family("regulation.deadlines.*.branches.*", 0...1, "share", "probability of this way out when the deadline is due"),
    Declaration(
      "regulation.deadlines.*.remainder", kind: .name(group: "regulation.regimes", or: ["extend"]),
      meaning: "what happens otherwise: a regime, or extend"),
  ]
}
