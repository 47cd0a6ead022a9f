import Foundation
import Testing

@testable import ScenarioEngine

@Suite struct ScenarioLibraryTests {
  private func withProject<T>(_ scenarios: [String: String] = [:], _ body: (ToyProject) throws -> T) throws -> T {
    let project = try ToyProject(scenarios)
    defer { project.remove() }
    return try body(project)
  }

  private func sentences(_ body: () throws -> Void) -> [String] {
    do { try body() } catch let error as ScenarioError { return error.diagnostics.map(\.description) } catch { return ["\(error)"] }
    return []
  }

  @Test func childrenReplaceKeysAndKeepTheRest() throws {
    try withProject(["child": "extends: baseline\nuser_growth:\n  ceiling: 0.5\n"]) { project in
      let baseline = try project.library.load("baseline")
      let child = try project.library.load("child")
      #expect(child.order == baseline.order)
      #expect(child.settings.filter { baseline.settings[$0.key] != $0.value }.map(\.key) == ["user_growth.ceiling"])
      #expect(child.settings["user_growth.ceiling"]?.location == SourceLocation(file: "scenarios/child.yaml", line: 3, column: 12))
      #expect(child.settings["user_growth.ceiling"]?.origin.isEmpty == true)
      #expect(child.parents == ["baseline"])
      #expect([child.title, child.start, child.end, child.currency] == ["child", "2025-10", "2030-12", "usd"])
      #expect(child.files.map(\.file) == ["scenarios/baseline.yaml", "scenarios/child.yaml"])
      #expect(child.files[0].sha256 == SHA256.hexadecimal(of: Array(ToyProject.baseline.utf8)))
    }
  }

