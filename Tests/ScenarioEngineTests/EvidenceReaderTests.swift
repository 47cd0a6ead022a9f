import Foundation
import ScenarioEngine
import Testing

/// What a user reads when a table of the ledger is wrong.
@Suite struct EvidenceReaderTests {
  static let header = "id,entity,region,metric,low,value,high,unit,period,kind,vintage,document,locator,caveat\n"
  static let good = "f1,acme,us,users,,5,,users,2023,reported,2024-02,d1,L1,\n"

  @Test(arguments: [
    ("f1,acme,us,users,,5,,users,2023,reported,2024-02,d1,L1,\n", 3, "\"f1\" stands there twice."),
    (",acme,us,users,,5,,users,2023,reported,2024-02,d1,L1,\n", 3, "The row has no name in its first column."),
    ("f2,acme,us,users,,5m,,users,2023,reported,2024-02,d1,L1,\n", 3, "\"5m\" is no number."),
    ("f2,acme,us,users,,nan,,users,2023,reported,2024-02,d1,L1,\n", 3, "\"nan\" is no number."),
    ("f2,acme,us,users,,1e999,,users,2023,reported,2024-02,d1,L1,\n", 3, "\"1e999\" is no number."),
    ("f2,acme,us,users,,5,,users,2023-13,reported,2024-02,d1,L1,\n", 3, "\"2023-13\" is no period."),
    ("f2,acme,us,users,,5,,users,2023,reported,2024-Q1,d1,L1,\n", 3, "\"2024-Q1\" is no day, month or year."),
    ("f2,acme,us,users,,5,,users,2023,reportd,2024-02,d1,L1,\n", 3, "\"reportd\" is no kind of fact. Did you mean \"reported\"?"),
    ("f2,acme,us,users,,5,,users,2023,reported,2024-02,d2,L1,\n", 3, "There is no document \"d2\". Did you mean \"d1\"?"),
    ("f2,acme,us,users,6,5,,users,2023,reported,2024-02,d1,L1,\n", 3, "The figures are not in the order low, value, high."),
    ("f2,acme,us,users,,,,users,2023,reported,2024-02,d1,L1,\n", 3, "The fact has no figure."),
    ("f2,acme,,users,,5,,users,2023,reported,2024-02,d1,L1,\n", 3, "The region is missing."),
    (
      "f2,acme,us,users,,5,,users,2023,reported,2024-02,d1,L1,SUSPECT_UNIT: odd\n", 3,
      "The caveat of f2 calls it suspect, and no correction says what to use."
    ),
  ])
  func wrongFactsAreNamedWithTheirLine(row: String, line: Int, problem: String) throws {
    let error = try Self.failure(facts: Self.header + Self.good + row)
    #expect(error.diagnostics.map(\.problem) == [problem])
    #expect(error.diagnostics.first?.location?.file == "evidence/facts.csv")
    #expect(error.diagnostics.first?.location?.line == line)
  }

  @Test(arguments: [
    ("f9,value,5,6,why\n", "There is no fact \"f9\". Did you mean \"f1\"?"),
    ("f1,vintage,2024,2025,why\n", "The field \"vintage\" cannot be corrected."),
    ("f1,valeu,5,6,why\n", "The field \"valeu\" cannot be corrected. Did you mean \"value\"?"),
    ("f1,value,7,6,why\n", "f1 does not print value \"7\"."),
    ("f1,unit,usd,rmb,why\n", "f1 does not print unit \"usd\"."),
    ("f1,period,2023,soon,why\n", "\"soon\" is no period."),
    ("f1,unit,users,,why\n", "A unit cannot be refused."),
    ("f1,value,5,6,\n", "The correction has no reason."),
    ("f1,value,5,6,why\nf1,value,5,7,why\n", "The value of f1 is corrected twice."),
  ])
  func wrongCorrectionsAreNamed(rows: String, problem: String) throws {
    let error = try Self.failure(facts: Self.header + Self.good, corrections: "fact,field,printed,used,reason\n" + rows)
    #expect(error.diagnostics.map(\.problem) == [problem])
    #expect(error.diagnostics.first?.location?.file == "evidence/corrections.csv")
  }

  @Test func allMistakesAreReportedAtOnce() throws {
    let error = try Self.failure(facts: Self.header + "f2,a,b,c,x,y,z,u,p,k,v,d,l,\n")
    #expect(error.diagnostics.count == 7)
  }

  @Test func growthPriorsMustAscend() throws {
    let error = try Self.failure(facts: Self.header + Self.good, priors: "metric,p5,p95,judgement\n*,0.5,0.1,why\n")
    #expect(error.description.hasPrefix("evidence/growth_priors.csv:2:3: The 5 % point must be a number below the 95 % point."))
  }

  @Test func aMissingTableIsNamed() {
    let error = #expect(throws: ScenarioError.self) { try EvidenceLedger(folder: "/nowhere", shownAs: "evidence") }
    #expect(error?.description == "There is no file evidence/documents.csv. Check its path and its permissions.")
  }

  @Test func doubleRowsCountOnceTheFirmOneFirst() throws {
    let rows = [
      "f2,acme,us,users,,7,,users,2024,estimate,2024-02,d1,L1,\n", "f3,acme,us,users,,8,,users,2024,reported,2024-02,d1,L1,\n",
      "f4,acme,us,users,,9,,users,2024,reported,2024-02,d1,L1,SUSPECT_SOURCE: gossip\n",
      "f5,acme,us,users,0,,2,users,2025,reported,2024-02,d1,L1,\n", "f6,acme,us,users,,0,,users,2022,reported,2024-02,d1,L1,\n",
    ]
    let ledger = try Self.read(facts: Self.header + Self.good + rows.joined())
    let series = try #require(ledger.series(named: "acme/us/users"))
    #expect(series.points.map(\.id) == ["f1", "f3"])
    #expect(series.leftOut.map(\.reason) == ["the same figure as f3", "the same figure as f3", "a range without a figure", "zero"])
  }

  private static func failure(
    facts: String, corrections: String = "fact,field,printed,used,reason\n", priors: String? = nil
  ) throws -> ScenarioError {
    try #require(throws: ScenarioError.self) { try read(facts: facts, corrections: corrections, priors: priors) }
  }

  @discardableResult private static func read(
    facts: String, corrections: String = "fact,field,printed,used,reason\n", priors: String? = nil
  ) throws -> EvidenceLedger {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("crossroads-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var tables = ["facts": facts, "corrections": corrections, "documents": "id,title,kind,language,dates,trust\nd1,t,k,en,2023,good\n"]
    tables["growth_priors"] = priors
    for (name, text) in tables { try Data(text.utf8).write(to: folder.appendingPathComponent(name + ".csv")) }
    return try EvidenceLedger(folder: folder.path, shownAs: "evidence")
  }
}
