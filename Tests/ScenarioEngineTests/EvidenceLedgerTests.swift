import Foundation
import ScenarioEngine
import Testing

@Suite struct EvidenceLedgerTests {
  static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let folder = project.appendingPathComponent("evidence").path

  let ledger: EvidenceLedger
  init() throws { ledger = try EvidenceLedger(folder: Self.folder, shownAs: "evidence") }

  @Test func theLedgerIsWhole() {
    #expect(ledger.facts.count >= 302)
    #expect(Set(ledger.facts.map(\.id)).count == ledger.facts.count)
    #expect(ledger.documents.count == 5)
    for fact in ledger.facts { #expect(ledger.document(id: fact.document) != nil, "\(fact.id)") }
    #expect(ledger.fact(id: "no-such-fact") == nil)
  }

  @Test func everySuspectRowIsCorrectedOrRefused() {
    let suspects = ledger.facts.filter(\.needsCorrection)
    #expect(suspects.count >= 12)
    for fact in suspects {
      #expect(!ledger.corrections(of: fact.id).isEmpty, "\(fact.id)")
      #expect(!fact.printed.isEmpty, "\(fact.id)")
    }
  }

  @Test(
    arguments: [
      ("tiktok-us-jv-approved", "2025-09-25", "event", nil, "period 2023-09-25"),
      ("tiktok-minutes-us-2025-09", "2025-09", "minutes", 52, "period 2023-09"),
      ("tiktok-gmv-2021", "2021", "rmb", 6e9, "unit usd"),
      ("tiktok-revenue-target-2022-cut", "2022", "usd", 2e9, "unit rmb"),
      ("bilibili-net-loss-2021q3", "2021-Q3", "rmb", 2.69e9, "value 0.269; unit share"),
      ("kuaishou-age-2018", "2018-12", "years", 7, "value 9"),
      ("kuaishou-dau-2024q3", "2024-Q3", "users", 408e6, ""),
      ("kuaishou-dau-target", "", "users", 400e6, "period 2024"),
    ] as [(String, String, String, Double?, String)])
  func correctionsAreApplied(id: String, period: String, unit: String, value: Double?, printed: String) throws {
    let fact = try #require(ledger.fact(id: id))
    #expect(fact.period == period)
    #expect(fact.unit == unit)
    #expect(fact.value == value)
    #expect(fact.printed == printed)
  }

  @Test func dailyUsersThatWereMonthlyChangeTheirMetric() throws {
    #expect(try #require(ledger.fact(id: "instagram-dau-2023")).series == "instagram/global/monthly_active_users")
    #expect(ledger.series(named: "instagram/global/daily_active_users") == nil)
  }

  @Test(arguments: ["tiktok-creator-payouts-2023", "aito-m9-monthly-sales", "alibaba-ai-capex"])
  func refusedFiguresAreGone(id: String) throws {
    let fact = try #require(ledger.fact(id: id))
    #expect(fact.isRefused)
    #expect(fact.low == nil && fact.value == nil && fact.high == nil)
    #expect(fact.printed.hasPrefix("value "))
  }

  @Test func theLooseBoundOf2025IsNeverFitted() throws {
    let fact = try #require(ledger.fact(id: "tiktok-users-us-2025-09"))
    #expect(fact.isRefused && fact.bound == .lower && fact.period == "2025-09")
    #expect(ledger.series(named: "tiktok/us/users")?.points.isEmpty == true)
  }

  @Test func onlyTheFactsThatAreToBeRefusedAre() {
    #expect(
      ledger.facts.filter(\.isRefused).map(\.id).sorted() == [
        "aito-m9-monthly-sales", "alibaba-ai-capex", "tiktok-creator-payouts-2023", "tiktok-users-us-2025-09",
      ])
  }

  @Test(arguments: [
    ("kuaishou-dau-2021q4", "2022-03-30", "2022-03-31"), ("tiktok-mau-global-2022", "2022-12-30", "2022-12-31"),
    ("kuaishou-dau-2024q3", "2024-11-19", "2024-11-20"), ("tiktok-user-growth-qoq-useu-2023q4", "2024-02-28", "2024-02-29"),
    ("tiktok-mau-us-2023-03", "2023-03-30", "2023-03-31"),
  ])
  func vintageCountsAsItsLastDay(id: String, before: String, day: String) throws {
    #expect(try #require(ledger.fact(id: id)).vintageDay == day)
    #expect(ledger.facts(asOf: day).contains { $0.id == id })
    #expect(!ledger.facts(asOf: before).contains { $0.id == id })
  }

