import NumericCore
import Testing

@testable import ScenarioEngine

@Suite struct KeptValuesTests {
  /// Quantiles are those of the sample, by the definition that NumPy uses too, whatever the number of threads; means are those of any run.
  @Test(arguments: [1, 31, 1025, 5000]) func quantilesAreThoseOfTheSample(count: Int) throws {
    let scenarios = [try ToyModel.normals()]
    let run = try CollectedPaths(scenarios, settings: SimulationSettings(paths: count))
    let exact = try Simulator(scenarios, settings: SimulationSettings(paths: count, threads: 3, isExact: true)).run()
    let alone = try Simulator(scenarios, settings: SimulationSettings(paths: count, threads: 1, isExact: true)).run()
    #expect(SimulatorTests.contents(exact) == SimulatorTests.contents(alone))
    for (series, plain) in zip(exact.tables[0].series, run.result.tables[0].series) {
      #expect(series.mean == plain.mean && series.sd == plain.sd && series.probability == plain.probability)
      guard series.probability == nil else { continue }
      let sample = try SampleQuantiles(run[series.output, series.period])
      #expect(try series.quantiles.map(\.value) == sample.quantiles(QuantileLevels.all), "\(series.output)")
      for (own, counted) in zip(series.quantiles, plain.quantiles) { #expect((own.standardError == nil) == (counted.standardError == nil)) }
    }
  }

  /// A difference's quantiles are those of the differences, and errors are near those of counted quantiles. In the tails neighbouring values
  /// lie further apart than the error, and the two read between them differently.
  @Test func differencesAreExactToo() throws {
    let settings = SimulationSettings(paths: 60_000, isExact: true)
    let exact = try Simulator(try SimulatorTests.pair(), settings: settings, pairs: [(1, 0)]).run()
    let counted = try Simulator(try SimulatorTests.pair(), settings: SimulationSettings(paths: 60_000), pairs: [(1, 0)]).run()
    for (own, other) in zip(exact.differences[0], counted.differences[0]) where !own.quantiles.isEmpty {
      for (level, (a, b)) in zip(QuantileLevels.all, zip(own.quantiles, other.quantiles)) where (0.1...0.9).contains(level) {
        let (error, counted) = (try #require(a.standardError), try #require(b.standardError))
        #expect((a.value - b.value).magnitude <= 5e-4 * b.value.magnitude + 1e-6, "\(own.output) \(own.period) \(level)")
        #expect((error - counted).magnitude <= 0.25 * counted + 1e-6, "\(own.output) \(own.period) \(level): \(error), \(counted)")
      }
    }
  }

  @Test func theMemoryIsKnownBeforehand() throws {
    let settings = SimulationSettings(paths: 3000, outputs: "toy.walk", periods: ["total"], isExact: true)
    #expect(try Simulator([try ToyModel.normals()], settings: settings).exactBytes >= 3000 * 8)
    let all = try Simulator([try ToyModel.normals()], settings: SimulationSettings(paths: 3000, isExact: true))
    #expect(all.exactBytes == all.layouts[0].valueRows.count * 3000 * 8)
  }
}
