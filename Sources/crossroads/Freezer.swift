import Foundation
import ScenarioEngine

/// Writes the frozen forecast of a `run --freeze`.
struct Freezer {
  let path: String
  private let day: String
  private let ledger: ForecastLedger

  /// - Parameter names: what the record is named after.
  /// - Throws: `ScenarioError` where a forecast of today's day and that name stands already: asked before a run, so that none is in vain.
  init(_ project: Project, names: [String]) throws(ScenarioError) {
    day = Freezer.today
    ledger = ForecastLedger(folder: project.forecasts)
    path = try ledger.path(names: names, day: day)
  }

  func write(_ runs: [FrozenForecast.Run]) throws(ScenarioError) {
    try ledger.write(FrozenForecast(frozen: day, runs: runs), to: path)
  }

  /// The day of the clock, in universal time.
  static var today: String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents([.year, .month, .day], from: Date())
    return Period.day(parts.day ?? 1, month: parts.month ?? 1, year: parts.year ?? 1).description
  }
}
