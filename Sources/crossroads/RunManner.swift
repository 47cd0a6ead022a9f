import ScenarioEngine

/// How a run is made, beside what it computes.
struct RunManner: Sendable {
  /// Where a `NumPyFile` of every future's values goes, with its `columns.csv` beside it.
  var pathValues: ResultFolder?
  /// What a frozen forecast keeps is wanted too.
  var freezes = false
  /// What is done is kept meanwhile.
  var keeper: PartKeeper?
}

/// A shard of a run, ready to be written.
struct ShardOutcome: Sendable {
  var bytes: [UInt8]
  var paths: Int
  var stages: StageSeconds
  /// The file in which parts of the shard were kept meanwhile.
  var kept: String?
}
