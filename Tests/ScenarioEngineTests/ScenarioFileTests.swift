import Foundation
import Testing

@testable import ScenarioEngine

@Suite struct ScenarioFileTests {
  static let keys = ScenarioFileKeys(ToyProject.declarations)

  static func file(_ text: String) -> ScenarioFile {
    ScenarioFile(text: text, file: "x.yaml", keys: keys, ledgerIDs: ToyProject.ledger)
  }

  @Test func baselineOfTheTestsIsWithoutMistake() throws {
    let project = try ToyProject()
    defer { project.remove() }
    let result = project.library.examine("baseline")
    #expect(result.diagnostics == [])
    #expect(result.checked.count == result.scenario?.settings.count)
  }

  static let mistakes: [(String, [String])] = [
    (
      "extends: baseline\nuser_growth:\n  celing: 0.5\n",
      [
        "x.yaml:3:3: There is no key \"user_growth.celing\". Did you mean \"ceiling\"? user_growth has ceiling, growth_rate, initial_monthly_users."
      ]
    ),
    (
      "extends: baseline\nuser_growth:\n  ceiling: 1.7\n",
      ["x.yaml:3:12: user_growth.ceiling is 1.7, outside its range 0.001 to 1 (share). Give a value within."]
    ),
    (
      "extends: baseline\nuser_growth:\n  initial_monthly_users: 170m\n",
      ["x.yaml:3:29: \"170m\" may mean milli or million. Write 170M for million, or the number in full."]
    ),
    (
      "extends: baseline\nad_revenue:\n  revenue_per_hour: -1 to 2\n",
      ["x.yaml:3:21: The range -1 to 2 is lognormal and cannot reach 0 or below. Write `normal(p5 = -1, p95 = 2)`."]
    ),
    (
      "extends: baseline\nad_revenue:\n  revenue_per_hour: 2 to 1\n",
      ["x.yaml:3:21: The range 2 to 1 is upside down. Write `1 to 2`."]
    ),
    (
      "extends: baseline\nuser_growth:\n  ceiling: 0.4\nuser_growth:\n  ceiling: 0.5\n",
      ["x.yaml:4:1: The key \"user_growth\" stands here a second time, first on line 2. Join the two, or remove one."]
    ),
    (
      "extends: nowhere\n",
      ["x.yaml:1:10: There is no scenario \"nowhere\". The scenarios are baseline."]
    ),
    (
      "extends: basline\n",
      ["x.yaml:1:10: There is no scenario \"basline\". Did you mean \"baseline\"? The scenarios are baseline."]
    ),
    ("extends: x\n", ["x.yaml:1:10: x extends itself. Name another parent, such as baseline."]),
    (
      "extends: [baseline\n  : :",
      ["x.yaml:1:10: The bracket opened here is not closed. Close it with ]."]
    ),
    ("", ["x.yaml:1:1: The file is empty. Begin with `extends: baseline` and say below it what differs."]),
    ("# only a comment\n", ["x.yaml:1:1: The file is empty. Begin with `extends: baseline` and say below it what differs."]),
    ("- 1\n- 2\n", ["x.yaml:1:1: A scenario file holds keys, not a list. Write `key: value`, beginning with `extends: baseline`."]),
    ("0.5\n", ["x.yaml:1:1: A scenario file holds keys, not a value. Write `key: value`, beginning with `extends: baseline`."]),
    (
      "extends: baseline\nhorizon: {start: 2027-01, end: 2026-01}\n",
      ["x.yaml:2:32: The horizon ends in 2026-01, before it starts in 2027-01. Exchange the two, or mend one."]
    ),
    (
      "extends: baseline\nuser_growth:\n  ceiling: {value: 0.4, source: [users-2024]}\n",
      ["x.yaml:3:34: The evidence has no fact \"users-2024\". Did you mean \"users-2023\"? `crossroads evidence` lists the facts."]
    ),
    (
      "extends: baseline\nuser_growth:\n  ceiling: .nan\n",
      ["x.yaml:3:12: \".nan\" is not accepted: every number is finite. Write a number."]
    ),
    (
      "extends: baseline\nuser_growth:\n  ceiling: {value: beta(8, 10), judgement: a test}\n",
      ["x.yaml:3:20: The comma cuts this value in two. Put it in quotes or on a line of its own."]
    ),
    (
      "extends: baseline\nuser_growth:\n  ceiling: {value: 0.4, judgement: one, two, three}\n",
      ["x.yaml:3:36: The comma cuts this value in two. Put it in quotes or on a line of its own."]
    ),
    (
      "extends: baseline\nuser_growth: {ceiling: beta(8, 10)}\n",
      ["x.yaml:2:24: The comma cuts this value in two. Put it in quotes or on a line of its own."]
    ),
    (
      "extends: baseline\nuser_growth:\n  ceiling: 0.5 to 3\n",
      ["x.yaml:3:12: user_growth.ceiling has 65 % of its mass outside its range 0.001 to 1 (share). Check the numbers and their unit."]
    ),
    (
      "extends: baseline\nusergrowth:\n  ceiling: 0.5\n",
      [
        "x.yaml:2:1: There is no section \"usergrowth\". Did you mean \"user_growth\"? "
          + "The sections are ad_revenue, commerce, compliance, correlations, fits, initiatives, questions, regulation, user_growth."
      ]
    ),
    (
      "extends: baseline\nuser_growth:\n  celing: 0.5\ncommerce:\n  take_rate: 7\n",
      [
        "x.yaml:3:3: There is no key \"user_growth.celing\". Did you mean \"ceiling\"? user_growth has ceiling, growth_rate, initial_monthly_users.",
        "x.yaml:5:14: commerce.take_rate is 7, outside its range 0 to 1 (share). Give a value within.",
      ]
    ),
    (
      "extends: baseline\nuser_growth: &u\n  ceiling: 0.5\ncommerce: *u\n",
      ["x.yaml:2:14: An anchor (&) is not accepted here. Use `extends` to share settings; put a text that begins with & in quotes."]
    ),
    (
      "extends: baseline\nuser_growth:\n  ceiling: 0.4 to 0.4\n  growth_rate: 0.3 per month\n",
      [
        "x.yaml:3:12: The range 0.4 to 0.4 has no width. Write `0.4`.",
        "x.yaml:4:16: user_growth.growth_rate has the unit per year, not \"per month\". Convert the number, or leave the unit out.",
      ]
    ),
    (
      "extends: baseline\nuser_growth:\n  ceiling:\n    value: 0.24 to 0.54\n    values: {2025-10: 0.4}\n",
      ["x.yaml:4:5: user_growth.ceiling has both value and values. Give exactly one of value, fit (with coefficient) and values."]
    ),
    (
      "extends: baseline\nuser_growth:\n  ceiling:\n",
      ["x.yaml:3:11: user_growth.ceiling has no value. Write one behind the colon, or `null` to take away what a parent says."]
    ),
    (
      "extends: baseline\nuser_growth.ceiling: 0.4\n",
      ["x.yaml:2:1: There is no section \"user_growth.ceiling\". Write `user_growth:` and below it, indented, `ceiling:`."]
    ),
    (
      "extends: baseline\ncommerce:\n  revenue_per_hour: 1\n",
      ["x.yaml:3:3: There is no key \"commerce.revenue_per_hour\". The key revenue_per_hour stands under ad_revenue."]
    ),
    (
      "extends: baseline\ninitiatives:\n  Two Words:\n    start: 2026-01\n",
      ["x.yaml:3:3: \"Two Words\" cannot be a name. Use lower-case letters, digits, _ and -, beginning with a letter."]
    ),
    (
      "extends: baseline\nuser_growth: 3\n",
      ["x.yaml:2:14: user_growth is a group of keys, not a value. Write its keys below it, indented, such as `ceiling:`."]
    ),
    (
      "extends: baseline\nabout: today: a test\n",
      ["x.yaml:2:13: A colon stands here where no key can begin. Put a text that contains a colon in quotes, or mend the indentation."]
    ),
    (
      "extends: baseline\ncommerce:\n\ttake_rate: 0.1\n",
      ["x.yaml:3:1: A value or a line cannot begin with this character. Indent with spaces, not tabs; put the value in quotes."]
    ),
    ("extends: baseline\nabout: \"open\n", ["x.yaml:2:8: A quote opened here is not closed. Close it."]),
    ("extends: baseline\n---\nextends: x\n", ["x.yaml:2:1: A scenario file holds one document without directives. Remove this line."]),
    ("? a\n: b\n", ["x.yaml:1:1: A key that begins with ? is not accepted here. Write the key, a colon and the value."]),
    ("title: !str x\n", ["x.yaml:1:8: A tag (!) is not accepted here. Remove it; put a text that begins with ! in quotes."]),
    (
      "extends: baseline\nregulation:\n  regimes:\n    banned: {judgement: nothing else}\n",
      [
        "x.yaml:4:5: The judgement of regulation.regimes.banned applies to nothing. Each number below it has its own, or there is none: remove it."
      ]
    ),
  ]

