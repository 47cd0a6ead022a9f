import Foundation
import Testing

/// Freezing a forecast, and scoring it.
@Suite struct ScoreTests {
  /// A project of its own, with a frozen record of two roads, 4,096 futures.
  final class Frozen {
    let scratch: Scratch
    let record: String

    init(paths: String = "4096") throws {
      scratch = try Scratch()
      for name in ["scenarios", "evidence"] {
        try FileManager.default.copyItem(atPath: Crossroads.package + "/" + name, toPath: scratch.path + "/" + name)
      }
      let run = try Crossroads(["run", "ban", "joint-venture", "--freeze", "--paths", paths, "--out", "out", "--quiet"], in: scratch.path)
      #expect(run.code == 0 && run.error.isEmpty, "\(run.error)")
      record = try #require(scratch.files.first { $0.hasPrefix("forecasts/") && $0.hasSuffix(".json") })
    }

    func score(_ lines: String, _ options: [String] = ["--format", "csv"]) throws -> Crossroads {
      let text = "metric,region,period,value,unit,source\n" + lines
      try text.write(toFile: scratch.path + "/actuals.csv", atomically: true, encoding: .utf8)
      return try Crossroads(["score", record, "--actuals", "actuals.csv"] + options, in: scratch.path)
    }

    func summary(_ scenario: String, _ output: String, _ period: String) throws -> [String: Double] {
      let text = try String(contentsOfFile: scratch.path + "/out/\(scenario)/summary.csv", encoding: .utf8)
      let rows = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
      return Dictionary(
        rows.filter { $0[1] == output && $0[3] == period }.compactMap { row in Double(row[5]).map { (row[4], $0) } },
        uniquingKeysWith: { first, _ in first })
    }
  }

  /// Rows as dictionaries by column; no cell of these tests holds a comma outside a reason, which stands behind all others read here.
  static func rows(_ text: String) -> [[String: String]] {
    let lines = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    return lines.dropFirst().map { Dictionary(zip(lines[0], $0), uniquingKeysWith: { first, _ in first }) }
  }

  @Test func figuresAndAnswersAreScoredFromTheFrozenNumbers() throws {
    let frozen = try Frozen()
    let run = try frozen.score("ad_revenue.revenue,us,2026,16.5B,usd,a report\nquestion.joint_venture_2026,,,yes,,\n")
    #expect(run.code == 0 && run.error.isEmpty, "\(run.error)")
    let rows = Self.rows(run.out)
    let figure = try #require(rows.first { $0["kind"] == "figure" && $0["scenario"] == "joint-venture" })
    let said = try frozen.summary("joint-venture", "ad_revenue.revenue", "2026")
    #expect(figure["median"].flatMap(Double.init) == said["q0.5"])
    // The weighted interval score is twice the mean pinball loss.
    let levels = said.keys.filter { $0.hasPrefix("q") }
    var pinball = 0.0
    for name in levels {
      let level = try #require(Double(name.dropFirst())), value = try #require(said[name])
      pinball += (16.5e9 < value ? 1 - level : -level) * (value - 16.5e9)
    }
    #expect(levels.count == 23)
    let weighted = try #require(figure["wis"].flatMap(Double.init))
    #expect((weighted / (2 * pinball / 23) - 1).magnitude < 1e-5)
    let answer = try #require(rows.first { $0["kind"] == "answer" && $0["scenario"] == "joint-venture" })
    let probability = try #require(try frozen.summary("joint-venture", "question.joint_venture_2026", "total")["probability"])
    let brier = try #require(answer["brier"].flatMap(Double.init))
    #expect((brier - (1 - probability) * (1 - probability)).magnitude < 1e-5)
    #expect(rows.filter { $0["kind"] == "scenario" }.map { $0["state"] } == ["dead", "alive"])
    #expect(rows.filter { $0["kind"] == "answer" }.map { $0["log_score"] } == ["inf", answer["log_score"]])
  }

