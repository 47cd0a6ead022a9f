import NumericCore
import ScenarioEngine

/// The cost of compliance, and the penalty that stores and clouds would face.
public enum Compliance {
  static let declarations: [Declaration] = [
    .parameter(33, "compliance.annual_cost", 0...1e11, "usd/year", "planned cost of the compliance programme"),
    .parameter(34, "compliance.overrun", 0...100, "ratio", "actual over planned cost"),
    .parameter(35, "compliance.penalty_per_user", 0...1e6, "usd", "penalty per user on those who keep serving"),
  ]
}
