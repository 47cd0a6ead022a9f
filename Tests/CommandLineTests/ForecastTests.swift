import Testing

/// Forecasts of the ledger's series.
@Suite struct ForecastTests {
  /// The only series with a later figure to hold against an older forecast. One point that falls inside is no proof that the intervals are
  /// right: it would fall inside nine times in ten if they were, and often if they were not.
  @Test func theLaterFigureOfKuaishouLiesWithinTheIntervalOfTheOlderForecast() throws {
    let run = try Crossroads([
      "forecast", "kuaishou/china/daily_active_users", "--as-of", "2022-12-31", "--to", "2024-Q3", "--format", "csv",
    ])
    #expect(run.code == 0 && run.error.isEmpty)
    func quantile(_ level: String) throws -> Double {
      let row = try #require(run.out.split(separator: "\n").first { $0.contains(",2024-Q3,\(level),") })
      return try #require(Double(row.split(separator: ",")[4]))
    }
    let (low, high) = (try quantile("q0.05"), try quantile("q0.95"))
    #expect(low < 408e6 && 408e6 < high)
    // An interval that holds everything would be worth nothing.
    #expect(high < 2.5 * low)
  }

  @Test func aFactThatWasNotYetKnownIsNoPoint() throws {
    let run = try Crossroads(["forecast", "kuaishou/china/daily_active_users", "--as-of", "2022-12-31", "--horizon", "1"])
    #expect(run.code == 0)
    #expect(run.out.contains("kuaishou-dau-2021q4") && !run.out.contains("kuaishou-dau-2024q3"))
  }

  @Test func aSinglePointNeedsAPrior() throws {
    let series = "tiktok/us/monthly_active_users"
    let run = try Crossroads(["forecast", series, "--as-of", "2023-12-31", "--horizon", "2"])
    #expect(run.code == 2 && run.out.isEmpty)
    #expect(run.error.hasPrefix("'\(series)' has a single point (2023-03), and a point has no trend. Name a prior"))
    let given = try Crossroads([
      "forecast", series, "--as-of", "2023-12-31", "--horizon", "2", "--growth", "normal(p5 = 0, p95 = 0.3)",
    ])
    #expect(given.code == 0)
    let unknown = try Crossroads(["forecast", "tiktok/us/monthly_active_user", "--horizon", "2"])
    #expect(unknown.code == 2 && unknown.error.contains(series))
  }
}
