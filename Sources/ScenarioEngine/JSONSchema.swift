/// Writes a JSON Schema (draft 2020-12) of the scenario format, so that editors complete keys and mark mistakes.
public enum JSONSchema {
  /// The schema of the given keys: the same text for the same declarations.
  public static func text(_ declarations: [Declaration]) -> String {
    let keys = ScenarioFileKeys(declarations)
    var properties = topLevel
    for section in keys.children.keys.sorted() {
      guard let child = keys.children[section] else { continue }
      properties.append((section, schema(of: child, names: section == "correlations" ? dottedName : name)))
    }
    let root: OrderedJSON = .object([
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("title", .string("Crossroads scenario")),
      ("description", .string("A scenario file: what differs from the scenarios it extends.")),
      ("type", .string("object")),
      ("properties", .object(properties)),
      ("additionalProperties", .bool(false)),
      ("$defs", .object(definitions)),
    ])
    return root.text + "\n"
  }

  private static let month: OrderedJSON = .object([("type", .string("string")), ("pattern", .string("^\\d{4}-(0[1-9]|1[0-2])$"))])

  private static let topLevel: [(String, OrderedJSON)] = [
    ("title", described("string", "What the scenario is called.")),
    ("about", described("string", "What it says, in a sentence or two.")),
    (
      "extends",
      .object([
        ("description", .string("The scenario, or scenarios, from which this one differs.")),
        ("oneOf", .array([typed("string"), .object([("type", .string("array")), ("items", typed("string"))])])),
      ])
    ),
    (
      "horizon",
      .object([
        ("description", .string("The first and the last month.")), ("type", .string("object")),
        ("properties", .object([("start", month), ("end", month)])), ("additionalProperties", .bool(false)),
      ])
    ),
    ("currency", described("string", "A label for the unit of money, such as usd.")),
  ]

  private static func typed(_ type: String) -> OrderedJSON { .object([("type", .string(type))]) }
  private static func described(_ type: String, _ text: String) -> OrderedJSON {
    .object([("description", .string(text)), ("type", .string(type))])
  }
  private static func reference(_ name: String) -> OrderedJSON { .object([("$ref", .string("#/$defs/\(name)"))]) }

  /// What a name given in a file looks like; under `correlations` the names are keys.
  private static let name = "^[a-z][a-z0-9_-]*$"
  private static let dottedName = "^[a-z][a-z0-9_.-]*$"

  /// A group of keys, or the setting that ends here.
  private static func schema(of keys: ScenarioFileKeys, names: String) -> OrderedJSON {
    if let declaration = keys.declaration { return setting(declaration) }
    var properties: [(String, OrderedJSON)] = keys.children.keys.sorted().compactMap { name in
      keys.children[name].map { (name, schema(of: $0, names: names)) }
    }
    for (name, definition) in [("judgement", "judgement"), ("source", "source")] where keys.children[name] == nil {
      properties.append((name, reference(definition)))
    }
    var fields: [(String, OrderedJSON)] = [
      ("type", .array([.string("object"), .string("null")])), ("properties", .object(properties)),
    ]
    if let anyName = keys.anyName {
      fields.append(("patternProperties", .object([(names, schema(of: anyName, names: names))])))
    }
    fields.append(("additionalProperties", .bool(false)))
    return .object(fields)
  }

  private static func setting(_ declaration: Declaration) -> OrderedJSON {
    let value = value(of: declaration)
    var forms: [OrderedJSON] = [value, .object([("type", .string("null"))]), writtenOut("value", value)]
    if case .number = declaration.kind {
      forms.append(reference("fit"))
      if declaration.mayVary { forms.append(reference("byDate")) }
    }
    return .object([("description", .string(description(of: declaration))), ("anyOf", .array(forms))])
  }

  /// The long form: the value with its origin.
  private static func writtenOut(_ key: String, _ value: OrderedJSON) -> OrderedJSON {
    .object([
      ("type", .string("object")),
      (
        "properties",
        .object([(key, value), ("judgement", reference("judgement")), ("source", reference("source")), ("known", reference("known"))])
      ),
      ("required", .array([.string(key)])), ("additionalProperties", .bool(false)),
    ])
  }

