import Foundation
import Testing

@testable import NumericCore

/// Forecasts of quarterly users one and two years ahead, from every quarter with six to all but eight points behind it.
@Suite(
  .enabled(
    if: ProcessInfo.processInfo.environment["CROSSROADS_REFERENCE_DATA"] != nil,
    "needs series of users: set CROSSROADS_REFERENCE_DATA to a folder with platforms/*.csv"))
struct TrendCoverageTests {
  static func points(_ name: String) throws -> [TrendPoint] {
    let folder = try #require(ProcessInfo.processInfo.environment["CROSSROADS_REFERENCE_DATA"])
    let text = try String(contentsOfFile: "\(folder)/platforms/\(name).csv", encoding: .utf8)
    return try text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      let fields = line.split(separator: ",")
      let period = fields[1].split(separator: "-")
      let quarter = try #require(Double(period[1].dropFirst()))
      return TrendPoint(year: try #require(Double(period[0])) + (quarter - 0.5) / 4, value: try #require(Double(fields[2])))
    }
  }

  /// Measured: Facebook 0.97 with a mean miss of 5.5 %, Twitter 0.80 with 16 %. The misses of overlapping horizons go together, so
  /// that a share of 47 or 23 origins is known to about 0.1.
  @Test(arguments: [("facebook_mau", 0.9, 0.06), ("twitter_mau", 0.75, 0.18)])
  func mostOfTheNinetyPercentIntervalsHold(name: String, least: Double, miss: Double) throws {
    let points = try Self.points(name)
    var (inside, total, sum) = (0, 0, 0.0)
    for count in 6..<(points.count - 8) {
      let later = [points[count + 3], points[count + 7]]
      let forecast = try Trend.forecast(points: Array(points[..<count]), horizonYears: later.map(\.year), levels: [0.05, 0.95])
      for (row, point) in zip(forecast.rows, later) {
        total += 1
        inside += row.quantiles[0] <= point.value && point.value <= row.quantiles[1] ? 1 : 0
        sum += Elementary.log(row.median / point.value).magnitude
      }
    }
    #expect(Double(inside) / Double(total) >= least, "\(name): \(inside) of \(total)")
    #expect(sum / Double(total) <= miss, "\(name): mean miss \(sum / Double(total)) in logarithms")
  }
}
