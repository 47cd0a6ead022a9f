import ScenarioEngine

/// The configuration of a hub: `admin.json`, `tasks.json`, `target-data.json`, `model-metadata-schema.json` (schemas 6.0.0), and the
/// metadata of the model.
public struct HubConfiguration: Sendable {
  let tasks: HubTasks
  let options: HubOptions
  let runs: [ExportedRun]

  private static func schema(_ name: String) -> (String, OrderedJSON) {
    ("schema_version", .string("https://raw.githubusercontent.com/hubverse-org/schemas/main/v6.0.0/\(name)-schema.json"))
  }

  /// The columns of a task, in the order of the files.
  static let taskColumns = ["origin_date", "scenario_id", "location", "target", "horizon", "target_end_date"]

  var admin: OrderedJSON {
    .object([
      Self.schema("admin"), ("name", .string("Scenarios of \(options.team)")), ("maintainer", .string(options.team)),
      ("contact", .object([("name", .string(options.contactName)), ("email", .string(options.contactAddress))])),
      (
        "repository",
        .object([("host", .string("github")), ("owner", .string(options.team)), ("name", .string("\(options.team)-scenarios"))])
      ),
      ("file_format", .array([.string("csv")])),
      // Universal time all the year: the list of accepted names has no UTC.
      ("timezone", .string("Africa/Abidjan")),
    ])
  }

  var targetData: OrderedJSON {
    .object([
      Self.schema("target-data"), ("observable_unit", Self.words(["target", "target_end_date", "location"])),
      ("date_col", .string("target_end_date")), ("time-series", .object([("versioned", .bool(false))])),
      ("oracle-output", .object([("has_output_type_ids", .bool(true)), ("versioned", .bool(false))])),
    ])
  }

  var roundTasks: OrderedJSON {
    .object([
      Self.schema("tasks"),
      (
        "rounds",
        .array([
          .object([
            ("round_id_from_variable", .bool(true)), ("round_id", .string("origin_date")),
            ("model_tasks", .array(tasks.tasks.map(modelTask))),
            ("submissions_due", .object([("relative_to", .string("origin_date")), ("start", .number(-366)), ("end", .number(366))])),
          ])
        ])
      ),
      ("output_type_id_datatype", .string("character")), ("derived_task_ids", Self.words(["target_end_date"])),
    ])
  }

  // MARK: - Tasks

  private func modelTask(_ task: HubTask) -> OrderedJSON {
    let horizon = runs[0].horizon
    let ends = task.horizons.map { HubTasks.end(of: $0.period, horizon) }.unique
    let identifiers: [String: OrderedJSON] = [
      "origin_date": Self.required([.string(tasks.round)]),
      "scenario_id": Self.required(task.runs.map { .string(runs[$0].name) }),
      "location": Self.required([.string(task.location)]),
      "target": Self.required(task.targets.map { .string($0.id) }),
      "horizon": Self.required(task.horizons.map { .number(Double($0.months)) }),
      "target_end_date": .object([("required", .null), ("optional", Self.words(ends))]),
    ]
    return .object([
      ("task_ids", .object(Self.taskColumns.map { ($0, identifiers[$0] ?? .null) })),
      ("output_type", .object(outputTypes(task.targets[0].kind))),
      ("target_metadata", .array(task.targets.map(metadata))),
    ])
  }

  private func outputTypes(_ kind: HubTarget.Kind) -> [(String, OrderedJSON)] {
    func type(_ identifiers: [OrderedJSON]?, _ value: OrderedJSON) -> OrderedJSON {
      .object([
        ("output_type_id", .object([("required", identifiers.map { .array($0) } ?? .null)])), ("value", value),
        ("is_required", .bool(true)),
      ])
    }
    let share: OrderedJSON = .object([("type", .string("double")), ("minimum", .number(0)), ("maximum", .number(1))])
    switch kind {
    case .answer: return [("pmf", type([.string("no"), .string("yes")], share))]
    case .state(let names): return [("pmf", type(names.map { .string($0) }, share))]
    case .number(let atLeastZero, _):
      let value: OrderedJSON = .object([("type", .string("double"))] + (atLeastZero ? [("minimum", .number(0))] : []))
      let parameters: OrderedJSON = .object([
        ("type", .string("integer")), ("min_samples_per_task", .number(Double(options.samples))),
        ("max_samples_per_task", .number(Double(options.samples))),
        ("compound_taskid_set", Self.words(["origin_date", "location", "target"])),
      ])
      return [
        ("mean", type(nil, value)), ("quantile", type(QuantileLevels.all.map { .number($0) }, value)),
        ("sample", .object([("output_type_id_params", parameters), ("value", value), ("is_required", .bool(true))])),
      ]
    }
  }