  @Test(arguments: mistakes) func mistakesNameTheirPlaceAndWhatToDo(_ text: String, _ expected: [String]) throws {
    let complaints = try ToyProject.complaints(text)
    #expect(complaints == expected)
  }

  @Test func invalidUTF8IsRefusedAtTheByte() throws {
    let project = try ToyProject()
    defer { project.remove() }
    try project.write(Data("extends: baseline\nabout: caf".utf8) + [0xE9, 0x0A], to: "x.yaml")
    #expect(
      project.library.examine("x.yaml").diagnostics.map(\.description) == ["x.yaml:2:11: The file is not UTF-8 text. Save it as UTF-8."])
  }

  @Test func filesOverOneMegabyteAreRefusedUnread() throws {
    let project = try ToyProject()
    defer { project.remove() }
    try project.write(Data(repeating: 0x5B, count: 1_000_001), to: "x.yaml")
    #expect(
      project.library.examine("x.yaml").diagnostics.map(\.description)
        == ["x.yaml is larger than 1 MB and was not read. A scenario file is a few kilobytes; check that this is one."])
  }

  static let bombs: [String] = [
    "a: &a [x,x,x,x,x,x,x,x,x]\n"
      + zip("abcdefghij", "bcdefghijk").map { "\($1): &\($1) [\(Array(repeating: "*\($0)", count: 9).joined(separator: ","))]\n" }.joined()
      + "? *k\n: 1\n",
    // A quote that continues a plain value must not hide what follows from the parser's guard.
    "about: b\n  \"c\na: &a [x,x,x,x,x,x,x,x,x]\n"
      + zip("abcdefghij", "bcdefghijk").map { "\($1): &\($1) [\(Array(repeating: "*\($0)", count: 9).joined(separator: ","))]\n" }.joined()
      + "*k : 1\n",
    String(repeating: "[", count: 100_000),
    String(repeating: "{a: ", count: 100_000),
    String(repeating: "- ", count: 100_000),
    String(repeating: "a:\n ", count: 3),
    (0..<1200).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
    (0..<900).map { String(repeating: " ", count: $0) + "-\n" }.joined(), "a:\n" + String(repeating: "b\n", count: 200_000),
    "fits:\n f:\n  rows:\n" + (0..<30_000).map { "   n\($0): {rat: 7}\n" }.joined(),
    "extends: [" + (0..<90_000).map { "n\($0)" }.joined(separator: ", ") + "]",
    "\"" + String(repeating: "[", count: 500),
    "a: |", "a: |\n  text", "a: >-\n\n", ":,", "{:,", "[:", "a: 'b", "\u{FEFF}", "\u{FEFF}title: x", "\u{0}", "a\u{7}: b",
    "%YAML 1.2\n---\na: 1",
    "a: \"\\ud800\"", "a: \"\\x\"", "\r\r\n", "]", "}", ",", "- - - a", "{a: {b: {c: }}}", "a: @b", "<<: {a: 1}", "null", "~: 1", "[a]: b",
  ]

  @Test(arguments: bombs.indices) func hostileTextsAreRefusedSoonAndInWords(_ index: Int) {
    let text = Self.bombs[index]
    let clock = ContinuousClock()
    var file: ScenarioFile?
    let time = clock.measure { file = Self.file(text) }
    let isTitleOnly = file?.title == "x"
    #expect(file?.diagnostics.isEmpty == isTitleOnly)
    #expect(time < .seconds(10))
  }

  @Test func manyKeysAreReadAndCheckedSoon() throws {
    let text = "extends: baseline\ninitiatives:\n" + (0..<20_000).map { "  n\($0): {start: 7, probability: 0.5}\n" }.joined()
    let clock = ContinuousClock()
    var complaints: [String] = []
    let time = try clock.measure { complaints = try ToyProject.complaints(text) }
    #expect(complaints.count == 101)
    #expect(complaints.first == "x.yaml:3:15: initiatives.n0.start is a month, not \"7\". Write a year and a month, such as 2026-07.")
    #expect(time < .seconds(20))
  }

  /// Every prefix of a good file, and good files with characters exchanged at random (seed 1), are read or refused without a trap.
  @Test func damagedFilesAreReadOrRefused() throws {
    let good = Array(ToyProject.baseline.unicodeScalars)
    let odd = Array("{}[]:,-&*!|>'\"%@#?\t\n \u{0}\u{E9}\u{2028}0a".unicodeScalars)
    var state: UInt64 = 1
    func draw(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    var refused = 0
    for round in 0..<2000 {
      var text = round < good.count ? Array(good[..<round]) : good
      if round >= good.count || round % 2 == 0 {
        for _ in 0...draw(3) where !text.isEmpty { text[draw(text.count)] = odd[draw(odd.count)] }
      }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: text)
      let file = Self.file(String(view))
      refused += file.diagnostics.isEmpty ? 0 : 1
      for entry in file.entries {
        if case .text(let value)? = entry.setting?.value { _ = try? Expression.parse(value) }
      }
    }
    #expect(refused > 500)
  }

  @Test func aFileWrongFromEndToEndIsToldOnce() {
    let file = Self.file((0..<1000).map { "word\($0): 1\n" }.joined())
    #expect(file.diagnostics.count == 101)
    #expect(file.diagnostics.last?.description == "x.yaml:100:1: 900 more mistakes follow. Mend these first.")
  }

  @Test func ampersandsAndAsterisksInTextsSurvive() {
    let text = """
      title: R&D *and* more
      about: |
        &first line
        *second
      user_growth:
        ceiling: {value: 0.4, judgement: "& so *on"} # &comment *x
      commerce:
        take_rate:
          value: 0.05
          judgement: a long
            & winding *text
      """
    let file = Self.file(text)
    #expect(file.diagnostics == [])
    #expect(file.title == "R&D *and* more")
    #expect(file.about == "&first line\n*second\n")
    #expect(file.entries.map { $0.setting?.origin.judgement } == ["& so *on", "a long & winding *text"])
  }

  @Test func windowsLinesAndAByteOrderMarkAreRead() {
    let file = Self.file("\u{FEFF}title: x\r\nuser_growth:\r\n  ceiling: 0.4\r\n".replacing("\r\n", with: "\n"))
    #expect(file.diagnostics == [])
    #expect(file.entries.map(\.setting?.location) == [SourceLocation(file: "x.yaml", line: 3, column: 12)])
  }

  @Test func groupOriginsReachLeavesWithoutOneOfTheirOwn() {
    let text = """
      regulation:
        regimes:
          banned:
            service: dark
            engagement: {value: 1, source: users-2025}
            judgement: the group's
      """
    let origins = Self.file(text).entries.map { $0.setting?.origin }
    #expect(origins == [Origin(judgement: "the group's"), Origin(sources: ["users-2025"])])
  }

  @Test func settingsStandWhereTheirValuesStand() {
    let text =
      "ad_revenue:\n  revenue_per_hour:\n    value: 'uniform(0, 1)'\n  catch_up_half_life:\n    values: {2027-01: 3, 2025-10: 2 to 8}\n"
    let settings = Self.file(text).entries.compactMap(\.setting)
    #expect(settings.map { [$0.location.line, $0.location.column] } == [[3, 13], [5, 13]])
    #expect(
      settings.last?.value
        == .byDate([
          Setting.Dated(month: "2025-10", text: "2 to 8", location: SourceLocation(file: "x.yaml", line: 5, column: 35)),
          Setting.Dated(month: "2027-01", text: "3", location: SourceLocation(file: "x.yaml", line: 5, column: 23)),
        ]))
  }

  @Test func theSecondOfTwoEqualKeysIsNamedInBracesToo() {
    let first = Self.file("user_growth: {ceiling: 0.4, growth_rate: 0, ceiling: 0.5}\n").diagnostics.map(\.location)
    #expect(first == [SourceLocation(file: "x.yaml", line: 1, column: 45)])
    let second = Self.file("initiatives:\n  a:\n    start: 2026-01\n  b:\n    start: 2026-01\n  \"a\":\n    start: 2026-02\n").diagnostics
    #expect(second.map(\.location) == [SourceLocation(file: "x.yaml", line: 6, column: 3)])
  }

  @Test func digestsAreThoseOfTheStandard() {
    #expect(SHA256.hexadecimal(of: []) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(SHA256.hexadecimal(of: Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SHA256.hexadecimal(of: Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8))
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(
      SHA256.hexadecimal(of: Array(repeating: UInt8(ascii: "a"), count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }
}
