import Foundation
import NumericCore
import ScenarioEngine
import Testing

@testable import PlatformModel

/// The streams of random numbers of every shipped scenario, and their keys.
@Suite struct RandomStreamTests {
  /// What a scenario draws once a path, twice where two things draw from one stream.
  static func streams(_ prepared: PreparedScenario) -> [PathStream] {
    let plan = prepared.plan
    var streams = plan.columns.compactMap { column in
      column.segments.lazy.compactMap { if case .drawn(_, let stream) = $0.source { stream } else { nil } }.first
    }
    streams += plan.correlations.flatMap(\.streams)
    streams += plan.fits.flatMap { fit in ["level", "rate"].map { .key("fit.\(fit.declaration.name).\($0)") } }
    return streams + prepared.model.uniformKeys.map { .key($0) }
  }

  static func shocks() -> [String] { ["user_growth.growth", "ad_revenue.market"] }

  static func events(_ plan: Plan) throws -> [String] {
    let graph = try RegimeGraph(plan: plan)
    let deadlines = graph.deadlines.compactMap { $0?.regime }
    return ["ad_revenue.downturn"] + graph.hazards.flatMap { $0.map(\.shock) }
      + deadlines.flatMap { ["regulation.deadline.\($0).branch", "regulation.deadline.\($0).length"] }
  }

  /// Every purpose from which a key is made, over all shipped scenarios and all declared parameters, and in each scenario no stream that two
  /// things draw from. Hundreds of purposes, three kinds for each stream: all have hashes and keys of their own, also across seeds.
  @Test func everyStreamInUseHasAKeyOfItsOwn() throws {
    let names = ProjectUnderTest.library.names
    #expect(names.count == 26)
    var purposes = Set(PlatformModel.declarations.compactMap(\.number).flatMap { PathStream.dimension($0).purposes })
    #expect(purposes.count == 3 * PlatformModel.declarations.count { $0.number != nil }, "two parameters share a number")
    for name in names {
      let prepared = try ProjectUnderTest.prepare(name)
      let streams = Self.streams(prepared)
      #expect(Set(streams).count == streams.count, "\(name): two things share a stream")
      let events = try Self.events(prepared.plan)
      #expect(Set(events).count == events.count, "\(name): two events share a stream")
      purposes.formUnion(streams.flatMap(\.purposes))
      purposes.formUnion(Self.shocks().map { "shock." + $0 } + events.map { "event." + $0 })
    }
    #expect(purposes.count > 300)
    #expect(StreamKey.collision(among: purposes) == nil)
    let seeds: [UInt64] = [0, 1, 2, 3, 42, .max]
    let keys = Set(seeds.flatMap { seed in purposes.map { StreamKey.make(seed: seed, purpose: $0) } })
    #expect(keys.count == seeds.count * purposes.count)
  }

  /// One path's draws of every shock and event of all shipped scenarios in 600 months, and the first 600 paths' in one month: no number
  /// comes twice. (Of 10⁵ different ones two would agree by chance with a probability of 1e-6.)
  @Test func everyShockAndMonthHasItsOwnNumber() throws {
    var events: Set<String> = []
    for name in ProjectUnderTest.library.names { events.formUnion(try Self.events(try ProjectUnderTest.plan(name))) }
    var seen: Set<Double> = []
    var count = 0
    func look(_ uniform: (UInt64, Int) -> Double) {
      for month in 0..<600 { seen.insert(uniform(5, month)) }
      for path in 0..<600 as Range<UInt64> where path != 5 { seen.insert(uniform(path, 7)) }
      count += 1199
    }
    for name in Self.shocks() {
      let stream = ShockStream(seed: 1, name: name)
      look(stream.uniform(path:month:))
    }
    for name in events {
      let stream = EventStream(seed: 1, name: name)
      look(stream.uniform(path:month:))
    }
    #expect(seen.count == count)
  }
}
