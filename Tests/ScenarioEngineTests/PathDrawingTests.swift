import NumericCore
import Testing

@testable import ScenarioEngine

@Suite struct PathDrawingTests {
  static let many: KeyValuePairs<String, Setting.Value> = [
    "toy.a": .text("normal(0, 1)"), "toy.b": .text("2 to 8"), "toy.c": .text("beta(2, 5)"), "toy.d": .text("triangular(0, 2, 12)"),
    "group.one.x": .text("uniform(0, 1)"), "group.two.x": .text("normal(3, 2)"),
  ]

  static func draws(
    _ settings: KeyValuePairs<String, Setting.Value>, fits: [FitDeclaration] = [], correlations: [CorrelationDeclaration] = [],
    paths: Int = 1024,
    seed: UInt64 = 1, month: Int = 0
  ) throws -> [String: [Double]] {
    let plan = try ToyModel.plan(ToyModel.scenario(settings, fits: fits, correlations: correlations))
    return try ToyModel.draws(plan, paths: paths, seed: seed, month: month)
  }

  @Test func aDrawBelongsToItsKeyAlone() throws {
    let all = try Self.draws(Self.many)
    let fewer = try Self.draws(["group.two.x": .text("normal(3, 2)"), "toy.c": .text("beta(2, 5)")])
    let more = try Self.draws([
      "group.zero.x": .text("uniform(0, 1)"), "toy.b": .text("5"), "toy.a": .text("normal(0, 1)"), "group.one.x": .text("uniform(0, 1)"),
    ])
    #expect(fewer["toy.c"] == all["toy.c"] && fewer["group.two.x"] == all["group.two.x"])
    #expect(more["toy.a"] == all["toy.a"] && more["group.one.x"] == all["group.one.x"])
    #expect(more["group.zero.x"] != more["group.one.x"])
    #expect(more["toy.b"]!.allSatisfy { $0 == 5 })
  }