  @Test func asOfShowsNothingYounger() {
    for day in ["2022-12-31", "2023-03-31", "2025-01-18"] {
      let known = ledger.facts(asOf: day)
      #expect(!known.isEmpty && known.count < ledger.facts.count)
      #expect(known.allSatisfy { $0.vintageDay <= day })
    }
    #expect(ledger.facts(asOf: "2020-03-30").isEmpty)
    #expect(ledger.facts(asOf: "2025-09-26").count == ledger.facts.count)
    #expect(ledger.facts(asOf: nil).count == ledger.facts.count)
  }

  @Test func filtersAreJoined() {
    let found = ledger.filter(entity: "kuaishou", metric: "daily_active_users", region: "china", kind: .reported, asOf: "2022-12-31")
    #expect(found.map(\.id) == ["kuaishou-dau-2018-01", "kuaishou-dau-2018-12", "kuaishou-dau-2021q4"])
    #expect(ledger.filter(text: "ORACLE").map(\.id).contains("project-texas-oracle-migration"))
    #expect(ledger.filter(entity: "kuaishou", text: "oracle").isEmpty)
  }

  @Test func kuaishouDailyUsersHaveFourPointsNowAndThreeIn2022() throws {
    let name = "kuaishou/china/daily_active_users"
    let now = try #require(ledger.series(named: name))
    #expect(now.unit == "users")
    #expect(now.points.map(\.value) == [100e6, 160e6, 323e6, 408e6])
    #expect(zip(now.points, [2018 + 0.5 / 12, 2018 + 11.5 / 12, 2021.875, 2024.625]).allSatisfy { abs($0.time - $1) < 1e-12 })
    #expect(now.points.allSatisfy { !$0.isWeak })
    #expect(
      now.leftOut == [
        .init(id: "kuaishou-dau-threshold-2024q3", reason: "a bound"), .init(id: "kuaishou-dau-target", reason: "a target"),
      ])
    #expect(try #require(ledger.series(named: name, asOf: "2022-12-31")).points.map(\.value) == [100e6, 160e6, 323e6])
    #expect(ledger.series(named: name, asOf: "2022-03-30") == nil)
  }

  @Test func tikTokUSMonthlyUsersHaveTwoPoints() throws {
    let name = "tiktok/us/monthly_active_users"
    #expect(try #require(ledger.series(named: name)).points.map(\.id) == ["tiktok-mau-us-2023-03", "tiktok-users-us-2025-01"])
    #expect(try #require(ledger.series(named: name, asOf: "2025-01-17")).points.map(\.value) == [150e6])
  }

  @Test func sumsOverQuartersAndYearsAreNotMixed() throws {
    let series = try #require(ledger.series(named: "kuaishou/china/gmv"))
    #expect(series.points.map(\.id) == ["kuaishou-gmv-2024q3"])
    #expect(series.leftOut == [.init(id: "kuaishou-gmv-2021", reason: "a sum over a period of another length")])
  }

  @Test func aSeriesHasOneUnit() throws {
    let series = try #require(ledger.series(named: "alibaba/china/local_services_revenue"))
    #expect(series.unit == "rmb")
    #expect(series.points.map(\.value) == [8.839e9, 9.513e9])
    #expect(series.leftOut.map(\.id) == ["alibaba-local-revenue-usd-2021q3"])
  }

  @Test func boundsTargetsForecastsEventsAndZerosAreNeverPoints() {
    let names = ledger.seriesNames()
    #expect(names == names.sorted() && names.contains("kuaishou/china/daily_active_users"))
    for name in names {
      for point in ledger.series(named: name)?.points ?? [] {
        let fact = ledger.fact(id: point.id)
        #expect(fact.map { [.reported, .estimate, .derivedBySource].contains($0.kind) && !$0.isBound && !$0.isRefused } == true)
        #expect(point.value != 0 && point.isWeak == fact?.isSuspectSource)
      }
    }
    #expect(!names.contains("bytedance/china/ad_revenue_growth"))
    #expect(!names.contains("tiktok/us/ad_revenue"))
  }

  @Test(arguments: [("daily_active_users", 0.40), ("gmv", 0.60), ("copies_sold", 0.50)])
  func everyMetricHasAGrowthPrior(metric: String, p95: Double) {
    #expect(ledger.growthPrior(for: metric)?.p95 == p95)
  }
}
