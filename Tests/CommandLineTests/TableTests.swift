import Testing

/// Tables for machines, made of the project's own files.
@Suite struct TableTests {
  @Test(arguments: [
    (["list"], "name,title,extends,start,end,currency,file"), (["parameters"], "key,unit,minimum,maximum,meaning,acts_in"),
    (["evidence"], "id,entity,region,metric,low,value,high,unit,period,kind,vintage,document,locator,caveat,printed"),
    (["show", "joint-venture"], "key,value,unit,origin,file,line"),
  ])
  func csvHasItsColumns(command: [String], header: String) throws {
    let run = try Crossroads(command + ["--format", "csv"])
    #expect(run.code == 0)
    #expect(run.out.split(separator: "\n").first.map(String.init) == header)
    #expect(run.out.split(separator: "\n").count > 10)
  }

  @Test func everySettingOfAShippedScenarioHasFileLineAndOrigin() throws {
    let rows = try Crossroads(["show", "joint-venture", "--format", "markdown"]).out.split(separator: "\n").dropFirst(2)
    for row in rows {
      let cells = row.split(separator: "|").map { $0.trimmingPrefix { $0 == " " } }
      #expect(!cells[3].isEmpty && cells[4].contains(".yaml") && cells[5].contains { $0.isNumber }, "\(row)")
    }
  }

  @Test func asOfHidesYoungerFacts() throws {
    let all = try Crossroads(["evidence", "--format", "csv"]).out
    let old = try Crossroads(["evidence", "--as-of", "2022-12-31", "--format", "csv"]).out
    #expect(all.contains("tiktok-ad-revenue-us-2025,") && !old.contains("tiktok-ad-revenue-us-2025,"))
    #expect(old.split(separator: "\n").count > 10)
  }

  @Test func aKeyIsShownWithItsEvidence() throws {
    let run = try Crossroads(["show", "joint-venture", "ad_revenue.revenue_per_hour"])
    #expect(run.out.contains("0.42 to 0.55") && run.out.contains("scenarios/baseline.yaml:") && run.out.contains("14.3 bn usd"))
    let unknown = try Crossroads(["show", "joint-venture", "ad_revenue.revenue_per_hours"])
    #expect(unknown.code == 2 && unknown.error.contains("ad_revenue.revenue_per_hour"))
  }

  @Test func aCoefficientIsShownWithTheRowsOfItsFit() throws {
    let run = try Crossroads(["show", "baseline", "user_growth.growth_rate"])
    #expect(run.out.contains("origin  the rows of fits.us_monthly_users"))
    #expect(run.out.contains("A logistic curve, capacity 220,000,000, through tiktok/us/monthly_active_users"))
    #expect(run.out.contains("150,000,000 at 2023.21") && run.out.contains("\ntiktok-mau-us-2023-03\n"))
  }

  @Test func theShippedScenariosAreInOrder() throws {
    let run = try Crossroads(["check"])
    // A user's own may stand beside the 26.
    #expect(try #require(Int(run.out.prefix { $0.isNumber })) >= 26)
    #expect(run.out.hasSuffix(" scenarios and 302 facts are in order.\n"))
    #expect(run.code == 0)
  }
}
