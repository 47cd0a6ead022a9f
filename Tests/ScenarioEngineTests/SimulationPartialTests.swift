import NumericCore
import Testing

@testable import ScenarioEngine

@Suite struct SimulationPartialTests {
  /// Parts of any chunks, made apart and added in any order, give the bytes of the run in one go.
  @Test(arguments: [[0, 10], [0, 1, 10], [0, 3, 4, 7, 10], [0, 5, 6, 8, 9, 10]]) func partsAddUpToTheRun(ends: [Int]) throws {
    let settings = SimulationSettings(paths: SimulatorTests.paths, seed: 3, threads: 2)
    let targets = [OutputRow(output: "toy.sum", period: "total")]
    func simulator() throws -> Simulator {
      try Simulator(try SimulatorTests.pair(), settings: settings, pairs: [(1, 0)], targets: targets)
    }
    let whole = SimulatorTests.contents(try simulator().run())
    let parts = try zip(ends, ends.dropFirst()).map { try simulator().partial($0..<$1) }
    for order in [parts, parts.reversed()] {
      var sum = order[0]
      for part in order.dropFirst() { sum.merge(part) }
      #expect(SimulatorTests.contents(try simulator().result(of: sum)) == whole)
    }
  }
}
