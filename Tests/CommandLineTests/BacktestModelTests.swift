import Foundation
import Testing

/// The whole model as of earlier days.
@Suite struct BacktestModelTests {
  @Test func theShippedDaysAreScoredByLaterFacts() throws {
    let run = try Crossroads(["backtest", "--model", "--paths", "4096", "--format", "csv"])
    #expect(run.code == 0 && run.error.isEmpty, "\(run.error)")
    let rows = ScoreTests.rows(run.out)
    #expect(
      rows.map { "\($0["as_of"] ?? "") \($0["fact"] ?? "")" } == [
        "2023-03-31 tiktok-users-us-2025-01", "2023-03-31 tiktok-shop-us-daily-sales", "2025-01-18 tiktok-shop-us-daily-sales",
        "2022-12-31 kuaishou-mau-2024q3", "2022-12-31 kuaishou-dau-2024q3", "2022-12-31 kuaishou-gmv-2024q3",
      ])
    for row in rows {
      let day = try #require(row["as_of"]), vintage = try #require(row["vintage"])
      // A vintage of a month counts as its last day.
      #expect(vintage.count == 10 ? vintage > day : vintage >= day.prefix(7))
      let number = { (name: String) in try #require(row[name].flatMap(Double.init)) }
      #expect(try (number("error") - (number("median") - number("actual"))).magnitude <= 1e-5 * number("actual"))
      #expect(try number("crps") > 0 && number("crps") < number("actual"))
      #expect(try (number("actual") >= number("q0.05") && number("actual") <= number("q0.95")) == (row["within_90"] == "yes"))
    }
  }

  @Test func fewerThanFiveFactsSupportNoConclusion() throws {
    let run = try Crossroads(["backtest", "--model", "kuaishou-baseline", "--as-of", "2022-12-31", "--paths", "1024"])
    #expect(run.code == 0)
    #expect(run.out.contains("3 points of 3 different facts: too few for any conclusion about the model; five facts would be the least."))
    #expect(!run.out.contains("within the middle half"))
  }

  @Test func anEarlierDayNamesWhatNobodyKnew() throws {
    let run = try Crossroads(["backtest", "--model", "baseline", "--as-of", "2023-03-30"])
    #expect(run.code == 2 && run.error.contains("Nobody knew `user_growth.population` by 2023-03-30"))
    #expect(try Crossroads(["backtest", "--model", "baseline"]).error.hasPrefix("As of which day is not said."))
    #expect(try Crossroads(["backtest", "--model", "--as-of", "2023-03-31"]).error.hasPrefix("--as-of is given, but no scenario."))
  }

  @Test(arguments: [
    ("baseline", "2023-03-31", "2023-04"), ("baseline", "2025-01-18", "2025-02"), ("kuaishou-baseline", "2022-12-31", "2023-01"),
  ])
  func aRunAsOfADayRecordsNoYoungerFact(name: String, day: String, start: String) throws {
    let scratch = try Scratch()
    let run = try Crossroads([
      "run", name, "--as-of", day, "--start", start, "--paths", "64", "--out", scratch.path, "--quiet",
    ])
    #expect(run.code == 0 && run.error.isEmpty, "\(run.error)")
    let data = try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/\(name)/run.json"))
    let record = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let facts = try #require(record["facts"] as? [[String: String]])
    #expect(record["as_of"] as? String == day && facts.count > 10)
    for fact in facts { #expect(try #require(fact["vintage"]) <= day, "\(fact)") }
  }

  @Test func whatMayKnowMoreThanTheDayIsSaid() throws {
    let scratch = try Scratch()
    let run = try Crossroads(["run", "baseline", "--as-of", "2023-03-31", "--paths", "64", "--out", scratch.path])
    #expect(run.out.contains("Rests partly on younger facts, and may know more than the day did: "), "\(run.out)")
    let words = run.out.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("--start 2023-04 begins where its knowledge ends."))
  }
}
