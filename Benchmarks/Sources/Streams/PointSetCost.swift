import Foundation
import NumericCore

/// Processor time of a coordinate of a path, for each way to draw it, and of four Philox blocks, what a tree of Philox bits would need.
enum PointSetCost {
  private static let groups: UInt64 = 8192
  private static let rounds = 20

  static func print() {
    let ways: [(String, Sampling, PathStream)] = [
      ("Sobol' dimension, scrambled", .sobol, .dimension(7)), ("key of a file, shuffled and scrambled", .sobol, .key("a.key")),
      ("Latin hypercube", .latinHypercube, .dimension(7)), ("independent", .random, .dimension(7)),
    ]
    for (name, sampling, stream) in ways {
      guard let sampler = try? PathSampler(stream: stream, seed: 1, sampling: sampling, paths: 8 * groups) else { continue }
      show(name) { sampler.uniforms(group: $0).sum }
    }
    show("four Philox blocks") { group in
      var word = SIMD8<UInt64>(repeating: group)
      for k in 0..<4 as Range<UInt32> {
        let (a, b) = Philox.words(paths: word, third: k, fourth: 3, key: 7)
        word = a ^ b
      }
      return Double(word[0])
    }
  }

  private static func show(_ name: String, _ draw: (UInt64) -> Double) {
    var best = Double.infinity, sum = 0.0
    for _ in 0..<5 {
      let start = processorTime()
      for _ in 0..<rounds { for group in 0..<groups { sum += draw(group) } }
      best = min(best, (processorTime() - start) / Double(rounds) / Double(8 * groups))
    }
    precondition(sum.isFinite)
    Swift.print(String(format: "%6.2f ns  ", best * 1e9) + name)
  }

  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
