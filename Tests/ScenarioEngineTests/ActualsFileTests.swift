import ScenarioEngine
import Testing

@Suite struct ActualsFileTests {
  static let header = "metric,region,period,value,unit,source\n"

  static func read(_ lines: String) throws -> ActualsFile {
    try ActualsFile(table: try CSVTable(text: header + lines, file: "a.csv"))
  }

  @Test func rowsAreRead() throws {
    let rows = try Self.read(
      """
      ad_revenue.revenue,us,2026, 14.3B ,usd,a report
      question.dark,,,no,,
      regulation.regime.banned,,2026-01,yes,,
      monthly_active_users,us,2026-07,181000000,users,
      """
    ).rows
    #expect(rows.map(\.metric) == ["ad_revenue.revenue", "question.dark", "regulation.regime.banned", "user_growth.monthly_users"])
    #expect(rows.map(\.value) == [14.3e9, 0, 1, 181e6])
    #expect(rows.map(\.period) == ["2026", "total", "2026-01", "2026-07"])
    #expect(rows[0].source == "a report" && rows[1].location.description == "a.csv:3:1")
  }

  @Test func everyMistakeIsToldWithItsPlace() {
    let error = #expect(throws: ScenarioError.self) {
      try Self.read(
        """
        ad_revenue.revenue,us,2026,lots,usd,
        ad_revenue.revenue,us,2026,1m,usd,
        question.dark,,,perhaps,,
        commerce.gmv,us,soon,1,usd,
        ,us,2026,nan,usd,
        """)
    }
    #expect(
      error?.description == """
        a.csv:2:28: 'lots' is not a number. Write a plain number such as 14300000000, or 14.3B.
        a.csv:3:28: '1m' is not a number. Write a plain number such as 14300000000, or 14.3B.
        a.csv:3:1: 'ad_revenue.revenue' of 2026 stands on line 2 already. Keep one of the two.
        a.csv:4:17: 'perhaps' is no answer. Write yes or no, 1 or 0.
        a.csv:5:17: 'soon' is not a period. Write 2026, 2026-Q3, 2026-07 or total.
        a.csv:6:1: The metric is empty. Name an output or a question.
        a.csv:6:10: 'nan' is not a number. Write a plain number such as 14300000000, or 14.3B.
        """)
  }

  @Test func columnsAreThoseSaid() {
    let error = #expect(throws: ScenarioError.self) {
      try ActualsFile(table: try CSVTable(text: "metric,period,value\nx,2026,1\n", file: "a.csv"))
    }
    #expect(error?.description.contains("The column \"unit\" is missing.") == true)
    #expect(throws: ScenarioError.self) { try Self.read("") }
  }
}
