import Foundation
import Presentation
import ScenarioEngine

/// The project's scenarios and evidence, as the commands ask for them.
struct Project: Sendable {
  let folder: String
  let library: ScenarioLibrary
  let ledger: EvidenceLedger

  /// Finds the project and reads its ledger.
  /// - Throws: `ScenarioError` where there is none, or the ledger has mistakes.
  init(_ option: ProjectOption) throws(ScenarioError) {
    let manager = FileManager.default
    folder = try ScenarioLibrary.findProject(
      option: option.project, environment: ProcessInfo.processInfo.environment, currentDirectory: manager.currentDirectoryPath,
      executable: Bundle.main.executablePath)
    ledger = try EvidenceLedger(folder: folder + "/evidence", shownAs: "evidence")
    library = ScenarioLibrary(project: folder, declarations: PlatformEngine.declarations, ledgerIDs: Set(ledger.facts.map(\.id)))
  }

  var engine: any Engine { PlatformEngine(library: library, ledger: ledger) }

  /// The folder in which results stand unless `--out` names another; relative where the project is the current folder.
  var results: String { folder == FileManager.default.currentDirectoryPath ? "results" : folder + "/results" }

  /// The folder of reports unless `--out` names a file; relative where the project is the current folder.
  var reports: String { folder == FileManager.default.currentDirectoryPath ? "reports" : folder + "/reports" }

  /// The folder of frozen forecasts; relative where the project is the current folder.
  var forecasts: String { folder == FileManager.default.currentDirectoryPath ? "forecasts" : folder + "/forecasts" }

  /// A scenario that was read and checked, with `--set` applied and checked too.
  /// - Throws: `ScenarioError` with every mistake.
  func scenario(_ name: String, overrides: [(key: String, text: String)] = []) throws -> Scenario {
    let examined = library.examine(name)
    let mistakes = examined.diagnostics.filter { $0.severity == .mistake }
    guard mistakes.isEmpty, var scenario = examined.scenario else { throw ScenarioError(mistakes) }
    if !overrides.isEmpty {
      scenario = try library.applying(overrides: overrides, to: scenario)
      let refused = SettingCheck.check(scenario, declarations: library.declarations).diagnostics.filter { $0.severity == .mistake }
      if !refused.isEmpty { throw ScenarioError(refused) }
    }
    return scenario
  }

  /// The settings of a scenario, with units in its currency.
  func rows(_ settings: [Setting], of scenario: Scenario, checked: [String: CheckedSetting]) -> [ShowScreen.Row] {
    settings.map { setting in
      let unit = checked[setting.key]?.declaration.unit ?? ""
      return ShowScreen.Row(
        key: setting.key, value: setting.written, unit: unit.replacing("usd", with: scenario.currency), origin: setting.origin,
        file: setting.location.file, line: setting.location.line)
    }
  }

  /// A fact as the screens show it.
  static func row(_ fact: Fact) -> EvidenceScreen.Row {
    EvidenceScreen.Row(
      id: fact.id, entity: fact.entity, region: fact.region, metric: fact.metric, low: fact.low, value: fact.value, high: fact.high,
      unit: fact.unit, period: fact.period, kind: fact.kind.rawValue, vintage: fact.vintage, document: fact.document,
      locator: fact.locator, caveat: fact.caveat, printed: fact.printed)
  }
}
