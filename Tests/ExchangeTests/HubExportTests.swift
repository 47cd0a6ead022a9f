import Testing

@testable import Exchange
@testable import ScenarioEngine

@Suite struct HubExportTests {
  static let runs = [SampleRun.run("a"), SampleRun.run("b", factor: 2)]

  @Test func horizonsAreWholeMonthsToTheEndOfThePeriod() {
    let horizon = Self.runs[0].horizon
    #expect(HubTasks.months(from: "2026-01-01", toEndOf: "2026-01", horizon) == 1)
    #expect(HubTasks.months(from: "2026-01-01", toEndOf: "2026", horizon) == 12)
    #expect(HubTasks.months(from: "2026-01-01", toEndOf: "total", horizon) == 24)
    #expect(HubTasks.months(from: "2025-12-15", toEndOf: "2026-01", horizon) == 1)
    #expect(HubTasks.months(from: "2026-02-01", toEndOf: "2026-01", horizon) == nil)
  }

  @Test func sampleNumbersAreSharedByScenariosAndNotByTargets() throws {
    let options = try HubOptions(samples: 3)
    let rows = SampleRun.cells(try HubSubmission.text(try HubTasks(Self.runs, options), Self.runs, samples: 3))
    let samples = rows.filter { $0[6] == "sample" }
    let yearly = samples.filter { $0[3] == "year user_growth.monthly_users" }
    #expect(yearly.map { $0[7] } == Array(repeating: ["1", "2", "3"], count: 4).flatMap { $0 })
    #expect(Set(samples.map { "\($0[3])" }).count == 4)
    let owners = Dictionary(grouping: samples, by: { $0[7] }).mapValues { Set($0.map { $0[3] }).count }
    #expect(owners.count == 12 && owners.values.allSatisfy { $0 == 1 })
    #expect(yearly.first == ["2026-01-01", "a", "US", "year user_growth.monthly_users", "12", "2026-12-31", "sample", "1", "100.0"])
  }

  @Test func statesSumToOneAndSumsOverTheHorizonAreNoTargets() throws {
    let rows = SampleRun.cells(try HubSubmission.text(try HubTasks(Self.runs, try HubOptions(samples: 1)), Self.runs, samples: 1))
    #expect(
      rows.filter { $0[3] == "year regulation.regime" && $0[1] == "a" }.map { $0[7...8].joined(separator: " ") } == [
        "live 0.75", "banned 0.25",
      ])
    #expect(!rows.contains { $0[3] == "total ad_revenue.revenue" })
    #expect(rows.contains { $0[3] == "total ownership.value_to_owner" && $0[4] == "24" && $0[5] == "2027-12-31" })
  }

  @Test func longNamesAreCutToWhatTheSchemaGrants() throws {
    let options = try HubOptions(samples: 1)
    let configuration = HubConfiguration(tasks: try HubTasks(Self.runs, options), options: options, runs: Self.runs)
    let names = configuration.roundTasks.text.split(separator: "\n").filter { $0.contains("\"target_id\"") }.compactMap {
      $0.split(separator: "\"").dropFirst(3).first.map(String.init)
    }
    #expect(
      names == [
        "year user_growth.monthly_users", "month user_growth.monthl #1", "year ad_revenue.revenue", "total ownership.value_to_owner",
        "year regulation.regime", "total question.banned_by_2030",
      ])
  }

  @Test func someOfTheStatesAreNoTarget() throws {
    var run = SampleRun.run("a")
    run.table.series.removeAll { $0.output == "regulation.regime.live" }
    let tasks = try HubTasks([run], try HubOptions(samples: 1))
    #expect(tasks.leftOut == ["the legal states of a: only 1 of its 2 is in the result, and the sum is not 1."])
    #expect(!tasks.tasks.contains { $0.targets.contains { $0.output == "regulation.regime" } })
  }

  @Test func whatARoundCannotHoldIsRefused() throws {
    let options = try HubOptions(samples: 1)
    func sentence(_ runs: [ExportedRun]) -> String? {
      do {
        _ = try HubTasks(runs, options)
        return nil
      } catch { return "\(error)" }
    }
    #expect(
      sentence([SampleRun.run("a"), SampleRun.run("b", end: "2028-12")])?.hasSuffix(
        "a round has one origin and one set of horizons. Export them apart.") == true)
    #expect(sentence([SampleRun.run("a"), SampleRun.run("b", currency: "cny")])?.hasPrefix("'a' is in usd, 'b' in cny") == true)
    #expect(sentence([SampleRun.run("a", region: nil)])?.hasPrefix("'a' is fitted to no series, so its location is unknown.") == true)
    var negative = SampleRun.run("a")
    negative.table.series[0].quantiles[0].value = -5
    #expect(
      sentence([negative])
        == "'user_growth.monthly_users' of 2026 in 'a' is -5 users at its 1 % quantile, but cannot be negative. Leave it out with --outputs."
    )
    let odd = SampleRun.run("b", extra: [SampleRun.series("ad_revenue.revenue", "2027", 1)])
    #expect(sentence([SampleRun.run("a"), odd])?.hasPrefix("'ad_revenue.revenue' has other periods in 'a' than in other runs.") == true)
    #expect(throws: ScenarioError.self) {
      try HubSubmission.text(try HubTasks(Self.runs, options), Self.runs, samples: 5)
    }
  }

  @Test func optionsThatAHubRefusesAreToldTogether() {
    let error = #expect(throws: ScenarioError.self) { try HubOptions(team: "a-b", model: "", round: "2026", contact: "me") }
    #expect(error?.diagnostics.count == 4)
  }

  @Test func truthIsConvertedAndAnswersAreCategories() throws {
    let tasks = try HubTasks(Self.runs, try HubOptions(samples: 1))
    let table = try CSVTable(
      text: """
        metric,region,period,value,unit,source
        ad_revenue.revenue,us,2026,1.5,bn usd,
        regulation.regime.banned,,2026,yes,,
        question.banned_by_2030,,,no,,
        regulation.regime.live,,2026,no,,
        ad_revenue.revenue,uk,2026,1,usd,
        """, file: "actuals.csv")
    let truth = try HubTruth(try ActualsFile(table: table), tasks, Self.runs)
    #expect(truth.timeSeries == "target_end_date,target,location,observation\n2026-12-31,year ad_revenue.revenue,US,1500000000\n")
    #expect(
      truth.oracle.split(separator: "\n").dropFirst() == [
        "2026-12-31,year ad_revenue.revenue,US,mean,,1500000000", "2026-12-31,year ad_revenue.revenue,US,quantile,,1500000000",
        "2026-12-31,year ad_revenue.revenue,US,sample,,1500000000", "2026-12-31,year regulation.regime,US,pmf,live,0",
        "2026-12-31,year regulation.regime,US,pmf,banned,1", "2027-12-31,total question.banned_by_2030,US,pmf,no,1",
        "2027-12-31,total question.banned_by_2030,US,pmf,yes,0",
      ])
    #expect(
      truth.leftOut == [
        "actuals.csv:5:1: a state that did not hold does not say which did.",
        "actuals.csv:6:1: no target is 'ad_revenue.revenue' of 2026 in uk.",
      ])
  }
}
