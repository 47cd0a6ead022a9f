import NumericCore
import Testing

@Suite struct PathSamplerTests {
  static let streams: [PathStream] = [.dimension(1), .dimension(2), .dimension(43), .dimension(1111), .key("fit.us_monthly_users.rate")]

  /// Points of each scramble, in order.
  static func scrambles(_ stream: PathStream, points: Int, sampling: Sampling = .sobol, seed: UInt64 = 1) throws -> [[Double]] {
    let sampler = try PathSampler(stream: stream, seed: seed, sampling: sampling, paths: UInt64(points * 16))
    var result = [[Double]](repeating: [], count: 16)
    for group in 0..<UInt64(points * 2) {
      let u = sampler.uniforms(group: group)
      for lane in 0..<8 { result[Int(group % 2) * 8 + lane].append(u[lane]) }
    }
    return result
  }

  @Test(arguments: streams) func everyPrefixOfAPowerOfTwoFillsEveryStratumOnce(stream: PathStream) throws {
    for points in try Self.scrambles(stream, points: 256) {
      for k in [1, 2, 8, 64, 256] {
        let strata = Set(points.prefix(k).map { Int($0 * Double(k)) })
        #expect(strata.count == k)
      }
    }
  }

  @Test func twoDimensionsFormANet() throws {
    let a = try Self.scrambles(.dimension(1), points: 256), b = try Self.scrambles(.dimension(2), points: 256)
    for s in 0..<16 {
      for (p, q) in [(256, 1), (64, 4), (16, 16), (4, 64), (1, 256)] {
        let cells = Set(zip(a[s], b[s]).map { Int($0 * Double(p)) * 256 + Int($1 * Double(q)) })
        #expect(cells.count == 256, "\(p) × \(q)")
      }
    }
  }

  @Test(arguments: streams) func aColumnHoldsTheSameNumbersAsItsGroups(stream: PathStream) throws {
    for sampling in Sampling.allCases {
      let sampler = try PathSampler(stream: stream, seed: 3, sampling: sampling, paths: 4096)
      for first in [0, 1, 14, 253] as [UInt64] {
        var column = [Vector](repeating: .zero, count: 21)
        column.withUnsafeMutableBufferPointer { sampler.uniforms(firstGroup: first, count: 21, into: $0.baseAddress!) }
        for v in 0..<21 { #expect(column[v].lanes == sampler.uniforms(group: first + UInt64(v)).lanes) }
      }
    }
  }

  @Test(arguments: streams) func scramblesAndSeedsDiffer(stream: PathStream) throws {
    let first = try Self.scrambles(stream, points: 64), second = try Self.scrambles(stream, points: 64, seed: 2)
    #expect(Set(first.map { $0[0] }).count == 16)
    #expect(first[0] != second[0])
    #expect(first.joined().allSatisfy { $0 > 0 && $0 < 1 })
  }

  /// Sixteen scrambles at 3 points: 48 uniform values; the mean of many streams is ½ within 5 standard errors (false alarm 6e-7).
  @Test func scrambledPointsAreUniformOnAverage() throws {
    var sum = 0.0
    var count = 0.0
    for k in 0..<400 {
      for points in try Self.scrambles(.key("stream \(k)"), points: 1) { sum += points[0]; count += 1 }
    }
    #expect(abs(sum / count - 0.5) < 5 * (1 / 12.0).squareRoot() / count.squareRoot())
  }
}

@Suite struct ShockStreamTests {
  @Test func aPathsDrawDoesNotDependOnItsLane() {
    let stream = ShockStream(seed: 7, name: "ad_revenue.market")
    for month in [0, 1, 2, 61] {
      let eight = stream.uniforms(firstPath: 1000, month: month)
      for lane in 0..<8 { #expect(eight[lane] == stream.uniform(path: 1000 + UInt64(lane), month: month)) }
    }
  }
}
