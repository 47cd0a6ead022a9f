import Foundation
import Testing

@Suite struct PrecisionTests {
  private static let options = ["--outputs", "ownership.*", "--quiet"]

  private func text(_ scratch: Scratch, _ name: String) throws -> String {
    try String(contentsOfFile: "\(scratch.path)/ban/\(name)", encoding: .utf8)
  }

  /// The tables are those of a plain run with as many futures, to the byte, and the record says how many and why.
  @Test func aPreciseRunIsThePlainRunOfAsManyFutures() throws {
    let scratch = try Scratch(), plain = try Scratch()
    let run = try Crossroads(
      [
        "run", "ban", "--out", scratch.path, "--outputs", "ownership.*", "--precision", "0.2%", "--precision",
        "ownership.value_to_owner:total:q0.5=0.4%",
      ])
    #expect(run.code == 0 && run.error.hasPrefix("The precision asked for took "), "\(run.error)")
    let record = try #require(try JSONSerialization.jsonObject(with: Data(text(scratch, "run.json").utf8)) as? [String: Any])
    let paths = try #require(record["paths"] as? Int)
    #expect(record["precision"] as? [String] == ["0.2%", "ownership.value_to_owner:total:q0.5=0.4%"])
    #expect(record["precision_met"] as? Bool == true && record["at_most"] as? Int == 16_777_216)
    #expect(paths % 16_384 == 0 && paths < 16_777_216)
    #expect(try Crossroads(["run", "ban", "--out", plain.path, "--paths", "\(paths)"] + Self.options).code == 0)
    #expect(try text(scratch, "summary.csv") == text(plain, "summary.csv"))
    let mean = try #require(
      try text(plain, "summary.csv").split(separator: "\n").first { $0.contains(",ownership.value_to_owner,usd,total,mean,") })
    let cells = mean.split(separator: ",")
    #expect(try #require(Double(cells[6])) <= 0.002 * #require(Double(cells[5])))
  }

  @Test func whatIsOutOfReachIsRefusedAndNothingIsWritten() throws {
    let scratch = try Scratch()
    let run = try Crossroads(["run", "ban", "--out", scratch.path, "--precision", "0.001%", "--at-most", "40000"] + Self.options)
    #expect(
      run.code == 2 && run.error.hasPrefix("After 16,384 futures ownership.value_to_owner, total, mean has the error "), "\(run.error)")
    #expect(run.error.hasSuffix(" is out of reach of 40,000. Allow more with --at-most, or ask for less.\n"))
    #expect(scratch.files.isEmpty)
  }

  /// With few futures allowed the first look is the last: the result stands, and the word is clear though only errors are wanted.
  @Test func aCeilingThatIsReachedIsSaid() throws {
    let scratch = try Scratch()
    let run = try Crossroads(["run", "ban", "--out", scratch.path, "--precision", "0.01%", "--at-most", "3000"] + Self.options)
    #expect(run.code == 0 && run.error.hasPrefix("The precision asked for is not met with 3,000 futures, the most that were allowed: "))
    #expect(try text(scratch, "run.json").contains("\"precision_met\" : false"))
    let plain = try Scratch()
    #expect(try Crossroads(["run", "ban", "--out", plain.path, "--paths", "3000"] + Self.options).code == 0)
    #expect(try text(scratch, "summary.csv") == text(plain, "summary.csv"))
  }

  @Test func comparisonsMeetErrorsOfDifferences() throws {
    let scratch = try Scratch()
    let run = try Crossroads([
      "compare", "ban", "divestiture", "--precision", "2%", "--out", scratch.path, "--format", "csv", "--outputs",
      "ownership.value_to_owner",
    ])
    #expect(run.code == 0 && run.error == "The precision asked for took 16,384 futures.\n", "\(run.error)")
    let plain = try Crossroads([
      "compare", "ban", "divestiture", "--paths", "16384", "--format", "csv", "--outputs", "ownership.value_to_owner",
    ])
    #expect(run.out == plain.out && run.out.split(separator: "\n").first?.hasSuffix(",q0.99,paths_needed") == true)
  }

  @Test func exactQuantilesSayWhatTheyNeedAndAreRecorded() throws {
    let scratch = try Scratch(), other = try Scratch()
    let options = ["run", "ban", "--paths", "3000", "--exact", "--out"]
    let run = try Crossroads(options + [scratch.path, "--threads", "1"]),
      again = try Crossroads(options + [other.path, "--threads", "3", "--quiet"])
    #expect(run.code == 0 && run.error.hasPrefix("--exact keeps every value and needs about 0.0"), "\(run.error)")
    #expect(again.code == 0 && again.error.isEmpty)
    #expect(try text(scratch, "summary.csv") == text(other, "summary.csv"))
    #expect(try text(scratch, "run.json").contains("\"exact\" : true"))
    let large = try Crossroads(["run", "ban", "--paths", "1000000000", "--exact", "--out", other.path + "/large"])
    #expect(large.code == 2 && large.error.contains(" GB are free. Take fewer --paths,"), "\(large.error)")
  }

  @Test func timingTellsTheStages() throws {
    let scratch = try Scratch()
    let file = scratch.path + "/timing.csv"
    #expect(try Crossroads(["run", "ban", "--paths", "3000", "--out", scratch.path, "--quiet", "--timing", file]).code == 0)
    let rows = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map { $0.split(separator: ",") }
    #expect(rows.first?.joined(separator: ",") == "scenario,paths,seconds,drawing,simulation,reduction,drivers,writing,total")
    let numbers = try #require(rows.last).dropFirst(2).compactMap { Double($0) }
    #expect(rows.count == 2 && numbers.count == 7 && numbers.allSatisfy { $0 > 0 })
    #expect(numbers[1..<6].reduce(0, +) <= numbers[6])
    let nowhere = try Crossroads(["run", "ban", "--paths", "3000", "--out", scratch.path + "/b", "--timing", scratch.path + "/no/t.csv"])
    #expect(nowhere.code == 2 && nowhere.error.contains("no/t.csv cannot be written: there is no such file or folder."), "\(nowhere.error)")
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/b"))
  }

  @Test(arguments: [
    (["--precision", "0"], "--precision '0': an error of 0 is never reached."),
    (["--precision", "-1%"], "--precision '-1%': an error of less than 0 is never reached."),
    (["--precision", "much"], "--precision 'much': "), (["--at-most", "5"], "--at-most says something only to --precision."),
    (["--precision", "1%", "--at-most", "0"], "--at-most 0 is too small."),
    (["--precision", "1%", "--paths", "65536"], "--paths and --precision both say how many futures there are."),
    (["--precision", "1%", "--sampling", "latin-hypercube"], "Latin hypercubes are laid out for a number of futures"),
    (["--precision", "1%", "--exact"], "--exact needs to know how many futures there are"),
    (["--precision", "ad_revenue.revenu=1%"], "--precision 'ad_revenue.revenu=1%' means no number of the result. Did you mean"),
    (
      ["--precision", "ad_revenue.revenue:2026=1 users"],
      "--precision 'ad_revenue.revenue:2026=1 users': ad_revenue.revenue is in usd, not in users."
    ),
  ])
  func mistakesHaveTheirSentences(options: [String], sentence: String) throws {
    let scratch = try Scratch()
    for command in [["run", "ban"], ["compare", "ban", "divestiture"]] {
      let run = try Crossroads(command + ["--out", scratch.path] + options)
      #expect(run.code == 2 && run.error.hasPrefix(sentence), "\(run.error)")
      #expect(scratch.files.isEmpty)
    }
  }

  @Test(arguments: [
    (["--precision", "1%", "--npy"], "--npy needs to know how many futures there are"),
    (["--precision", "1%", "--freeze"], "--freeze needs to know how many futures there are"),
    (["--precision", "1%", "--shard", "1/2"], "--precision needs the whole run at once"),
    (["--exact", "--shard", "1/2"], "--exact needs the whole run at once"),
    (["--exact", "--resume"], "--exact begins every run anew"),
  ])
  func whatDoesNotGoTogetherIsRefused(options: [String], sentence: String) throws {
    let scratch = try Scratch()
    let run = try Crossroads(["run", "ban", "--out", scratch.path] + options)
    #expect(run.code == 2 && run.error.hasPrefix(sentence), "\(run.error)")
    #expect(scratch.files.isEmpty)
  }
}
