import NumericCore
import PlatformModel
import ScenarioEngine

/// Stages of whole runs, told apart by what runs of different size cost: months of the model, reductions of columns, tables.
struct RunStages {
  let project: String
  let scenario: String
  let paths: Int
  let rounds: Int

  private var ledger: EvidenceLedger { get throws { try EvidenceLedger(folder: project + "/evidence") } }

  func plan(end: CalendarMonth? = nil) throws -> Plan {
    let ledger = try ledger
    let library = ScenarioLibrary(project: project, declarations: PlatformModel.declarations, ledgerIDs: Set(ledger.facts.map(\.id)))
    return try PlanBuilder(declarations: PlatformModel.declarations, ledger: ledger, asOf: nil, start: nil, end: end)
      .plan(try library.load(scenario))
  }

  func costs() throws -> [StageCost] {
    let plan = try plan()
    let whole = PreparedScenario(plan: plan, model: try PlatformModel(plan: plan))
    let year = try self.plan(end: plan.horizon.months[11].calendar)
    let short = PreparedScenario(plan: year, model: try PlatformModel(plan: year))
    let one = SimulationSettings(paths: paths, outputs: "ownership.value_to_owner", periods: ["total"])
    let all = SimulationSettings(paths: paths)
    let ofOne = try seconds(whole, one), ofYear = try seconds(short, one), ofAll = try seconds(whole, all)
    let months = Double(plan.horizon.count - 12)
    let table = try Simulator([whole], settings: all).run().tables[0]
    let columns = Double(table.series.count - 1)
    let writing = StageCost.least(rounds: rounds) { _ = SummaryFile.text(of: table) }
    return [
      StageCost(stage: "month of the model", nanoseconds: (ofOne - ofYear) * 1e9 / Double(paths) / months, unit: "path-month"),
      StageCost(stage: "one column in all", nanoseconds: ofOne * 1e9 / Double(paths), unit: "path"),
      StageCost(stage: "reduction", nanoseconds: (ofAll - ofOne) * 1e9 / Double(paths) / columns, unit: "path and column"),
      StageCost(stage: "text of the table", nanoseconds: writing * 1e9 / columns, unit: "column"),
    ]
  }

  private func seconds(_ scenario: PreparedScenario, _ settings: SimulationSettings) throws -> Double {
    try StageCost.least(rounds: rounds) { _ = try Simulator([scenario], settings: settings).run() }
  }
}
