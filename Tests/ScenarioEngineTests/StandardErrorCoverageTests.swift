import Foundation
import NumericCore
import Testing

@testable import ScenarioEngine

/// How often the truth lies within 2.1314 standard errors (Student's t with 15 degrees, 95 %) of what a run reports, over many seeds.
///
/// Two toy scenarios: *mixed* is a + b + c + a shock, *parameters* a + 2 b + 4 c, *shocks* the sum of three months' shocks, all standard
/// normals; *humps* is *mixed* with 20 added above 2.5, a gap at the share 0.894; *atom* is *mixed* with 0 for what is
/// negative. The second scenario has a ~ N(½, 1.5²) and b ~ N(0, 2²), so that *difference* is N(½, 1.25), pair by pair.
@Suite struct StandardErrorCoverageTests {
  static let levels = [
    ("1 %", 0.01), ("5 %", 0.05), ("10 %", 0.1), ("25 %", 0.25), ("median", 0.5), ("75 %", 0.75), ("90 %", 0.9), ("95 %", 0.95),
    ("99 %", 0.99),
  ]
  static let rows =
    ["mixed", "parameters", "shocks"].flatMap { quantity in (["mean", "sd"] + levels.map(\.0)).map { "\(quantity) \($0)" } }
    + ["probability 1/2", "difference mean"] + levels.map { "difference \($0.0)" }
    + ["share higher", "humps 85 %", "humps 90 %", "humps 95 %", "atom median", "atom 55 %"]

  /// The share of seeds whose interval holds the truth, in the order of `rows`.
  static func coverage(sampling: Sampling, paths: Int, seeds: Int) throws -> [Double] {
    let wide = ToyModel.scenario(
      ["toy.a": .text("normal(0.5, 1.5)"), "toy.b": .text("normal(0, 2)"), "toy.c": .text("normal(0, 1)"), "toy.level": .text("1 to 2")],
      name: "wide", end: "2025-12")
    let scenarios = [try ToyModel.normals(end: "2025-12"), try ToyModel.prepare(wide)]
    var hits: [String: Int] = [:]
    for seed in 1...seeds {
      let settings = SimulationSettings(
        paths: paths, seed: UInt64(seed), sampling: sampling,
        outputs: "toy.mix,toy.sum,toy.walk,toy.positive,toy.humps,toy.atom", periods: ["total"])
      let result = try Simulator(scenarios, settings: settings, pairs: [(1, 0)]).run()
      func look(_ name: String, _ estimate: Estimate?, _ truth: Double) throws {
        let estimate = try #require(estimate)
        if try (estimate.value - truth).magnitude <= 2.1314495455597757 * #require(estimate.standardError) { hits[name, default: 0] += 1 }
      }
      func look(_ name: String, _ quantiles: [Estimate], at level: Double, _ truth: (Double) -> Double) throws {
        try look(name, quantiles[#require(QuantileLevels.all.firstIndex(of: level))], truth(Elementary.normalQuantile(level)))
      }
      func look(_ name: String, quantiles: [Estimate], mean: Double, sd: Double) throws {
        for (label, level) in Self.levels { try look("\(name) \(label)", quantiles, at: level) { mean + sd * $0 } }
      }
      for (name, output, sd) in [
        ("mixed", "toy.mix", 2.0), ("parameters", "toy.sum", 21.0.squareRoot()), ("shocks", "toy.walk", 3.0.squareRoot()),
      ] {
        let series = result.series(output)
        try look(name + " mean", series.mean, 0)
        try look(name + " sd", series.sd, sd)
        try look(name, quantiles: series.quantiles, mean: 0, sd: sd)
      }
      try look("probability 1/2", result.series("toy.positive").probability, 0.5)
      let mixed = result.differences[0].first { $0.output == "toy.mix" && $0.period == "total" }
      let difference = try #require(mixed)
      try look("difference mean", difference.difference, 0.5)
      try look("difference", quantiles: difference.quantiles, mean: 0.5, sd: 1.25.squareRoot())
      try look("share higher", difference.shareAbove, 0.6726395769907235)
      let humps = result.series("toy.humps").quantiles, atom = result.series("toy.atom").quantiles
      try look("humps 85 %", humps, at: 0.85) { 2 * $0 }
      try look("humps 90 %", humps, at: 0.9) { 2 * $0 + 20 }
      try look("humps 95 %", humps, at: 0.95) { 2 * $0 + 20 }
      try look("atom median", atom, at: 0.5) { _ in 0 }
      try look("atom 55 %", atom, at: 0.55) { 2 * $0 }
    }
    return rows.map { Double(hits[$0] ?? 0) / Double(seeds) }
  }

  /// 2,000 seeds of 1,024 paths: a share has a standard error of 0.5 %, so a true 95 % leaves 93 to 97 % with a probability of 4e-5 a row. The
  /// outermost quantiles may err on the safe side, and so does the edge of the atom, where an interval misses on one side only.
  @Test(arguments: [Sampling.sobol, .random, .latinHypercube]) func intervalsHoldNineteenTimesInTwenty(sampling: Sampling) throws {
    for (row, share) in zip(Self.rows, try Self.coverage(sampling: sampling, paths: 1024, seeds: 2000)) {
      let isSafe = row.hasSuffix(" 1 %") || row.hasSuffix(" 99 %") || row == "atom median"
      #expect(share > 0.93 && share < (isSafe ? 0.995 : 0.97), "\(row): \(share)")
    }
  }

  /// Prints the table of docs/sampling.md.
  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["CROSSROADS_COVERAGE_TABLE"] != nil, "prints a table when CROSSROADS_COVERAGE_TABLE is set"))
  func coverageTable() throws {
    let counts = [32, 64, 256, 1024, 4096]
    for sampling in [Sampling.sobol, .random, .latinHypercube] {
      let columns = try counts.map { try Self.coverage(sampling: sampling, paths: $0, seeds: 2000) }
      print("\n| \(sampling.rawValue) | " + counts.map { "\($0) paths" }.joined(separator: " | ") + " |")
      print("|---|" + counts.map { _ in "---|" }.joined())
      for (k, row) in Self.rows.enumerated() {
        print("| \(row) | " + columns.map { "\(($0[k] * 1000).rounded() / 10)" }.joined(separator: " | ") + " |")
      }
      for column in columns { #expect(column.allSatisfy { $0 > 0.8 }) }
    }
  }
}
