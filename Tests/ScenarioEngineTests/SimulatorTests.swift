import NumericCore
import Synchronization
import Testing

@testable import ScenarioEngine

@Suite struct SimulatorTests {
  /// Everything that a result holds, so that two can be compared bit for bit.
  static func contents(_ result: SimulationResult) -> [String] {
    let tables = result.tables.flatMap { table in table.series.map { "\(table.scenario) \($0)" } }
    let drivers = (result.drivers + result.differenceDrivers).flatMap { $0.map { "\($0) \($1)" }.sorted() }
    return tables + result.differences.flatMap { $0.map { "\($0)" } } + drivers
  }

  static func pair() throws -> [PreparedScenario] {
    let shifted = ToyModel.scenario(
      ["toy.a": .text("normal(1, 1)"), "toy.b": .text("normal(0, 1)"), "toy.c": .text("normal(0, 1)"), "toy.level": .text("1 to 3")],
      name: "shifted")
    return [try ToyModel.normals(), try ToyModel.prepare(shifted)]
  }

  static let paths = 9 * 1024 + 345

  static func run(_ scenarios: [PreparedScenario], threads: Int, sampling: Sampling = .sobol) throws -> SimulationResult {
    try Simulator(
      scenarios, settings: SimulationSettings(paths: paths, seed: 3, sampling: sampling, threads: threads), pairs: [(1, 0)],
      targets: [OutputRow(output: "toy.sum", period: "total"), OutputRow(output: "toy.walk", period: "2026")]
    ).run()
  }