  private static func description(of declaration: Declaration) -> String {
    var text = declaration.meaning
    while text.hasSuffix(".") { text.removeLast() }
    if !declaration.unit.isEmpty { text += "; in \(declaration.unit)" }
    switch declaration.kind {
    case .number(let minimum, let maximum) where minimum.isFinite || maximum.isFinite:
      text += "; from \(NumberText.short(minimum)) to \(NumberText.short(maximum))"
    case .count(let minimum, let maximum): text += "; a whole number from \(minimum) to \(maximum)"
    case .name(let group, let others):
      text += "; a name under \(group)" + (others.isEmpty ? "" : " or \(others.joined(separator: ", "))")
    case .names(let group): text += "; names under \(group)"
    default: break
    }
    if let fallback = declaration.fallback { text += "; \(fallback.isEmpty ? "none" : fallback) where left out" }
    return text + "."
  }

  private static func value(of declaration: Declaration) -> OrderedJSON {
    switch declaration.kind {
    case .number(let minimum, let maximum):
      var number: [(String, OrderedJSON)] = [("type", .string("number"))]
      if minimum.isFinite { number.append(("minimum", .number(minimum))) }
      if maximum.isFinite { number.append(("maximum", .number(maximum))) }
      return .object([("anyOf", .array([.object(number), reference("expression")]))])
    case .count(let minimum, let maximum):
      return .object([("type", .string("integer")), ("minimum", .number(Double(minimum))), ("maximum", .number(Double(maximum)))])
    case .date: return .object([("type", .string("string")), ("pattern", .string("^\\d{4}-\\d{2}-\\d{2}$"))])
    case .month: return month
    case .flag: return typed("boolean")
    case .choice(let words): return .object([("enum", .array(words.map(scalar)))])
    case .name: return typed("string")
    case .names:
      return .object([("oneOf", .array([typed("string"), .object([("type", .string("array")), ("items", typed("string"))])]))])
    case .word, .fact: return .object([("type", .array([.string("string"), .string("number")]))])
    }
  }

  /// YAML reads a word of digits as a number.
  private static func scalar(_ word: String) -> OrderedJSON { Int(word).map { .number(Double($0)) } ?? .string(word) }

  private static let definitions: [(String, OrderedJSON)] = [
    ("judgement", described("string", "Why the value is as it is, where no document says so.")),
    (
      "source",
      .object([
        ("description", .string("Ids of facts of the evidence.")),
        ("oneOf", .array([typed("string"), .object([("type", .string("array")), ("items", typed("string"))])])),
      ])
    ),
    (
      "expression",
      .object([
        (
          "description",
          .string("A number with suffix K, M, B or %, a range `a to b`, or a distribution such as beta(8, 2); its unit may follow.")
        ),
        ("type", .string("string")),
        ("pattern", .string("^\\s*([-+]?\\.?\\d|(\(ExpressionDistributions.names.joined(separator: "|")))\\s*\\()")),
      ])
    ),
    (
      "known",
      .object([
        ("description", .string("Older values for as-of runs, each usable from its day on.")), ("type", .string("object")),
        (
          "patternProperties",
          .object([
            (
              "^\\d{4}-\\d{2}-\\d{2}$",
              .object([
                (
                  "anyOf",
                  .array([
                    .object([("type", .array(["string", "number", "boolean"].map(OrderedJSON.string)))]),
                    .object([
                      ("type", .string("object")),
                      (
                        "properties",
                        .object([("value", .bool(true)), ("judgement", reference("judgement")), ("source", reference("source"))])
                      ),
                      ("required", .array([.string("value")])), ("additionalProperties", .bool(false)),
                    ]),
                  ])
                )
              ])
            )
          ])
        ),
        ("additionalProperties", .bool(false)),
      ])
    ),
    (
      "fit",
      .object([
        ("description", .string("A coefficient of a fit declared under `fits`.")), ("type", .string("object")),
        (
          "properties",
          .object([
            ("fit", typed("string")), ("coefficient", .object([("enum", .array([.string("level"), .string("rate")]))])),
            ("judgement", reference("judgement")), ("source", reference("source")), ("known", reference("known")),
          ])
        ),
        ("required", .array([.string("fit"), .string("coefficient")])), ("additionalProperties", .bool(false)),
      ])
    ),
    (
      "byDate",
      .object([
        ("description", .string("Values by date, each from the first day of its month on.")), ("type", .string("object")),
        (
          "properties",
          .object([
            (
              "values",
              .object([
                ("type", .string("object")),
                (
                  "patternProperties",
                  .object([
                    ("^\\d{4}-(0[1-9]|1[0-2])$", .object([("anyOf", .array([typed("number"), reference("expression")]))]))
                  ])
                ),
                ("additionalProperties", .bool(false)),
              ])
            ),
            ("judgement", reference("judgement")), ("source", reference("source")), ("known", reference("known")),
          ])
        ),
        ("required", .array([.string("values")])), ("additionalProperties", .bool(false)),
      ])
    ),
  ]
}
