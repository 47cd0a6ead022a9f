import ScenarioEngine

/// The regimes of a plan and the clocks between them, by index.
struct RegimeGraph: Sendable {
  struct Regime: Sendable {
    var name: String
    var service: Regulation.Service
    var isProhibited: Bool
    var isResolved: Bool
    var contract: String
    var isDark: Bool { service == .dark }
  }
  struct Hazard: Sendable {
    var to: Int
    var key: String
    var leverage: Double
    /// Name of the shock, `regulation.hazard.FROM>TO`.
    var shock: String
  }
  struct Certain: Sendable {
    /// Counts the declarations; one from `any` is the same clock in every regime.
    var number: Int
    var to: Int
    /// Days from the start of the horizon.
    var day: Int
  }
  struct Deadline: Sendable {
    var regime: String
    var firstKey: String
    var lengthKey: String
    var branchKeys: [String]
    var branches: [Int]
    /// nil: extend.
    var remainder: Int?
  }

  let regimes: [Regime]
  let start: Int
  /// By regime, in the file's order.
  let hazards: [[Hazard]]
  let certains: [[Certain]]
  let deadlines: [Deadline?]

  init(plan: Plan) throws(ScenarioError) {
    var mistakes: [Diagnostic] = []
    let names = plan.names(in: "regulation.regimes")
    let index = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    func known(_ name: String, at key: String) -> Int? {
      if let found = index[name] { return found }
      let near = Spelling.nearest(name, among: names).map { "Did you mean '\($0)'?" } ?? "The regimes are \(names.joined(separator: ", "))."
      mistakes.append(Diagnostic(at: plan.location(under: key), "There is no regime '\(name)'.", near))
      return nil
    }

    if names.count > 255 {
      mistakes.append(
        Diagnostic(
          at: plan.location(under: "regulation.regimes"), "There are \(names.count) regimes.",
          "Leave out some: 255 are the most there can be."))
    }
    for name in names where ["any", "extend"].contains(name) {
      mistakes.append(
        Diagnostic(
          at: plan.location(under: "regulation.regimes.\(name)"), "'\(name)' cannot name a regime: the word has a meaning of its own.",
          "Choose another name."))
    }
    regimes = names.map { name in
      let key = "regulation.regimes.\(name)."
      return Regime(
        name: name, service: Regulation.Service(rawValue: plan.word(key + "service"))!, isProhibited: plan.flag(key + "prohibited"),
        isResolved: plan.flag(key + "resolved"), contract: plan.word(key + "contract"))
    }
    start = index[plan.word("regulation.start")] ?? 0

    var hazards = [[Hazard]](repeating: [], count: names.count)
    var certains = [[Certain]](repeating: [], count: names.count)
    var edges = [[Int]](repeating: [], count: names.count)
    var certainCount = 0
    for origin in plan.names(in: "regulation.transitions") {
      let group = "regulation.transitions.\(origin)"
      let sources = origin == "any" ? Array(names.indices) : known(origin, at: group).map { [$0] } ?? []
      for target in plan.names(in: group) {
        let key = "\(group).\(target)"
        guard let to = known(target, at: key) else { continue }
        if names.indices.contains(to), sources == [to] {
          mistakes.append(
            Diagnostic(
              at: plan.location(under: key), "The transition leads from '\(target)' to itself.", "Name another regime, or remove it."))
          continue
        }
        for from in sources where from != to { edges[from].append(to) }
        if let day = plan.dayOffset(key + ".certain") {
          for from in sources { certains[from].append(Certain(number: certainCount, to: to, day: day)) }
          certainCount += 1
        }
        guard plan.isSet(key + ".hazard") else {
          if plan.isSet(key + ".leverage") {
            mistakes.append(
              Diagnostic(
                at: plan.location(under: key + ".leverage"), "`leverage` acts on a hazard, and this transition has none.",
                "Give it a hazard, or remove `leverage`."))
          }
          continue
        }
        guard origin != "any" else {
          mistakes.append(
            Diagnostic(
              at: plan.location(under: key + ".hazard"), "A hazard cannot come from 'any'.",
              "Give 'any' a certain date, or name the regime."))
          continue
        }
        for from in sources {
          hazards[from].append(
            Hazard(
              to: to, key: key + ".hazard", leverage: Double(plan.integer(key + ".leverage")),
              shock: "regulation.hazard.\(origin)>\(target)"))
        }
      }
    }

    var deadlines = [Deadline?](repeating: nil, count: names.count)
    for regime in plan.names(in: "regulation.deadlines") {
      let group = "regulation.deadlines.\(regime)"
      guard let from = known(regime, at: group) else { continue }
      let branches = plan.names(in: group + ".branches")
      let remainder = plan.word(group + ".remainder")
      for target in branches + (remainder == "extend" ? [] : [remainder]) {
        let key = branches.contains(target) ? "\(group).branches.\(target)" : group + ".remainder"
        guard let to = known(target, at: key) else { continue }
        edges[from].append(to)
        if to == from {
          mistakes.append(
            Diagnostic(
              at: plan.location(under: key), "The deadline of '\(regime)' leads to '\(regime)' itself.", "Write `remainder: extend`."))
        }
      }
      deadlines[from] = Deadline(
        regime: regime, firstKey: group + ".first", lengthKey: group + ".length",
        branchKeys: branches.map { "\(group).branches.\($0)" }, branches: branches.map { index[$0] ?? 0 },
        remainder: remainder == "extend" ? nil : index[remainder])
    }
    if deadlines.indices.contains(start), let first = deadlines[start]?.firstKey, !plan.isSet(first) {
      mistakes.append(
        Diagnostic(
          at: plan.location(under: "regulation.deadlines.\(names[start])"),
          "Paths start in '\(names[start])', whose deadline has no `first`.", "Say how many days after the start it is due first."))
    }
    self.hazards = hazards
    self.certains = certains
    self.deadlines = deadlines

    Self.checkEffects(plan, regimes, &mistakes)
    Self.checkReachability(plan, names, start: start, edges: edges, &mistakes)
    if !mistakes.isEmpty { throw ScenarioError(mistakes) }
  }

