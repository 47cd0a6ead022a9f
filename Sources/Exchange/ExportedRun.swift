import ScenarioEngine

/// A recorded run as the exchange formats need it.
public struct ExportedRun: Sendable {
  /// How the run is called in what is written; no other run of the same export is called so.
  public var name: String
  public var title: String
  /// The region of the series that it is fitted to, `us`; nil where there is none.
  public var region: String?
  public var record: RunRecord
  /// The table, with every digit where the run was made again, otherwise as read back.
  public var table: ResultTable
  /// Every output of its model.
  public var outputs: [OutputDeclaration]
  public var horizon: Horizon
  public var uncertain: [UncertainSetting]
  /// Its first futures, where the run was made again.
  public var futures: FutureValues?
  /// What those futures drew.
  public var draws: SettingDraws?

  public init(
    name: String, title: String, region: String?, record: RunRecord, table: ResultTable, outputs: [OutputDeclaration], horizon: Horizon,
    uncertain: [UncertainSetting], futures: FutureValues? = nil, draws: SettingDraws? = nil
  ) {
    self.name = name
    self.title = title
    self.region = region
    self.record = record
    self.table = table
    self.outputs = outputs
    self.horizon = horizon
    self.uncertain = uncertain
    self.futures = futures
    self.draws = draws
  }

  /// What the model says of an output.
  public func declaration(of output: String) -> OutputDeclaration? { outputs.first { $0.name == output } }

  /// Names for runs: those of their scenarios, or of their folders where a scenario was run more than once.
  ///
  /// - Throws: `ScenarioError` where two folders of the same scenario have the same name too.
  public static func names(scenarios: [String], folders: [String]) throws(ScenarioError) -> [String] {
    let names = zip(scenarios, folders).map { scenario, folder in
      scenarios.filter { $0 == scenario }.count == 1 ? scenario : folder.split(separator: "/").last.map(String.init) ?? scenario
    }
    var seen: Set<String> = []
    for (name, folder) in zip(names, folders) where !seen.insert(name).inserted {
      throw ScenarioError(
        "Two of the runs would be called '\(name)', that of \(folder) among them.", "Name each run once, or export them apart.")
    }
    return names
  }
}
