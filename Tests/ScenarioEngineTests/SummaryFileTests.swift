import ScenarioEngine
import Testing

@Suite struct SummaryFileTests {
  static let table = ResultTable(
    scenario: "ban",
    series: [
      ResultSeries(
        output: "ad_revenue.revenue", unit: "usd", period: "2026", probability: nil, mean: Estimate(1.287_321_49e10, standardError: 1.5e7),
        sd: Estimate(2e9, standardError: nil), quantiles: QuantileLevels.all.map { Estimate($0 * 1e10, standardError: 0.25) }),
      ResultSeries(
        output: "question.dark", unit: "probability", period: "total", probability: Estimate(0.125, standardError: 0), mean: nil, sd: nil,
        quantiles: []),
    ])

  @Test func writesTidyRowsInAStableOrder() {
    let lines = SummaryFile.text(of: SummaryFileTests.table).split(separator: "\n").map(String.init)
    #expect(lines.count == 27)
    #expect(
      Array(lines[..<5]) == [
        "scenario,output,unit,period,statistic,value,standard_error", "ban,ad_revenue.revenue,usd,2026,mean,1.28732e+10,1.5e+07",
        "ban,ad_revenue.revenue,usd,2026,sd,2e+09,", "ban,ad_revenue.revenue,usd,2026,q0.01,1e+08,0.25",
        "ban,ad_revenue.revenue,usd,2026,q0.025,2.5e+08,0.25",
      ])
    #expect(lines.last == "ban,question.dark,probability,total,probability,0.125,0")
  }

  @Test func readsBackWhatItWrote() throws {
    let text = SummaryFile.text(of: SummaryFileTests.table)
    let read = try SummaryFile.table(from: text, file: "summary.csv")
    #expect(SummaryFile.text(of: read) == text)
    let windows = text.split(separator: "\n").joined(separator: "\r\n")
    #expect(SummaryFile.text(of: try SummaryFile.table(from: windows, file: "summary.csv")) == text)
  }

  @Test func quotesNamesThatNeedIt() throws {
    var table = SummaryFileTests.table
    table.scenario = "a \"dear\", long name"
    let text = SummaryFile.text(of: table)
    #expect(text.contains("\n\"a \"\"dear\"\", long name\",question.dark"))
    #expect(try SummaryFile.table(from: text, file: "x").scenario == table.scenario)
  }

  @Test(arguments: [
    (
      "ban,question.dark,probability,total,probability,0.125,0", "ban,question.dark,probability,total,probability,half,0",
      "s.csv:27:1: The value 'half'"
    ),
    (
      "ban,question.dark,probability,total,probability,0.125,0", "ban,question.dark,probability,total,probability,nan,0",
      "s.csv:27:1: The value 'nan'"
    ),
    (
      "ban,question.dark,probability,total,probability,0.125,0", "ban,question.dark,probability,total,probability,0.5,-1",
      "s.csv:27:1: The standard"
    ),
    (
      "ban,question.dark,probability,total,probability,0.125,0", "baa,question.dark,probability,total,probability,0.5,0",
      "s.csv:27:1: A second scenario"
    ),
    ("ban,question.dark,probability,total,probability,0.125,0", "ban,question.dark,probability,total", "s.csv:27:1: This row has"),
    (
      "ban,question.dark,probability,total,probability,0.125,0", "ban,\"question.dark,probability,total,probability,1,1",
      "s.csv:27:5: This quotation mark"
    ),
    ("ban,ad_revenue.revenue,usd,2026,q0.01,1e+08,0.25\n", "", "s.csv:4:1: The statistic 'q0.025'"),
    ("ban,ad_revenue.revenue,usd,2026,q0.99,9.9e+09,0.25\n", "", "s.csv:2:1: The rows of"),
    ("scenario,output", "output,scenario", "s.csv:1:1: The columns"),
  ])
  func namesTheLineOfAMistake(old: String, new: String, message: String) throws {
    let text = SummaryFile.text(of: SummaryFileTests.table)
    let broken = text.replacing(old, with: new)
    #expect(broken != text)
    let error = #expect(throws: ScenarioError.self) { try SummaryFile.table(from: broken, file: "s.csv") }
    #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
  }

  @Test(arguments: ["", "scenario,output,unit,period,statistic,value,standard_error\n"])
  func refusesAnEmptyFile(text: String) { #expect(throws: ScenarioError.self) { try SummaryFile.table(from: text, file: "s.csv") } }
}