  /// A degraded regime wins no users; a dark one has no effects but compliance and other_apps.
  private static func checkEffects(_ plan: Plan, _ regimes: [Regime], _ mistakes: inout [Diagnostic]) {
    for regime in regimes {
      let key = "regulation.regimes.\(regime.name)."
      if regime.service == .degraded, plan.constant(key + "acquisition") != 0 {
        mistakes.append(
          Diagnostic(
            at: plan.location(under: key + "acquisition") ?? plan.location(under: key + "service"),
            "The degraded regime '\(regime.name)' wins new users.", "Write `acquisition: 0`, or `service: live`."))
      }
      guard regime.isDark else { continue }
      for effect in ["acquisition", "churn", "engagement", "ad_demand", "commerce"] where plan.isSet(key + effect) {
        mistakes.append(
          Diagnostic(
            at: plan.location(under: key + effect), "`\(effect)` has no effect in '\(regime.name)', which is dark.",
            "Remove it; a dark regime takes compliance, other_apps and contract."))
      }
    }
  }

  private static func checkReachability(
    _ plan: Plan, _ names: [String], start: Int, edges: [[Int]], _ mistakes: inout [Diagnostic]
  ) {
    var reached: Set<Int> = [start]
    var open = [start]
    while let from = open.popLast() {
      for to in edges[from] where reached.insert(to).inserted { open.append(to) }
    }
    for (index, name) in names.enumerated() where !reached.contains(index) {
      mistakes.append(
        Diagnostic(
          at: plan.location(under: "regulation.regimes.\(name)"), "No declared transition leads to the regime '\(name)'.",
          "Add one under regulation.transitions (its hazard may be 0), or remove the regime."))
    }
  }
}