  @Test(arguments: [Sampling.sobol, .random, .latinHypercube]) func anyNumberOfThreadsGivesTheSameBits(sampling: Sampling) throws {
    let scenarios = try Self.pair()
    let one = Self.contents(try Self.run(scenarios, threads: 1, sampling: sampling))
    #expect(one.count > 80)
    for threads in [2, 3, 7, 64] { #expect(Self.contents(try Self.run(scenarios, threads: threads, sampling: sampling)) == one) }
  }

  /// Where rows would take much memory a chunk is simulated in slices, here of a block: the same bits.
  @Test(arguments: [1, 3]) func slicesMoveNothing(threads: Int) throws {
    let scenarios = try Self.pair()
    var settings = SimulationSettings(paths: Self.paths, seed: 3, threads: threads)
    settings.shapes = [OutputRow(output: "toy.sum", period: "total")]
    func run(sliceBytes: Int) throws -> (Simulator, SimulationResult) {
      settings.sliceBytes = sliceBytes
      let targets = [OutputRow(output: "toy.walk", period: "2026")]
      let simulator = try Simulator(scenarios, settings: settings, pairs: [(1, 0)], targets: targets)
      return (simulator, try simulator.run())
    }
    let (plain, expected) = try run(sliceBytes: settings.sliceBytes)
    let (sparing, result) = try run(sliceBytes: 0)
    #expect(plain.slicePaths == 1024 && sparing.slicePaths == 128)
    #expect(Self.contents(result) == Self.contents(expected))
    #expect(result.shapes == expected.shapes && result.differenceShapes == expected.differenceShapes)
    #expect(!result.shapes[0].isEmpty && !result.differenceShapes[0].isEmpty)
  }

  /// The chunk that is simulated before the threads begin must not be lost where another thread than the first is the quickest: many short
  /// runs, since that is seldom.
  @Test func theThreadThatBeginsFirstDoesNotMatter() throws {
    let scenarios = [try ToyModel.normals()]
    func mean(threads: Int) throws -> Double {
      try Simulator(scenarios, settings: SimulationSettings(paths: 3 * 1024, threads: threads)).run().series("toy.mix").mean!.value
    }
    let one = try mean(threads: 1)
    for _ in 0..<400 { #expect(try mean(threads: 3) == one) }
  }

  @Test func theSeedAndTheSamplingMatter() throws {
    let scenarios = [try ToyModel.normals()]
    func mean(_ seed: UInt64, _ sampling: Sampling) throws -> Double {
      try Simulator(scenarios, settings: SimulationSettings(paths: 64, seed: seed, sampling: sampling)).run().series("toy.mix").mean!.value
    }
    let means = [try mean(1, .sobol), try mean(2, .sobol), try mean(0, .sobol), try mean(1, .random), try mean(1, .latinHypercube)]
    #expect(Set(means).count == 5)
  }

  static let counts = [1, 2, 15, 17, 128, 1023, 1024, 1025, 2500]

  /// The first paths of a run are those of a longer one, whole chunks or not.
  @Test(arguments: [Sampling.sobol, .random]) func aLongerRunExtendsAShorterOne(sampling: Sampling) throws {
    let scenarios = [try ToyModel.normals()]
    func paths(_ count: Int) throws -> CollectedPaths {
      try CollectedPaths(scenarios, settings: SimulationSettings(paths: count, sampling: sampling, threads: 2))
    }
    let longest = try paths(3000)
    for count in Self.counts {
      let shorter = try paths(count)
      for (row, values) in shorter.rows {
        #expect(values.count == count && values == Array(longest.rows[row]!.prefix(count)), "\(count) paths, \(row)")
      }
    }
  }

  /// Means, spreads, probabilities and quantiles against those computed from the values of every path.
  @Test(arguments: counts) func anyNumberOfPathsIsSummedUpRight(count: Int) throws {
    let run = try CollectedPaths([try ToyModel.normals()], settings: SimulationSettings(paths: count))
    for series in run.result.tables[0].series {
      let values = run[series.output, series.period]
      let mean = values.reduce(0, +) / Double(count)
      if let probability = series.probability {
        #expect((probability.value - mean).magnitude < 1e-14)
        #expect((probability.standardError == nil) == (count == 1))
        continue
      }
      #expect((series.mean!.value - mean).magnitude <= 1e-13 * max(1, mean.magnitude), "\(series.output)")
      #expect((series.mean!.standardError == nil) == (count == 1))
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      #expect((series.sd!.value - (count > 1 ? squares / Double(count - 1) : 0).squareRoot()).magnitude < 1e-12)
      #expect((series.sd!.standardError == nil) == (count < 32))
      let sorted = values.sorted()
      #expect(series.quantiles.count == 23)
      for (level, quantile) in zip(QuantileLevels.all, series.quantiles) {
        let exact = sorted[min(count - 1, Int(level * Double(count)))]
        #expect((quantile.value - exact).magnitude <= 0.001 * exact.magnitude + 1e-6, "\(series.output) \(level)")
        #expect((quantile.standardError == nil) == (count == 1))
      }
    }
  }

  @Test func belowThirtyTwoPathsTheErrorIsThatOfIndependentPaths() throws {
    for count in [2, 15, 17, 31] {
      let series = try Simulator([try ToyModel.normals()], settings: SimulationSettings(paths: count)).run().series("toy.mix")
      #expect((series.mean!.standardError! - series.sd!.value / Double(count).squareRoot()).magnitude < 1e-15)
    }
  }

  /// Zero has no error, is exact at every level, and a constant likewise.
  @Test func constantsAndZerosAreExact() throws {
    let prepared = try ToyModel.prepare(ToyModel.scenario(["toy.b": .text("0.1"), "toy.a": .text("-123456.789")]))
    let result = try Simulator([prepared], settings: SimulationSettings(paths: 3000)).run()
    for (output, value) in [("toy.zero", 0), ("toy.b", 0.1), ("toy.sum", -123456.789 + 0.2)] {
      let series = result.series(output)
      #expect(series.mean!.value == value && series.mean!.standardError == 0 && series.sd!.value == 0)
      #expect(series.quantiles.allSatisfy { $0.value == value && $0.standardError == 0 }, "\(output)")
    }
  }

  /// What is negative on half of the paths counts as 0 there: quantiles below the middle are the atom, those above are unchanged.
  @Test func anAtomIsExact() throws {
    let run = try CollectedPaths([try ToyModel.normals()], settings: SimulationSettings(paths: 8192))
    let atom = run.result.series("toy.atom"), plain = run.result.series("toy.mix")
    for level in QuantileLevels.all.indices {
      if QuantileLevels.all[level] < 0.49 { #expect(atom.quantiles[level] == Estimate(0, standardError: 0)) }
      if QuantileLevels.all[level] > 0.6 {
        #expect((atom.quantiles[level].value / plain.quantiles[level].value - 1).magnitude < 1e-3)
        #expect(atom.quantiles[level].standardError! > 0)
      }
    }
  }

  @Test func identicalScenariosDifferByExactlyZero() throws {
    let twins = [try ToyModel.normals("one"), try ToyModel.normals("two")]
    let result = try Simulator(twins, settings: SimulationSettings(paths: 2000), pairs: [(1, 0)]).run()
    #expect(result.differences[0].count == result.tables[0].series.count)
    for difference in result.differences[0] {
      #expect(difference.paired && difference.scenario == "two" && difference.against == "one")
      #expect(difference.difference == Estimate(0, standardError: 0))
      #expect(difference.shareAbove == Estimate(0, standardError: 0) && difference.shareBelow == Estimate(0, standardError: 0))
      #expect(difference.quantiles.allSatisfy { $0 == Estimate(0, standardError: 0) })
    }
  }

  /// A shift of one setting by 1 is a difference of exactly 1 on every path, and nothing else moves.
  @Test func aChangedParameterMovesOnlyItsDependents() throws {
    let result = try Simulator(try Self.pair(), settings: SimulationSettings(paths: 4000), pairs: [(1, 0)]).run()
    for difference in result.differences[0] {
      switch difference.output {
      case "toy.a", "toy.mix", "toy.sum":
        #expect((difference.difference.value - 1).magnitude < 1e-12 && difference.difference.standardError! < 1e-12)
        #expect(difference.shareAbove == Estimate(1, standardError: 0) && difference.shareBelow == Estimate(0, standardError: 0))
        #expect(difference.quantiles.allSatisfy { ($0.value - 1).magnitude < 1e-9 })
      case "toy.positive":
        // P(N(1, 2) > 0) - P(N(0, 2) > 0), with sd 2 of four standard normals.
        #expect((difference.difference.value - (0.6914624612740131 - 0.5)).magnitude < 5 * difference.difference.standardError!)
        #expect(difference.quantiles.isEmpty && difference.shareBelow == Estimate(0, standardError: 0))
        #expect((difference.shareAbove!.value - difference.difference.value).magnitude < 1e-15)
      case "toy.growing", "toy.atom", "toy.humps":
        #expect(difference.shareAbove!.value > 0.5 && difference.difference.value > 0)
      default: #expect(difference.difference == Estimate(0, standardError: 0), "\(difference.output)")
      }
    }
  }

  /// Rows that only one scenario has are left out; the error of a paired difference is far below that of its parts.
  @Test func pairsShareTheirPathsAndRows() throws {
    let long = try ToyModel.normals("long", end: "2027-12"), short = try Self.pair()[1]
    let result = try Simulator([long, short], settings: SimulationSettings(paths: 4000), pairs: [(1, 0), (0, 1)]).run()
    #expect(!result.differences[0].contains { $0.period == "2027" })
    #expect(result.differences[0].contains { $0.period == "2026" && $0.output == "toy.walk" })
    for (a, b) in zip(result.differences[0], result.differences[1]) {
      #expect(a.output == b.output && a.period == b.period && a.difference.value == -b.difference.value)
      #expect(a.shareAbove == b.shareBelow)
    }
    // A total over 27 months and one over 15 are no pair.
    #expect(!result.differences[0].contains { $0.period == "total" })
    let same = try Simulator(try Self.pair(), settings: SimulationSettings(paths: 4000), pairs: [(1, 0)]).run()
    let mix = try #require(same.differences[0].first { $0.output == "toy.mix" })
    #expect(mix.difference.standardError! < 0.01 * same.series("toy.mix").mean!.standardError!)
  }

  @Test func monthsBecomePeriodsAsTheOutputSays() throws {
    let run = try CollectedPaths(
      [try ToyModel.normals()], settings: SimulationSettings(paths: 32, by: .month))
    let months = try ToyModel.plan(ToyModel.scenario([:])).horizon.months.map(\.calendar.description)
    for path in 0..<32 {
      let shocks = months.map { run["toy.last", $0][path] }
      let year = Array(shocks[3...14])
      #expect((run["toy.walk", "2026"][path] - year.reduce(0, +)).magnitude < 1e-12)
      #expect((run["toy.walk", "total"][path] - shocks.reduce(0, +)).magnitude < 1e-12)
      #expect(run["toy.peak", "2026"][path] == year.max() && run["toy.peak", "total"][path] == shocks.max())
      #expect(run["toy.last", "2026"][path] == shocks[14] && run["toy.last", "total"][path] == shocks[14])
      #expect((run["toy.a", "2026"][path] - run["toy.a", "2026-05"][path]).magnitude < 1e-14)
      let level = run["toy.growing", "2025-10"][path]
      #expect((run["toy.growing", "2026"][path] / level - (4...15).reduce(0.0) { $0 + Double($1) }).magnitude < 1e-11)
    }
  }

  @Test func mediansModeTakesEveryMedian() throws {
    let prepared = try ToyModel.prepare(
      ToyModel.scenario([
        "toy.a": .text("normal(3, 1)"), "toy.b": .text("2 to 8"), "toy.c": .text("uniform(1, 2)"), "toy.level": .text("4"),
      ]))
    let result = try Simulator([prepared], settings: SimulationSettings(paths: 1, sampling: .medians, by: .month)).run()
    #expect(result.series("toy.a", "2026-03").mean!.value == 3)
    #expect((result.series("toy.b").mean!.value - 4).magnitude < 1e-14)
    #expect((result.series("toy.sum").mean!.value - (3 + 8 + 6)).magnitude < 1e-13)
    #expect(result.series("toy.walk", "2026").mean!.value == 0 && result.series("toy.growing", "2025-12").mean!.value == 12)
    #expect(result.drivers[0].isEmpty)
  }

  @Test func aValueThatIsNotFiniteEndsTheRunWithItsPlace() throws {
    let prepared = try ToyModel.prepare(ToyModel.scenario(["toy.word": .text("infinite")]))
    for threads in [1, 3] {
      #expect(throws: SimulationError.notFinite(scenario: "toy", output: "toy.zero", period: "total", path: 1024 + 19)) {
        try Simulator([prepared], settings: SimulationSettings(paths: 5000, threads: threads)).run()
      }
    }
    _ = try Simulator([prepared], settings: SimulationSettings(paths: 1024)).run()
  }

  @Test func aRunCanBeInterruptedAndTellsItsProgress() throws {
    let prepared = try ToyModel.normals()
    #expect(throws: SimulationError.interrupted) {
      try Simulator([prepared], settings: SimulationSettings(paths: 5000)).run(isInterrupted: { true })
    }
    let seen = Mutex<[Int]>([])
    _ = try Simulator([prepared], settings: SimulationSettings(paths: 2500)).run(progress: { done in seen.withLock { $0.append(done) } })
    #expect(seen.withLock { $0 } == [1024, 2048, 2500])
  }

  @Test func onlyWhatIsWantedIsReported() throws {
    let settings = SimulationSettings(paths: 64, outputs: "toy.w*,toy.b", periods: ["2026", "total"])
    let series = try Simulator([try ToyModel.normals()], settings: settings).run().tables[0].series
    #expect(series.map { "\($0.output) \($0.period)" } == ["toy.b total", "toy.walk 2026", "toy.walk total"])
  }

  @Test(arguments: [
    ("ad_revenue.revenue", "ad_revenue.*", true), ("ad_revenue.revenue", "*revenue", true), ("ad_revenue.revenue", "a*e*.*e", true),
    ("ad_revenue.revenue", "ad_revenue", false), ("ad_revenue.revenue", "commerce.gmv,ad_revenue.revenue", true), ("ab", "ab*b", false),
    ("abb", "ab*b", true), ("abc", "*b*b*", false), ("abcb", "*b*b*", true), ("x", "*", true), ("x", "", false),
  ])
  func patternsMatchWholeNames(name: String, pattern: String, isMatch: Bool) {
    #expect(SimulationSettings.matches(name, pattern: pattern) == isMatch)
  }

  /// 95 % intervals of the mean and of the median of a + b + c + shock (four standard normals), Student t with 15 degrees: ±2.1314.
  ///
  /// 600 seeds of 512 paths: the share of intervals that hold the truth has a standard error of 0.9 %, so a true 95 % leaves 92 to 98 % with
  /// a probability of 7e-4; the seeds are fixed. The same for the walk, which only shocks move. Tail quantiles and spreads, whose
  /// estimates are skewed, have a percent more.
  @Test(arguments: [Sampling.sobol, .random, .latinHypercube]) func standardErrorsCover(sampling: Sampling) throws {
    let prepared = try ToyModel.normals(end: "2025-12")
    var hits: [String: Int] = [:]
    let seeds = 600
    for seed in 1...seeds {
      let settings = SimulationSettings(
        paths: 512, seed: UInt64(seed), sampling: sampling, outputs: "toy.mix,toy.walk,toy.positive", periods: ["total"])
      let result = try Simulator([prepared], settings: settings).run()
      func count(_ name: String, _ estimate: Estimate, _ truth: Double) {
        if (estimate.value - truth).magnitude <= 2.131449545559323 * estimate.standardError! { hits[name, default: 0] += 1 }
      }
      for (output, sd) in [("toy.mix", 2.0), ("toy.walk", 3.0.squareRoot())] {
        let series = result.series(output)
        count(output + " mean", series.mean!, 0)
        count(output + " median", series.quantiles[QuantileLevels.p50], 0)
        count(output + " 95 %", series.quantiles[QuantileLevels.p95], 1.6448536269514722 * sd)
        count(output + " sd", series.sd!, sd)
      }
      count("probability", result.series("toy.positive").probability!, 0.5)
    }
    #expect(hits.count == 9)
    for (name, hit) in hits {
      let share = Double(hit) / Double(seeds)
      let slack = name.hasSuffix("sd") || name.hasSuffix("95 %") ? 0.01 : 0
      #expect(share > 0.92 - slack && share < 0.98 + slack, "\(name): \(share)")
    }
  }
}