  private func metadata(_ target: HubTarget) -> OrderedJSON {
    let type =
      switch target.kind {
      case .answer: "binary"
      case .state: "nominal"
      case .number(_, let isCount): isCount ? "discrete" : "continuous"
      }
    return .object(
      [
        ("target_id", .string(shortNames[target.id] ?? target.id)), ("target_name", .string(String(target.id.prefix(100)))),
        ("target_units", .string(target.unit)),
        ("target_keys", .object([("target", .string(target.id))])), ("description", .string(target.meaning)),
        ("target_type", .string(type)), ("is_step_ahead", .bool(target.isStepAhead)),
      ] + (target.isStepAhead ? [("time_unit", .string("month"))] : []))
  }

  /// Targets whose names are longer than the 30 characters that the schema grants, by name.
  private var shortNames: [String: String] {
    let long = tasks.tasks.flatMap { $0.targets.map(\.id) }.unique.filter { $0.count > 30 }
    return Dictionary(
      long.enumerated().map { ($1, "\($1.prefix(24)) #\($0 + 1)") }, uniquingKeysWith: { first, _ in first })
  }

  private static func required(_ values: [OrderedJSON]) -> OrderedJSON { .object([("required", .array(values)), ("optional", .null)]) }
  private static func words(_ words: [String]) -> OrderedJSON { .array(words.map { .string($0) }) }

  // MARK: - The model

  /// `model-metadata/TEAM-MODEL.yml`.
  func modelMetadata(version: String) -> String {
    func quoted(_ text: String) -> String { OrderedJSON.string(text).text }
    let days = runs.flatMap { $0.record.facts.map(\.vintage) }
    let evidence = days.max().map { "facts known by \($0)" } ?? "no facts"
    return """
      team_name: \(quoted(options.team))
      team_abbr: \(quoted(options.team))
      model_name: \(quoted("\(options.team) \(options.model)"))
      model_abbr: \(quoted(options.model))
      model_version: \(quoted(version))
      model_contributors:
        - name: \(quoted(options.contactName))
          affiliation: \(quoted(options.team))
          email: \(quoted(options.contactAddress))
      license: \(quoted(options.license))
      designated_model: true
      methods: \(quoted("Monte Carlo simulation of scenarios; samples of the same number are the same luck in every scenario"))
      data_sources: \(quoted(evidence))

      """
  }

  /// A JSON Schema of that file.
  static var modelMetadataSchema: OrderedJSON {
    let text: OrderedJSON = .object([("type", .string("string"))])
    let short: OrderedJSON = .object([("type", .string("string")), ("pattern", .string("^[A-Za-z0-9_]{1,16}$"))])
    let contributor: OrderedJSON = .object([
      ("type", .string("object")), ("properties", .object([("name", text), ("affiliation", text), ("email", text)])),
      ("required", words(["name", "email"])), ("additionalProperties", .bool(false)),
    ])
    let properties: [(String, OrderedJSON)] = [
      ("team_name", text), ("team_abbr", short), ("model_name", text), ("model_abbr", short), ("model_version", text),
      ("model_contributors", .object([("type", .string("array")), ("items", contributor)])), ("license", text),
      ("designated_model", .object([("type", .string("boolean"))])), ("methods", text), ("data_sources", text),
    ]
    return .object([
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")), ("type", .string("object")),
      ("properties", .object(properties)), ("required", words(properties.map(\.0))), ("additionalProperties", .bool(false)),
    ])
  }
}
