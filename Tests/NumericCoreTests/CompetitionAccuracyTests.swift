import Foundation
import Testing

@testable import NumericCore

/// Accuracy on the yearly series of the M4 competition in the reference data. The constants were learnt on these series, so this guards
/// the code, not the claim: `Benchmarks/forecast_learn.py --evaluate` scores series that were left out.
@Suite struct CompetitionAccuracyTests {
  private static let folder = ProcessInfo.processInfo.environment["CROSSROADS_REFERENCE_DATA"]

  private static func rows(_ file: String, in folder: String) throws -> [[String]] {
    let (process, pipe) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", "\(folder)/m4/\(file)"]
    process.standardOutput = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    return text.split(separator: "\n").dropFirst().map { $0.split(separator: ",").map(String.init) }
  }

  @Test(.enabled(if: folder != nil, "CROSSROADS_REFERENCE_DATA names no folder")) func yearlyForecastsOfM4AreAsAccurateAsStated() throws {
    let folder = try #require(Self.folder)
    let train = try Self.rows("yearly_train.csv.gz", in: folder)
    let test = Dictionary(
      uniqueKeysWithValues: try Self.rows("yearly_test.csv.gz", in: folder).map { ($0[0], $0.dropFirst().compactMap(Double.init)) })
    var (ours, naive, interval, inside) = ((0.0, 0.0), (0.0, 0.0), 0.0, [Double](repeating: 0, count: 6))
    for row in train {
      let values = row[4].split(separator: " ").compactMap { Double($0) }
      let future = try #require(test[row[0]])
      let steps = try SeriesForecaster.forecast(values, horizon: 6).steps
      let last = [Double](repeating: values[values.count - 1], count: 6)
      ours.0 += try PointScore.symmetricPercentageError(forecasts: steps.map(\.centre), observations: future)
      ours.1 += try PointScore.scaledError(forecasts: steps.map(\.centre), observations: future, history: values)
      naive.0 += try PointScore.symmetricPercentageError(forecasts: last, observations: future)
      naive.1 += try PointScore.scaledError(forecasts: last, observations: future, history: values)
      let (low, high) = (steps.map { $0.quantile(0.025) }, steps.map { $0.quantile(0.975) })
      interval += try PointScore.scaledIntervalScore(lower: low, upper: high, observations: future, history: values)
      for h in 0..<6 where low[h] <= future[h] && future[h] <= high[h] { inside[h] += 1 }
    }
    let count = Double(train.count)
    let owa = try PointScore.overallWeightedAverage(
      symmetricPercentageError: ours.0, scaledError: ours.1, reference: (symmetricPercentageError: naive.0, scaledError: naive.1))
    #expect(owa < 0.75, "OWA \(owa)")
    #expect(interval / count < 23, "MSIS \(interval / count)")
    for h in 0..<6 { #expect((0.93...0.97).contains(inside[h] / count), "step \(h + 1): \(inside[h] / count)") }
  }
}
