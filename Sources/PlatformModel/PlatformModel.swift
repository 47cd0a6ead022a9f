import NumericCore
import ScenarioEngine

/// A platform at a regulatory fork: users, engagement, ads, commerce, initiatives, compliance, regulation and ownership, month by month.
///
/// docs/model.md states every formula. The order within a month: regulation, initiatives, user_growth, engagement, ad_revenue, commerce,
/// compliance, ownership.
public struct PlatformModel: ScenarioModel {
  public static let declarations: [Declaration] =
    UserGrowth.declarations + Engagement.declarations + AdRevenue.declarations + Commerce.declarations + Initiatives.declarations
    + Compliance.declarations + Regulation.declarations + Ownership.declarations + Questions.declarations
    + EvidenceChecks.declarations

  let plan: Plan
  let graph: RegimeGraph
  let questions: [Question]
  /// Names of the questions that a cut horizon drops.
  public let droppedQuestions: [String]
  let initiatives: [Initiative]
  public let outputs: [OutputDeclaration]
  public let checks: [EvidenceCheck]
  /// The checks of the file, those with a period outside the horizon too.
  public var declaredChecks: [EvidenceCheck] { EvidenceChecks.all(plan: plan) }

  /// A programme of the file, with its first month.
  struct Initiative: Sendable {
    var name: String
    var start: Int
    var key: String { "initiatives.\(name)." }
  }

  public init(plan: Plan) throws(ScenarioError) {
    self.plan = plan
    graph = try RegimeGraph(plan: plan)
    let weights = ["meta", "google", "other"].map { "ad_revenue.rival_weight_\($0)" }
    if weights.allSatisfy({ plan.constant($0) == 0 }) {
      throw ScenarioError(
        at: plan.location(under: weights[0]), "All weights of the rivals are 0.",
        "Give at least one of \(weights.joined(separator: ", ")) a weight.")
    }
    initiatives = plan.names(in: "initiatives").compactMap { name in
      let start = plan.monthIndex("initiatives.\(name).start")
      return plan.horizonIsCut && !(0..<plan.horizon.count).contains(start) ? nil : Initiative(name: name, start: start)
    }
    let plain = Output.declarations(currency: plan.currency, regimes: graph.regimes.map(\.name))
    (questions, droppedQuestions) = try Questions.read(plan: plan, graph: graph, outputs: plain)
    checks = try EvidenceChecks.read(plan: plan, outputs: plain)
    outputs =
      plain
      + questions.map {
        OutputDeclaration(
          "question." + $0.name, unit: "probability", aggregation: .once, meaning: "share of paths that say yes", isEvent: true)
      }
  }

  public var neededRows: [OutputRow] {
    questions.compactMap {
      if case .output(let name, let period, _, _) = $0.event { OutputRow(output: name, period: period) } else { nil }
    }
  }

  public var notes: [String] {
    let dropped = plan.horizonIsCut ? droppedDates : []
    return
      (droppedQuestions.isEmpty ? [] : ["Not asked, since the horizon does not reach so far: \(droppedQuestions.joined(separator: ", "))."])
      + (dropped.isEmpty ? [] : ["Never happens, since the horizon is cut: \(dropped.joined(separator: ", "))."])
  }

  /// Certain transitions and initiatives whose date lies outside the horizon.
  private var droppedDates: [String] {
    var dropped: [String] = []
    for origin in plan.names(in: "regulation.transitions") {
      for target in plan.names(in: "regulation.transitions.\(origin)") {
        if let day = plan.dayOffset("regulation.transitions.\(origin).\(target).certain"), !(0..<plan.horizon.days).contains(day) {
          dropped.append("\(origin) to \(target)")
        }
      }
    }
    return dropped + plan.names(in: "initiatives").filter { name in !initiatives.contains { $0.name == name } }
  }

  public var uniformKeys: [String] { [AdRevenue.trackingShock] + initiatives.map { $0.key + "success" } }

  public func makeRunner(block: Block, seed: UInt64, mediansMode: Bool) -> any ModelRunner {
    PlatformRunner(model: self, block: block, seed: seed, mediansMode: mediansMode)
  }
}
