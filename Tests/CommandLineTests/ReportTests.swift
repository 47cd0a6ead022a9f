import Foundation
import Testing

/// `report`: files that appear whole, are known as reports, and say what to do where one cannot be made.
@Suite struct ReportTests {
  @Test func severalScenariosInOneFileThatThreadsDoNotChange() throws {
    let scratch = try Scratch()
    let arguments = ["report", "ban", "divestiture", "joint-venture", "--paths", "512"]
    let first = try Crossroads(arguments + ["--threads", "1", "--out", scratch.path + "/sub/one.html"])
    #expect(first.code == 0 && first.error == "Written: \(scratch.path)/sub/one.html\n", "\(first.error)")
    let second = try Crossroads(arguments + ["--threads", "2", "--quiet", "--out", scratch.path + "/two.html"])
    #expect(second.code == 0 && second.error == "" && second.out == "")
    #expect(scratch.files == ["sub", "sub/one.html", "two.html"])
    let page = try String(contentsOfFile: scratch.path + "/sub/one.html", encoding: .utf8)
    #expect(try page == String(contentsOfFile: scratch.path + "/two.html", encoding: .utf8))
    #expect(page.hasPrefix("<!doctype html>") && page.hasSuffix("</html>\n") && page.utf8.count < 1_000_000)
    #expect(page.contains("Three roads for TikTok in the United States"))
    #expect(page.contains("crossroads report ban divestiture joint-venture --paths 512"))
    let ids = Set(page.matches(of: /id="([^"]*)"/).map { String($0.1) })
    #expect(Set(page.matches(of: /href="#([^"]*)"/).map { String($0.1) }).subtracting(ids) == [])
  }

  @Test func theRecordInAReportMakesTheRunAgain() throws {
    let scratch = try Scratch()
    #expect(try Crossroads(["run", "ban", "--paths", "512", "--quiet", "--out", scratch.path]).code == 0)
    #expect(try Crossroads(["report", scratch.path + "/ban", "--quiet", "--out", scratch.path + "/r.html"]).code == 0)
    let page = try String(contentsOfFile: scratch.path + "/r.html", encoding: .utf8)
    let record = try String(contentsOfFile: scratch.path + "/ban/run.json", encoding: .utf8)
    let escaped = record.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    #expect(page.contains(escaped))
  }

  @Test func whatIsSetOnTheCommandLineIsShown() throws {
    let scratch = try Scratch()
    let run = try Crossroads([
      "report", "joint-venture", "--set", "commerce.take_rate=0.11", "--paths", "512", "--out", scratch.path + "/r.html",
    ])
    #expect(run.code == 0, "\(run.error)")
    let page = try String(contentsOfFile: scratch.path + "/r.html", encoding: .utf8)
    #expect(page.contains("<td class=\"short\">--set</td>") && page.contains("0.02 to 0.1"))
    #expect(page.contains("crossroads report joint-venture --set commerce.take_rate=0.11 --paths 512"))
  }

  @Test func aReportOfExactQuantilesSaysHowTheyAreMadeAgain() throws {
    let scratch = try Scratch()
    let run = try Crossroads(["report", "joint-venture", "--exact", "--paths", "512", "--quiet", "--out", scratch.path + "/r.html"])
    #expect(run.code == 0 && run.error.isEmpty, "\(run.error)")
    let page = try String(contentsOfFile: scratch.path + "/r.html", encoding: .utf8)
    #expect(page.contains("crossroads report joint-venture --paths 512 --exact\n"))
  }

