import NumericCore
import ScenarioEngine
import Testing

@testable import PlatformModel

@Suite struct EventCandidatesTests {
  private static let stream = EventStream(seed: 3, name: "ad_revenue.downturn")
  private static let numbers = [UInt8](0..<128)

  /// From the first and from a later month of the sixteen on, with one lane left over: all draws below a probability are among the
  /// candidates, each once, with the uniform of its path and month.
  @Test(arguments: [0, 16, 21, 24, 31]) func everyDrawBelowAProbabilityIsFoundOnce(month: Int) {
    let candidates = EventCandidates()
    let firstPath: UInt64 = 1280, paths = 121, probability = 0.07
    candidates.begin(month: month, firstPath: firstPath)
    Self.numbers.withUnsafeBufferPointer { numbers in
      for first in stride(from: 0, to: paths, by: 8) {
        let eight = numbers.baseAddress! + first, lanes = min(8, paths - first)
        let limits = EventStream.limits(Vector(probability))
        candidates.look(Self.stream, paths: eight, lanes: lanes, limits: limits)
      }
    }
    candidates.draw(Self.stream)
    var found: Set<Int> = []
    for i in 0..<candidates.count {
      let path = Int(candidates.paths[i]), m = month / 16 * 16 + Int(candidates.months[i])
      let uniform = candidates.uniforms.paths[i]
      #expect(path < paths && m >= month && m < month / 16 * 16 + 16)
      #expect(uniform == Self.stream.uniform(path: firstPath + UInt64(path), month: m))
      #expect(found.insert(1000 * m + path).inserted)
    }
    var below = 0
    for m in month..<month / 16 * 16 + 16 {
      for path in 0..<paths where Self.stream.uniform(path: firstPath + UInt64(path), month: m) < probability {
        #expect(found.contains(1000 * m + path))
        below += 1
      }
    }
    #expect(below > 0 && found.count < 2 * below + 10)
  }
}
