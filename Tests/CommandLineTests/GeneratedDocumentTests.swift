import Foundation
import Testing

/// Pages that the program writes are committed; `make docs` refreshes them.
@Suite struct GeneratedDocumentTests {
  @Test(arguments: [
    ("docs/parameters.md", ["parameters", "--format", "markdown"]), ("docs/scenario.schema.json", ["check", "--schema"]),
  ])
  func thePageIsWhatTheProgramPrints(file: String, command: [String]) throws {
    let run = try Crossroads(command)
    #expect(run.code == 0 && run.error.isEmpty)
    let page = try String(contentsOfFile: Crossroads.package + "/" + file, encoding: .utf8)
    #expect(page == run.out, "`make docs` refreshes \(file).")
  }

  @Test func theReferencePageHasEveryKeyThatTheTableHas() throws {
    let page = try Crossroads(["parameters", "--format", "markdown"]).out
    let table = try Crossroads(["parameters"]).out
    let keys = table.split(separator: "\n").compactMap { $0.split(separator: " ").first }.filter { $0.contains(".") }
    #expect(keys.count > 90)
    for key in keys { #expect(page.contains("| `\(key)` |"), "\(key)") }
  }

  @Test func declaredNumbersAndTheDayHaveBothBounds() throws {
    let rows = try Crossroads(["parameters", "--format", "csv"]).out.split(separator: "\n").dropFirst()
    #expect(rows.allSatisfy { !$0.contains("*") && !$0.contains(",,,") })
    #expect(
      rows.contains { $0.hasPrefix("ad_revenue.tracking_shock_date,a day,2025-10-01,2030-12-31,") && $0.hasSuffix(",tracking-shock") })
  }

  @Test func everyScenarioFileNamesTheSchemaForEditors() throws {
    let line = "# yaml-language-server: $schema=../docs/scenario.schema.json\n"
    let reference = try String(
      contentsOfFile: Crossroads.package + "/Tests/PlatformModelTests/Reference/shipped-1024.csv", encoding: .utf8)
    let names = Set(reference.split(separator: "\n").dropFirst().map { $0.prefix { $0 != "," } })
    #expect(names.count == 26)
    for name in names {
      #expect(try String(contentsOfFile: "\(Crossroads.package)/scenarios/\(name).yaml", encoding: .utf8).hasPrefix(line), "\(name)")
    }
  }

  @Test func aNewScenarioNamesTheSchemaRunsAndIsInOrder() throws {
    let scratch = try Scratch()
    for part in ["scenarios", "evidence"] {
      try FileManager.default.copyItem(atPath: Crossroads.package + "/" + part, toPath: scratch.path + "/" + part)
    }
    let made = try Crossroads(["new", "mine", "--from", "joint-venture"], in: scratch.path)
    #expect(made.code == 0)
    let text = try String(contentsOfFile: scratch.path + "/scenarios/mine.yaml", encoding: .utf8)
    #expect(text.hasPrefix("# yaml-language-server: $schema=../docs/scenario.schema.json\ntitle: Mine\n"))
    #expect(try Crossroads(["check", "mine"], in: scratch.path).out == "mine is in order.\n")
    let again = try Crossroads(["new", "mine", "--from", "ban"], in: scratch.path)
    #expect(again.code == 2 && again.error == "scenarios/mine.yaml is there already. Choose another name, or change that file.\n")
  }
}