  @Test func theScreenSaysWhyAScenarioIsDead() throws {
    let run = try Frozen().score("regulation.regime.banned,us,2026-06,no,,\n", [])
    #expect(run.code == 0)
    #expect(
      run.out.contains(
        "ban: regulation.regime.banned of 2026-06 came out no (actuals.csv:2:1), which none of its 4096 futures says"), "\(run.out)")
    #expect(!run.out.contains("joint-venture: "))
  }

  @Test func tooFewFuturesKillNothing() throws {
    let run = try Frozen(paths: "64").score("regulation.regime.banned,us,2026-06,no,,\n")
    let states = Self.rows(run.out).filter { $0["kind"] == "scenario" }.map { $0["state"] }
    #expect(states == ["doubtful", "alive"], "\(run.out)")
  }

  @Test func unitsAreConvertedOrRefused() throws {
    let frozen = try Frozen(paths: "64")
    let run = try frozen.score("ad_revenue.revenue,us,2026,1.2,bn usd per month,\nuser_growth.monthly_users,us,2026,181,million users,\n")
    let actual = Self.rows(run.out).filter { $0["scenario"] == "ban" && $0["kind"] == "figure" }.map { $0["actual"] }
    #expect(actual == ["1.44e+10", "1.81e+08"], "\(run.out)\(run.error)")
    let refused = try frozen.score("ad_revenue.revenue,us,2026,100,rmb,\nad_revenue.revenue,us,2027,100,,\n")
    #expect(refused.code == 2 && refused.out.isEmpty)
    #expect(
      refused.error.hasPrefix(
        "actuals.csv:2:1: ad_revenue.revenue: 'rmb' is not 'usd'. Convert it first: no exchange rate is stated.\nactuals.csv:3:1: "))
  }

  @Test func rowsWithoutAnOutputAreToldWithTheirLine() throws {
    let frozen = try Frozen(paths: "64")
    let run = try frozen.score(
      "ad_revenue.revenu,us,2026,1B,usd,\nad_revenue.revenue,us,2019,1B,usd,\nad_revenue.revenue,uk,2026,1B,usd,\nquestion.dark_by_2030,,,no,,\n"
    )
    #expect(run.code == 0)
    #expect(run.error.contains("actuals.csv:2:1: the record has no output 'ad_revenue.revenu'. Did you mean \"ad_revenue.revenue\"?"))
    #expect(run.error.contains("actuals.csv:3:1: the record has no 'ad_revenue.revenue' of 2019, but of 2026, 2027"))
    #expect(run.error.contains("actuals.csv:4:1: the region 'uk' is not that of the record (us)"))
    let none = try frozen.score("ad_revenue.revenu,us,2026,1B,usd,\n")
    #expect(none.code == 2 && none.error.contains("Did you mean"))
  }

  @Test func anAlteredRecordIsRefused() throws {
    let frozen = try Frozen(paths: "64")
    let path = frozen.scratch.path + "/" + frozen.record
    let text = try String(contentsOfFile: path, encoding: .utf8).replacing("\"seed\" : 1", with: "\"seed\" : 2")
    try FileManager.default.removeItem(atPath: path)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let run = try frozen.score("question.dark_by_2030,,,no,,\n")
    #expect(run.code == 2 && run.error.contains("was altered since it was frozen"), "\(run.error)")
  }

  @Test func aRecordIsNeverReplaced() throws {
    let frozen = try Frozen(paths: "64")
    let path = frozen.scratch.path + "/" + frozen.record
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    let again = try Crossroads(
      ["run", "ban", "joint-venture", "--freeze", "--paths", "128", "--out", "out", "--quiet"], in: frozen.scratch.path)
    #expect(again.code == 2 && again.error.contains("is there already, and a frozen forecast is never replaced."))
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    #expect(frozen.scratch.files.filter { $0.hasPrefix("forecasts/") }.count == 1)
  }

  @Test func anUnknownRecordIsGuessed() throws {
    let frozen = try Frozen(paths: "64")
    let name = String(frozen.record.dropFirst("forecasts/".count).dropLast(".json".count))
    let run = try Crossroads(["score", name + "s", "--actuals", "actuals.csv"], in: frozen.scratch.path)
    #expect(run.code == 2 && run.error.contains("Did you mean \"\(name).json\"?"), "\(run.error)")
  }

  @Test func freezingChangesNoResult() throws {
    let frozen = try Frozen(paths: "64")
    let plain = try Crossroads(["run", "ban", "--paths", "64", "--out", "plain", "--quiet"], in: frozen.scratch.path)
    #expect(plain.code == 0)
    for file in ["summary.csv", "run.json"] {
      let texts = try ["out", "plain"].map { try String(contentsOfFile: frozen.scratch.path + "/\($0)/ban/\(file)", encoding: .utf8) }
      #expect(texts[0] == texts[1])
    }
  }
}
