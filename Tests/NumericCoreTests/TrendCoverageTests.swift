import Foundation
import Testing

@testable import NumericCore

/// How often intervals hold what came later.
@Suite(
  .enabled(
    if: ProcessInfo.processInfo.environment["CROSSROADS_REFERENCE_DATA"] != nil,
    "needs series: set CROSSROADS_REFERENCE_DATA to a folder with platforms/*.csv and m4/yearly_*.csv.gz"))
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

  /// Quarterly users one and two years ahead, from every quarter with six to all but eight points behind it.
  /// Measured: Facebook 0.97 with a mean miss of 5.5 %, Twitter 0.80 with 16 %. The method was settled on these two series, so this
  /// keeps it where it is; it does not test it.
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

  static func unpacked(_ name: String) throws -> [[Substring]] {
    let folder = try #require(ProcessInfo.processInfo.environment["CROSSROADS_REFERENCE_DATA"])
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", "\(folder)/m4/\(name).csv.gz"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",") }
  }

  /// Every fiftieth yearly series of the M4 competition, at most its last forty points, one to six years ahead; looked at once, after
  /// the method was settled. Measured: 0.94 0.93 0.91 0.91 0.91 0.90 (each known to 0.02).
  @Test func ninetyPercentIntervalsHoldOnSeriesThatTheMethodHasNotSeen() throws {
    let series = zip(try Self.unpacked("yearly_train"), try Self.unpacked("yearly_test")).enumerated().filter { $0.offset % 50 == 0 }
    var inside = [Int](repeating: 0, count: 6)
    for (_, (past, future)) in series {
      #expect(past[0] == future[0])
      let values = past[4].split(separator: " ").compactMap { Double($0) }.suffix(40)
      let points = values.enumerated().map { TrendPoint(year: Double($0.offset), value: $0.element) }
      let years = (0..<6).map { Double(points.count + $0) }
      let forecast = try Trend.forecast(points: points, horizonYears: years, levels: [0.05, 0.95])
      for (step, text) in future.dropFirst().enumerated() {
        let value = try #require(Double(text))
        let interval = forecast.rows[step].quantiles
        inside[step] += interval[0] <= value && value <= interval[1] ? 1 : 0
      }
    }
    #expect(series.count == 230)
    for count in inside {
      let share = Double(count) / Double(series.count)
      #expect(share >= 0.86 && share <= 0.97, "\(inside) of \(series.count)")
    }
  }
}
