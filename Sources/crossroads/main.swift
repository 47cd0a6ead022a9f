import CProcessorCheck
import NumericCore
import PlatformModel
import ScenarioEngine

precondition(crossroads_processor_check == 1)
let args = CommandLine.arguments
do {
  let ledger = try EvidenceLedger(folder: "evidence")
  let library = ScenarioLibrary(project: ".", declarations: PlatformModel.declarations, ledgerIDs: Set(ledger.facts.map(\.id)))
  let medians = args.contains("medians")
  let names = args.dropFirst().filter { $0 != "medians" && Int($0) == nil }
  let prepared = try names.map { name in
    let read = library.read(name)
    for d in read.diagnostics { print(d) }
    guard let scenario = read.scenario else { throw ScenarioError(read.diagnostics) }
    let plan = try PlanBuilder(declarations: PlatformModel.declarations, ledger: ledger).plan(scenario, earlier: read.diagnostics)
    for r in plan.remarks { print("remark", r) }
    return PreparedScenario(plan: plan, model: try PlatformModel(plan: plan))
  }
  let paths = args.compactMap { Int($0) }.first ?? 65536
  let result = try Simulator(
    prepared, settings: SimulationSettings(paths: medians ? 1 : paths, sampling: medians ? .medians : .sobol, threads: medians ? 1 : 2, by: medians ? .month : nil),
    pairs: prepared.count > 1 ? [(1, 0)] : [], targets: [DriverTarget(output: "ownership.value_to_owner", period: "total")]
  ).run()
  for (t, table) in result.tables.enumerated() {
    print("==", table.scenario)
    for s in table.series {
      let key = "\(s.output) \(s.period)"
      if medians {
        if ["2025-10", "2026-01", "total"].contains(s.period) { print(key, s.mean?.value ?? s.probability!.value) }
      } else if ["2026", "2030", "total", "2029"].contains(s.period) {
        if let p = s.probability { print(key, p.value, p.standardError ?? -1) } else {
          print(key, s.quantiles[11].value, s.quantiles[2].value, s.quantiles[20].value, "se", s.quantiles[11].standardError!, "mean", s.mean!.value, s.mean!.standardError!)
        }
      }
    }
    for d in result.drivers[t].values { for x in d.prefix(8) { print(x.key, x.share.value, x.share.standardError!) } }
  }
  for d in result.differences.first ?? [] where d.output == "ownership.value_to_owner" || d.output == "ad_revenue.revenue" && d.period == "2026" {
    print(d.output, d.difference, d.shareAbove!, d.quantiles[2], d.quantiles[20])
  }
} catch {
  print(error)
}
