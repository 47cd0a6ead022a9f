import ScenarioEngine

/// Facts that a scenario's own numbers should reproduce: shown beside them after a run.
enum EvidenceChecks {
  static let declarations: [Declaration] = [
    Declaration("evidence_checks.*.fact", kind: .fact, meaning: "id of the fact"),
    Declaration("evidence_checks.*.output", kind: .word, meaning: "the output that stands for the same quantity"),
    Declaration("evidence_checks.*.period", kind: .word, meaning: "a month, quarter or year of the horizon, or total"),
    Declaration(
      "evidence_checks.*.multiple", kind: .number(minimum: 1e-9, maximum: 1e9), unit: "ratio",
      meaning: "the output over the fact, such as 31 for sales a day against those of a month", fallback: "1"),
  ]

  /// Every check of a plan with a constant multiple, whatever its period: the facts that its outputs can stand for.
  static func all(plan: Plan) -> [EvidenceCheck] {
    plan.names(in: "evidence_checks").compactMap { name in
      let key = "evidence_checks.\(name)."
      let row = OutputRow(output: plan.word(key + "output"), period: plan.word(key + "period"))
      return plan.constant(key + "multiple").map { EvidenceCheck(fact: plan.word(key + "fact"), row: row, multiple: $0) }
    }
  }

  /// The checks of a plan whose period lies in its horizon.
  static func read(plan: Plan, outputs: [OutputDeclaration]) throws(ScenarioError) -> [EvidenceCheck] {
    var checks: [EvidenceCheck] = []
    var mistakes: [Diagnostic] = []
    for name in plan.names(in: "evidence_checks") {
      let key = "evidence_checks.\(name)."
      let output = plan.word(key + "output"), period = plan.word(key + "period")
      guard outputs.contains(where: { $0.name == output }) else {
        let near = Spelling.nearest(output, among: outputs.map(\.name)).map { "Did you mean '\($0)'?" } ?? "docs/model.md lists them."
        mistakes.append(Diagnostic(at: plan.location(under: key + "output"), "There is no output '\(output)'.", near))
        continue
      }
      let isKnown = ReportPeriod.Kind.allCases.contains { kind in
        ReportPeriod.all(kind, in: plan.horizon).contains { $0.label == period }
      }
      guard isKnown else {
        // Another horizon drops a check, as it drops a question.
        if plan.mayLieOutside(key), Period(period) != nil { continue }
        mistakes.append(
          Diagnostic(
            at: plan.location(under: key + "period"), "'\(period)' is no whole period of the horizon.",
            "Write a month, quarter or year within \(plan.horizon.first) to \(plan.horizon.last), or total."))
        continue
      }
      guard let multiple = plan.constant(key + "multiple") else {
        mistakes.append(Diagnostic(at: plan.location(under: key + "multiple"), "`multiple` is uncertain.", "Write a number."))
        continue
      }
      checks.append(EvidenceCheck(fact: plan.word(key + "fact"), row: OutputRow(output: output, period: period), multiple: multiple))
    }
    if !mistakes.isEmpty { throw ScenarioError(mistakes) }
    return checks
  }
}
