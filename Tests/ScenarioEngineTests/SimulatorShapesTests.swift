import NumericCore
import Testing

@testable import ScenarioEngine

@Suite struct SimulatorShapesTests {
  static let wanted = [
    OutputRow(output: "toy.sum", period: "total"), OutputRow(output: "toy.walk", period: "2026"),
    OutputRow(output: "toy.none", period: "total"),
  ]

  static func run(shapes: [OutputRow], outputs: String? = nil) throws -> SimulationResult {
    var settings = SimulationSettings(paths: 5000, seed: 3, threads: 2, outputs: outputs)
    settings.shapes = shapes
    return try Simulator(try SimulatorTests.pair(), settings: settings, pairs: [(1, 0)]).run()
  }

  @Test func shapesChangeNoNumber() throws {
    let without = try Self.run(shapes: [])
    #expect(SimulatorTests.contents(try Self.run(shapes: Self.wanted)) == SimulatorTests.contents(without))
    #expect(without.shapes.allSatisfy(\.isEmpty) && without.differenceShapes.allSatisfy(\.isEmpty))
  }

  /// Every future is counted, and the quantiles of the table divide the shape at their levels.
  @Test func shapesAreThoseOfTheTable() throws {
    let result = try Self.run(shapes: Self.wanted)
    for row in Self.wanted.prefix(2) {
      var pairs: [(shape: DistributionShape?, quantiles: [Estimate])] = result.tables.enumerated().map { index, table in
        (result.shapes[index][row], table.series.first { $0.output == row.output && $0.period == row.period }?.quantiles ?? [])
      }
      let difference = result.differences[0].first { $0.output == row.output && $0.period == row.period }
      pairs.append((result.differenceShapes[0][row], difference?.quantiles ?? []))
      for (shape, quantiles) in pairs {
        let shape = try #require(shape)
        #expect(shape.count == 5000 && quantiles.count == QuantileLevels.all.count)
        for (level, quantile) in zip(QuantileLevels.all, quantiles) {
          // Half a future, and where values lie thin the width of a bin: 2e-4 of a value. A value that every future has counts at itself.
          #expect(shape.probability(atMost: quantile.value - 4e-4 * abs(quantile.value) - 1e-9) <= level + 2e-4)
          #expect(shape.probability(atMost: quantile.value + 4e-4 * abs(quantile.value)) >= level - 2e-4)
        }
      }
    }
  }

  @Test func rowsThatAreNotReportedHaveNoShape() throws {
    let result = try Self.run(shapes: Self.wanted, outputs: "toy.walk")
    #expect(result.shapes[0].keys.map(\.output) == ["toy.walk"])
  }
}