  @Test func aFileThatIsNoReportIsKept() throws {
    let scratch = try Scratch()
    let file = scratch.path + "/mine.html"
    try "<html>mine</html>".write(toFile: file, atomically: true, encoding: .utf8)
    let command = ["report", "ban", "--paths", "256", "--quiet", "--out", file]
    let refused = try Crossroads(command)
    #expect(refused.code == 2)
    #expect(refused.error == "\(file) is there already and is not a report. Name another file with --out, or replace it with --replace.\n")
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "<html>mine</html>")
    #expect(try Crossroads(command + ["--replace"]).code == 0)
    // A report is replaced by a newer one.
    #expect(try Crossroads(command).code == 0)
  }

  /// A report shows every output and year of a number of futures that is said.
  @Test(arguments: ["--outputs", "--periods", "--by", "--format", "--precision", "--at-most"])
  func optionsOfTablesAreUnknown(option: String) throws {
    let run = try Crossroads(["report", "ban", option, "x"])
    #expect(run.code == 2 && run.error.hasPrefix("Error: Unknown option '\(option)'"), "\(run.error)")
    #expect(!(try Crossroads(["help", "report"]).out.contains(option)))
  }

  @Test func foldersWithoutAWholeResultAreRefused() throws {
    let scratch = try Scratch()
    let manager = FileManager.default
    try manager.createDirectory(atPath: scratch.path + "/empty", withIntermediateDirectories: true)
    let empty = try Crossroads(["report", scratch.path + "/empty"])
    #expect(empty.code == 2 && empty.error.contains("holds no result: neither run.json nor summary.csv."), "\(empty.error)")
    #expect(try Crossroads(["run", "ban", "--paths", "256", "--quiet", "--out", scratch.path]).code == 0)
    let old = try String(contentsOfFile: scratch.path + "/ban/run.json", encoding: .utf8)
    let version = try #require(old.firstMatch(of: /"version" : "([^"]*)"/)).1
    try old.replacing("\"version\" : \"\(version)\"", with: "\"version\" : \"0.1.0\"").write(
      toFile: scratch.path + "/ban/run.json", atomically: true, encoding: .utf8)
    let older = try Crossroads(["report", scratch.path + "/ban"])
    #expect(older.code == 2 && older.error.contains("was made by version 0.1.0, and this is \(version)"), "\(older.error)")
    try "{".write(toFile: scratch.path + "/ban/run.json", atomically: true, encoding: .utf8)
    let torn = try Crossroads(["report", scratch.path + "/ban"])
    #expect(torn.code == 2 && torn.error.contains("is not the record of a run"), "\(torn.error)")
    try manager.removeItem(atPath: scratch.path + "/ban/run.json")
    let half = try Crossroads(["report", scratch.path + "/ban"])
    #expect(half.code == 2 && half.error.contains("holds summary.csv but no run.json"), "\(half.error)")
    #expect(scratch.files == ["ban", "ban/summary.csv", "empty"])
  }

  @Test func recordedResultsThatDifferAreNotPaired() throws {
    let scratch = try Scratch()
    #expect(try Crossroads(["run", "ban", "--paths", "256", "--quiet", "--out", scratch.path + "/a"]).code == 0)
    #expect(try Crossroads(["run", "ban", "--paths", "512", "--quiet", "--out", scratch.path + "/b"]).code == 0)
    let run = try Crossroads(["report", scratch.path + "/a/ban", scratch.path + "/b/ban"])
    #expect(run.code == 2 && run.error.contains("so they do not share their futures. Run them again"), "\(run.error)")
    let asked = try Crossroads(["report", scratch.path + "/a/ban", "--seed", "2"])
    #expect(asked.code == 2 && asked.error.contains("--seed says nothing to a recorded result."), "\(asked.error)")
  }

  @Test func moreRoadsThanAChartCanShowAreRefused() throws {
    let run = try Crossroads(["report", "ban", "ban", "ban", "ban", "ban", "ban", "ban"])
    #expect(run.code == 2 && run.error.hasPrefix("A report shows up to 6 scenarios, and 7 were named."), "\(run.error)")
  }

  @Test func nothingIsLeftOfAReportThatCannotBeWritten() throws {
    let scratch = try Scratch()
    let run = try Crossroads(["report", "ban", "--paths", "256", "--set", "commerce.take_rate=7", "--out", scratch.path + "/new/r.html"])
    #expect(run.code == 2 && scratch.files == [], "\(run.error) \(scratch.files)")
  }
}
