import NumericCore

/// Words of 32 bits of the streams of a run: a step appends a few.
enum WordSource {
  typealias Step = @Sendable (_ step: UInt64, _ words: inout [UInt32]) -> Void

  static let months: UInt64 = 63
  static let shocks = ["user_growth.growth", "ad_revenue.market"]
  static let events = [
    "ad_revenue.downturn", "regulation.hazard.deferred>joint_venture", "regulation.hazard.deferred>banned",
    "regulation.deadline.deferred.branch", "regulation.deadline.deferred.length",
  ]

  static let all: [String: Step] = [
    // One normal shock, path after path, a month after the other.
    "shock-paths": { step, words in
      let stream = Streams.shock
      leading(stream.uniforms(firstPath: step % 8192 * 8, month: Int(step / 8192)), &words)
    },
    // One path's months, path after path: neighbouring months share a Philox block.
    "shock-months": { step, words in
      words.append(leading(Streams.shock.uniform(path: step / months, month: Int(step % months))))
    },
    // Path 0, month 0, seed after seed.
    "shock-seeds": { step, words in
      words.append(leading(ShockStream(seed: step, name: "ad_revenue.market").uniform(path: 0, month: 0)))
    },
    "event-paths": { step, words in
      leading(Streams.event.uniforms(firstPath: step % 8192 * 8, month: Int(step / 8192)), &words)
    },
    "event-months": { step, words in
      words.append(leading(Streams.event.uniform(path: step / months, month: Int(step % months))))
    },
    // The order in which a block of 128 paths asks for its luck: months, then every shock and event, then paths.
    "run-order": { step, words in
      let inBlock = step % (16 * 7 * months)
      let path = step / (16 * 7 * months) * 128 + inBlock % 16 * 8
      let stream = Int(inBlock / 16 % 7), month = Int(inBlock / (16 * 7))
      leading(
        stream < 2
          ? Streams.shocks[stream].uniforms(firstPath: path, month: month)
          : Streams.events[stream - 2].uniforms(firstPath: path, month: month), &words)
    },
    // The 20 binary digits below the 32nd of shocks and events in turn.
    "trailing-digits": { step, words in
      let path = step % 8192 * 8, month = Int(step / 8192)
      let a = Streams.shock.uniforms(firstPath: path, month: month), b = Streams.event.uniforms(firstPath: path, month: month)
      for lane in 0..<8 { words.append(trailing(a[lane]) << 16 | trailing(b[lane]) & 0xffff) }
    },
    // What a path draws once with `--sampling random`: forty parameters and keys of one group of paths, then the next group.
    "once": { step, words in
      leading(Streams.once[Int(step % 40)].uniforms(group: step / 40), &words)
    },
    // Bits of neighbouring nodes of scrambling trees, levels 25 to 28, four of each of eight subtrees side by side.
    "scramble-nodes": { step, words in
      let tree = Streams.trees[Int(step >> 22)]
      var word = SIMD8<UInt32>()
      for k in 0..<8 as Range<UInt64> {
        let x = UInt32(truncatingIfNeeded: (step << 3 | k) << 7)
        let flips = tree.scrambled(SIMD8(repeating: x)) ^ SIMD8(repeating: x >> 2)
        word = word &<< 4 | (flips &>> 1) & 15
      }
      for lane in 0..<8 { words.append(word[lane]) }
    },
    // The first 32 digits of one point, scramble after scramble.
    "scramble-keys": { step, words in
      var keys = SIMD8<UInt64>()
      for lane in 0..<8 { keys[lane] = StreamKey.mixed(StreamKey.make(seed: step, purpose: "scramble") &+ UInt64(lane)) }
      leading(NestedUniformScramble(keys: keys).uniforms(SIMD8(repeating: 0x8000_0000)), &words)
    },
  ]

  private enum Streams {
    static let shock = ShockStream(seed: 1, name: "ad_revenue.market")
    static let event = EventStream(seed: 1, name: "regulation.hazard.deferred>banned")
    static let shocks = WordSource.shocks.map { ShockStream(seed: 1, name: $0) }
    static let events = WordSource.events.map { EventStream(seed: 1, name: $0) }
    static let once: [PathSampler] = (1...40).compactMap {
      try? PathSampler(
        stream: $0 <= 30 ? .dimension($0) : .key("regulation.transitions.deferred.regime\($0).hazard"), seed: 1, sampling: .random,
        paths: 65_536)
    }
    static let trees: [NestedUniformScramble] = (0..<1024 as Range<UInt64>).map { number in
      var keys = SIMD8<UInt64>()
      for lane in 0..<8 { keys[lane] = StreamKey.mixed(StreamKey.make(seed: number, purpose: "trees") &+ UInt64(lane)) }
      return NestedUniformScramble(keys: keys)
    }
  }

  private static func leading(_ u: Double) -> UInt32 { UInt32(u * 0x1p32) }
  private static func leading(_ u: Vector, _ words: inout [UInt32]) { for lane in 0..<8 { words.append(leading(u[lane])) } }
  private static func trailing(_ u: Double) -> UInt32 { UInt32(truncatingIfNeeded: UInt64(u * 0x1p52)) & 0xfffff }
}