  /// Two names that were searched for until the hashes of `scramble.key.group.NAME` agreed, and with them those of every key below.
  @Test func keysWithTheSameHashAreRefused() throws {
    let names = ["olbenbmmhmckifha", "hblgnbobledioncc"]
    let purposes = names.map { "scramble.key.group.\($0).x" }
    #expect(StreamKey.hash(purposes[0]) == StreamKey.hash(purposes[1]))
    let both = try #require(StreamKey.collision(among: purposes))
    #expect(both == (purposes[0], purposes[1]))
    #expect(StreamKey.collision(among: [purposes[0], purposes[0], names[1]]) == nil)
    do {
      _ = try Self.draws(["group.\(names[0]).x": .text("normal(0, 1)"), "group.\(names[1]).x": .text("normal(0, 1)")])
      Issue.record("two settings share their luck")
    } catch let error as ScenarioError {
      #expect(
        "\(error)".contains("'\(purposes[0])' and '\(purposes[1])' have the same hash, so they would share their luck."), "\(error)")
    }
    _ = try Self.draws(["group.\(names[0]).x": .text("normal(0, 1)"), "group.\(names[1]).x": .text("1")])
  }

  @Test func aChangedPriorKeepsItsLuck() throws {
    let narrow = try Self.draws(["toy.a": .text("normal(0, 1)")]), wide = try Self.draws(["toy.a": .text("normal(10, 3)")])
    for (x, y) in zip(narrow["toy.a"]!, wide["toy.a"]!) { #expect((10 + 3 * x - y).magnitude < 1e-12) }
  }

  @Test func seedsDiffer() throws {
    #expect(try Self.draws(Self.many, seed: 1)["toy.a"] != Self.draws(Self.many, seed: 2)["toy.a"])
  }

  /// Every sixteenth of 1,024 points holds a net: each of 64 strata once. So the sample's distribution is the prior's to 1/64 anywhere.
  @Test func drawsFollowTheirPriors() throws {
    let draws = try Self.draws(Self.many)
    let priors: [String: any Distribution] = [
      "toy.a": try Normal(mean: 0, standardDeviation: 1), "toy.c": try Beta(alpha: 2, beta: 5),
      "toy.d": try Triangular(minimum: 0, mode: 2, maximum: 12), "group.one.x": try Uniform(minimum: 0, maximum: 1),
    ]
    for (key, prior) in priors {
      let sorted = draws[key]!.sorted()
      for (i, x) in sorted.enumerated() {
        #expect((prior.cumulative(to: x) - (Double(i) + 0.5) / 1024).magnitude < 1 / 64.0, "\(key)")
      }
    }
    // `2 to 8`: the median is √16, 5 % lie below 2.
    let sorted = draws["toy.b"]!.sorted()
    #expect((sorted[512] - 4).magnitude < 0.15 && (sorted[51] - 2).magnitude < 0.2)
  }

  /// What a prior spills over the range of its key is clamped.
  @Test func drawsAreClampedToTheRange() throws {
    let draws = try Self.draws(["toy.rate": .text("normal(0, 3)")], paths: 4096)["toy.rate"]!
    #expect(draws.allSatisfy { (-10...10).contains($0) } && draws.contains { $0.magnitude > 9 })
  }

  // MARK: - Values by date

  static func dated(_ values: [(String, String)]) -> Setting.Value {
    .byDate(values.map { Setting.Dated(month: $0.0, text: $0.1, location: PlanTests.place) })
  }

  @Test func valuesByDateHoldFromTheirMonthAndShareTheirLuck() throws {
    let settings: KeyValuePairs<String, Setting.Value> = [
      "toy.a": Self.dated([("2025-10", "normal(0, 1)"), ("2026-02", "7"), ("2026-05", "normal(2, 4)")]), "toy.b": .text("normal(0, 1)"),
    ]
    let first = try Self.draws(settings)
    #expect(try Self.draws(settings, month: 3)["toy.a"] == first["toy.a"])
    #expect(try Self.draws(settings, month: 4)["toy.a"]!.allSatisfy { $0 == 7 })
    #expect(try Self.draws(settings, month: 6)["toy.a"]!.allSatisfy { $0 == 7 })
    for month in [7, 14] {
      let last = try Self.draws(settings, month: month)
      #expect(last["toy.b"] == first["toy.b"])
      for (x, y) in zip(first["toy.a"]!, last["toy.a"]!) { #expect((2 + 4 * x - y).magnitude < 1e-12) }
    }
  }

  /// A block is used again for the next paths: constants by date start afresh.
  @Test func aBlockStartsAfreshWithItsNextPaths() throws {
    let plan = try ToyModel.plan(ToyModel.scenario(["toy.a": Self.dated([("2025-10", "1"), ("2026-01", "2")])]))
    let draws = try ToyModel.draws(plan, paths: 300, month: 0)
    #expect(draws["toy.a"]!.allSatisfy { $0 == 1 })
    let prepared = PreparedScenario(plan: plan, model: try ToyModel(plan: plan))
    let run = try CollectedPaths([prepared], settings: SimulationSettings(paths: 1500, by: .month))
    #expect(run["toy.a", "2025-12"].allSatisfy { $0 == 1 } && run["toy.a", "2026-01"].allSatisfy { $0 == 2 })
  }

  // MARK: - Fits

  /// Level and rate are jointly normal: centre, covariance and their correlation, from 16,384 paths to 1 % of the sds.
  @Test func coefficientsOfAFitAreDrawnTogether() throws {
    let draws = try Self.draws(
      ["toy.level": .fit(name: "fit", coefficient: "level"), "toy.rate": .fit(name: "fit", coefficient: "rate")],
      fits: [FittedTrendTests.twoRows], paths: 16_384)
    let fit = try FittedTrend(FittedTrendTests.twoRows) { _ in true }
    let logs = draws["toy.level"]!.map { Elementary.log($0 / (220e6 - $0)) }, rates = draws["toy.rate"]!
    let n = 16_384.0
    let means = [logs.reduce(0, +) / n, rates.reduce(0, +) / n]
    func covariance(_ x: [Double], _ mx: Double, _ y: [Double], _ my: Double) -> Double {
      zip(x, y).reduce(0) { $0 + ($1.0 - mx) * ($1.1 - my) } / n
    }
    let sds = [fit.covariance[0][0].squareRoot(), fit.covariance[1][1].squareRoot()]
    for k in 0...1 { #expect((means[k] - fit.centre[k]).magnitude < 0.01 * sds[k]) }
    #expect((covariance(logs, means[0], logs, means[0]) / fit.covariance[0][0] - 1).magnitude < 0.01)
    #expect((covariance(rates, means[1], rates, means[1]) / fit.covariance[1][1] - 1).magnitude < 0.01)
    #expect((covariance(logs, means[0], rates, means[1]) - fit.covariance[0][1]).magnitude < 0.01 * sds[0] * sds[1])
  }

  @Test func aFitsDrawsAreThoseOfItsName() throws {
    let both = try Self.draws(
      ["toy.level": .fit(name: "fit", coefficient: "level"), "toy.rate": .fit(name: "fit", coefficient: "rate")],
      fits: [FittedTrendTests.twoRows])
    let one = try Self.draws(["toy.rate": .fit(name: "fit", coefficient: "rate")], fits: [FittedTrendTests.twoRows])
    #expect(one["toy.rate"] == both["toy.rate"])
  }

  // MARK: - Correlations

  /// 16,384 points, each rank correlation within 0.01, the shapes of the priors kept.
  @Test func declaredRankCorrelationsAreReproduced() throws {
    let declared: [(String, String, Double)] = [("toy.a", "toy.b", 0.6), ("toy.c", "toy.a", -0.4), ("toy.b", "toy.c", 0.1)]
    let draws = try Self.draws(
      Self.many, correlations: declared.map { PlanTests.correlation($0.0, $0.1, $0.2) }, paths: 16_384)
    for (first, second, rho) in declared {
      #expect((try RankCorrelation.spearman(draws[first]!, draws[second]!) - rho).magnitude < 0.01, "\(first) \(second)")
    }
    #expect(try RankCorrelation.spearman(draws["toy.a"]!, draws["toy.d"]!).magnitude < 0.01)
    let beta = try Beta(alpha: 2, beta: 5)
    let sorted = draws["toy.c"]!.sorted()
    for k in stride(from: 100, to: 16_384, by: 500) { #expect((beta.cumulative(to: sorted[k]) - Double(k) / 16_384).magnitude < 0.01) }
  }

  /// The order in which pairs are written does not matter; what is not correlated keeps its draws, and so does the first by number.
  @Test func correlationsMoveOnlyTheLaterSetting() throws {
    let plain = try Self.draws(Self.many)
    let one = try Self.draws(Self.many, correlations: [PlanTests.correlation("toy.a", "toy.b", 0.5)])
    let other = try Self.draws(Self.many, correlations: [PlanTests.correlation("toy.b", "toy.a", 0.5)])
    #expect(one == other)
    for key in plain.keys where key != "toy.b" {
      for (x, y) in zip(plain[key]!, one[key]!) { #expect((x - y).magnitude <= 1e-8 * max(1, x.magnitude), "\(key)") }
    }
    #expect(plain["toy.b"] != one["toy.b"])
  }
}
