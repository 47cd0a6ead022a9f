import ScenarioEngine

/// Writes runs as a modelling hub of the hubverse with one round and one model.
public enum HubExport {
  /// - Returns: what the hub does not hold, in words.
  public static func write(_ runs: [ExportedRun], _ options: HubOptions, actuals: ActualsFile?, version: String, to folder: ExportFolder)
    throws(ScenarioError) -> [String]
  {
    let tasks = try HubTasks(runs, options)
    let configuration = HubConfiguration(tasks: tasks, options: options, runs: runs)
    let submission = try HubSubmission.text(tasks, runs, samples: options.samples)
    let truth = try actuals.map { actuals throws(ScenarioError) in try HubTruth(actuals, tasks, runs) }
    try folder.write(configuration.admin.text + "\n", to: "hub-config/admin.json")
    try folder.write(configuration.roundTasks.text + "\n", to: "hub-config/tasks.json")
    try folder.write(HubConfiguration.modelMetadataSchema.text + "\n", to: "hub-config/model-metadata-schema.json")
    try folder.write(configuration.modelMetadata(version: version), to: "model-metadata/\(options.modelID).yml")
    try folder.write(submission, to: "model-output/\(options.modelID)/\(tasks.round)-\(options.modelID).csv")
    if let truth {
      try folder.write(configuration.targetData.text + "\n", to: "hub-config/target-data.json")
      try folder.write(truth.timeSeries, to: "target-data/time-series.csv")
      try folder.write(truth.oracle, to: "target-data/oracle-output.csv")
    }
    return tasks.leftOut + (truth?.leftOut ?? [])
  }
}