  @Test func nullTakesAwayKeysGroupsAndSections() throws {
    let text = """
      extends: baseline
      initiatives: null
      questions: {venture: null}
      regulation: {regimes: {joint_venture: {engagement: null}}}
      correlations: ~
      """
    try withProject(["less": text]) { project in
      let baseline = try project.library.load("baseline")
      let less = try project.library.load("less")
      #expect(
        Set(baseline.order).subtracting(less.order)
          == [
            "initiatives.messaging.start", "initiatives.messaging.probability", "questions.venture.event", "questions.venture.regimes",
            "questions.venture.by", "regulation.regimes.joint_venture.engagement",
          ])
      #expect(baseline.correlations.count == 1 && less.correlations.isEmpty)
    }
  }

  @Test func takingAwayWhatNobodySetOrWhatIsNeededIsAMistake() throws {
    #expect(
      ["x.yaml:3:3: There is no initiatives.massaging to take away: no parent sets it. Remove this line."]
        == (try ToyProject.complaints("extends: baseline\ninitiatives:\n  massaging: null\n")))
    #expect(
      ["x.yaml:3:3: regulation.start is taken away here, but is needed: The first regime. Give it a value instead of null."]
        == (try ToyProject.complaints("extends: baseline\nregulation:\n  start: null\n")))
    #expect(
      ["x.yaml:4:18: initiatives.other.start is not set: First month. Set it here or in a parent."]
        == (try ToyProject.complaints("extends: baseline\ninitiatives:\n  other:\n    probability: 0.5\n")))
  }

  static let family = [
    "low": "extends: baseline\nuser_growth:\n  ceiling: 0.3\n",
    "high": "extends: baseline\nuser_growth:\n  ceiling: 0.4\n",
    "also-high": "extends: baseline\nuser_growth:\n  ceiling: 0.4\n",
    "lower": "extends: low\nuser_growth:\n  ceiling: 0.2\n",
    "fewer": "extends: baseline\ninitiatives: null\n",
    "more": "extends: baseline\ninitiatives:\n  messaging:\n    probability: 0.9\n",
  ]

  static let unions: [(String, String?)] = [
    ("[low, high]", nil), ("[high, also-high]", "0.4"), ("[low, lower]", "0.2"), ("[lower, low]", "0.2"), ("[lower, baseline]", "0.2"),
  ]

  @Test(arguments: unions) func parentsThatDisagreeMustBeSettled(_ parents: String, _ ceiling: String?) throws {
    try withProject(Self.family.merging(["both": "extends: \(parents)\n"]) { $1 }) { project in
      let result = project.library.read("both")
      if let ceiling {
        #expect(result.diagnostics == [])
        #expect(result.scenario?.settings["user_growth.ceiling"]?.value == .text(ceiling))
      } else {
        #expect(
          result.diagnostics.map(\.description) == [
            "scenarios/both.yaml:1:16: user_growth.ceiling is set differently by scenarios/low.yaml:3:12 (0.3) and by "
              + "scenarios/high.yaml:3:12 (0.4). Set it in scenarios/both.yaml, or extend only one of the two."
          ])
      }
    }
  }

  @Test func aChildSettlesTheConflictOfItsParentsForItsOwnChildrenToo() throws {
    let settled = ["both": "extends: [low, high]\nuser_growth:\n  ceiling: 0.35\n", "heir": "extends: both\n"]
    try withProject(Self.family.merging(settled) { $1 }) { project in
      let heir = try project.library.load("heir")
      #expect(heir.settings["user_growth.ceiling"]?.value == .text("0.35"))
    }
  }

  @Test func takingAwayConflictsWithChanging() throws {
    try withProject(Self.family.merging(["both": "extends: [fewer, more]\n"]) { $1 }) { project in
      let problems = project.library.read("both").diagnostics.map(\.problem)
      #expect(problems.contains { $0.contains("initiatives.messaging.probability") && $0.contains("(null)") && $0.contains("(0.9)") })
    }
  }

  @Test func circlesAreShown() throws {
    try withProject(["a": "extends: b\n", "b": "extends: c\n", "c": "extends: a\n"]) { project in
      #expect(
        sentences { _ = try project.library.load("a") } == [
          "scenarios/c.yaml:1:10: The scenarios extend each other in a circle: a \u{2192} b \u{2192} c \u{2192} a. Remove one of these `extends`."
        ])
    }
  }

  @Test func parentsAreFoundBesideTheFileFirst() throws {
    try withProject(["near": "extends: baseline\ncommerce:\n  take_rate: 0.1\n"]) { project in
      try project.write("extends: near\n", to: "elsewhere/mine.yaml")
      #expect(
        try project.library.load("elsewhere/mine.yaml").files.map(\.file).dropLast() == ["scenarios/baseline.yaml", "scenarios/near.yaml"])
      try project.write("extends: baseline\ncommerce:\n  take_rate: 0.2\n", to: "elsewhere/near.yaml")
      let mine = try project.library.load("\(project.folder)/elsewhere/mine.yaml")
      #expect(mine.settings["commerce.take_rate"]?.value == .text("0.2"))
      #expect(mine.settings["commerce.take_rate"]?.location.file == "\(project.folder)/elsewhere/near.yaml")
      #expect(mine.name == "mine")
    }
  }

  static let words: [(String, String)] = [
    ("no-such", "There is no scenario \"no-such\". The scenarios are baseline."),
    ("baselin", "There is no scenario \"baselin\". Did you mean \"baseline\"? The scenarios are baseline."),
    (
      "..",
      "\"..\" cannot be the name of a scenario. A name has letters, digits, - and _; a file is named with its path and .yaml, such as ./mine.yaml."
    ),
    ("../../etc/passwd", "../../etc/passwd is not a scenario file. A scenario file ends in .yaml; a name contains no /."),
    (
      "./none.yaml",
      "./none.yaml cannot be read: No such file or directory. Check the path; `crossroads list` names the scenarios there are."
    ),
  ]

  @Test(arguments: words) func oddNamesGetASentence(_ word: String, _ sentence: String) throws {
    try withProject { project in
      #expect(sentences { _ = try project.library.load(word) } == [sentence])
      #expect(project.library.read(word).scenario == nil)
    }
  }

  @Test func aFolderIsNotAScenario() throws {
    try withProject { project in
      try project.write("", to: "odd.yaml/inside")
      #expect(sentences { _ = try project.library.load("odd.yaml") } == ["odd.yaml is not a file. Name a scenario or a scenario file."])
    }
  }

  @Test func mistakesOfAFileAreToldWithoutItsParent() throws {
    #expect(
      try ToyProject.complaints("extends: basline\nuser_growth:\n  celing: 1\n  ceiling: 7\n") == [
        "x.yaml:1:10: There is no scenario \"basline\". Did you mean \"baseline\"? The scenarios are baseline.",
        "x.yaml:3:3: There is no key \"user_growth.celing\". Did you mean \"ceiling\"? user_growth has ceiling, growth_rate, initial_monthly_users.",
        "x.yaml:4:12: user_growth.ceiling is 7, outside its range 0.001 to 1 (share). Give a value within.",
      ])
  }

  @Test func scenariosSurviveJSON() throws {
    try withProject { project in
      let scenario = try project.library.load("baseline")
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      let data = try encoder.encode(scenario)
      let copy = try JSONDecoder().decode(Scenario.self, from: data)
      #expect(try encoder.encode(copy) == data)
      #expect(copy.settings == scenario.settings && copy.fits == scenario.fits && copy.correlations == scenario.correlations)
    }
  }

  @Test func overridesReplaceSettings() throws {
    try withProject { project in
      let scenario = try project.library.load("baseline")
      let changed = try project.library.applying(
        overrides: [
          ("commerce.take_rate", "0.11"), ("regulation.regimes.banned.engagement", "0.5"),
          ("questions.venture.regimes", "[banned, joint_venture]"),
        ], to: scenario)
      #expect(changed.settings["commerce.take_rate"]?.location.file == "--set")
      #expect(changed.order == scenario.order + ["regulation.regimes.banned.engagement"])
      #expect(changed.settings["questions.venture.regimes"]?.value == .names(["banned", "joint_venture"]))
      #expect(SettingCheck.check(changed, declarations: ToyProject.declarations).diagnostics == [])
      #expect(
        changed.changes(from: scenario).map { "\($0.key): \($0.old?.written ?? "-") > \($0.new?.written ?? "-")" } == [
          "commerce.take_rate: uniform(0.02, 0.1) > 0.11", "questions.venture.regimes: [joint_venture] > [banned, joint_venture]",
          "regulation.regimes.banned.engagement: - > 0.5",
        ])
    }
  }

  static let overrides: [(String, String)] = [
    (
      "user_growth.celing",
      "--set: There is no key \"user_growth.celing\". Did you mean \"user_growth.ceiling\"? `crossroads parameters` lists the keys."
    ),
    ("take_rate", "--set: There is no key \"take_rate\". Did you mean commerce.take_rate? `crossroads parameters` lists the keys."),
    (
      "regulation.regimes.band.engagement",
      "--set: There is no key \"regulation.regimes.band.engagement\". Did you mean \"regulation.regimes.banned.engagement\"? `crossroads parameters` lists the keys."
    ),
    ("horizon.end", "--set: The horizon is not set by --set. Use --start and --end."),
    (
      "fits.us_users.capacity",
      "--set: fits.us_users.capacity is not set by --set. Fits and correlations are changed in a scenario file."
    ),
  ]

  @Test(arguments: overrides) func overridesOfUnknownKeysAreRefused(_ key: String, _ sentence: String) throws {
    try withProject { project in
      let scenario = try project.library.load("baseline")
      #expect(sentences { _ = try project.library.applying(overrides: [(key, "1")], to: scenario) } == [sentence])
    }
  }

  @Test func overridesAreCheckedWithTheFile() throws {
    try withProject { project in
      let result = project.library.examine("baseline", overrides: [("commerce.take_rate", "0.1 to 3"), ("commerce.take", "1")])
      #expect(
        result.diagnostics.map(\.description) == [
          "--set: There is no key \"commerce.take\". `crossroads parameters` lists the keys.",
          "--set: commerce.take_rate has 28 % of its mass outside its range 0 to 1 (share). Write `truncate(0.1 to 3, 0, 1)`.",
        ])
    }
  }

  @Test func anOverrideIsAKeyAndAValue() throws {
    #expect(try ScenarioLibrary.override("a.b = normal(mean = 0, sd = 1)") == ("a.b", "normal(mean = 0, sd = 1)"))
    for word in ["nonsense", "=1", "a=", ""] {
      #expect(sentences { _ = try ScenarioLibrary.override(word) }.count == 1)
    }
  }

  @Test func changesAreThoseAgainstTheMergedParents() throws {
    let text = """
      extends: low
      horizon: {end: 2029-12}
      user_growth: {ceiling: 0.3}
      initiatives: null
      fits: {us_users: {rows: {prior: {sd: 0.3}}}}
      """
    try withProject(Self.family.merging(["mine": text]) { $1 }) { project in
      let changes = try project.library.changes(of: "mine").map { "\($0.key): \($0.old?.written ?? "-") > \($0.new?.written ?? "-")" }
      #expect(
        changes == [
          "horizon.end: 2030-12 > 2029-12", "fits.us_users.rows.prior: rate 0.4 per year, sd 0.15 > rate 0.4 per year, sd 0.3",
          "initiatives.messaging.start: 2026-01 > -", "initiatives.messaging.probability: 0.35 > -",
        ])
      let all = try project.library.changes(of: "baseline")
      #expect(all.allSatisfy { $0.old == nil } && all.count == 33)
    }
  }

  @Test func projectsAreFoundByOptionVariableAndFolder() throws {
    try withProject { project in
      func find(_ option: String?, _ variable: String?, _ current: String, _ program: String?) -> String? {
        try? ScenarioLibrary.findProject(
          option: option, environment: variable.map { ["CROSSROADS_HOME": $0] } ?? [:], currentDirectory: current, executable: program)
      }
      try project.write("", to: "deep/er/file")
      #expect(find(project.folder, nil, "/", nil) == project.folder)
      #expect(find(nil, project.folder, "/", nil) == project.folder)
      #expect(find(nil, nil, project.folder + "/deep/er", nil) == project.folder)
      #expect(find(nil, nil, "/", project.folder + "/deep/er/file") != nil)
      #expect(find(nil, nil, "/", nil) == nil)
      #expect(find(project.folder + "/deep", nil, project.folder, nil) == nil)
      #expect(find(nil, "/nowhere", project.folder, nil) == nil)
    }
  }

  @Test func namesAreThoseOfTheFilesInOrder() throws {
    try withProject(["zeta": "", "alpha": "", "not a name": ""]) { project in
      #expect(project.library.names == ["alpha", "baseline", "zeta"])
    }
  }
}
