import Testing

@testable import Exchange
@testable import ScenarioEngine

@Suite struct IAMCTableTests {
  @Test func namesFollowTheHabitsOfTheFormat() {
    #expect(IAMCName.variable("ownership.value_of_us_business") == "Ownership|Value Of US Business")
    #expect(IAMCName.variable("commerce.gmv") == "Commerce|GMV")
    #expect(
      ["mean", "sd", "q0.025", "q0.5", "q0.99"].map(IAMCName.suffix) == [
        "", "|Standard Deviation", "|2.5th Percentile", "|50.0th Percentile", "|99.0th Percentile",
      ])
  }

  @Test func wideRowsHoldTheFiguresOfTheSummaryByYear() throws {
    let table = try IAMCTable([SampleRun.run("a")], model: "m 1", step: .year, region: nil)
    let lines = table.wide.split(separator: "\n")
    #expect(lines[0] == "Model,Scenario,Region,Variable,Unit,2026,2027")
    #expect(lines[1] == "m 1,a,United States,User Growth|Monthly Users,users,100,200")
    #expect(lines.contains("m 1,a,United States,User Growth|Monthly Users|5.0th Percentile,users,91,182"))
    #expect(lines.contains("m 1,a,United States,Regulation|Regime|Banned,,0.25,"))
    #expect(
      table.leftOut == [
        "a: 1 series of months; the table holds years.", "a: 3 series of the whole horizon; the table holds years.",
      ])
  }

  @Test func longRowsHoldOneFigureEach() throws {
    let table = try IAMCTable([SampleRun.run("a")], model: "m 1", step: .month, region: "Nowhere")
    let lines = table.long.split(separator: "\n")
    #expect(lines.count == 1 + 25)
    #expect(lines[0] == "Model,Scenario,Region,Variable,Unit,Time,Value")
    #expect(lines[1] == "m 1,a,Nowhere,User Growth|Monthly Users,users,2026-01-31,90")
  }

  @Test func unknownRegionsAndMissingPeriodsAreRefused() {
    let homeless = #expect(throws: ScenarioError.self) {
      try IAMCTable([SampleRun.run("a", region: nil)], model: "m", step: .year, region: nil)
    }
    #expect(
      homeless?.description
        == "'a' is fitted to no series, so its region is unknown. Say it, such as --location 'United States'.")
    var bare = SampleRun.run("a")
    bare.table.series.removeAll { $0.period != "total" }
    let empty = #expect(throws: ScenarioError.self) { try IAMCTable([bare], model: "m", step: .year, region: nil) }
    #expect(empty?.description == "'a' has no row for a year. Choose outputs that have years.")
  }

  @Test func indicatorsSayWhereARunComesFromAndHowLikelyItsRoadIs() throws {
    var baseline = SampleRun.run("baseline").table
    for index in baseline.series.indices where baseline.series[index].output == "regulation.regime.live" {
      baseline.series[index].probability = Estimate(0.6, standardError: 0)
    }
    let indicators = IAMCIndicators([SampleRun.run("a")], baseline: baseline)
    let cells = Dictionary(zip(indicators.names, indicators.rows[0].cells.map(\.text)), uniquingKeysWith: { a, _ in a })
    #expect(cells["legal_state"] == "live" && cells["legal_state_share"] == "0.75" && cells["probability"] == "0.6")
    #expect(cells["ownership.value_to_owner"] == "7e+09" && cells["ownership.value_to_owner|5.0th Percentile"] == "6.37e+09")
    #expect(cells["question.banned_by_2030"] == "0.5" && cells["seed"] == "1" && cells["summary_sha256"] == "abc")
    let alone = IAMCIndicators([SampleRun.run("a")], baseline: nil)
    let place = try #require(alone.names.firstIndex(of: "probability"))
    #expect(alone.rows[0].cells[place] == .empty)
  }

  @Test func definitionsNameEveryVariableOnce() throws {
    let runs = [SampleRun.run("a"), SampleRun.run("b")]
    let files = NomenclatureDefinitions.files(try IAMCTable(runs, model: "m", step: .year, region: nil), runs)
    #expect(
      files.first { $0.path == "definitions/variable/variables.yaml" }?.text.hasPrefix(
        """
        - "User Growth|Monthly Users":
            description: "mean of monthly users"
            unit: "users"
        """) == true)
    #expect(files.first { $0.path == "definitions/region/regions.yaml" }?.text == "- common:\n    - \"United States\"\n")
    #expect(files.allSatisfy { !$0.text.contains("Value To Owner") })
  }
}
